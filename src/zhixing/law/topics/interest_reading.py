"""Reading a question about interest: what does not fit together is refused by its field."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.daycount import FirstDay, LastDay, YearDays
from zhixing.law.interest.debt_facts import (
    PRINCIPAL_FIRST,
    STATUTORY_ORDER,
    Conventions,
    Item,
    ItemKind,
    Owed,
    Payment,
    PaymentKind,
)
from zhixing.law.interest.delay import Tier
from zhixing.law.interest.terms import RateKind, Tenor, Terms, published
from zhixing.law.parameters import ParameterMissing
from zhixing.law.topics.interest_shapes import (
    Counted,
    InterestItem,
    InterestItemKind,
    InterestOptions,
    InterestRequest,
    OrdinaryAsked,
    OrdinaryKind,
    OrdinaryTenor,
    OwedKind,
    PaidBy,
    PaymentGiven,
    PaymentOrder,
)

KINDS: Final = {
    InterestItemKind.PRINCIPAL: (ItemKind.PRINCIPAL, "本金"),
    InterestItemKind.DAMAGES: (ItemKind.DAMAGES, "损失赔偿"),
    InterestItemKind.LIQUIDATED_DAMAGES: (ItemKind.PENALTY, "违约金"),
    InterestItemKind.ORDINARY_INTEREST: (ItemKind.FIXED_INTEREST, "已定利息"),
    InterestItemKind.CASE_FEE: (ItemKind.CASE_FEE, "案件受理费"),
}
MOST_IN_ALL: Final = Fen.of_yuan(10**12)
CURRENCY: Final = re.compile(r"[A-Z]{3}", re.ASCII)
DEFAULT: Final = InterestOptions()


class InterestAskedWrongly(Refusal):
    """Say which part of the request does not fit the others."""


def wrong(code: str, field: str, zh: str, en: str) -> InterestAskedWrongly:
    """Make the refusal of a part of a request."""
    return InterestAskedWrongly(code, message_zh=zh, message_en=en, field=field)


def check(request: InterestRequest) -> None:
    """Refuse what does not fit together, naming the field.

    :raises InterestAskedWrongly: the first such fault.
    """
    if not request.items:
        raise wrong("NO_ITEMS", "items", "没有给付项目。", "There are no items.")
    if sum(i.amount for i in request.items) > MOST_IN_ALL:
        raise wrong("OUT_OF_RANGE", "items", "金额合计过大。", "The amounts are too large in all.")
    if not CURRENCY.fullmatch(request.currency):
        raise wrong(
            "NOT_A_CURRENCY",
            "currency",
            "币种应为三个大写字母的代码，如 CNY、USD。",
            "A currency is a code of three capital letters, CNY or USD.",
        )
    _check_terms(request.ordinary, "ordinary")
    is_borne = any(i.kind is InterestItemKind.PRINCIPAL for i in request.items)
    if request.ordinary is not None and not is_borne:
        raise wrong(
            "NO_PRINCIPAL",
            "ordinary",
            "没有可以计算一般债务利息的本金。",
            "There is no principal on which ordinary interest could run.",
        )
    for i, item in enumerate(request.items):
        if item.due_on is None and item.effective_on is None:
            raise wrong(
                "MISSING",
                f"items[{i}].effective_on",
                "没有履行期间的，应给出文书生效日。",
                "Without a due day, the day the instrument took effect is needed.",
            )
        _check_terms(item.ordinary, f"items[{i}].ordinary")
    _check_payments(request)
    _check_options(request.options or DEFAULT)
    if request.rmb_rates and request.currency == "CNY":
        raise wrong(
            "NOT_WITH_CURRENCY",
            "rmb_rates",
            "人民币债务无需折算。",
            "A debt in yuan needs no conversion.",
        )


def _check_payments(request: InterestRequest) -> None:
    for i, payment in enumerate(request.payments):
        is_sale = payment.kind is PaidBy.AUCTION
        field = f"payments[{i}].ruling_served_on"
        if is_sale and payment.ruling_served_on is None:
            raise wrong(
                "MISSING",
                field,
                "拍卖、变卖、以物抵债的，应给出裁定送达日。",
                "A sale needs the day its ruling was served.",
            )
        if not is_sale and payment.ruling_served_on is not None:
            raise wrong(
                "NOT_WITH_KIND",
                field,
                "只有拍卖、变卖、以物抵债才有裁定送达日。",
                "Only a sale has a ruling that is served.",
            )
    for i, rest in enumerate(request.excluded):
        if rest.to < rest.from_:
            raise wrong(
                "REVERSED",
                f"excluded[{i}].to",
                "末日早于首日。",
                "The last day lies before the first.",
            )


def _check_options(options: InterestOptions) -> None:
    agreed = options.agreed_order
    if (options.allocation is PaymentOrder.AGREED) != (agreed is not None):
        raise wrong(
            "NOT_WITH_ALLOCATION",
            "options.agreed_order",
            "仅在 allocation 为 agreed 时给出约定顺序，且必须给出。",
            "An agreed order goes with the allocation agreed, and only with it.",
        )
    if agreed is not None and sorted(agreed) != sorted(OwedKind):
        raise wrong(
            "INCOMPLETE",
            "options.agreed_order",
            "约定顺序应含全部四类，每类一次。",
            "The agreed order must hold all four kinds once.",
        )


def _check_terms(terms: OrdinaryAsked | None, field: str) -> None:
    if terms is None:
        return
    is_fixed = terms.kind is OrdinaryKind.FIXED
    if is_fixed and terms.annual_rate is None:
        raise wrong(
            "MISSING",
            f"{field}.annual_rate",
            "固定利率应给出年利率。",
            "A fixed rate needs its number.",
        )
    unwanted = {
        "annual_rate": not is_fixed and terms.annual_rate is not None,
        "tenor": is_fixed and terms.tenor is not None,
        "multiple": is_fixed and terms.multiple not in (None, Decimal(1)),
        "fixed_on": is_fixed and terms.fixed_on is not None,
    }
    for name, is_unwanted in unwanted.items():
        if is_unwanted:
            raise wrong(
                "NOT_WITH_KIND",
                f"{field}.{name}",
                f"{terms.kind} 不得带 {name}。",
                f"{name} does not go with {terms.kind}.",
            )
    if terms.fixed_on is not None:
        try:
            published(_terms(terms), terms.fixed_on)
        except ParameterMissing as missing:
            raise wrong(
                "RATE_UNKNOWN", f"{field}.fixed_on", missing.message_zh, missing.message_en
            ) from None
    five = (OrdinaryTenor.Y1, OrdinaryTenor.Y5)
    if terms.kind is OrdinaryKind.LPR and terms.tenor not in (None, *five):
        raise wrong(
            "NOT_WITH_KIND",
            f"{field}.tenor",
            "LPR只有一年期（1y）和五年期以上（5y）。",
            "There is an LPR of one year (1y) and of five years and more (5y).",
        )


def _terms(asked: OrdinaryAsked) -> Terms:
    tenor = Tenor[(asked.tenor or OrdinaryTenor.Y1).name]
    if asked.kind is OrdinaryKind.LPR and tenor is Tenor.Y5:
        tenor = Tenor.OVER_Y5
    return Terms(
        RateKind[asked.kind.name],
        asked.from_,
        asked.annual_rate,
        tenor,
        Decimal(1) if asked.multiple is None else asked.multiple,
        YearDays.D360 if asked.year_days == 360 else YearDays.D365,
        asked.fixed_on,
    )


def item_of(request: InterestRequest, index: int, asked: InterestItem) -> Item:
    """Give an item as the law of debt takes it."""
    kind, word = KINDS[asked.kind]
    terms = asked.ordinary
    if terms is None and kind is ItemKind.PRINCIPAL:
        terms = request.ordinary
    due_on = asked.due_on or asked.effective_on or request.as_of
    return Item(
        word if len(request.items) == 1 else f"{index + 1}.{word}",
        kind,
        asked.amount,
        due_on,
        terms=None if terms is None else _terms(terms),
        no_period=asked.due_on is None,
    )


def payment_of(index: int, given: PaymentGiven) -> Payment:
    """Give a payment as the law of debt takes it."""
    kind = PaymentKind[given.kind.name]
    return Payment(f"第{index + 1}笔", given.on, given.amount, kind, given.ruling_served_on)


def conventions_of(options: InterestOptions) -> Conventions:
    """Give the conventions chosen."""
    order: tuple[Owed, ...] = STATUTORY_ORDER
    if options.allocation is PaymentOrder.PRINCIPAL_FIRST:
        order = PRINCIPAL_FIRST
    elif options.agreed_order is not None:
        order = tuple(Owed[k.name] for k in options.agreed_order)
    first, last = options.first_day, options.last_day
    return Conventions(
        FirstDay.EXPIRY_DAY if first is Counted.INCLUDED else FirstDay.AFTER_EXPIRY,
        LastDay.PAYMENT_DAY if last is Counted.INCLUDED else LastDay.DAY_BEFORE,
        YearDays.D365,
        order,
        YearDays.D365 if options.year_days_before_2014 == 365 else YearDays.D360,
        Tier[options.tier.name],
        options.case_fee_in_base,
        options.roll_performance_period,
        options.agreed_order is not None,
    )
