"""What is particular to money that is no deposit in yuan: foreign money, housing funds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from zhixing.assets.acts import Control
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.queries import AssetView
from zhixing.inquiry.drafting import Thing
from zhixing.inquiry.terms import NO_TERMS, ForeignRate, FundGround, Terms
from zhixing.inquiry.values import InquiryRefused, refuse
from zhixing.inquiry.wire.feedback import ControlResult
from zhixing.inquiry.wire.model import CNY
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.foreign_money import foreign_money
from zhixing.law.seizure.housing_fund import housing_fund_taking

PER_HUNDRED_UNITS = 10_000
"""Hundredths of the foreign unit in a hundred units, which the rate prices."""


def require_money(thing: Thing) -> None:
    """Insist that a thing is money, and no right that is frozen by share or number."""
    if kind_of(thing.view.kind).way is not Way.MONEY:
        raise by_share()


def by_share() -> InquiryRefused:
    """Make the refusal of an amount for what is frozen by share or number."""
    return refuse(
        "FROZEN_BY_SHARE",
        "该财产按份额、数量冻结，不按金额冻结。",
        "It is frozen by share or number, not by an amount.",
        field="asset",
        remedy=("请使用“冻结股权、证券等”，写明数量。", "Use the freeze of shares and rights."),
    )


def money_terms(
    thing: Thing, yuan: Fen, rate: ForeignRate | None, on: date
) -> tuple[Thing, Fen, Terms, tuple[Finding[Any], ...]]:
    """Give the thing and the amount in yuan, and for foreign money the terms it goes out with.

    The balance of foreign money is compared in yuan at the same rate; what it is worth is
    rounded down.

    :raises RateRefused: foreign money without a rate of the day or before.
    """
    view = thing.view
    if view.currency == CNY:
        return thing, yuan, NO_TERMS, ()
    found = foreign_money(
        on=on,
        yuan=yuan,
        per_hundred=None if rate is None else rate.per_hundred,
        rate_on=None if rate is None else rate.on,
        source="" if rate is None else rate.source,
    )
    terms = Terms(rate=rate, foreign=Fen(found.value.foreign))
    known = replace(view, balance=_worth(view.balance, rate), available=None)
    return replace(thing, view=known), found.value.worth, terms, (found,)


def result_in_yuan(told: ControlResult, terms: Terms) -> ControlResult:
    """Give a result told in foreign money in yuan, at the rate of the order."""
    if terms.rate is None:
        return told
    return replace(
        told,
        actual=_worth(told.actual, terms.rate),
        excess=_worth(told.excess, terms.rate),
    )


def foreign_words(view: AssetView, terms: Terms) -> str:
    """Say in a summary how much of which currency goes out, at which rate."""
    if terms.rate is None or terms.foreign is None:
        return ""
    rate = terms.rate
    return (
        f"（币种{view.currency}金额{terms.foreign.yuan}，{rate.on}{rate.source}"
        f"每100外币折{rate.per_hundred.yuan}元）"
    )


def check_fund(
    thing: Thing, control: Control, amount: Fen, ground: FundGround | None, on: date
) -> tuple[Finding[Any], ...]:
    """Find that so much of a housing fund may be taken; nothing is asked of other money.

    :raises FundRefused: it may not be withdrawn, is kept for housing, or needs are not met.
    """
    if thing.view.kind != "HOUSING_FUND":
        return ()
    stated = ground or FundGround()
    found = housing_fund_taking(
        on=on,
        balance=control.stands if thing.view.balance is None else thing.view.balance,
        withdrawal=stated.withdrawal,
        living_and_home_secured=stated.living_and_home_secured,
        protected_minimum=stated.protected_minimum,
    )
    if amount > found.value.most:
        raise refuse(
            "PROTECTED_MINIMUM",
            f"拟扣划{amount.yuan}元，超过可扣划的{found.value.most.yuan}元。",
            f"{amount.yuan} yuan are above the {found.value.most.yuan} that may be taken.",
            field="amount",
        )
    return (found,)


def whole_only() -> InquiryRefused:
    """Make the refusal of releasing a part where parts are not counted in yuan."""
    return refuse(
        "RELEASED_WHOLE_ONLY",
        "外币存款、理财产品份额只能整笔解除，股权、证券等按数量部分解除；"
        "需要部分解除的，请先整笔解除，再按需冻结。",
        "Foreign money and units of products are released whole, shares and stakes in part by "
        "number; else release all and freeze the rest anew.",
        field="amount",
    )


def _worth(amount: Fen | None, rate: ForeignRate | None) -> Fen | None:
    if amount is None or rate is None:
        return None
    return Fen(floor(Fraction(amount * rate.per_hundred, PER_HUNDRED_UNITS)))
