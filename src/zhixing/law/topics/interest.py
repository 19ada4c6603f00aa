"""Interest on a money debt of an instrument (债务利息): what arose, what is paid, what is owed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding, Step
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.debt import debt_today
from zhixing.law.interest.debt_facts import Debt, Item, Owed, Stay, StayReason
from zhixing.law.interest.private_loan import Lender, LimitRefused, private_loan_limit
from zhixing.law.interest.rmb import extra_interest_in_rmb
from zhixing.law.interest.terms import known_until, published
from zhixing.law.parameters import ParameterMissing
from zhixing.law.periods.arithmetic import roll
from zhixing.law.topics.interest_reading import (
    DEFAULT,
    check,
    conventions_of,
    item_of,
    payment_of,
    wrong,
)
from zhixing.law.topics.interest_shapes import (
    AllocationTold,
    FiguresTold,
    InterestItem,
    InterestRequest,
    InterestResult,
    OutstandingTold,
    OwedKind,
    PrivateLoan,
    RangeTold,
    SegmentTold,
)
from zhixing.law.topics.topic import Answer, Example, Six, Topic


class RateUnknown(Refusal):
    """Say which table of rates ends too early for the whole figure."""


def answer(request: InterestRequest) -> Answer:
    """Compute the interest and what is owed."""
    check(request)
    options = request.options or DEFAULT
    items = tuple(item_of(request, i, item) for i, item in enumerate(request.items))
    finding = debt_today(
        on=request.as_of,
        items=items,
        payments=tuple(payment_of(i, p) for i, p in enumerate(request.payments)),
        stays=tuple(
            Stay(Days.closed(e.from_, e.to), StayReason[e.reason.name]) for e in request.excluded
        ),
        conventions=conventions_of(options),
        is_foreign=request.currency != "CNY",
        is_restitution=request.restitution,
    )
    debt = finding.value
    asides = _asides(request, items, debt)
    rmb = (
        Fen(sum(f.value for f in asides if isinstance(f.value, Fen))) if request.rmb_rates else None
    )
    return Answer(
        _result(request, items, debt, rmb), _told(request, finding, asides), _missing(debt)
    )


def _asides(
    request: InterestRequest, items: tuple[Item, ...], debt: Debt
) -> tuple[Finding[Any], ...]:
    found: list[Finding[Any]] = []
    if request.private_loan is not None:
        try:
            found += _limits(request, items, request.private_loan)
        except (LimitRefused, ParameterMissing) as refused:
            field = "accepted_on" if refused.field == "accepted_on" else "contract_on"
            raise wrong(
                refused.code, f"private_loan.{field}", refused.message_zh, refused.message_en
            ) from None
    if request.rmb_rates:
        exact: dict[str, Fraction] = defaultdict(Fraction)
        for row in debt.accruals:
            if row.kind is Owed.EXTRA_INTEREST:
                exact[row.item] += Fraction(row.exact)
        rates = {r.on: r.rate for r in request.rmb_rates}
        for item in items:
            if not exact[item.name]:
                continue
            rolls = (request.options or DEFAULT).roll_performance_period and not item.no_period
            on = roll(item.due_on)[0] if rolls else item.due_on
            found.append(
                extra_interest_in_rmb(
                    on=request.as_of,
                    exact=exact[item.name],
                    currency=request.currency,
                    start_on=on,
                    rate=rates.get(on, Decimal(0)),
                    rate_on=on,
                )
            )
    return tuple(found)


def _limits(
    request: InterestRequest, items: tuple[Item, ...], loan: PrivateLoan
) -> list[Finding[Any]]:
    rates: list[Decimal] = []
    for terms in (i.terms for i in items):
        if terms is None:
            continue
        rate = terms.rate
        if rate is None:
            row = published(terms, terms.fixed_on or loan.contract_on)
            rate = Decimal(row.value) * terms.multiple
        rates.append(rate)
    return [
        private_loan_limit(
            on=request.as_of,
            contract_on=loan.contract_on,
            accepted_on=loan.accepted_on,
            rate=rate,
            sued_on=loan.sued_on,
            lender=Lender[loan.lender.name],
        )
        for rate in dict.fromkeys(rates)
    ]


def _result(
    request: InterestRequest, items: tuple[Item, ...], debt: Debt, rmb: Fen | None
) -> InterestResult:
    numbers = {item.name: i for i, item in enumerate(items)}
    outstanding = OutstandingTold(
        debt.of(Owed.PRINCIPAL),
        debt.of(Owed.ORDINARY_INTEREST),
        debt.of(Owed.EXTRA_INTEREST),
        debt.of(Owed.COSTS),
        debt.total,
    )
    segments = tuple(
        SegmentTold(
            numbers[a.item],
            OwedKind[a.kind.name],
            a.days.start,
            a.days.last or a.days.start,
            len(a.days),
            a.base,
            a.rate,
            a.year_days,
            Six.of_fen(Fraction(a.exact)),
            a.basis,
        )
        for a in debt.accruals
    )
    low, high = (
        FiguresTold(f.extra_interest, f.ordinary_interest, f.total)
        for f in (debt.lowest, debt.highest)
    )
    return InterestResult(
        debt.extra_interest,
        debt.ordinary_interest,
        outstanding,
        tuple(_allocations(request, debt)),
        segments,
        RangeTold(low, high),
        debt.surplus,
        rmb,
    )


def _allocations(request: InterestRequest, debt: Debt) -> list[AllocationTold]:
    parts: dict[str, dict[Owed, Fen]] = defaultdict(lambda: defaultdict(Fen))
    for part in debt.allocations:
        parts[part.payment][part.kind] += part.amount
    told = []
    for i, given in enumerate(request.payments):
        payment = payment_of(i, given)
        if payment.counts_on > request.as_of:
            continue
        went = parts[payment.name]
        told.append(
            AllocationTold(
                i,
                payment.counts_on,
                payment.amount,
                went[Owed.COSTS],
                went[Owed.ORDINARY_INTEREST],
                went[Owed.PRINCIPAL],
                went[Owed.EXTRA_INTEREST],
                payment.amount - sum(went.values()),
            )
        )
    return told


def _told(
    request: InterestRequest, finding: Finding[Debt], asides: tuple[Finding[Any], ...]
) -> Finding[Debt]:
    """Name the options as the request does, and set the asides' steps behind."""
    debt, code = finding.value, request.currency
    unit_zh, unit_en = (f"（币种{code}）", f" ({code})") if code != "CNY" else ("", "")
    chosen = request.options or DEFAULT
    options = {name: to_json(getattr(chosen, name)) for name in chosen.__slots__}
    early = tuple(_early(i, item) for i, item in enumerate(request.items) if _is_early(item))
    steps = (*finding.steps, *early, *(s for f in asides for s in f.steps))
    warned = ("warning:due-before-effective",) if early else ()
    marks = (*finding.marks, *warned, *(m for f in asides for m in f.marks))
    said_zh = "".join(f.conclusion_zh for f in asides)
    said_en = "".join(f" {f.conclusion_en}" for f in asides)
    return replace(
        finding,
        options=options,
        steps=steps,
        marks=tuple(dict.fromkeys(marks)),
        conclusion_zh=f"{unit_zh}加倍部分债务利息{debt.extra_interest.yuan}元，一般债务利息"
        f"{debt.ordinary_interest.yuan}元。{finding.conclusion_zh}{said_zh}",
        conclusion_en=f"Extra interest {debt.extra_interest.yuan}, ordinary interest "
        f"{debt.ordinary_interest.yuan}{unit_en}. {finding.conclusion_en}{said_en}",
    )


