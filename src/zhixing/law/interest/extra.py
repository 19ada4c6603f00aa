"""The extra interest for delayed performance (加倍部分债务利息) on one base.

Unpaid money debt of the instrument without ordinary interest, times 0.0175 % a day, times
the days of delay. Suspensions not asked for by the debtor do not count. Days before
1 August 2014 follow the text of their day: twice the bank loan rate of the period.

对一项基数计算加倍部分债务利息：生效法律文书确定的、一般债务利息以外的未清偿金钱债务，
乘以日万分之一点七五，乘以迟延日数。不是由被执行人申请的中止、暂缓期间不计入。
2014年8月1日以前的日子，适用当时的规定，按同期银行贷款利率的两倍计算。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days, merge
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.daycount import (
    FirstDay,
    Gap,
    LastDay,
    Reduction,
    Segment,
    YearDays,
    days_of_delay,
)
from zhixing.law.interest.debt_accruals import Told, tell
from zhixing.law.interest.debt_facts import (
    Accrual,
    Conventions,
    Figures,
    Item,
    ItemKind,
    Owed,
    Waiver,
)
from zhixing.law.interest.delay import EXTRA, Tier
from zhixing.law.interest.reckoning import prepare
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "264"),
    ("INTEREST", "1"),
    ("INTEREST", "2"),
    ("INTEREST", "3"),
    ("INTEREST", "7"),
    ("INTEREST-REPLY", "1"),
)
RATE = EXTRA


@dataclass(frozen=True, slots=True)
class ExtraInterest:
    """Hold the figure, its segments, the days without figure, and the range of conventions."""

    amount: Fen
    exact: Fraction
    days: int
    segments: tuple[Segment, ...]
    gaps: tuple[Gap, ...]
    low: Fen
    high: Fen


class BaseRefused(Refusal):
    """Say why no extra interest can be computed on these figures."""


@answers("EXTRA_INTEREST", version="2")
def extra_interest(
    *,
    on: date,
    base: Fen,
    expiry_on: date,
    until_on: date,
    reductions: tuple[Reduction, ...] = (),
    excluded: tuple[Days, ...] = (),
    first: FirstDay = FirstDay.AFTER_EXPIRY,
    last: LastDay = LastDay.PAYMENT_DAY,
    tier: Tier = Tier.BY_LENGTH,
    old_year_days: YearDays = YearDays.D360,
) -> Finding[ExtraInterest]:
    """Compute the extra interest on a base from the end of its period until a day.

    ``expiry_on`` is the last day of the performance period, ``until_on`` the day of
    performance or the day asked about, ``reductions`` payments on the base only.
    """
    _check(base, reductions)
    why = Reasons(on)
    why.choose("first_day", first)
    why.choose("last_day", last)
    span = days_of_delay(expiry_on, until_on, first, last)
    why.step(
        f"履行期间于{expiry_on}届满，计至{until_on}，共{len(span)}日。",
        f"The period expired on {expiry_on}; counted until {until_on}, {len(span)} days.",
        cite("INTEREST", 2, version="2014"),
        value=len(span),
    )
    asked = prepare(
        items=(Item("基数", ItemKind.PRINCIPAL, base, expiry_on, no_period=True),),
        payments=(),
        waivers=tuple(Waiver(r.on, Owed.PRINCIPAL, r.amount) for r in reductions),
        excluded=excluded,
        stays=(),
        conventions=Conventions(first, last, tier=tier, old_year_days=old_year_days),
        on=until_on,
    )
    state = asked.fold(asked.conventions)
    if asked.is_old:
        why.choose("old_year_days", old_year_days)
        why.choose("tier", tier)
        why.mark("doubt:interest.old_year_days")
    told = tell(state, until_on)
    low, high = asked.extremes(asked.figures(state), asked.telling())
    _explain(why, told, excluded)
    return _conclude(why, told, low, high)


def _conclude(why: Reasons, told: Told, low: Figures, high: Figures) -> Finding[ExtraInterest]:
    segments = tuple(_segment(a) for a in told.accruals)
    exact = sum((s.exact for s in segments), Fraction(0))
    amount = Fen.rounded(exact)
    value = ExtraInterest(
        amount,
        exact,
        sum(len(d) for d in merge(s.days for s in segments)),
        segments,
        told.gaps,
        low.extra_interest,
        high.extra_interest,
    )
    more_zh, more_en = (
        ("（另有期间无法计算）", ", with days not computed") if told.gaps else ("", "")
    )
    return why.finding(
        value,
        f"加倍部分债务利息{amount.yuan}元{more_zh}。",
        f"Extra interest of {amount.yuan} yuan{more_en}.",
    )


def _segment(a: Accrual) -> Segment:
    rate = Fraction(a.rate) if a.year_days is None else Fraction(a.rate) / 100 / a.year_days
    return Segment(a.days, a.base, rate, Fraction(a.exact))


def _check(base: Fen, reductions: tuple[Reduction, ...]) -> None:
    paid = sum(r.amount for r in reductions)
    if base < 0 or paid > base or any(r.amount < 0 for r in reductions):
        raise BaseRefused(
            "BASE_EXCEEDED",
            message_zh="清偿本金的数额超过计息基数，或者数额为负。",
            message_en="Payments on the base exceed it, or an amount is negative.",
            remedy_zh="请核对各笔款项的清偿顺序。",
            remedy_en="Check how the payments were allocated.",
            field="reductions",
        )


def _explain(why: Reasons, told: Told, excluded: tuple[Days, ...]) -> None:
    for item in excluded:
        why.step(
            f"不计息期间：{item.start}至{item.last or '今'}。",
            f"Not counted: {item.start} to {item.last or 'now'}.",
            cite("INTEREST", "3.3", version="2014"),
        )
    for row in told.rows:
        if row.status != "verified":
            why.mark(f"{row.status}:{row.code}")
    for a in told.accruals:
        zh = "日万分之一点七五" if a.year_days is None else f"年{a.rate}%÷{a.year_days}"
        en = "0.0175 %" if a.year_days is None else f"{a.rate}% a year / {a.year_days}"
        why.step(
            f"{a.days.start}至{a.days.last}：{a.base.yuan}元×{zh}×{len(a.days)}日＝{a.amount.yuan}元。",
            f"{a.days.start} to {a.days.last}: {a.base.yuan} × {en} × {len(a.days)} days"
            f" = {a.amount.yuan} yuan.",
            a.basis,
            value=a.exact,
            parameter=a.parameter or None,
        )
    for gap in told.gaps:
        why.mark("gap:before-2014-08-01")
        why.step(
            f"{gap.days.start}至{gap.days.last}未计：{gap.missing_zh}。",
            f"{gap.days.start} to {gap.days.last} not computed: {gap.missing_en}.",
            cite("INTEREST", 7, version="2014"),
        )


def _given(base: str, expiry: str, until: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(until),
        "base": Fen.of_yuan(base),
        "expiry_on": date.fromisoformat(expiry),
        "until_on": date.fromisoformat(until),
        **more,
    }


RULE = Rule(
    "EXTRA_INTEREST",
    BASIS,
    Days(date(1992, 7, 14)),
    extra_interest,
    (
        Example(
            _given("100000", "2018-03-30", "2018-06-29"),
            {"amount": Fen(159250), "days": 91, "low": Fen(157500), "high": Fen(161000)},
            note="10万元×0.000175×91日＝1592.50元 worked by hand",
        ),
        Example(
            _given("100000", "2018-03-30", "2018-06-29", first=FirstDay.EXPIRY_DAY),
            {"amount": Fen(161000)},
        ),
        Example(
            _given("100000", "2018-03-30", "2018-06-29", last=LastDay.DAY_BEFORE),
            {"amount": Fen(157500)},
        ),
        Example(
            _given(
                "100000",
                "2018-03-30",
                "2018-06-29",
                reductions=(Reduction(date(2018, 4, 29), Fen.of_yuan("40000")),),
            ),
            {"amount": Fen(116550)},
            note="30日×10万元＋61日×6万元",
        ),
        Example(
            _given(
                "100000",
                "2018-03-30",
                "2018-06-29",
                excluded=(Days(date(2018, 5, 1), date(2018, 6, 1)),),
            ),
            {"amount": Fen(105000), "days": 60},
            note="再审中止31日不计 31 days of suspension for retrial",
        ),
        Example(
            _given("100000", "2014-07-21", "2014-08-10"),
            {"amount": Fen(48611), "days": 20, "low": Fen(46435), "high": Fen(54167)},
            note="2014年8月1日前10日×5.60%×2÷360＝311.11元，其后10日175.00元",
        ),
        Example(
            _given("100000", "2009-05-07", "2009-05-27"),
            {"amount": Fen(54000), "days": 20},
            note="跨2009年5月18日 20日×4.86%×2÷360",
        ),
        Example(
            _given("100000", "1995-06-20", "1995-07-10"),
            {"amount": Fen(0)},
            note="1995年7月1日前无利率；其后六个月以内档缺 no rate is known",
        ),
        Example(_given("100000", "2018-03-30", "2018-03-30"), {"amount": Fen(0), "days": 0}),
        Example(
            _given(
                "100",
                "2018-03-30",
                "2018-06-29",
                reductions=(Reduction(date(2018, 4, 29), Fen.of_yuan("101")),),
            ),
            refusal="BASE_EXCEEDED",
        ),
    ),
    "加倍部分债务利息",
    "Extra interest for delay",
    (RATE,),
    version="2",
    covers=("R-INT-FORMULA", "R-INT-DAYCOUNT"),
)
