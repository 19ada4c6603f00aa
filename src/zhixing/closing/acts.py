"""The acts of closing and of the case's time limit, and what they do to the facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda, CaseClock, Closure
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.closing.chapter import Closing, DeletionProposed, Mode, Period, Periods
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.clock.case_clock import ExcludedRange, Exclusion
from zhixing.law.closing.hardness import Hardness
from zhixing.law.nodes.node import Subject, SubjectKind


@act("CASE_CLOSED", zh="结案", en="Case closed", milestone="CLOSED", stage="CLOSED")
@dataclass(frozen=True, slots=True)
class CaseClosed:
    """Close the case; the record of who answers for it stays as it is."""

    matter: UUID
    mode: Mode
    paid: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write how and when the case was closed; what was entrusted to it or away is done."""
        agenda, ends = facts.of(Agenda), {SubjectKind.ENTRUST_CLOSE}
        if self.mode is Mode.CANCELLED:
            ends.add(SubjectKind.ENTRUST_TELL)
        for entry in agenda.subjects:
            if entry.kind in ends and entry.done_on is None:
                agenda = agenda.done(entry.kind, entry.reference, stamp.occurred_on)
        return facts.put(Closure(self.mode.value, stamp.occurred_on)).put(agenda)


@act("CLOSING_NOT_CARRIED_OUT", zh="未能结案", en="Closing not carried out")
@dataclass(frozen=True, slots=True)
class ClosingNotCarriedOut:
    """Record that an approved closing no longer met its conditions when it was to happen."""

    matter: UUID
    code: str
    message_zh: str
    message_en: str


@act("CLOSING_DOUBTED", zh="结案条件不再具备", en="Closing in doubt")
@dataclass(frozen=True, slots=True)
class ClosingDoubted:
    """Tell that a case closed as performed owes again; a person decides what follows."""

    outstanding: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Mark the closing as doubted."""
        return facts.put(replace(facts.of(Closing), doubted_on=stamp.occurred_on))


@act("HARDNESS_CLASSED", zh="认定执行难或者执行不能", en="Classed as hard or impossible")
@dataclass(frozen=True, slots=True)
class HardnessClassed:
    """Record that a case is hard or impossible to enforce, why, and by which papers."""

    kind: Hardness
    because: tuple[str, ...]
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Remember the latest class and its day."""
        known = facts.of(Closing)
        return facts.put(replace(known, hardness=self.kind.value, classed_on=stamp.occurred_on))


@act(
    "LISTING_DELETION_PROPOSED",
    zh="建议删除失信信息",
    en="Deletion of a listing proposed",
    subject="measure",
)
@dataclass(frozen=True, slots=True)
class ListingDeletionProposed:
    """Propose that a listing be deleted because the debt is performed.

    A duty starts its statutory days on the day of the event; a listing with a fixed
    term may be deleted early, which is no duty and starts none.
    """

    measure: UUID
    party: UUID
    event: str
    event_on: date
    is_duty: bool
    due_on: date | None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the deletion on the agenda where it is a duty."""
        closing = facts.of(Closing)
        proposed = DeletionProposed(self.measure, self.event, self.event_on)
        facts = facts.put(replace(closing, deletions=(*closing.deletions, proposed)))
        if not self.is_duty:
            return facts
        due = Subject(SubjectKind.LISTING_DELETION, str(self.measure), self.event_on)
        return facts.put(facts.of(Agenda).starting(due))


@act(
    "LISTING_DELETION_UNPROPOSED",
    zh="撤回删除失信信息的建议",
    en="Proposed deletion withdrawn",
    subject="measure",
)
@dataclass(frozen=True, slots=True)
class ListingDeletionUnproposed:
    """Take a proposed deletion back, because the debt stands again."""

    measure: UUID
    reason_zh: str
    reason_en: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Take the proposal and its open line away."""
        closing, agenda = facts.of(Closing), facts.of(Agenda)
        kept = tuple(d for d in closing.deletions if d.measure != self.measure)
        subjects = tuple(
            s
            for s in agenda.subjects
            if s.kind is not SubjectKind.LISTING_DELETION
            or s.reference != str(self.measure)
            or s.done_on is not None
        )
        return facts.put(replace(closing, deletions=kept)).put(Agenda(subjects))


@act("PERIOD_EXCLUDED", zh="扣除期间开始", en="Excluded period begun")
@dataclass(frozen=True, slots=True)
class PeriodExcluded:
    """Begin days that do not count towards the time limit (扣除期间)."""

    kind: Exclusion
    document: str
    matter: UUID | None = None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the range on the case's clock."""
        entry = ExcludedRange(self.kind, Days(stamp.occurred_on), self.document)
        clock, periods = facts.of(CaseClock), facts.of(Periods)
        facts = facts.put(replace(clock, excluded=(*clock.excluded, entry)))
        return facts.put(Periods((*periods.periods, Period(stamp.act, entry))))


@act("PERIOD_ENDED", zh="扣除期间终止", en="Excluded period ended")
@dataclass(frozen=True, slots=True)
class PeriodEnded:
    """End an excluded period; the act's day is the last that does not count."""

    period: UUID
    document: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Close the range on the case's clock."""
        periods = facts.of(Periods)
        entry = periods.find(self.period)
        if entry is None:
            return facts
        start = entry.range.days.start
        ended = replace(entry.range, days=Days.closed(start, max(start, stamp.occurred_on)))
        clock = facts.of(CaseClock)
        ranges = tuple(ended if r == entry.range else r for r in clock.excluded)
        changed = tuple(
            replace(p, range=ended) if p.period == self.period else p for p in periods.periods
        )
        return facts.put(replace(clock, excluded=ranges)).put(Periods(changed))


@act("EXTENSION_APPROVED", zh="批准延长执行期限", en="Extension approved")
@dataclass(frozen=True, slots=True)
class ExtensionApproved:
    """Extend the time limit with the president's approval; the law says by how much."""

    matter: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Put the day of approval on the case's clock."""
        clock = facts.of(CaseClock)
        return facts.put(replace(clock, extensions=(*clock.extensions, stamp.occurred_on)))