def _is_early(item: InterestItem) -> bool:
    due, effective = item.due_on, item.effective_on
    return due is not None and effective is not None and due < effective


def _early(index: int, item: InterestItem) -> Step:
    return Step(
        f"第{index + 1}项履行期间届满（{item.due_on}）早于文书生效（{item.effective_on}），"
        "仍自期间届满起算，请核对。",
        f"Item {index + 1}: the period ended on {item.due_on}, before the instrument took effect "
        f"on {item.effective_on}; counted from the end of the period. Please check.",
        cite("INTEREST", 2, version="2014"),
    )


def _missing(debt: Debt) -> RateUnknown | None:
    if not debt.gaps:
        return None
    ends = [known_until(g.table) for g in debt.gaps if g.table.startswith("rates.lpr")]
    shown = debt.gaps[:3]
    until = f"（已知至{min(ends)}）" if ends else ""
    until_en = f" (known until {min(ends)})" if ends else ""
    return RateUnknown(
        "RATE_UNKNOWN",
        message_zh=f"合计尚缺{until}：" + "；".join(g.missing_zh for g in shown) + "。",
        message_en=f"The total lacks{until_en}: " + "; ".join(g.missing_en for g in shown) + ".",
        remedy_zh="以上数额算到有利率之日；补录利率后重新计算。",
        remedy_en="The figures go as far as rates are known; enter the rates and ask again.",
        field="as_of",
    )


