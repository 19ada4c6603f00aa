"""The facts of a debt, and what a day makes of them. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.kernel.ranges import Days
from zhixing.law.interest.daycount import FirstDay, Gap, LastDay, YearDays
from zhixing.law.interest.delay import Tier
from zhixing.law.interest.terms import RateKind, Terms


class ItemKind(StrEnum):
    """Name what the instrument awards."""

    PRINCIPAL = "PRINCIPAL"
    DAMAGES = "DAMAGES"
    PENALTY = "PENALTY"
    FIXED_INTEREST = "FIXED_INTEREST"
    CASE_FEE = "CASE_FEE"
    PRESERVATION_FEE = "PRESERVATION_FEE"
    REALISATION_COST = "REALISATION_COST"


class Owed(StrEnum):
    """Name the kinds of money a payment can go to."""

    COSTS = "COSTS"
    ORDINARY_INTEREST = "ORDINARY_INTEREST"
    PRINCIPAL = "PRINCIPAL"
    EXTRA_INTEREST = "EXTRA_INTEREST"


OWED_ZH = {
    Owed.COSTS: "费用",
    Owed.ORDINARY_INTEREST: "一般债务利息",
    Owed.PRINCIPAL: "本金（含损失、违约金）",
    Owed.EXTRA_INTEREST: "加倍部分债务利息",
}
OWED_EN = {
    Owed.COSTS: "costs",
    Owed.ORDINARY_INTEREST: "ordinary interest",
    Owed.PRINCIPAL: "principal",
    Owed.EXTRA_INTEREST: "extra interest",
}
COST_KINDS = (ItemKind.CASE_FEE, ItemKind.PRESERVATION_FEE, ItemKind.REALISATION_COST)
FEE_KINDS = (ItemKind.CASE_FEE, ItemKind.PRESERVATION_FEE)
STATUTORY_ORDER = (Owed.COSTS, Owed.ORDINARY_INTEREST, Owed.PRINCIPAL, Owed.EXTRA_INTEREST)
PRINCIPAL_FIRST = (Owed.COSTS, Owed.PRINCIPAL, Owed.ORDINARY_INTEREST, Owed.EXTRA_INTEREST)


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one item of the instrument.

    ``due_on`` is the last day to perform it, or with ``no_period`` the day the instrument
    took effect. ``rate`` (per cent a year) accrues from ``interest_from`` where the
    instrument awards ordinary interest; ``terms`` says the same for any kind of rate.
    ``in_extra_base`` says whether extra interest runs on it; None: by kind and convention.
    """

    name: str
    kind: ItemKind
    amount: Fen
    due_on: date
    rate: Decimal | None = None
    interest_from: date | None = None
    in_extra_base: bool | None = None
    terms: Terms | None = None
    no_period: bool = False

    @property
    def bears_extra(self) -> bool:
        """Say whether extra interest runs on the item by default."""
        return self.is_in_base(case_fee_in_base=False)

    def is_in_base(self, *, case_fee_in_base: bool) -> bool:
        """Say whether extra interest runs on the item under a convention."""
        if self.in_extra_base is not None:
            return self.in_extra_base
        if self.kind in FEE_KINDS:
            return case_fee_in_base
        return self.kind not in (ItemKind.REALISATION_COST, ItemKind.FIXED_INTEREST)

    @property
    def owed(self) -> Owed:
        """Say to which kind of money the item belongs."""
        if self.kind in COST_KINDS:
            return Owed.COSTS
        is_interest = self.kind is ItemKind.FIXED_INTEREST
        return Owed.ORDINARY_INTEREST if is_interest else Owed.PRINCIPAL

    @property
    def method(self) -> Terms | None:
        """Give the method of ordinary interest, None where the instrument awards none."""
        if self.terms is not None or self.rate is None or self.interest_from is None:
            return self.terms
        return Terms(RateKind.FIXED, self.interest_from, self.rate)


class PaymentKind(StrEnum):
    """Name how money came: by the debtor, by transfer, by sale of property."""

    VOLUNTARY = "VOLUNTARY"
    TRANSFER = "TRANSFER"
    AUCTION = "AUCTION"


