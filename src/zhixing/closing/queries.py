"""Reads of closing: the conditions with their reasons, the excluded periods, the closure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Closure
from zhixing.closing.chapter import Closing, Period, Periods
from zhixing.closing.checklist import Check, checklist
from zhixing.closing.performed import money_held
from zhixing.funds.policies import fee_base

__all__ = [
    "Check",
    "ClosureView",
    "get_closing_checklist",
    "get_closure",
    "list_periods",
    "may_be_closed",
]


@dataclass(frozen=True, slots=True)
class ClosureView:
    """Give how a case was closed, and since when that is in doubt."""

    mode: str
    closed_on: date | None
    doubted_on: date | None


def get_closing_checklist(court_no: int, case: UUID, on: date) -> tuple[Check, ...]:
    """Give every condition of closing as fully performed, each with its findings."""
    facts = cases.facts_now(court_no, case)
    return checklist(facts, money_held(court_no, case), on, fee_base(court_no, on))


def may_be_closed(court_no: int, case: UUID, on: date) -> bool:
    """Say whether nothing stands against closing the case as fully performed."""
    return all(c.holds or c.warns for c in get_closing_checklist(court_no, case, on))


def get_closure(
    court_no: int, case: UUID, *, on: date | None = None, known_at: datetime | None = None
) -> ClosureView:
    """Give how the case was closed, as it stood on a day; empty while it is open."""
    facts = cases.facts_as_of(court_no, case, known_at=known_at, on=on)
    closure = facts.of(Closure)
    return ClosureView(closure.mode, closure.closed_on, facts.of(Closing).doubted_on)


def list_periods(
    court_no: int, case: UUID, *, on: date | None = None, known_at: datetime | None = None
) -> tuple[Period, ...]:
    """Give the excluded periods of a case as they stood on a day."""
    return cases.facts_as_of(court_no, case, known_at=known_at, on=on).of(Periods).periods
