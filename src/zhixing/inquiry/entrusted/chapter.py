"""What a docket knows of entrusting: sent away from here, or taken on for another court."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases.docket.facts import chapter
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True)
class HandedControl:
    """Hold one control that goes with the case: on what, how much, until when, of which rank."""

    asset: UUID
    thing: str
    amount: Fen
    since: date
    until: date | None
    rank: int


@dataclass(frozen=True, slots=True)
class Sent:
    """Hold what became of a case that was sent to another court, under its order."""

    order: UUID
    sent_on: date
    letter: UUID
    by_platform: bool | None = None
    there_no: str = ""
    delivered_on: date | None = None
    asked_on: date | None = None
    wanted: tuple[str, ...] = ()
    answered_on: date | None = None
    filed_on: date | None = None
    officer: str = ""
    phone: str = ""
    told_on: date | None = None
    returned_on: date | None = None
    ground: str = ""
    revoked_on: date | None = None

    @property
    def awaits_papers(self) -> bool:
        """Say whether papers were asked for and neither came nor were explained."""
        return self.asked_on is not None and self.answered_on is None and self.returned_on is None


@chapter("entrusted_away")
@dataclass(frozen=True, slots=True)
class SentAway:
    """Hold every sending of the case to another court, in order."""

    sendings: tuple[Sent, ...] = ()

    @property
    def is_filed_there(self) -> bool:
        """Say whether another court has filed the case and has not sent it back."""
        return any(s.filed_on is not None and s.returned_on is None for s in self.sendings)

    def find(self, order: UUID) -> Sent | None:
        """Give the sending of an order, or None."""
        return next((s for s in self.sendings if s.order == order), None)

    def changed(self, order: UUID, **changes: Any) -> SentAway:
        """Give the sendings with one of them changed."""
        return SentAway(
            tuple(replace(s, **changes) if s.order == order else s for s in self.sendings)
        )


@chapter("entrusted_here")
@dataclass(frozen=True, slots=True)
class TakenOn:
    """Hold from whom a case of this court was taken on, and what was asked and answered."""

    key: UUID | None = None
    court: str = ""
    court_no: int | None = None
    case_no: str = ""
    letter: str = ""
    received_on: date | None = None
    papers: tuple[str, ...] = ()
    controls: tuple[HandedControl, ...] = ()
    asked_on: date | None = None
    wanted: tuple[str, ...] = ()
    answered_on: date | None = None
    explanation: str = ""
    told_on: date | None = None
    filed_on: date | None = None
    return_approval: str = ""
    approved_on: date | None = None
    returned_on: date | None = None

    @property
    def is_here(self) -> bool:
        """Say whether the case is one that was taken on and has not gone back."""
        return self.key is not None and self.returned_on is None
