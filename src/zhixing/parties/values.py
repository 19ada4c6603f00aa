"""What is handed to this room and what its readers get back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zhixing.parties.identity import IdKind, PartyKind


@dataclass(frozen=True, slots=True)
class Contact:
    """Hold how a party is reached; sealed as one value."""

    phone: str = ""
    address: str = ""
    representative: str = ""
    """Legal representative or person in charge (法定代表人、负责人)."""
    email: str = ""


@dataclass(frozen=True, slots=True)
class PartyEntry:
    """Describe a person or organisation as an application names it.

    ``number`` may be empty only where ``id_kind`` is OTHER: not known yet.
    """

    name: str
    kind: PartyKind = PartyKind.PERSON
    id_kind: IdKind = IdKind.RESIDENT_ID
    number: str = field(default="", repr=False)
    contact: Contact = field(default=Contact(), repr=False)


@dataclass(frozen=True, slots=True)
class Registered:
    """Give a party's row; ``known_as`` is the name the court knew the number by before."""

    id: UUID
    is_new: bool
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class PartyView:
    """Give a party as screens show it: the number masked."""

    id: UUID
    court_no: int
    kind: PartyKind
    name: str
    id_kind: IdKind
    number_masked: str
    birth_year: int | None


@dataclass(frozen=True, slots=True)
class Identity:
    """Give a party's whole identity; made only by an operation that logs the reading."""

    party: UUID
    name: str
    kind: PartyKind
    id_kind: IdKind
    number: str = field(repr=False)
    contact: Contact = field(repr=False)
    read: UUID


@dataclass(frozen=True, slots=True)
class KnownAccount:
    """Describe an account of a party, to be sealed."""

    party: UUID
    account: str = field(repr=False)
    bank: str = ""


class PurposeCode(StrEnum):
    """Name what an identity is needed for."""

    FILING = "FILING"
    SERVICE = "SERVICE"
    QUERY = "QUERY"
    MEASURE = "MEASURE"
    PAYMENT = "PAYMENT"
    CORRECTION = "CORRECTION"
    SUPERVISION = "SUPERVISION"
    BREAK_GLASS = "BREAK_GLASS"


PURPOSE_WORDS = {
    PurposeCode.FILING: ("立案审查", "Deciding on filing"),
    PurposeCode.SERVICE: ("送达", "Service"),
    PurposeCode.QUERY: ("财产查询", "Property query"),
    PurposeCode.MEASURE: ("执行措施", "Enforcement measure"),
    PurposeCode.PAYMENT: ("案款发放", "Payment"),
    PurposeCode.CORRECTION: ("信息更正", "Correction"),
    PurposeCode.SUPERVISION: ("监督检查", "Supervision"),
    PurposeCode.BREAK_GLASS: ("紧急查阅", "Emergency access"),
}


@dataclass(frozen=True, slots=True)
class Purpose:
    """Say what an identity is needed for: a code, and in words for whoever reviews it."""

    code: PurposeCode
    text: str


class ReviewOutcome(StrEnum):
    """Say what the review of an emergency look found."""

    JUSTIFIED = "JUSTIFIED"
    UNJUSTIFIED = "UNJUSTIFIED"


@dataclass(frozen=True, slots=True)
class BreakGlassView:
    """Give an emergency look to whoever reviews it."""

    id: UUID
    court_no: int
    party: UUID
    person: UUID
    post: UUID
    reason: str
    opened_at: datetime
    reviewer: UUID | None
    outcome: str
    note: str
    reviewed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Found:
    """Give one hit of a search: what a list needs, no number."""

    id: UUID
    court_no: int
    name: str
    kind: PartyKind
