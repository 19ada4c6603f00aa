"""The highest rate a private loan (民间借贷) may bear; enforcement does not cut by it.

Suits accepted from 1 September 2015: protected up to 24 per cent, void above 36. Suits
accepted since 20 August 2020: four times the one-year LPR of the day the contract was
made; for loans made before 20 August 2019, of the day the suit was brought. Since 2021 a
loan made before 20 August 2020 may keep the older limit for the days before that one.
Financial institutions under supervision stand outside. In enforcement the instrument
binds: the finding tells what lies above the limit, and the figure stays the instrument’s.

民间借贷利率的上限，按起诉案件受理的日期确定；执行中不据此扣减。2015年9月1日起受理的，
年利率24%以内受保护，超过36%的部分无效。2020年8月20日起受理的，
上限为合同成立之日一年期贷款市场报价利率的四倍；2019年8月20日以前成立的借贷，取起诉之日的利率。
2021年起，2020年8月20日以前成立的借贷，对该日以前的利息可以适用原来的上限。
受金融监管的机构不受此限。执行以生效法律文书为准：只指出超过上限的部分，数额仍为文书所定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.interest.terms import LPR_1Y, LPR_SINCE, known_until, printed
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("PRIVATE-LOAN", "25"), ("PRIVATE-LOAN", "28"), ("PRIVATE-LOAN", "31"))
CAP, VOID = "interest.private_loan_cap", "interest.private_loan_void"
MULTIPLE = "interest.private_loan_multiple"
FIRST, LPR_FROM, SPLIT_FROM = date(2015, 9, 1), date(2020, 8, 20), date(2021, 1, 1)


class Lender(StrEnum):
    """Name who lent."""

    PRIVATE = "PRIVATE"
    FINANCIAL_INSTITUTION = "FINANCIAL_INSTITUTION"


@dataclass(frozen=True, slots=True)
class Limit:
    """Hold the limit for interest of some days, in per cent a year; None: no end, no void."""

    from_on: date
    until_on: date | None
    percent: str
    void_above: str | None


@dataclass(frozen=True, slots=True)
class RateLimit:
    """Hold the limits in order, and whether the rate asked about lies above one of them."""

    limits: tuple[Limit, ...]
    exceeds: bool
    void: bool


class LimitRefused(Refusal):
    """Say why no limit can be named."""


@answers("PRIVATE_LOAN_LIMIT")
def private_loan_limit(
    *,
    on: date,
    contract_on: date,
    accepted_on: date,
    rate: Decimal,
    sued_on: date | None = None,
    lender: Lender = Lender.PRIVATE,
) -> Finding[RateLimit]:
    """Compare an agreed rate, default interest and charges together, with the limit.

    ``accepted_on`` is the day the court of first instance took the suit; ``sued_on`` the
    day it was brought, taken for the same day where it is not given.
    """
    if rate < 0 or contract_on > accepted_on:
        raise _refuse(
            "CONTRACT_AFTER_SUIT",
            "利率为负，或者合同成立晚于受理。",
            "The rate is negative, or the contract is younger than the suit.",
            "contract_on",
        )
    why = Reasons(on)
    if lender is Lender.FINANCIAL_INSTITUTION:
        why.step(
            "经金融监管部门批准的机构因贷款业务的纠纷，不适用民间借贷规定。",
            "Disputes over loans of supervised institutions are outside these provisions.",
            find_citation("PRIVATE-LOAN", 1, on=accepted_on),
        )
        why.mark("memory:reply-2020-27")
        return why.finding(
            RateLimit((), False, False),
            "不适用民间借贷利率上限。",
            "The limits of private lending do not apply.",
        )
    limits = _limits(why, contract_on, accepted_on, sued_on or accepted_on)
    percent = Fraction(rate)
    exceeds = any(percent > Fraction(limit.percent) for limit in limits)
    void = any(limit.void_above and percent > Fraction(limit.void_above) for limit in limits)
    return _conclude(why, limits, rate, exceeds, void)


def _conclude(
    why: Reasons, limits: tuple[Limit, ...], rate: Decimal, exceeds: bool, void: bool
) -> Finding[RateLimit]:
    shown = "、".join(f"{limit.percent}%" for limit in limits)
    shown_en = " and ".join(f"{limit.percent}%" for limit in limits)
    if not exceeds:
        zh, en = f"年{rate}%未超过上限{shown}。", f"{rate}% lies within the limit of {shown_en}."
    else:
        why.mark("warning:rate-above-limit")
        why.step(
            "执行以生效文书为准：上限只作提示，不改动文书确定的利率。",
            "Enforcement follows the instrument: the limit is told and nothing is cut.",
            cite("INTEREST", "1.2", version="2014"),
        )
        zh = f"年{rate}%超过上限{shown}" + ("，超过36%部分约定无效。" if void else "。")
        en = f"{rate}% lies above the limit of {shown_en}" + (
            "; what is above 36% was void." if void else "."
        )
    return why.finding(RateLimit(limits, exceeds, void), zh, en)


def _limits(why: Reasons, contract_on: date, accepted_on: date, sued_on: date) -> tuple[Limit, ...]:
    if accepted_on < FIRST:
        raise _refuse(
            "LIMIT_UNKNOWN",
            f"2015年9月1日以前受理的案件（{accepted_on}），当时规定的文本未收录。",
            f"The text for suits accepted before 1 September 2015 ({accepted_on}) is not here.",
            "accepted_on",
        )
    if accepted_on < LPR_FROM:
        return (_older(why, contract_on, accepted_on, None),)
    split = accepted_on >= SPLIT_FROM and contract_on < LPR_FROM
    priced_on = sued_on if split or contract_on < LPR_SINCE else contract_on
    start = LPR_FROM if split else contract_on
    newer = Limit(start, None, _four_times(why, priced_on, accepted_on), None)
    if not split:
        return (newer,)
    why.mark("memory:PRIVATE-LOAN-31.2")
    why.step(
        f"合同成立于{contract_on}：经当事人请求，2020年8月19日以前的利息适用当时规定，其后适用"
        "起诉时的标准。",
        f"The contract is of {contract_on}: on a party’s request interest until 19 August 2020 "
        "follows the older text, later interest the standard of the day of the suit.",
        cite("PRIVATE-LOAN", "31.2", version="2021"),
    )
    older = _older(why, contract_on, date(2020, 8, 19), date(2020, 8, 19))
    return (older, newer)


def _older(why: Reasons, from_on: date, on: date, until: date | None) -> Limit:
    cap, void = why.parameter(CAP, on), why.parameter(VOID, on)
    return Limit(from_on, until, str(cap.value), str(void.value))


def _four_times(why: Reasons, priced_on: date, accepted_on: date) -> str:
    if priced_on > known_until(LPR_1Y):
        raise _refuse(
            "RATE_UNKNOWN",
            f"一年期LPR只录到{known_until(LPR_1Y)}，{priced_on}的数值未知。",
            f"The one-year LPR is known until {known_until(LPR_1Y)}, not for {priced_on}.",
            "contract_on",
        )
    rate = why.parameter(LPR_1Y, priced_on)
    times = why.parameter(MULTIPLE, accepted_on)
    percent = printed(rate.number * times.number)
    why.step(
        f"上限为{priced_on}一年期LPR {rate.value}%的{times.value}倍，即{percent}%。",
        f"The limit is {times.value} times the one-year LPR of {priced_on}, {rate.value}%: "
        f"{percent}%.",
        find_citation("PRIVATE-LOAN", 25, on=accepted_on),
        value=percent,
    )
    return percent


def _refuse(code: str, zh: str, en: str, field: str) -> LimitRefused:
    return LimitRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请核对日期，或者补录所缺的文本、利率。",
        remedy_en="Check the days, or enter the text or rate that is missing.",
        field=field,
    )


def _given(contract: str, accepted: str, rate: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(accepted)
    return {
        "on": day,
        "contract_on": date.fromisoformat(contract),
        "accepted_on": day,
        "rate": Decimal(rate),
        **more,
    }


RULE = Rule(
    "PRIVATE_LOAN_LIMIT",
    BASIS,
    Days(FIRST),
    private_loan_limit,
    (
        Example(
            _given("2018-01-01", "2020-08-19", "24"),
            {"exceeds": False, "void": False},
            note="24%恰在上限 exactly the limit",
        ),
        Example(_given("2018-01-01", "2020-08-19", "24.01"), {"exceeds": True, "void": False}),
        Example(_given("2018-01-01", "2020-08-19", "36"), {"exceeds": True, "void": False}),
        Example(_given("2018-01-01", "2020-08-19", "36.01"), {"exceeds": True, "void": True}),
        Example(
            _given("2018-01-01", "2020-08-20", "15.4"),
            {"exceeds": False},
            note="2019年8月20日前的借贷，参照起诉时LPR 3.85%×4",
        ),
        Example(_given("2018-01-01", "2020-08-20", "15.41"), {"exceeds": True}),
        Example(
            _given("2019-10-10", "2020-08-20", "16.8"),
            {"exceeds": False},
            note="合同成立时LPR 4.20%×4",
        ),
        Example(_given("2019-10-10", "2020-08-20", "16.81"), {"exceeds": True}),
        Example(
            _given("2018-01-01", "2021-01-04", "24"),
            {
                "limits": (
                    {"percent": "24", "until_on": date(2020, 8, 19)},
                    {"percent": "15.4", "from_on": date(2020, 8, 20)},
                ),
                "exceeds": True,
            },
            note="2020年12月文本分段 the text of December 2020 splits the time",
        ),
        Example(
            _given("2021-03-01", "2022-03-01", "36", lender=Lender.FINANCIAL_INSTITUTION),
            {"limits": (), "exceeds": False},
        ),
        Example(_given("2010-01-01", "2015-08-31", "24"), refusal="LIMIT_UNKNOWN"),
        Example(_given("2025-06-20", "2025-06-20", "12"), refusal="RATE_UNKNOWN"),
    ),
    "民间借贷利率上限",
    "Highest rate of a private loan",
    (CAP, VOID, MULTIPLE),
    covers=("R-RATE-LPR4",),
)