_LOAN: Final[dict[str, Json]] = {"kind": "principal", "amount": "100000.00", "due_on": "2018-03-30"}
_OLD: Final[dict[str, Json]] = {"kind": "principal", "amount": "100000.00", "due_on": "2012-07-31"}

TOPIC = Topic(
    "interest",
    "债务利息",
    "Interest on a debt",
    InterestRequest,
    InterestResult,
    answer,
    (
        Example(
            {"items": [_LOAN], "as_of": "2018-06-29"},
            {
                "extra_interest": "1592.50",
                "ordinary_interest": "0.00",
                "outstanding": {
                    "principal": "100000.00",
                    "extra_interest": "1592.50",
                    "total": "101592.50",
                },
                "range": {
                    "low": {"extra_interest": "1575.00", "total": "101575.00"},
                    "high": {"extra_interest": "1610.00", "total": "101610.00"},
                },
            },
            note="91日×日万分之一点七五 91 days",
        ),
        Example(
            {
                "items": [_LOAN, {"kind": "case_fee", "amount": "1150.00", "due_on": "2018-03-30"}],
                "ordinary": {"kind": "fixed", "annual_rate": "6", "from": "2018-03-30"},
                "payments": [{"on": "2018-04-29", "amount": "51643.15", "kind": "transfer"}],
                "as_of": "2018-06-29",
            },
            {
                "extra_interest": "1058.75",
                "ordinary_interest": "994.52",
                "outstanding": {"principal": "50000.00", "total": "51560.12"},
                "allocations": [
                    {
                        "costs": "1150.00",
                        "ordinary_interest": "493.15",
                        "principal": "50000.00",
                        "extra_interest": "0.00",
                    }
                ],
            },
            note="划拨日计入；先费用、利息、本金 costs, interest, principal, then extra interest",
        ),
        Example(
            {
                "items": [_OLD],
                "payments": [{"on": "2012-10-29", "amount": "50000.00", "kind": "voluntary"}],
                "as_of": "2012-10-29",
            },
            {
                "extra_interest": "2800.00",
                "outstanding": {
                    "principal": "51361.87",
                    "extra_interest": "1438.13",
                    "total": "52800.00",
                },
            },
            note="并还：50000÷(1＋5.60%×2×90÷360)",
        ),
        Example(
            {
                "items": [{"kind": "principal", "amount": "365000", "effective_on": "2025-06-09"}],
                "ordinary": {"kind": "lpr", "multiple": "1", "from": "2025-06-10"},
                "as_of": "2025-07-20",
            },
            {"ordinary_interest": "300.00", "extra_interest": "2618.88"},
            error="RATE_UNKNOWN",
            note="LPR只录到2025年6月19日，算到该日并指明所缺 as far as the LPR is known",
        ),
        Example(
            {
                "items": [_LOAN],
                "payments": [{"on": "2018-04-29", "amount": "1.00", "kind": "auction"}],
                "as_of": "2018-06-29",
            },
            error="MISSING",
        ),
        Example(
            {
                "items": [_LOAN],
                "as_of": "2018-06-29",
                "excluded": [{"from": "2018-05-02", "to": "2018-05-01", "reason": "retrial"}],
            },
            error="REVERSED",
        ),
    ),
    (
        "DEBT_TODAY",
        "PRIVATE_LOAN_LIMIT",
        "EXTRA_INTEREST_IN_RMB",
    ),
)
