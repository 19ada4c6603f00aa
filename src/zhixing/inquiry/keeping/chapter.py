"""What the case knows of its own upkeep: calls to renew, and what was controlled in excess."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import Fen
from zhixing.law.nodes.node import Subject, SubjectKind

IN_CASE = "case"
"""The one reference under which a case's excess stands on its agenda."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """Hold the calls made for one term of one control, and the matter put up last."""

    asset: UUID
    ends_on: date
    called: tuple[int, ...] = ()
    matter: UUID | None = None
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """Name what of one thing is to be released, the matter put up, or why none could be."""

    asset: UUID
    amount: Fen
    matter: UUID | None = None
    obstacle: str = ""


@dataclass(frozen=True, slots=True)
class Excess:
    """Hold one excess: how much, known and proposed at which instant, and when it was gone."""

    amount: Fen
    known_at: datetime
    proposed_at: datetime
    ended_at: datetime | None = None
    blocked: tuple[Proposed, ...] = ()
    """What could not be drafted, and why: somebody goes by letter."""

    @property
    def seconds_to_propose(self) -> float:
        """Give how long it took from known to proposed."""
        return (self.proposed_at - self.known_at).total_seconds()

    @property
    def seconds_to_release(self) -> float | None:
        """Give how long it took from known to gone, None while it stands."""
        return None if self.ended_at is None else (self.ended_at - self.known_at).total_seconds()


@chapter("keeping")
@dataclass(frozen=True, slots=True)
class Keeping:
    """Hold the calls of every term, and every excess in the order it became known."""

    renewals: tuple[Renewal, ...] = ()
    excesses: tuple[Excess, ...] = ()

    def renewal_of(self, asset: UUID, ends_on: date) -> Renewal | None:
        """Give the calls made for a term, None before the first."""
        own = (r for r in self.renewals if (r.asset, r.ends_on) == (asset, ends_on))
        return next(own, None)

    def calling(self, made: Renewal) -> Keeping:
        """Give the keeping with a further call of a term."""
        before = self.renewal_of(made.asset, made.ends_on)
        called = () if before is None else before.called
        added = tuple(d for d in made.called if d not in called)
        rest = tuple(r for r in self.renewals if r is not before)
        return replace(self, renewals=(*rest, replace(made, called=(*called, *added))))

    @property
    def open_excess(self) -> Excess | None:
        """Give the excess that is known and not gone."""
        last = self.excesses[-1] if self.excesses else None
        return last if last is not None and last.ended_at is None else None

    def with_last(self, excess: Excess) -> Keeping:
        """Give the keeping with its latest excess replaced."""
        return replace(self, excesses=(*self.excesses[:-1], excess))


@act("RENEWAL_PROPOSED", zh="提出续行控制", en="Renewal proposed", subject="asset")
@dataclass(frozen=True, slots=True)
class RenewalProposed:
    """Propose that a control be renewed before it ends; ``post`` is called to decide."""

    asset: UUID
    ends_on: date
    until: date
    days_ahead: int
    post: str
    matter: UUID

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        made = Renewal(self.asset, self.ends_on, (self.days_ahead,), self.matter)
        return facts.put(facts.of(Keeping).calling(made))


@act("RENEWAL_CALLED", zh="续行催办", en="Call to renew", subject="asset")
@dataclass(frozen=True, slots=True)
class RenewalCalled:
    """Call a post because a renewal is not done yet: undecided, unanswered, or by letter only.

    ``waits_for`` is DECISION, INSTITUTION, REISSUED, LETTER, or, with zero days ahead,
    UNANSWERED: the term is over and its institution keeps the papers without a word.
    ``obstacle`` says why the platform could not draft it, or what is to be found out.
    """

    asset: UUID
    ends_on: date
    days_ahead: int
    post: str
    waits_for: str
    matter: UUID | None = None
    obstacle: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Keeping)
        before = known.renewal_of(self.asset, self.ends_on)
        matter = self.matter or (None if before is None else before.matter)
        made = Renewal(self.asset, self.ends_on, (self.days_ahead,), matter, self.obstacle)
        return facts.put(known.calling(made))


@act("EXCESS_FOUND", zh="发现超标的控制并提请解除", en="Excess found, its release proposed")
@dataclass(frozen=True, slots=True)
class ExcessFound:
    """Propose that what is controlled above claim and costs be released.

    ``cause`` is the act by which it became known, ``known_at`` the instant that act was
    recorded, ``proposed_at`` the instant of this one.
    """

    excess: Fen
    cause: str
    known_at: datetime
    proposed_at: datetime
    releases: tuple[Proposed, ...]

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known, open_one = facts.of(Keeping), facts.of(Keeping).open_excess
        blocked = tuple(p for p in self.releases if p.matter is None)
        if open_one is not None:
            more = replace(open_one, amount=self.excess, blocked=(*open_one.blocked, *blocked))
            return facts.put(known.with_last(more))
        new = Excess(self.excess, self.known_at, self.proposed_at, blocked=blocked)
        facts = facts.put(replace(known, excesses=(*known.excesses, new)))
        subject = Subject(SubjectKind.SURPLUS, IN_CASE, stamp.occurred_on)
        return facts.put(facts.of(Agenda).starting(subject))


@act("EXCESS_ENDED", zh="超标的控制已解除", en="Excess gone")
@dataclass(frozen=True, slots=True)
class ExcessEnded:
    """Record that nothing is controlled in excess any more; the clock stops."""

    known_at: datetime
    ended_at: datetime
    cause: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Keeping)
        open_one = known.open_excess
        if open_one is not None:
            facts = facts.put(known.with_last(replace(open_one, ended_at=self.ended_at)))
        return facts.put(facts.of(Agenda).done(SubjectKind.SURPLUS, IN_CASE, stamp.occurred_on))
