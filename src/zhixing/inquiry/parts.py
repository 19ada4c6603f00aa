"""Parts of a right frozen by share or number: how much still stands, what a part is worth.

What was released before is read from the releases carried out; the value that counts for the case
goes down with the number, rounded down, so that never more is freed in the books than there.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from zhixing.assets.acts import Control
from zhixing.assets.kinds import Way, kind_of
from zhixing.inquiry import models
from zhixing.inquiry.drafting import Thing, plan_of
from zhixing.inquiry.moneys import whole_only
from zhixing.inquiry.terms import UNKNOWN_VALUE, Terms, terms_in
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen


def standing_terms(origin: models.Request) -> Terms:
    """Give the terms a freeze stands with: of a right, the share or number not yet released."""
    terms = terms_in(plan_of(origin))
    if terms.quantity is None:
        return terms
    lines = models.Line.objects.filter(
        court_no=origin.court_no,
        measure=Measure.RELEASE.value,
        origin_request=origin.id,
        outcome__in=["DONE", "PARTIAL"],
    )
    released = models.Request.objects.filter(
        court_no=origin.court_no, id__in=lines.values("request_id")
    )
    gone = sum((terms_in(plan_of(row)).quantity or Decimal(0) for row in released), Decimal(0))
    return replace(terms, quantity=terms.quantity - gone)


def part_of_right(
    thing: Thing, control: Control, terms: Terms, quantity: Decimal
) -> tuple[Fen, Terms]:
    """Give what releasing a share or number frees of the value, and the terms it goes out with.

    :raises InquiryRefused: it is no right, as much as stands or more, or its value is unknown.
    """
    if kind_of(thing.view.kind).way is not Way.RIGHT or terms.quantity is None:
        raise whole_only()
    if not 0 < quantity < terms.quantity:
        raise refuse(
            "ABOVE_WHAT_STANDS",
            f"拟解除{quantity}{terms.unit}，现冻结{terms.quantity}{terms.unit}；全部解除的不填数量。",
            f"{quantity} {terms.unit} are to be released of {terms.quantity} that are frozen; "
            "leave the number empty to release all.",
            field="quantity",
        )
    if control.stands <= UNKNOWN_VALUE:
        raise _without_value()
    share = Fraction(quantity) / Fraction(terms.quantity)
    amount = Fen(int(share * int(control.stands)))
    if amount < 1:
        raise _without_value()
    return amount, replace(terms, quantity=quantity)


def _without_value() -> InquiryRefused:
    return refuse(
        "VALUE_UNKNOWN",
        "该项权利价值未明或者仍在轮候，只能整笔解除。",
        "The right's value is unknown, or it waits in line: it is released whole.",
        field="quantity",
        remedy=("请先整笔解除，再按需冻结。", "Release it whole and freeze what is needed."),
    )
