"""What the topic of interest takes and gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Final, Literal

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.law.topics.topic import Between, Most, Six

YUAN: Final = Between(0, 10**12)


class InterestItemKind(StrEnum):
    """Name what the instrument awards."""

    PRINCIPAL = "principal"
    DAMAGES = "damages"
    LIQUIDATED_DAMAGES = "liquidated_damages"
    ORDINARY_INTEREST = "ordinary_interest"
    CASE_FEE = "case_fee"


class OrdinaryKind(StrEnum):
    """Name how ordinary interest is fixed; ``benchmark`` is the loan rate of the period,
    which the LPR replaces from 20 August 2019."""

    FIXED = "fixed"
    LPR = "lpr"
    BENCHMARK = "benchmark"


class OrdinaryTenor(StrEnum):
    """Name the length of loan: an LPR of one year or of five and more, a benchmark up to
    six months, over that to one, three, five years, or more."""

    M6 = "6m"
    Y1 = "1y"
    Y3 = "3y"
    Y5 = "5y"
    OVER_Y5 = "over_5y"


class PaidBy(StrEnum):
    """Name how money came."""

    VOLUNTARY = "voluntary"
    TRANSFER = "transfer"
    AUCTION = "auction"


class ExclusionReason(StrEnum):
    """Name why enforcement rested; only the first two take days out."""

    RETRIAL = "retrial"
    REVIEW_NOT_ON_DEBTOR = "review_not_on_debtor"
    DEFERRAL_BY_DEBTOR = "deferral_by_debtor"
    SETTLEMENT = "settlement"


class Counted(StrEnum):
    """Say whether a day counts."""

    EXCLUDED = "excluded"
    INCLUDED = "included"


class RateTier(StrEnum):
    """Name which benchmark is meant by the loan rate of the period before August 2014."""

    BY_LENGTH = "by_length"
    SIX_MONTHS_TO_ONE_YEAR = "six_months_to_one_year"


class PaymentOrder(StrEnum):
    """Name the order of payment: the instrument’s debt before extra interest, inside it
    ordinary interest or principal first after costs; or the order the parties agreed,
    given in agreed_order."""

    INTEREST_FIRST = "instrument_first_interest_first"
    PRINCIPAL_FIRST = "instrument_first_principal_first"
    AGREED = "agreed"


class OwedKind(StrEnum):
    """Name the kinds of money a payment can go to."""

    COSTS = "costs"
    ORDINARY_INTEREST = "ordinary_interest"
    PRINCIPAL = "principal"
    EXTRA_INTEREST = "extra_interest"


class LenderKind(StrEnum):
    """Name who lent."""

    PRIVATE = "private"
    FINANCIAL_INSTITUTION = "financial_institution"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrdinaryAsked:
    """Say how the instrument fixes ordinary interest; ``annual_rate`` is per cent a year.

    ``fixed_on`` freezes a published rate at its value of one day.
    """

    kind: OrdinaryKind
    from_: date
    annual_rate: Annotated[Decimal, Between(0, 400)] | None = None
    tenor: OrdinaryTenor | None = None
    multiple: Annotated[Decimal, Between(0, 100)] | None = None
    year_days: Literal[360, 365] | None = None
    fixed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestItem:
    """Hold one item of the instrument; an instalment is an item with its own due day.

    ``ordinary`` gives an item terms of its own in place of those of the request.
    """

    kind: InterestItemKind
    amount: Annotated[Fen, YUAN]
    due_on: date | None = None
    effective_on: date | None = None
    ordinary: OrdinaryAsked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentGiven:
    """Hold money received; property sold counts on the day its ruling was served."""

    on: date
    amount: Annotated[Fen, YUAN]
    kind: PaidBy = PaidBy.VOLUNTARY
    ruling_served_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedGiven:
    """Hold days on which enforcement rested, the last included, and why."""

    from_: date
    to: date
    reason: ExclusionReason


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestOptions:
    """Hold the conventions the texts leave open, with the defaults."""

    first_day: Counted = Counted.EXCLUDED
    last_day: Counted = Counted.INCLUDED
    year_days_before_2014: Literal[360, 365] = 360
    tier: RateTier = RateTier.BY_LENGTH
    case_fee_in_base: bool = False
    allocation: PaymentOrder = PaymentOrder.INTEREST_FIRST
    agreed_order: Annotated[tuple[OwedKind, ...], Most(4)] | None = None
    roll_performance_period: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MiddleRate:
    """Hold yuan for one unit of the currency on a day."""

    on: date
    rate: Annotated[Decimal, Between(0, 1_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLoan:
    """Ask for a comparison of the rate with the limit of private lending."""

    contract_on: date
    accepted_on: date
    sued_on: date | None = None
    lender: LenderKind = LenderKind.PRIVATE


@dataclass(frozen=True, slots=True, kw_only=True)
class InterestRequest:
    """Ask what an instrument’s money debt comes to at the end of a day.

    ``ordinary`` runs on the principal. ``rmb_rates`` convert extra interest on a foreign
    debt, each for the day on which extra interest on an item begins.
    """

    items: Annotated[tuple[InterestItem, ...], Most(120)]
    as_of: date
    ordinary: OrdinaryAsked | None = None
    payments: Annotated[tuple[PaymentGiven, ...], Most(240)] = ()
    excluded: Annotated[tuple[ExcludedGiven, ...], Most(60)] = ()
    currency: Annotated[str, Most(3)] = "CNY"
    options: InterestOptions | None = None
    restitution: bool = False
    rmb_rates: Annotated[tuple[MiddleRate, ...], Most(120)] = ()
    private_loan: PrivateLoan | None = None


@dataclass(frozen=True, slots=True)
class OutstandingTold:
    """Hold what is still owed; damages stand with the principal, the case fee in costs."""

    principal: Fen
    ordinary_interest: Fen
    extra_interest: Fen
    costs: Fen
    total: Fen


@dataclass(frozen=True, slots=True)
class AllocationTold:
    """Hold where one payment went."""

    payment: int
    on: date
    amount: Fen
    costs: Fen
    ordinary_interest: Fen
    principal: Fen
    extra_interest: Fen
    surplus: Fen


@dataclass(frozen=True, slots=True)
class SegmentTold:
    """Hold days of one base and one rate: a part a day, or per cent of a year of
    ``year_days``."""

    item: int
    kind: OwedKind
    from_: date
    to: date
    days: int
    base: Fen
    rate: str
    year_days: int | None
    amount: Six
    basis: Citation


@dataclass(frozen=True, slots=True)
class FiguresTold:
    """Hold the figures the open conventions move."""

    extra_interest: Fen
    ordinary_interest: Fen
    total: Fen


@dataclass(frozen=True, slots=True)
class RangeTold:
    """Hold the lowest and the highest lawful value of each figure by itself."""

    low: FiguresTold
    high: FiguresTold


@dataclass(frozen=True, slots=True)
class InterestResult:
    """Hold the figures, how they arose, and what doubt is worth."""

    extra_interest: Fen
    ordinary_interest: Fen
    outstanding: OutstandingTold
    allocations: tuple[AllocationTold, ...]
    segments: tuple[SegmentTold, ...]
    range: RangeTold
    surplus: Fen
    extra_interest_rmb: Fen | None
