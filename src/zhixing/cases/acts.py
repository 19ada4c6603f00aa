"""The acts with which a case begins, its parties change, and a misrecorded act is annulled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.access.acts import AccessGiven as AccessGiven
from zhixing.cases.access.acts import AccessWithdrawn as AccessWithdrawn
from zhixing.cases.docket.chapters import (
    Closure,
    Debt,
    Obligation,
    Progress,
    Standing,
    Standings,
)
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.fold import ANNULLED
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.cases.filing.application import (
    ApplicantBasis,
    Jurisdiction,
    TitleInstalment,
    TitleKind,
)
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.nodes.node import Milestone

REFUSED_MODE = "FILING_REFUSED"
"""How a case ended that was never filed (不予受理)."""


class Role(StrEnum):
    """The roles in which parties stand in a case (当事人地位)."""

    APPLICANT = "APPLICANT"
    DEBTOR = "DEBTOR"
    THIRD_PARTY = "THIRD_PARTY"
    GUARANTOR = "GUARANTOR"


class RefusalGround(StrEnum):
    """The conditions of filing that can be missing (受理条件)."""

    NOT_EFFECTIVE = "NOT_EFFECTIVE"
    NOT_THE_RIGHT_HOLDER = "NOT_THE_RIGHT_HOLDER"
    NOTHING_DEFINITE_TO_PERFORM = "NOTHING_DEFINITE_TO_PERFORM"
    PERFORMED_OR_NOT_DUE = "PERFORMED_OR_NOT_DUE"
    NO_JURISDICTION = "NO_JURISDICTION"


@dataclass(frozen=True, slots=True)
class Clue:
    """Hold a property clue; ``account`` points at the sealed number."""

    kind: str
    text: str
    bank: str = ""
    account: UUID | None = None


@chapter("title")
@dataclass(frozen=True, slots=True)
class Title:
    """Hold the title (执行依据) under which the case is enforced, and what it sets."""

    number: str = ""
    kind: TitleKind | None = None
    issuing_body: str = ""
    cause: str = ""
    jurisdiction: Jurisdiction | None = None
    applicant_basis: ApplicantBasis | None = None
    instalments: tuple[TitleInstalment, ...] = ()
    clues: tuple[Clue, ...] = ()


@chapter("filing")
@dataclass(frozen=True, slots=True)
class Filing:
    """Hold the case's number and the days of its filing."""

    number: str = ""
    applied_on: date | None = None
    received_on: date | None = None
    filed_on: date | None = None
    refused_on: date | None = None

    @property
    def is_decided(self) -> bool:
        """Say whether the court decided on the application."""
        return self.filed_on is not None or self.refused_on is not None


@dataclass(frozen=True, slots=True)
class StandingEntry:
    """Name a party and the role in which the application puts it."""

    party: UUID
    role: Role


@act("CASE_APPLIED", zh="申请执行", en="Enforcement applied for")
@dataclass(frozen=True, slots=True)
class CaseApplied:
    """Record the application: the title, who against whom, and what is claimed.

    A correction repeats the whole payload with ``correction`` saying why.
    """

    number: str
    title: Title
    parties: tuple[StandingEntry, ...]
    obligations: tuple[Obligation, ...]
    effective_on: date
    received_on: date
    served_on: date | None = None
    performance_until: date | None = None
    costs: Fen = ZERO
    application_hash: str = ""
    correction: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write title, standings, debt and the days of the application."""
        debt = replace(
            facts.of(Debt),
            obligations=self.obligations,
            effective_on=self.effective_on,
            served_on=self.served_on,
            performance_until=self.performance_until,
            costs=self.costs,
        )
        standings = tuple(
            Standing(entry.party, entry.role.value, stamp.occurred_on) for entry in self.parties
        )
        filing = replace(
            facts.of(Filing),
            number=self.number,
            applied_on=stamp.occurred_on,
            received_on=self.received_on,
        )
        progress = facts.of(Progress).reaching(
            Milestone.APPLICATION_RECEIVED.value, self.received_on
        )
        written = facts.put(progress).put(self.title).put(Standings(standings))
        return written.put(debt).put(filing)


@act("CASE_FILED", zh="立案", en="Case filed", milestone="FILED", stage="FILING")
@dataclass(frozen=True, slots=True)
class CaseFiled:
    """Record that the court accepted the application and filed the case."""

    number: str
    note: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write the day of filing."""
        return facts.put(replace(facts.of(Filing), filed_on=stamp.occurred_on))


@act("FILING_REFUSED", zh="裁定不予受理", en="Filing refused", milestone="FILING_REFUSED")
@dataclass(frozen=True, slots=True)
class FilingRefusedAct:
    """Record that the court ruled not to accept the application, and on which grounds."""

    grounds: tuple[RefusalGround, ...]
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write the day of refusal; the case is over."""
        filing = replace(facts.of(Filing), refused_on=stamp.occurred_on)
        return facts.put(filing).put(Closure(REFUSED_MODE, stamp.occurred_on))


@act("PARTY_SUCCEEDED", zh="变更当事人", en="Party succeeded")
@dataclass(frozen=True, slots=True)
class PartySucceeded:
    """Record that a party took another's place in the case (变更申请执行人等)."""

    former: UUID
    successor: UUID
    role: Role
    ground: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """End the former standing on the day and begin the successor's."""
        ended = tuple(
            replace(s, until=stamp.occurred_on)
            if s.party == self.former and s.role == self.role.value and s.until is None
            else s
            for s in facts.of(Standings).parties
        )
        begun = Standing(
            self.successor, self.role.value, stamp.occurred_on, successor_of=self.former
        )
        return facts.put(Standings((*ended, begun)))


@act(ANNULLED, zh="更正：撤销误录", en="Correction: recorded in error")
@dataclass(frozen=True, slots=True)
class ActAnnulled:
    """Take an act recorded in error out of effect, for a stated reason."""

    reason: str
