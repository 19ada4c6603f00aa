"""What an act's leaf in the log covers: every column, in canonical form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from uuid import UUID

from zhixing.cases import models
from zhixing.kernel.canonical import Json, Plain, to_json
from zhixing.platform.log.sources import leaf_source


@leaf_source("act")
def derive_acts(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every act of a court as its leaf covers it, ordered by id."""
    rows = models.Act.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, leaf_value(row)


def list_leaf_values(court_no: int, case: UUID) -> list[tuple[UUID, dict[str, Json]]]:
    """Give the acts of one case as their leaves cover them, in the order of the docket."""
    rows = models.Act.objects.filter(court_no=court_no, case_id=case).order_by("seq")
    return [(row.id, leaf_value(row)) for row in rows]


def leaf_value(row: models.Act) -> Plain:
    """Give the value whose canonical bytes are hashed into the court's log."""
    values: dict[str, Json] = {
        "id": str(row.id),
        "court_no": row.court_no,
        "case": str(row.case_id),
        "seq": row.seq,
        "type": row.type,
        "occurred_on": to_json(row.occurred_on),
        "occurred_at": _utc(row, "occurred_at"),
        "recorded_at": _utc(row, "recorded_at"),
        "by_person": str(row.by_person),
        "by_post": str(row.by_post),
        "subject": to_json(row.subject_id),
        "payload": row.payload,
        "findings": row.findings,
        "refs": row.refs,
        "correlation": to_json(row.correlation),
        "corrects": to_json(row.corrects),
    }
    return Plain(values)


def _utc(row: models.Act, field: str) -> Json:
    value = getattr(row, field)
    return None if value is None else value.astimezone(UTC).isoformat(timespec="microseconds")
