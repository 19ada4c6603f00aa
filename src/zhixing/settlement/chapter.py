"""What mediation and settlement amount to in the facts of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.facts import chapter
from zhixing.kernel.fen import Fen
from zhixing.law.interest.schedule import Instalment


class Side(StrEnum):
    """Name who sits at the table of a mediation (调解各方)."""

    APPLICANT = "APPLICANT"
    DEBTOR = "DEBTOR"
    THIRD_PARTY = "THIRD_PARTY"
    COURT = "COURT"


class Answer(StrEnum):
    """Name what became of an offer (对方回应)."""

    OPEN = "OPEN"
    REFUSED = "REFUSED"
    COUNTERED = "COUNTERED"
    ACCEPTED = "ACCEPTED"


@dataclass(frozen=True, slots=True)
class LoggedOffer:
    """Hold one offer as it was made, and how long it would take, as both sides were told.

    ``months``, ``final`` (the last payment) and ``years`` are empty for a sum paid at once.
    """

    number: int
    side: Side
    made_by: str
    total: Fen
    monthly: Fen | None = None
    months: int | None = None
    final: Fen | None = None
    years: str = ""
    counters: int | None = None
    answer: Answer = Answer.OPEN
    words: str = ""


@dataclass(frozen=True, slots=True)
class HeldOffer:
    """Hold an offer with the day and the act of its session."""

    session: UUID
    held_on: date
    offer: LoggedOffer


@chapter("mediation")
@dataclass(frozen=True, slots=True)
class Mediation:
    """Hold every offer made before the court, in the order of the sessions."""

    offers: tuple[HeldOffer, ...] = ()

    def find(self, number: int) -> HeldOffer | None:
        """Give the offer of a number, or None."""
        return next((o for o in self.offers if o.offer.number == number), None)


@dataclass(frozen=True, slots=True)
class ThirdPartyPayer:
    """Hold who else promised to pay (第三人自愿代为履行), and the proof of the consent."""

    name: str
    relation: str
    consent: str
    consented_on: date
    party: UUID | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold how a total is shared out: ``count`` instalments, the first by ``first_on``."""

    count: int
    first_on: date
    every_months: int = 1


@dataclass(frozen=True, slots=True)
class Missed:
    """Hold one recorded default: what was missed, when that was found, what became of it.

    ``cured_on`` is the day a later payment made it good; ``withdrawn_on`` the day it
    turned out that the instalment had been paid in time.
    """

    instalment: int
    missed_on: date
    arrears: Fen
    found_on: date
    act: UUID
    cured_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def stands(self) -> bool:
        """Say whether the default is neither cured nor withdrawn."""
        return self.cured_on is None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Hold one settlement (执行和解协议); its id is that of the act that recorded it."""

    settlement: UUID
    agreed_on: date
    total: Fen
    principal: Fen
    interest: Fen
    fees: Fen
    waived: Fen
    instalments: tuple[Instalment, ...]
    plan: Plan | None = None
    payer: ThirdPartyPayer | None = None
    resumption_ground: str = ""
    key: str = ""
    body_hash: str = ""
    defaults: tuple[Missed, ...] = ()
    performed_on: date | None = None
    resumed_on: date | None = None
    replaced_on: date | None = None

    @property
    def is_living(self) -> bool:
        """Say whether the settlement stands in the place of the title's debt."""
        return self.resumed_on is None and self.replaced_on is None

    def reference(self, number: int) -> str:
        """Give the name under which an instalment stands on the agenda."""
        return f"{self.settlement}/{number}"


@chapter("settlement")
@dataclass(frozen=True, slots=True)
class Settlements:
    """Hold every settlement of the case, the latest at the end."""

    agreements: tuple[Agreement, ...] = ()

    @property
    def latest(self) -> Agreement | None:
        """Give the latest settlement, living or not, or None."""
        return self.agreements[-1] if self.agreements else None

    @property
    def living(self) -> Agreement | None:
        """Give the settlement that stands now, performed or not, or None."""
        return next((a for a in reversed(self.agreements) if a.is_living), None)

    def changing(self, settlement: UUID, change: Callable[[Agreement], Agreement]) -> Settlements:
        """Give the settlements with one of them changed; an unknown one changes nothing."""
        return replace(
            self,
            agreements=tuple(
                change(a) if a.settlement == settlement else a for a in self.agreements
            ),
        )
