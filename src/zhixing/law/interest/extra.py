"""The extra interest for delayed performance (加倍部分债务利息) since 1 August 2014.

Unpaid money debt of the instrument without ordinary interest, times 0.0175 % a day, times
the days of delay. Suspensions not asked for by the debtor do not count. Days before
1 August 2014 follow an older rule and come back as a gap, never as nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.interest.daycount import (
    FirstDay,
    Gap,
    LastDay,
    Reduction,
    Segment,
    base_segments,
    days_of_delay,
    without,
)
from zhixing.law.parameters import pieces
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "264"), ("INTEREST", "1"), ("INTEREST", "2"), ("INTEREST", "3"))
RATE = "interest.extra_rate"


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


@answers("EXTRA_INTEREST")
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
    segments, gaps = _accrue(base, span, reductions, excluded, last)
    _explain(why, segments, gaps, excluded)
    exact = sum((s.exact for s in segments), Fraction(0))
    figures = [
        sum(
            (s.exact for s in _variant(base, expiry_on, until_on, reductions, excluded, f, x)),
            Fraction(0),
        )
        for f in FirstDay
        for x in LastDay
    ]
    amount = Fen.rounded(exact)
    value = ExtraInterest(
        amount,
        exact,
        sum(len(s.days) for s in segments),
        segments,
        gaps,
        Fen.rounded(min(figures)),
        Fen.rounded(max(figures)),
    )
    return why.finding(
        value,
        f"加倍部分债务利息{amount.yuan}元" + ("（另有期间无法计算）。" if gaps else "。"),
        f"Extra interest of {amount.yuan} yuan" + (", with days not computed." if gaps else "."),
    )


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


def _accrue(
    base: Fen,
    span: Days,
    reductions: tuple[Reduction, ...],
    excluded: tuple[Days, ...],
    last: LastDay,
) -> tuple[tuple[Segment, ...], tuple[Gap, ...]]:
    segments: list[Segment] = []
    gaps: list[Gap] = []
    for days, left in base_segments(base, span, reductions, last):
        for counted in without(days, excluded):
            for piece in pieces(RATE, counted):
                if piece.value is None:
                    gaps.append(_gap(piece.days))
                    continue
                rate = piece.value.number
                exact = int(left) * rate * len(piece.days)
                segments.append(Segment(piece.days, left, rate, exact))
    return tuple(segments), tuple(gaps)


def _variant(
    base: Fen,
    expiry_on: date,
    until_on: date,
    reductions: tuple[Reduction, ...],
    excluded: tuple[Days, ...],
    first: FirstDay,
    last: LastDay,
) -> tuple[Segment, ...]:
    span = days_of_delay(expiry_on, until_on, first, last)
    return _accrue(base, span, reductions, excluded, last)[0]


def _gap(days: Days) -> Gap:
    return Gap(
        days,
        "2014年8月1日以前的迟延利息按当时规定计算，本条不计",
        "delay before 1 August 2014 follows the older rule and is not computed here",
    )


def _explain(
    why: Reasons, segments: tuple[Segment, ...], gaps: tuple[Gap, ...], excluded: tuple[Days, ...]
) -> None:
    for item in excluded:
        why.step(
            f"不计息期间：{item.start}至{item.last or '今'}。",
            f"Not counted: {item.start} to {item.last or 'now'}.",
            cite("INTEREST", "3.3", version="2014"),
        )
    for s in segments:
        why.step(
            f"{s.days.start}至{s.days.last}：{s.base.yuan}元×日万分之一点七五×{len(s.days)}日"
            f"＝{Fen.rounded(s.exact).yuan}元。",
            f"{s.days.start} to {s.days.last}: {s.base.yuan} × 0.0175 % × {len(s.days)} days"
            f" = {Fen.rounded(s.exact).yuan} yuan.",
            cite("INTEREST", "1.3", version="2014"),
            value=str(s.exact),
            parameter=RATE,
        )
    for gap in gaps:
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
    Days(date(2014, 8, 1)),
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
            {"amount": Fen(17500), "days": 10},
            note="2014年8月1日前10日不计，另列 the ten days before are a gap",
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
)
