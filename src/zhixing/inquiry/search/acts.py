"""The acts of the search: ended, ordered to go on, stopped; leads, changes, checks, disputes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.acts import Inquiry
from zhixing.law.network.full_set import SearchPurpose
from zhixing.law.nodes.node import Subject, SubjectKind


@dataclass(frozen=True, slots=True)
class Skipped:
    """Name an institution that was not asked, why, and what it was expected to give."""

    institution: UUID
    because: str
    rate: int
    yields: int


@act("SEARCH_ENDED", zh="本次查询收束", en="Search ended")
@dataclass(frozen=True, slots=True)
class SearchEnded:
    """Record that a search asks nobody more, and for each that was not asked the reason."""

    search: UUID
    asked: tuple[UUID, ...]
    skipped: tuple[Skipped, ...]
    purpose: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Tell the node of the queries owed after an ending that one was made."""
        agenda = facts.of(Agenda)
        owed = next((s for s in agenda.subjects if s.kind is SubjectKind.ROUND_ENDED), None)
        if self.purpose != SearchPurpose.AFTER_ENDING.value or owed is None:
            return facts
        return facts.put(agenda.starting(replace(owed, ends_on=stamp.occurred_on)))


@act("STANDING_ORDER_MADE", zh="作出持续查询命令", en="Standing order to query made")
@dataclass(frozen=True, slots=True)
class StandingOrderMade:
    """Order that the debtors' property be queried again on news and otherwise as it pays."""

    order: UUID
    kind: str
    parties: tuple[UUID, ...]
    until: date
    dates: tuple[date, ...] = ()
    ruled_on: date | None = None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the queries owed after an ending on the agenda."""
        if self.ruled_on is None:
            return facts
        owed = Subject(SubjectKind.ROUND_ENDED, str(self.order), self.ruled_on)
        return facts.put(facts.of(Agenda).starting(owed))


@act("STANDING_ORDER_ENDED", zh="终止持续查询", en="Standing order to query ended")
@dataclass(frozen=True, slots=True)
class StandingOrderEnded:
    """End a standing order, and say why."""

    order: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Take the queries owed after an ending off the agenda."""
        agenda = facts.of(Agenda)
        done = agenda.done(SubjectKind.ROUND_ENDED, str(self.order), stamp.occurred_on)
        return facts.put(done)


@act("LEAD_FOUND", zh="反馈中发现线索", en="Lead found in an answer")
@dataclass(frozen=True, slots=True)
class LeadFound:
    """Record that an answer tells where a debtor is or works; what it says stays in evidence.

    ``out_of_area`` names the other province it points to, empty for the court's own.
    """

    request: UUID
    institution: UUID
    party: UUID
    kinds: tuple[str, ...]
    evidence: str
    mark: str
    out_of_area: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Remember the lead, so that the same words again are no news."""
        known = facts.of(Inquiry)
        return facts.put(replace(known, leads=(*known.leads, self.mark)))


@act("CLUE_GIVEN", zh="申请执行人提供财产线索", en="Clue given by the creditor")
@dataclass(frozen=True, slots=True)
class ClueGiven:
    """Record a clue to property that a creditor gave; an urgent one is checked in three days."""

    clue: UUID
    party: UUID
    text: str
    is_urgent: bool

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the check on the agenda."""
        kind = SubjectKind.URGENT_CLUE if self.is_urgent else SubjectKind.CLUE
        return facts.put(
            facts.of(Agenda).starting(Subject(kind, str(self.clue), stamp.occurred_on))
        )


@act("CLUE_CHECKED", zh="核实财产线索", en="Clue checked")
@dataclass(frozen=True, slots=True)
class ClueChecked:
    """Record what came of checking a clue."""

    clue: UUID
    is_true: bool
    found: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Take the check off the agenda."""
        agenda = facts.of(Agenda)
        for kind in (SubjectKind.CLUE, SubjectKind.URGENT_CLUE):
            agenda = agenda.done(kind, str(self.clue), stamp.occurred_on)
        return facts.put(agenda)


@act("CHANGE_NOTIFIED", zh="登记机关通知变动", en="Registry told of a change")
@dataclass(frozen=True, slots=True)
class ChangeNotified:
    """Record that an institution told on its own that what it answered has changed."""

    request: UUID
    institution: UUID
    party: UUID
    evidence: str


@act(
    "CHECKS_COMPLETED",
    zh="完成四查两报",
    en="Four checks and two reports completed",
    milestone="FOUR_CHECKS_COMPLETED",
)
@dataclass(frozen=True, slots=True)
class ChecksCompleted:
    """Record that everything on the court's list of checks and reports is done, and when each."""

    codes: tuple[str, ...]
    done_on: tuple[date, ...]


@act("ANSWER_DISPUTED", zh="对反馈提出异议", en="Answer disputed")
@dataclass(frozen=True, slots=True)
class AnswerDisputed:
    """Record that the court or the institution holds an answer or a request to be wrong."""

    dispute: UUID
    request: UUID
    institution: UUID
    raised_by: str
    reason: str
    due_on: date


@act("DISPUTE_SETTLED", zh="反馈异议处理完毕", en="Dispute about an answer settled")
@dataclass(frozen=True, slots=True)
class DisputeSettled:
    """Record how a dispute about an answer came out, and on which grounds."""

    dispute: UUID
    request: UUID
    institution: UUID
    outcome: str
    grounds: str
