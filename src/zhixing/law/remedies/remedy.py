"""What a remedy is: who acts, counted from what, within which period, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

Pair = tuple[str, str]
"""A Chinese and an English wording."""

COURT: Final[Pair] = ("执行法院", "the executing court")
HIGHER: Final[Pair] = ("上一级人民法院", "the next higher court")
PARTY: Final[Pair] = ("当事人、利害关系人", "a party or interested person")
OUTSIDER: Final[Pair] = ("案外人", "the outsider")
OUTSIDER_OR_PARTY: Final[Pair] = ("案外人、当事人", "the outsider or a party")
APPLICANT: Final[Pair] = ("申请执行人", "the applicant")
DEBTOR: Final[Pair] = ("被执行人", "the debtor")


class RemedyKind(StrEnum):
    """Name the remedies and the examinations they start."""

    CONDUCT_OBJECTION = "conduct_objection"
    CONDUCT_REVIEW = "conduct_review"
    REVIEW_DECISION = "review_decision"
    OBJECTION_PAPERS = "objection_papers"
    OBJECTION_REFUSED_REVIEW = "objection_refused_review"
    OUTSIDER_OBJECTION = "outsider_objection"
    OUTSIDER_SUIT = "outsider_suit"
    TERMINATION_OBJECTION = "termination_objection"
    JURISDICTION_OBJECTION = "jurisdiction_objection"
    JURISDICTION_REVIEW = "jurisdiction_review"
    INSTITUTION_OBJECTION = "institution_objection"
    LISTING_CORRECTION = "listing_correction"
    LISTING_REVIEW = "listing_review"
    FINE_DETENTION_REVIEW = "fine_detention_review"
    EXIT_BAN_REVIEW = "exit_ban_review"
    DISTRIBUTION_OBJECTION = "distribution_objection"
    DISTRIBUTION_OPPOSITION = "distribution_opposition"
    DISTRIBUTION_SUIT = "distribution_suit"
    PARTY_CHANGE_APPLICATION = "party_change_application"
    PARTY_CHANGE_REVIEW = "party_change_review"
    PARTY_CHANGE_SUIT = "party_change_suit"
    NOTARIAL_NON_ENFORCEMENT = "notarial_non_enforcement"
    NOTARIAL_REVIEW = "notarial_review"
    NOTARIAL_REFUSED_REVIEW = "notarial_refused_review"
    ARBITRAL_NON_ENFORCEMENT = "arbitral_non_enforcement"
    ARBITRAL_OUTSIDER_NON_ENFORCEMENT = "arbitral_outsider_non_enforcement"
    ARBITRAL_OUTSIDER_REVIEW = "arbitral_outsider_review"
    ARBITRAL_REFUSED_REVIEW = "arbitral_refused_review"
    MATURED_CLAIM_OBJECTION = "matured_claim_objection"
    REFERENCE_PRICE_OBJECTION = "reference_price_objection"
    APPRAISAL_OBJECTION = "appraisal_objection"
    AUCTION_OBJECTION = "auction_objection"
    AUCTION_OUTSIDER_OBJECTION = "auction_outsider_objection"
    PRESERVATION_REVIEW = "preservation_review"
    PRESERVATION_OUTSIDER_SUIT = "preservation_outsider_suit"
    NOT_ENFORCED_SIX_MONTHS = "not_enforced_six_months"
    COSTS_REVIEW = "costs_review"
    ADMINISTRATIVE_NOT_ACCEPTED_REVIEW = "administrative_not_accepted_review"
    ADMINISTRATIVE_REFUSED_REVIEW = "administrative_refused_review"


class After(StrEnum):
    """Name what a step is counted from, as late as can be: the step before it, the same
    day as the step before it, the remedy's own last day, or its first receipt."""

    PREVIOUS = "previous"
    BESIDE = "beside"
    REMEDY = "remedy"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True)
class Next:
    """Hold what comes next: who does what within which period, counted from what.

    ``parameter`` empty: the texts set no period.
    """

    by: Pair
    act: Pair
    parameter: str = ""
    start: Pair = ("", "")
    after: After = After.PREVIOUS


@dataclass(frozen=True, slots=True)
class Reset:
    """Hold a rule of transition: what was received before ``since``, the first day of the
    text, is counted from ``count_from``."""

    since: date
    count_from: date
    basis: tuple[str, str]
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Hold one remedy. ``start`` says which receipt the period is counted from."""

    kind: RemedyKind
    name: Pair
    by: Pair
    act: Pair
    start: Pair
    parameter: str
    effect: Pair
    effect_basis: tuple[str, str] | None = None
    following: tuple[Next, ...] = ()
    reset: Reset | None = None
