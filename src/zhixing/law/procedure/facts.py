"""The plain facts a step is judged by; rooms pass them in, nothing is looked up here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.listing.grounds import Ground


class ActType(StrEnum):
    """Name the acts whose permission this part of the law answers."""

    FILE_CASE = "FILE_CASE"
    SEND_NOTICE = "SEND_NOTICE"
    QUERY_PROPERTY = "QUERY_PROPERTY"
    FREEZE = "FREEZE"
    SEAL = "SEAL"
    TRANSFER = "TRANSFER"
    LIST_DEBTOR = "LIST_DEBTOR"
    RESTRICT_CONSUMPTION = "RESTRICT_CONSUMPTION"
    SUMMON = "SUMMON"
    SEARCH = "SEARCH"
    DETAIN = "DETAIN"
    SETTLE = "SETTLE"
    CLOSE_PERFORMED = "CLOSE_PERFORMED"
    PAY_OUT = "PAY_OUT"


@dataclass(frozen=True, slots=True)
class Application:
    """Hold the five findings of the filing check."""

    document_effective: bool = False
    applicant_entitled: bool = False
    content_definite: bool = False
    period_expired_unperformed: bool = False
    court_competent: bool = False


@dataclass(frozen=True, slots=True)
class Debtor:
    """Hold what a step needs to know of the debtor it is aimed at."""

    is_judgment_debtor: bool = True
    identified_by_number: bool = False
    is_minor: bool = False
    is_listed: bool = False
    listing_ground: Ground | None = None
    calls_unanswered: int = 0
    hides_property: bool = False
    obstruction_found: bool = False


@dataclass(frozen=True, slots=True)
class Property:
    """Hold what a step needs to know of the property it is aimed at."""

    belongs_to_debtor: bool = False
    is_controlled: bool = False
    remaining_limit: Fen = ZERO
    available: Fen = ZERO


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """Hold the facts of the case and of the subject of the step."""

    application: Application = Application()
    debtor: Debtor = Debtor()
    property: Property = Property()
    received_on: date | None = None
    filed_on: date | None = None
    closed_on: date | None = None
    is_ended_for_now: bool = False
    is_stayed: bool = False
    settlement_stands: bool = False
    notice_sent_on: date | None = None
    notice_expires_on: date | None = None
    outstanding: Fen | None = None
    settlement_submitted: bool = False
    settlement_agreed_by_all: bool = False
    held: Fen = ZERO
    payee_confirmed: bool = False
    payment_disputed: bool = False
