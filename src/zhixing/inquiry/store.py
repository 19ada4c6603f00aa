"""Writes a request's row by court and id, so that one partition is asked and not all."""

from __future__ import annotations

from zhixing.inquiry import models
from zhixing.kernel.refusal import Impossible


def write(row: models.Request, *columns: str) -> None:
    """Write some columns of a request that is locked.

    :raises Impossible: the scope sees the request no more.
    """
    values = {name: getattr(row, name) for name in columns}
    own = models.Request.objects.filter(court_no=row.court_no, id=row.id)
    if own.update(**values) != 1:
        raise Impossible(f"request {row.external_no} was not written")
