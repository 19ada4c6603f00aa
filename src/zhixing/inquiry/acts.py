"""The acts of query and control that are not yet acts of a thing.

Hits, controls, refusals, renewals, releases and transfers are the acts of ``assets``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Progress
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.counter import acts as _at_the_counter  # noqa: F401 declares acts of its own
from zhixing.inquiry.reserve import acts as _of_the_reserve  # noqa: F401 declares an act of its own
from zhixing.institutions.kinds import Tier
from zhixing.kernel.fen import Fen
from zhixing.law.nodes.node import Milestone


@dataclass(frozen=True, slots=True)
class QuerySet:
    """Hold one order to query: its tiers, how many requests, and when all had answered."""

    batch: UUID
    tiers: tuple[str, ...]
    ordered_on: date
    requests: int
    completed_on: date | None = None
    found: int = 0
    nil: int = 0


@chapter("inquiry")
@dataclass(frozen=True, slots=True)
class Inquiry:
    """Hold what was queried, and how many hits of another person of the name were passed over."""

    sets: tuple[QuerySet, ...] = ()
    rejections: int = 0
    corrections: int = 0
    namesakes: int = 0
    leads: tuple[str, ...] = ()
    evidence: int = 0

    @property
    def is_waiting(self) -> bool:
        """Say whether an order to query still misses answers."""
        return any(s.completed_on is None for s in self.sets)


@act("QUERY_ORDERED", zh="发起网络查询", en="Query ordered", stage="QUERY")
@dataclass(frozen=True, slots=True)
class QueryOrdered:
    """Ask institutions what the debtors have; one act for the order, whatever its requests."""

    batch: UUID
    tiers: tuple[str, ...]
    institutions: tuple[UUID, ...]
    parties: tuple[UUID, ...]
    requests: int

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        new = QuerySet(self.batch, self.tiers, stamp.occurred_on, self.requests)
        facts = facts.put(replace(known, sets=(*known.sets, new)))
        progress = facts.of(Progress)
        if Tier.NATIONAL.value in self.tiers:
            progress = progress.reaching(Milestone.NATIONAL_QUERY_STARTED, stamp.occurred_on)
        if Tier.LOCAL.value in self.tiers:
            progress = progress.reaching("LOCAL_QUERY_STARTED", stamp.occurred_on)
        return facts.put(progress)


@act("QUERY_WITHDRAWN", zh="撤回部分查询", en="Query withdrawn in part")
@dataclass(frozen=True, slots=True)
class QueryWithdrawn:
    """Record that requests nobody had collected yet were taken back, and how many.

    An order taken back whole is annulled instead: it is as if it had never been.
    """

    batch: UUID
    requests: int
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        sets = tuple(
            replace(s, requests=s.requests - self.requests) if s.batch == self.batch else s
            for s in known.sets
        )
        return facts.put(replace(known, sets=sets))


@dataclass(frozen=True, slots=True)
class Source:
    """Say what one institution answered about one party, when, and which message proves it."""

    institution: UUID
    party: UUID
    outcome: str
    accounts: int
    answered_on: date
    evidence: str


@act("QUERY_COMPLETED", zh="查询结果齐备", en="All query answers are in")
@dataclass(frozen=True, slots=True)
class QueryCompleted:
    """Record that every institution of an order has answered, nothing found included.

    ``evidence`` of a source is the SHA-256 of the message as it came.
    """

    batch: UUID
    tiers: tuple[str, ...]
    sources: tuple[Source, ...]

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        found = sum(s.outcome == "FOUND" for s in self.sources)
        sets = tuple(
            replace(
                s,
                completed_on=s.completed_on or stamp.occurred_on,
                found=found,
                nil=len(self.sources) - found,
            )
            if s.batch == self.batch
            else s
            for s in known.sets
        )
        facts = facts.put(replace(known, sets=sets))
        progress = facts.of(Progress)
        if Tier.NATIONAL.value in self.tiers:
            progress = progress.reaching("NATIONAL_QUERY_COMPLETED", stamp.occurred_on)
        if Tier.LOCAL.value in self.tiers:
            progress = progress.reaching(Milestone.LOCAL_QUERY_COMPLETED, stamp.occurred_on)
        return facts.put(progress)


@act("REQUEST_REJECTED", zh="协助机构退回请求", en="Institution rejected a request")
@dataclass(frozen=True, slots=True)
class RequestRejected:
    """Record that an institution refused a query as a whole, or could not look, and why."""

    request: UUID
    institution: UUID
    party: UUID
    reason_code: str
    reason: str
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        return facts.put(replace(known, rejections=known.rejections + 1))


@act("ANSWER_CORRECTED", zh="协助机构更正反馈", en="Institution corrected its answer")
@dataclass(frozen=True, slots=True)
class AnswerCorrected:
    """Record that an institution answered again, and otherwise, after its answer was in."""

    request: UUID
    institution: UUID
    before: str
    now: str
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        return facts.put(replace(known, corrections=known.corrections + 1))


@act("SURPLUS_FOUND", zh="发现超额控制", en="Surplus control found", subject="asset")
@dataclass(frozen=True, slots=True)
class SurplusFound:
    """Propose that what is controlled above the order be released (提请解除超额部分)."""

    asset: UUID
    request: UUID
    ordered: Fen
    actual: Fen
    surplus: Fen


@act("NAMESAKE_PASSED_OVER", zh="同名异号，未予认定", en="Hit of a namesake passed over")
@dataclass(frozen=True, slots=True)
class NamesakePassedOver:
    """Record that an institution answered with things of another person of the same name.

    A name alone never makes a thing the debtor's: none of them entered the register. What
    they are is not kept, for they are a stranger's; the message in evidence has it.
    """

    request: UUID
    institution: UUID
    party: UUID
    passed: int
    without_number: int
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        return facts.put(replace(known, namesakes=known.namesakes + self.passed))
