"""Reads of measures: what stands against whom, on a day."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.measures.chapter import Measures


def get_measures(
    court_no: int, case: UUID, *, on: date | None = None, known_at: datetime | None = None
) -> Measures:
    """Give every measure of a case as it stood on a day, or as it stands now."""
    if on is None and known_at is None:
        return cases.facts_now(court_no, case).of(Measures)
    return cases.facts_as_of(court_no, case, known_at=known_at, on=on).of(Measures)
