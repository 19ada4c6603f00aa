"""What was asked of other courts, and of us, about things seized; who may dispose of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.law.nodes.node import Subject, SubjectKind


@dataclass(frozen=True, slots=True)
class HandOver:
    """Hold one request: about which thing, with which court, asked or received, and its answer."""

    key: UUID
    asset: UUID
    court: str
    case_no: str
    is_ours: bool
    on: date
    court_no: int | None = None
    answered_on: date | None = None
    agreed: bool | None = None
    reason: str = ""


@chapter("handing")
@dataclass(frozen=True, slots=True)
class HandOvers:
    """Hold every request about a thing of the case."""

    requests: tuple[HandOver, ...] = ()

    def open_on(self, asset: UUID, *, is_ours: bool) -> HandOver | None:
        """Give the request about a thing that has no answer yet, or None."""
        own = (r for r in self.requests if r.asset == asset and r.is_ours is is_ours)
        return next((r for r in own if r.answered_on is None), None)

    def find(self, key: UUID) -> HandOver | None:
        """Give a request by its key, or None."""
        return next((r for r in self.requests if r.key == key), None)

    def has_gone(self, asset: UUID) -> bool:
        """Say whether the right to dispose of a thing went to another court."""
        return any(r.asset == asset and not r.is_ours and r.agreed for r in self.requests)

    def answered(self, key: UUID, on: date, agreed: bool, reason: str) -> HandOvers:
        """Give the requests with one of them answered."""
        return HandOvers(
            tuple(
                replace(r, answered_on=on, agreed=agreed, reason=reason) if r.key == key else r
                for r in self.requests
            )
        )


@act("HAND_OVER_ASKED", zh="商请移送执行", en="Hand-over asked for", subject="asset")
@dataclass(frozen=True, slots=True)
class HandOverAsked:
    """Ask the court that seized a thing first to hand it over; the letter is drafted."""

    key: UUID
    asset: UUID
    court: str
    case_no: str
    first_seized_on: date
    priority: str
    letter: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        new = HandOver(self.key, self.asset, self.court, self.case_no, True, stamp.occurred_on)
        return facts.put(HandOvers((*facts.of(HandOvers).requests, new)))


@act(
    "HAND_OVER_RECEIVED", zh="收到商请移送执行函", en="Hand-over request received", subject="asset"
)
@dataclass(frozen=True, slots=True)
class HandOverReceived:
    """Record another court's request for a thing this case seized first; fifteen days to answer."""

    key: UUID
    asset: UUID
    court: str
    case_no: str
    priority: str
    court_no: int | None = None
    """The asking court's number where it is of this deployment."""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        on, number = stamp.occurred_on, self.court_no
        new = HandOver(self.key, self.asset, self.court, self.case_no, False, on, number)
        facts = facts.put(HandOvers((*facts.of(HandOvers).requests, new)))
        subject = Subject(SubjectKind.HAND_OVER, str(self.asset), stamp.occurred_on)
        return facts.put(facts.of(Agenda).starting(subject))


@act("HAND_OVER_ANSWERED", zh="答复商请移送执行", en="Hand-over answered", subject="asset")
@dataclass(frozen=True, slots=True)
class HandOverAnswered:
    """Hand a thing over to the court that asked, or decline and say why.

    The seizure stands; handed over, it is the other court that disposes. ``reserves_share``:
    the claim here is not adjudicated yet and its share is kept by its rank.
    """

    key: UUID
    asset: UUID
    agreed: bool
    reason: str
    reserves_share: bool
    letter: UUID | None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(HandOvers).answered(self.key, stamp.occurred_on, self.agreed, self.reason)
        agenda = facts.of(Agenda).done(SubjectKind.HAND_OVER, str(self.asset), stamp.occurred_on)
        return facts.put(known).put(agenda)


@act("HAND_OVER_REPLIED", zh="收到移送执行答复", en="Hand-over reply received", subject="asset")
@dataclass(frozen=True, slots=True)
class HandOverReplied:
    """Record what the first court answered: handed over to us, or declined and why."""

    key: UUID
    asset: UUID
    agreed: bool
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(
            facts.of(HandOvers).answered(self.key, stamp.occurred_on, self.agreed, self.reason)
        )
