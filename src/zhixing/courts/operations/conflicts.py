"""Turns the database's refusal of a conflicting row into a refusal for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import IntegrityError, transaction

from zhixing.kernel.refusal import Refusal


@contextmanager
def refusing(refusals: dict[str, Refusal]) -> Iterator[None]:
    """Run in a savepoint; a violated constraint named in ``refusals`` becomes its refusal."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        name = cause.diag.constraint_name if isinstance(cause, psycopg.Error) else None
        if name is None or name not in refusals:
            raise
        raise refusals[name] from error
