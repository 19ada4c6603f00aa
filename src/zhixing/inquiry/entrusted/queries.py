"""What a court, and the applicant, may be told of a case entrusted away or taken on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Closure
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.entrusted.chapter import HandedControl, Sent, SentAway, TakenOn
from zhixing.inquiry.outside.acts import OutsideWork
from zhixing.kernel.finding import Finding
from zhixing.law.entrusting.case import Entrusted, EntrustStep, entrusting


@dataclass(frozen=True, slots=True)
class HigherCourt:
    """Say until when an entrusted case is to be closed, and whether that day has gone by.

    Afterwards the applicant may ask the higher court to take it up or to assign it.
    """

    filed_on: date
    close_by: date
    may_ask: bool
    finding: Finding[Entrusted]


@dataclass(frozen=True, slots=True)
class EntrustedNews:
    """Tell the applicant where its entrusted case is, whom to turn to, and what it may ask."""

    there_no: str
    officer: str
    phone: str
    told_on: date | None
    higher: HigherCourt | None


def list_sendings(facts: Facts) -> list[Sent]:
    """List what became of the case where it was sent to other courts, in order."""
    return list(facts.of(SentAway).sendings)


def find_taken_on(facts: Facts) -> TakenOn | None:
    """Give from whom the case was taken on, or None."""
    known = facts.of(TakenOn)
    return None if known.key is None else known


def list_handed_controls(facts: Facts) -> list[HandedControl]:
    """List what the sending court handed over as controlled, as its letter says."""
    return list(facts.of(TakenOn).controls)


def find_higher(facts: Facts, on: date) -> HigherCourt | None:
    """Find by when the entrusted case is to be closed, at either court; None while not filed."""
    taken, closed_on = facts.of(TakenOn), facts.of(Closure).closed_on
    if taken.is_here and taken.filed_on is not None:
        return _higher(taken.filed_on, on, is_over=closed_on is not None)
    sent = _current(facts)
    return None if sent is None or sent.filed_on is None else _higher(sent.filed_on, on)


def find_entrusted_news(facts: Facts, on: date) -> EntrustedNews | None:
    """Give what the applicant is told of a case entrusted away, None where none is."""
    sent = _current(facts)
    if sent is None or sent.filed_on is None:
        return None
    return EntrustedNews(
        sent.there_no, sent.officer, sent.phone, sent.told_on, find_higher(facts, on)
    )


def province_of(facts: Facts, order: UUID) -> str:
    """Give the province that an order is about, empty where there is no such order."""
    known = facts.of(OutsideWork).find(order)
    return "" if known is None else known.province


def _current(facts: Facts) -> Sent | None:
    open_ones = [s for s in facts.of(SentAway).sendings if s.returned_on is None]
    return open_ones[-1] if open_ones else None


def _higher(filed_on: date, on: date, *, is_over: bool = False) -> HigherCourt:
    found = entrusting(on=filed_on, step=EntrustStep.FILED, happened_on=filed_on)
    by = found.value.by
    return HigherCourt(filed_on, by, by < on and not is_over, found)
