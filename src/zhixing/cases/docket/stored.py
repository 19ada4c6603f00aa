"""Reads acts from the database into the form that folding takes."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.docket.fold import Recorded


def record_of(row: models.Act) -> Recorded:
    """Give a stored act as folding takes it."""
    return Recorded(
        act=row.id,
        seq=row.seq,
        type=row.type,
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        by_person=row.by_person,
        by_post=row.by_post,
        payload=row.payload,
        subject=row.subject_id,
        corrects=row.corrects,
    )


def records_of_case(court_no: int, case: UUID) -> list[Recorded]:
    """Give every act of a case in the order of recording."""
    rows = models.Act.objects.filter(court_no=court_no, case_id=case).order_by("seq")
    return [record_of(row) for row in rows]


def records_of_cases(court_no: int, cases: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
    """Give every act of some cases, each case's in the order of recording, with one statement."""
    found: dict[UUID, list[Recorded]] = {case: [] for case in cases}
    rows = models.Act.objects.filter(court_no=court_no, case_id__in=cases)
    for row in rows.order_by("case_id", "seq").iterator(chunk_size=2000):
        found[row.case_id].append(record_of(row))
    return found
