"""The facts of a debt, and what a day makes of them. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.interest.daycount import FirstDay, Gap, LastDay, YearDays


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
COST_KINDS = (ItemKind.CASE_FEE, ItemKind.PRESERVATION_FEE, ItemKind.REALISATION_COST)
STATUTORY_ORDER = (Owed.COSTS, Owed.ORDINARY_INTEREST, Owed.PRINCIPAL, Owed.EXTRA_INTEREST)


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one item of the instrument.

    ``due_on`` is the last day to perform it. ``rate`` (per cent a year) accrues from
    ``interest_from`` where the instrument awards ordinary interest. ``in_extra_base``
    says whether extra interest runs on it; None: by kind (costs and interest do not).
    """

    name: str
    kind: ItemKind
    amount: Fen
    due_on: date
    rate: Decimal | None = None
    interest_from: date | None = None
    in_extra_base: bool | None = None

    @property
    def bears_extra(self) -> bool:
        """Say whether extra interest runs on the item."""
        if self.in_extra_base is not None:
            return self.in_extra_base
        return self.kind not in (*COST_KINDS, ItemKind.FIXED_INTEREST)

    @property
    def owed(self) -> Owed:
        """Say to which kind of money the item belongs."""
        if self.kind in COST_KINDS:
            return Owed.COSTS
        is_interest = self.kind is ItemKind.FIXED_INTEREST
        return Owed.ORDINARY_INTEREST if is_interest else Owed.PRINCIPAL


@dataclass(frozen=True, slots=True)
class Payment:
    """Hold money received: ``on`` is the day that counts (transfer, ruling, hand-over)."""

    name: str
    on: date
    amount: Fen


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


@dataclass(frozen=True, slots=True)
class Accrual:
    """Hold interest that accrued on one item over days of one base."""

    item: str
    kind: Owed
    days: Days
    base: Fen
    exact: str
    amount: Fen


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
class Debt:
    """Hold the whole debt on a day.

    ``total`` is what the instrument leaves owing. ``agreed_outstanding`` is what a living
    settlement leaves owing, None without one. ``gaps`` are days without a figure: while
    there is one, the total is the figure up to the known rates only.
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

    def of(self, kind: Owed) -> Fen:
        """Give what is still owed of a kind."""
        return next((o.amount for o in self.outstanding if o.kind is kind), Fen(0))
