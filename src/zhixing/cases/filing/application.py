"""What an application for enforcement (执行申请) says, as it comes in by any door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.cases.docket.chapters import Obligation
from zhixing.kernel.canonical import digest
from zhixing.kernel.fen import ZERO, Fen
from zhixing.parties.values import PartyEntry


class TitleKind(StrEnum):
    """The kinds of enforceable title (执行依据)."""

    JUDGMENT = "JUDGMENT"
    MEDIATION = "MEDIATION"
    RULING = "RULING"
    PAYMENT_ORDER = "PAYMENT_ORDER"
    CRIMINAL_PROPERTY = "CRIMINAL_PROPERTY"
    ARBITRAL_AWARD = "ARBITRAL_AWARD"
    LABOUR_AWARD = "LABOUR_AWARD"
    NOTARIAL_DEBT = "NOTARIAL_DEBT"
    ADMINISTRATIVE = "ADMINISTRATIVE"


TITLE_WORDS = {
    TitleKind.JUDGMENT: ("民事判决书", "civil judgment"),
    TitleKind.MEDIATION: ("民事调解书", "civil mediation statement"),
    TitleKind.RULING: ("民事裁定书", "civil ruling"),
    TitleKind.PAYMENT_ORDER: ("支付令", "payment order"),
    TitleKind.CRIMINAL_PROPERTY: ("刑事裁判涉财产部分", "property part of a criminal judgment"),
    TitleKind.ARBITRAL_AWARD: ("仲裁裁决书", "arbitral award"),
    TitleKind.LABOUR_AWARD: ("劳动仲裁裁决书", "labour award"),
    TitleKind.NOTARIAL_DEBT: ("公证债权文书", "notarial debt instrument"),
    TitleKind.ADMINISTRATIVE: ("行政决定", "administrative decision"),
}


class Jurisdiction(StrEnum):
    """The ground on which this court is competent (管辖依据)."""

    FIRST_INSTANCE = "FIRST_INSTANCE"
    PROPERTY_PLACE = "PROPERTY_PLACE"
    DEBTOR_DOMICILE = "DEBTOR_DOMICILE"
    DESIGNATED = "DESIGNATED"
    ENTRUSTED = "ENTRUSTED"


class ApplicantBasis(StrEnum):
    """Why the applicant holds the right: named in the title, heir, or successor."""

    NAMED = "NAMED"
    HEIR = "HEIR"
    SUCCESSOR = "SUCCESSOR"


@dataclass(frozen=True, slots=True)
class TitleInstalment:
    """Hold one instalment that the title itself sets."""

    due_on: date
    amount: Fen


@dataclass(frozen=True, slots=True)
class PropertyClue:
    """Hold what the applicant knows of the debtor's property (财产线索)."""

    kind: str
    text: str
    bank: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """Hold one application; ``application_key`` makes a repeat harmless.

    ``costs`` are those the debtor must bear under the title beyond the items, such
    as preservation costs. ``received_on`` is the day the application and its papers
    were complete at the court.
    """

    application_key: str
    title_number: str
    title_kind: TitleKind
    issuing_body: str
    effective_on: date
    applied_on: date
    received_on: date
    creditors: tuple[PartyEntry, ...]
    debtors: tuple[PartyEntry, ...]
    obligations: tuple[Obligation, ...]
    third_parties: tuple[PartyEntry, ...] = ()
    served_on: date | None = None
    performance_until: date | None = None
    instalments: tuple[TitleInstalment, ...] = ()
    costs: Fen = ZERO
    cause: str = ""
    jurisdiction: Jurisdiction = Jurisdiction.FIRST_INSTANCE
    applicant_basis: ApplicantBasis = ApplicantBasis.NAMED
    succession_proof: str = ""
    clues: tuple[PropertyClue, ...] = ()
    contact: str = ""

    @property
    def hash(self) -> str:
        """Give the hash by which a repeat with another body is told apart."""
        return digest(self)
