"""The acts of enforcement in another province: ordered, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.nodes.node import Subject, SubjectKind


class Way(StrEnum):
    """Name the ways of acting in another province."""

    ON_SITE = "ON_SITE"
    SINGLE_ACT = "SINGLE_ACT"
    CASE = "CASE"


class OutsideOutcome(StrEnum):
    """Name what came of it."""

    DONE = "DONE"
    NOTHING = "NOTHING"
    FILED_THERE = "FILED_THERE"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class OutsideOrder:
    """Hold one decision to act in a province, under its id, and what came of it."""

    order: UUID
    way: Way
    province: str
    ordered_on: date
    due_on: date
    outcome: str = ""
    reported_on: date | None = None


@chapter("outside")
@dataclass(frozen=True, slots=True)
class OutsideWork:
    """Hold what was decided about other provinces, in order."""

    orders: tuple[OutsideOrder, ...] = ()

    def find(self, order: UUID) -> OutsideOrder | None:
        """Give one decision, or None."""
        return next((o for o in self.orders if o.order == order), None)


@act("OUT_OF_AREA_ORDERED", zh="决定异地执行或者委托", en="Enforcement in another province ordered")
@dataclass(frozen=True, slots=True)
class OutOfAreaOrdered:
    """Decide how to act on what lies in another province, upon which leads or things.

    ``court`` is the court there that is asked or entrusted; ``approval`` the high court's
    document, of officers who go; ``letter`` the letter to the court there; ``due_on`` the day
    by which something is to be heard.
    """

    order: UUID
    way: Way
    province: str
    because: tuple[UUID, ...]
    court: int | None
    officers: tuple[UUID, ...]
    approval: str
    letter: str
    task: str
    due_on: date

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(OutsideWork)
        made = OutsideOrder(self.order, self.way, self.province, stamp.occurred_on, self.due_on)
        entry = Subject(
            SubjectKind.OUT_OF_AREA, str(self.order), stamp.occurred_on, ends_on=self.due_on
        )
        if self.way is Way.CASE:
            entry = Subject(SubjectKind.ENTRUST_FILING, str(self.order), stamp.occurred_on)
        facts = facts.put(replace(known, orders=(*known.orders, made)))
        return facts.put(facts.of(Agenda).starting(entry))


@act("OUT_OF_AREA_REPORTED", zh="登记异地执行情况", en="Outcome in another province recorded")
@dataclass(frozen=True, slots=True)
class OutOfAreaReported:
    """Record what came of acting in another province; ``things`` were found or taken there."""

    order: UUID
    outcome: OutsideOutcome
    report: str
    things: int = 0
    money: Fen = ZERO

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(OutsideWork)
        told = tuple(
            replace(o, outcome=self.outcome.value, reported_on=stamp.occurred_on)
            if o.order == self.order
            else o
            for o in known.orders
        )
        key, on = str(self.order), stamp.occurred_on
        agenda = facts.of(Agenda).done(SubjectKind.OUT_OF_AREA, key, on)
        agenda = agenda.done(SubjectKind.ENTRUST_FILING, key, on)
        if self.outcome is OutsideOutcome.FILED_THERE:
            agenda = agenda.starting(Subject(SubjectKind.ENTRUST_TELL, key, on))
        return facts.put(replace(known, orders=told)).put(agenda)
