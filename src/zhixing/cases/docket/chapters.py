"""The chapters that every case has: progress, milestones, the whole-case clock, handling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.facts import chapter
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ranges import Days
from zhixing.law.clock.case_clock import ExcludedRange
from zhixing.law.nodes.node import Subject, SubjectKind


@chapter("progress")
@dataclass(frozen=True, slots=True)
class Progress:
    """Say which stage the case is in, since when, and every milestone's first and latest day."""

    stage: str = ""
    stage_on: date | None = None
    reached: Mapping[str, date] = field(default_factory=dict)
    latest: Mapping[str, date] = field(default_factory=dict)

    def entered(self, stage: str | None, on: date) -> Progress:
        """Give the progress after a stage was entered."""
        return self if stage is None else replace(self, stage=stage, stage_on=on)

    def reaching(self, milestone: str | None, on: date) -> Progress:
        """Give the progress after a milestone was reached; the first day stays."""
        if milestone is None:
            return self
        first = {milestone: on, **self.reached}
        return replace(self, reached=first, latest={**self.latest, milestone: on})


@chapter("clock")
@dataclass(frozen=True, slots=True)
class CaseClock:
    """Hold what moves the time limit of the whole case; ``extensions`` are days of approval."""

    excluded: tuple[ExcludedRange, ...] = ()
    extensions: tuple[date, ...] = ()


@chapter("agenda")
@dataclass(frozen=True, slots=True)
class Agenda:
    """Hold what acts put on the calendar: controls that expire, instalments, receipts."""

    subjects: tuple[Subject, ...] = ()

    def starting(self, subject: Subject) -> Agenda:
        """Give the agenda with an entry, in place of an earlier one for the same thing."""
        return Agenda((*self._without(subject.kind, subject.reference), subject))

    def done(self, kind: SubjectKind, reference: str, on: date) -> Agenda:
        """Give the agenda with an entry marked as done; an unknown one changes nothing."""
        return Agenda(
            tuple(
                replace(s, done_on=on) if (s.kind, s.reference) == (kind, reference) else s
                for s in self.subjects
            )
        )

    def _without(self, kind: SubjectKind, reference: str) -> tuple[Subject, ...]:
        return tuple(s for s in self.subjects if (s.kind, s.reference) != (kind, reference))


@dataclass(frozen=True, slots=True)
class Handling:
    """Say who handled the case from a day on; the record is never rewritten."""

    on: date
    person: UUID
    post: UUID
    team: UUID | None
    how: str
    act: UUID


@chapter("handling")
@dataclass(frozen=True, slots=True)
class Responsibility:
    """Hold the lifelong responsibility record (办案质量终身负责): every handler, in order."""

    handlers: tuple[Handling, ...] = ()

    @property
    def current(self) -> Handling | None:
        """Give who handles the case now, or None before assignment."""
        return self.handlers[-1] if self.handlers else None


@dataclass(frozen=True, slots=True)
class Obligation:
    """Hold one item of the title: what is owed, since when, with what agreed interest.

    ``kind`` is one of principal, damages, liquidated_damages, ordinary_interest,
    case_fee, wages. ``annual_rate`` is decimal text (``0.06``) or empty.
    ``agreed_from`` is the first day of agreed interest, ``origin`` the item whose
    interest was turned into this principal (借条转本).
    """

    key: str
    kind: str
    amount: Fen
    due_on: date | None = None
    annual_rate: str = ""
    agreed_from: date | None = None
    origin: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Payment:
    """Hold money that reached the creditor or the court for this debt."""

    key: str
    on: date
    amount: Fen
    kind: str = "voluntary"
    third_party: str = ""


@chapter("debt")
@dataclass(frozen=True, slots=True)
class Debt:
    """Hold the facts from which the law computes what is owed on any day."""

    obligations: tuple[Obligation, ...] = ()
    effective_on: date | None = None
    served_on: date | None = None
    performance_until: date | None = None
    payments: tuple[Payment, ...] = ()
    waived: Fen = ZERO
    costs: Fen = ZERO
    agreed_total: Fen | None = None
    """The total that a settlement in force put in place of the title's items."""
    agreed_on: date | None = None
    interest_stopped: tuple[Days, ...] = ()
    """Days on which extra interest does not run (迟延利息解释第三条第三款)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Say in which role a party stands in the case, and from when until when."""

    party: UUID
    role: str
    since: date
    until: date | None = None
    successor_of: UUID | None = None


@chapter("standings")
@dataclass(frozen=True, slots=True)
class Standings:
    """Hold who applied against whom, with every succession."""

    parties: tuple[Standing, ...] = ()

    def of_role(self, role: str) -> tuple[UUID, ...]:
        """Give the parties now in a role."""
        return tuple(s.party for s in self.parties if s.role == role and s.until is None)


@chapter("closure")
@dataclass(frozen=True, slots=True)
class Closure:
    """Say whether and how the case is closed."""

    mode: str = ""
    closed_on: date | None = None