@dataclass(frozen=True, slots=True)
class Payment:
    """Hold money received: ``on`` is the day of payment or of transfer.

    Property sold or taken in payment counts on the day its ruling takes effect, which is
    the day it is served; without ``ruling_served_on``, ``on`` is taken for that day.
    """

    name: str
    on: date
    amount: Fen
    kind: PaymentKind = PaymentKind.VOLUNTARY
    ruling_served_on: date | None = None

    @property
    def counts_on(self) -> date:
        """Give the day on which interest on the part paid stops."""
        if self.kind is PaymentKind.AUCTION and self.ruling_served_on is not None:
            return self.ruling_served_on
        return self.on


class StayReason(StrEnum):
    """Name why enforcement rested."""

    RETRIAL = "RETRIAL"
    REVIEW_NOT_ON_DEBTOR = "REVIEW_NOT_ON_DEBTOR"
    DEFERRAL_BY_DEBTOR = "DEFERRAL_BY_DEBTOR"
    SETTLEMENT = "SETTLEMENT"


NOT_COUNTED = (StayReason.RETRIAL, StayReason.REVIEW_NOT_ON_DEBTOR)
"""The reasons for which no extra interest runs, article 3 paragraph 3."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Hold days on which enforcement rested, and why."""

    days: Days
    reason: StayReason


@dataclass(frozen=True, slots=True)
class Waiver:
    """Hold what the applicant gave up: a kind, and an amount or all of it (None)."""

    on: date
    kind: Owed
    amount: Fen | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Hold a settlement (执行和解): agreed total, its day, and the day it was resumed from."""

    on: date
    total: Fen
    resumed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Conventions:
    """Hold the choices the texts leave open."""

    first: FirstDay = FirstDay.AFTER_EXPIRY
    last: LastDay = LastDay.PAYMENT_DAY
    year_days: YearDays = YearDays.D365
    order: tuple[Owed, ...] = STATUTORY_ORDER
    old_year_days: YearDays = YearDays.D360
    tier: Tier = Tier.BY_LENGTH
    case_fee_in_base: bool = False
    roll_performance_period: bool = False
    order_is_agreed: bool = False
    """Whether the parties agreed on the order, even one that the law would take anyway."""

    @property
    def is_agreed(self) -> bool:
        """Say whether the parties agreed on the order."""
        return self.order_is_agreed or self.order not in (STATUTORY_ORDER, PRINCIPAL_FIRST)


@dataclass(frozen=True, slots=True)
class Accrual:
    """Hold interest that accrued on one item over days of one base and one rate.

    ``rate`` is printed as it multiplies the base: per cent of a year of ``year_days``, or
    where that is None a part a day; it is the ``published`` rate times ``times``. ``run``
    numbers the stretches of one base.
    """

    item: str
    kind: Owed
    days: Days
    base: Fen
    exact: str
    amount: Fen
    rate: str
    year_days: int | None
    parameter: str
    basis: Citation
    run: int = 0
    published: str = ""
    times: str = "1"


@dataclass(frozen=True, slots=True)
class Allocation:
    """Hold the part of a payment that went to one kind of one item."""

    payment: str
    item: str
    kind: Owed
    amount: Fen


@dataclass(frozen=True, slots=True)
class Outstanding:
    """Hold what is still owed of one kind."""

    kind: Owed
    amount: Fen


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the figures that the open conventions move."""

    extra_interest: Fen
    ordinary_interest: Fen
    total: Fen


@dataclass(frozen=True, slots=True)
class Debt:
    """Hold the whole debt on a day.

    ``total`` is what the instrument leaves owing. ``agreed_outstanding`` is what a living
    settlement leaves owing, None without one. ``gaps`` are days without a figure: while
    there is one, the total is the figure up to the known rates only. ``low`` and ``high``
    are the lowest and highest total any lawful set of conventions gives; ``lowest`` and
    ``highest`` say the same of each figure by itself. ``extra_interest`` and
    ``ordinary_interest`` are what arose in all, paid or not.
    """

    outstanding: tuple[Outstanding, ...]
    total: Fen
    agreed_outstanding: Fen | None
    surplus: Fen
    paid: Fen
    waived: Fen
    accruals: tuple[Accrual, ...]
    allocations: tuple[Allocation, ...]
    gaps: tuple[Gap, ...]
    low: Fen
    high: Fen
    extra_interest: Fen
    ordinary_interest: Fen
    lowest: Figures
    highest: Figures

    def of(self, kind: Owed) -> Fen:
        """Give what is still owed of a kind."""
        return next((o.amount for o in self.outstanding if o.kind is kind), Fen(0))
