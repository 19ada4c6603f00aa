"""Reads of the pool: portions, who took them, what became of each case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.inquiry.pool_models import HELD, PooledCase, Portion


@dataclass(frozen=True, slots=True)
class PooledView:
    """Give one case of a portion: how it stands, how many requests went out, or why none did."""

    case: UUID
    state: str
    batch: UUID | None
    requests: int
    withdrawn: int
    code: str
    reason: str
    reason_en: str


@dataclass(frozen=True, slots=True)
class PortionView:
    """Give a portion: who took it, when, how far it got, and its cases."""

    id: UUID
    person: UUID
    state: str
    taken_on: date
    submitted_on: date | None
    ended_on: date | None
    reason: str
    cases: tuple[PooledView, ...]

    def count(self, *states: str) -> int:
        """Count the cases in these states."""
        return sum(c.state in states for c in self.cases)

    @property
    def requests(self) -> int:
        """Count the requests that went out."""
        return sum(c.requests for c in self.cases)

    @property
    def withdrawn(self) -> int:
        """Count the requests taken back."""
        return sum(c.withdrawn for c in self.cases)

    @property
    def is_going_out(self) -> bool:
        """Say whether some cases are still being asked about."""
        return self.state == "SUBMITTED" and self.count(*HELD) > 0


def get_portion(court_no: int, portion: UUID) -> PortionView:
    """Give one portion with its cases."""
    return _views([Portion.objects.get(court_no=court_no, id=portion)])[0]


def find_open_portion(court_no: int, person: UUID) -> PortionView | None:
    """Find the portion a clerk has taken and not yet submitted or given back."""
    row = Portion.objects.filter(court_no=court_no, person=person, state="TAKEN").first()
    return None if row is None else _views([row])[0]


def list_portions(court_no: int, *, limit: int = 30) -> list[PortionView]:
    """List the latest portions of a court, newest first."""
    rows = Portion.objects.filter(court_no=court_no).order_by("-id")
    return _views(list(rows[:limit]))


def get_clerk(court_no: int, pooled: UUID) -> tuple[UUID, UUID, date]:
    """Give who submitted a case of a portion, in which post, and on which day."""
    case = PooledCase.objects.get(court_no=court_no, id=pooled)
    row = Portion.objects.get(court_no=court_no, id=case.portion_id)
    return row.person, row.post, row.submitted_on or row.taken_on


def _views(rows: Sequence[Portion]) -> list[PortionView]:
    if not rows:
        return []
    cases: dict[UUID, list[PooledView]] = {}
    found = PooledCase.objects.filter(
        court_no=rows[0].court_no, portion_id__in=[row.id for row in rows]
    )
    for case in found.order_by("id"):
        cases.setdefault(case.portion_id, []).append(_case(case))
    return [
        PortionView(
            row.id,
            row.person,
            row.state,
            row.taken_on,
            row.submitted_on,
            row.ended_on,
            row.reason,
            tuple(cases.get(row.id, ())),
        )
        for row in rows
    ]


def _case(row: PooledCase) -> PooledView:
    return PooledView(
        row.case_id,
        row.state,
        row.batch_id,
        row.requests,
        row.withdrawn,
        row.code,
        row.reason,
        row.reason_en,
    )
