"""What an order on other property states besides its amount, and the line it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView
from zhixing.inquiry.wire.model import (
    AssetRef,
    CaseFund,
    ControlLine,
    Measure,
    Origin,
    Target,
)
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.seizure.housing_fund import Withdrawal

UNKNOWN_VALUE: Final = Fen(1)
"""What the line of an order carries while a right's value is unknown: it keeps it counted."""


@dataclass(frozen=True, slots=True)
class ForeignRate:
    """State the rate by which foreign money is compared with the claim: dated and cited.

    ``per_hundred`` is the price in yuan of a hundred units, as published.
    """

    per_hundred: Fen
    on: date
    source: str


@dataclass(frozen=True, slots=True)
class FundGround:
    """State why a housing fund may be taken: the ground of withdrawal, and that needs are met."""

    withdrawal: Withdrawal | None = None
    living_and_home_secured: bool = False
    protected_minimum: Fen = ZERO


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold what was put up with an order: asked again when it is approved.

    ``secured`` is the limit a right is frozen for, ``quantity`` how much of it in ``unit``;
    ``with_income`` takes dividends in; ``keep_free`` must stay in the account; ``foreign`` is
    the amount in the account's own currency.
    """

    secured: Fen | None = None
    quantity: Decimal | None = None
    unit: str = ""
    closing_price: Fen | None = None
    with_income: bool = False
    keep_free: Fen | None = None
    rate: ForeignRate | None = None
    foreign: Fen | None = None
    fund_ground: FundGround | None = None


NO_TERMS: Final = Terms()


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what a line asks: an amount where one is, the case account, the measure it follows."""

    amount: Fen | None
    fund: CaseFund | None
    origin: Origin | None


def terms_in(plan: Mapping[str, Any]) -> Terms:
    """Give the terms that were put up with an order; none for an order from before they were."""
    told = plan.get("terms")
    return NO_TERMS if told is None else decode(Terms, told)


def line_of_thing(
    view: AssetView, number: str, measure: Measure, terms: Terms, asked: Asked
) -> ControlLine:
    """Give the line that orders a measure on a thing that is no deposit and no real estate."""
    kind = kind_of(view.kind)
    return ControlLine(
        1,
        Target.FIN_ASSET if kind.way is Way.MONEY else Target.RIGHT,
        measure,
        "",
        scope=None,
        asset=AssetRef(view.label, kind.code, terms.unit, product_no=number),
        currency=view.currency,
        amount=asked.amount,
        quantity=terms.quantity,
        case_fund=asked.fund,
        origin=asked.origin,
        with_income=terms.with_income,
        keep_free=terms.keep_free,
    )
