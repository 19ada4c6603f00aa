"""Products hanging on a bank's account (理财等): found in its answer, frozen by units of them.

A bank names a product by account, product number and wealth account together; over the profiles
that carry products its units are frozen, and with them the account they pay out to. What a part of
it is worth is told by the price the bank gave. It is sold and paid out by letter only.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from zhixing.assets.operations import FoundThing
from zhixing.assets.particulars import Particulars
from zhixing.assets.queries import AssetView, find_particulars
from zhixing.inquiry import models
from zhixing.inquiry.reach import not_for_the_wire
from zhixing.inquiry.terms import Asked, Terms
from zhixing.inquiry.wire.feedback import AccountFound, FinancialAsset
from zhixing.inquiry.wire.model import (
    AccountRef,
    AssetRef,
    ControlLine,
    Measure,
    Scope,
    Target,
)
from zhixing.kernel.fen import Fen

CENT = Decimal("0.01")
PARTS = 4
"""A product's number is its account, product number, wealth account and place, in that order."""


def product_of(
    product: FinancialAsset, account: AccountFound, row: models.Request, bank: str
) -> FoundThing:
    """Give the thing a product amounts to: its units, and their worth where a price is told."""
    number = "/".join((account.no, product.product_no, product.wealth_account, product.seq))
    told_on = None if account.fed_back_at is None else account.fed_back_at.date()
    return FoundThing(
        row.party_id,
        "FIN_ASSET",
        number,
        row.institution_id,
        label=f"{bank} {product.name}"[:200],
        currency=product.currency[:3] or "156",
        balance=product.total or _worth(product.quantity, product.unit_price),
        available=_worth(product.available_quantity, product.unit_price),
        particulars=_particulars(product, told_on or row.issued_on),
    )


def units_for(view: AssetView, amount: Fen) -> Terms:
    """Give how many units an amount takes, rounded down so that no more is frozen than ordered.

    All of them where no price was told; none in the terms where not even their number was.
    """
    told = find_particulars(view.court_no, view.id)
    held = Decimal(told.quantity) if told is not None and told.quantity else None
    if told is None or held is None or not held > 0:
        return Terms()
    units = held
    if view.balance is not None and view.balance > amount:
        share = Fraction(int(amount), int(view.balance)) * Fraction(held)
        exact = Decimal(share.numerator) / Decimal(share.denominator)
        units = max(exact.quantize(CENT, rounding=ROUND_DOWN), CENT)
    return Terms(quantity=units, unit=told.unit)


def product_line(
    view: AssetView, bank: str, number: str, measure: Measure, terms: Terms, asked: Asked
) -> ControlLine:
    """Give the line that orders a measure on a product of a bank as bank profiles carry it.

    :raises InquiryRefused: its number does not name account and product.
    """
    parts = number.split("/")
    if len(parts) != PARTS or not parts[0] or not (parts[1] or parts[2]):
        raise not_for_the_wire(view, measure)
    account, product, wealth, _ = parts
    name = view.label.removeprefix(f"{bank} ")
    return replace(
        ControlLine(1, Target.FIN_ASSET, measure, "", account=AccountRef(account)),
        asset=AssetRef(name, "", terms.unit, product_no=product, wealth_account=wealth),
        scope=Scope.FUNDS,
        currency=view.currency,
        amount=asked.amount,
        quantity=terms.quantity,
        origin=asked.origin,
    )


def _worth(units: Decimal | None, price: Decimal | None) -> Fen | None:
    if units is None or price is None or units < 0 or price < 0:
        return None
    return Fen(int((units * price * 100).to_integral_value(rounding=ROUND_DOWN)))


def _particulars(product: FinancialAsset, told_on: date | None) -> Particulars | None:
    units = product.available_quantity
    units = product.quantity if units is None else units
    if told_on is None or units is None:
        return None
    return Particulars(told_on=told_on, quantity=str(units), unit=product.unit)
