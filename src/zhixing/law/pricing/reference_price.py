"""The reference price of an online inquiry, and whether it may still be used (参考价).

The mean of what the platforms delivered in time; where some reports were objected to, of
those that were not; where all were, of those whose objection was dismissed or that were
corrected. A price holds a year at most. The first auction notice, or the start of a
direct sale, must fall within its validity, and the auction or sale within six months
after it.

网络询价的参考价及其能否使用。参考价为按期出具结果的各平台报价的平均数；部分报告被提出异议的，
取没有异议的报告；全部报告都有异议的，取异议被驳回或者已经补正的报告；异议尚未处理的，
暂无参考价。有效期最长一年。第一次拍卖公告或者直接变卖的开始之日须在有效期内，拍卖、
变卖须在有效期届满后六个月以内进行。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("REFERENCE-PRICE", "13"), ("REFERENCE-PRICE", "27"), ("REFERENCE-PRICE", "11"))


class Objection(StrEnum):
    """Name how an objection to a report stands."""

    NONE = "none"
    PENDING = "pending"
    DISMISSED = "dismissed"
    CORRECTED = "corrected"


class NextStep(StrEnum):
    """Name what is to be done with the price."""

    USE = "use"
    WAIT = "wait"
    PUBLISH_IN_VALIDITY = "publish_in_validity"
    APPRAISE = "appraise"
    PRICE_AGAIN = "price_again"


@dataclass(frozen=True, slots=True)
class Report:
    """Hold one platform's report: its price, None when it delivered nothing in time."""

    amount: Fen | None
    objection: Objection = Objection.NONE


@dataclass(frozen=True, slots=True)
class ReferencePrice:
    """Hold the price, whether it may be used, until when, and the next step."""

    price: Fen | None
    usable: bool
    usable_until: date
    next_step: NextStep


class PriceRefused(Refusal):
    """Say what does not fit."""


@answers("REFERENCE_PRICE")
def reference_price(
    *,
    on: date,
    reports: tuple[Report, ...],
    valid_until: date,
    notice_on: date | None = None,
    sale_on: date | None = None,
    priced_on: date | None = None,
) -> Finding[ReferencePrice]:
    """Find the reference price and whether it may be used for a sale.

    ``notice_on`` is the day of the first auction notice or of the start of a direct sale;
    None says not yet, then ``on`` is looked at instead. ``priced_on`` is the day of the
    report, when its validity is to be checked.
    """
    why = Reasons(on)
    cite("REFERENCE-PRICE", 27, on=on)
    _check(why, valid_until, notice_on, sale_on, priced_on)
    months = why.parameter("value.validity_grace").whole
    until = add_months(valid_until, months)
    price, next_step = _mean(why, reports)
    if price is None:
        return _conclude(why, None, False, until, next_step)
    in_validity = (notice_on or on) <= valid_until
    why.step(
        f"有效期至{valid_until}，"
        + (f"一拍公告（直接变卖）于{notice_on}" if notice_on else "尚未公告")
        + ("，在有效期内。" if in_validity else "，已过有效期。"),
        f"Valid until {valid_until}; "
        + (f"first notice on {notice_on}" if notice_on else "no notice yet")
        + (": within it." if in_validity else ": too late."),
        cite("REFERENCE-PRICE", "27.3", on=on),
        value=valid_until,
    )
    in_grace = sale_on is None or sale_on <= until
    if sale_on is not None:
        why.step(
            f"拍卖、变卖于{sale_on}，"
            f"{'未超过' if in_grace else '超过'}有效期届满后六个月（{until}）。",
            f"Sale on {sale_on}, {'not ' if in_grace else ''}more than six months after the "
            f"validity ({until}).",
            cite("REFERENCE-PRICE", "27.3", on=on),
            value=until,
        )
    usable = in_validity and in_grace
    step = NextStep.USE if notice_on else NextStep.PUBLISH_IN_VALIDITY
    return _conclude(why, price, usable, until, step if usable else NextStep.PRICE_AGAIN)


def _mean(why: Reasons, reports: tuple[Report, ...]) -> tuple[Fen | None, NextStep]:
    delivered = [r for r in reports if r.amount is not None]
    basis = cite("REFERENCE-PRICE", "13.1", on=why.on)
    if not delivered:
        why.step(
            "各平台均未出具询价结果，委托评估。",
            "No platform delivered: commission an appraisal.",
            cite("REFERENCE-PRICE", "11.3", on=why.on),
        )
        return None, NextStep.APPRAISE
    counted = [r for r in delivered if r.objection is Objection.NONE]
    if len(counted) < len(delivered):
        basis = cite("REFERENCE-PRICE", "13.2", on=why.on)
    if not counted:
        settled = (Objection.DISMISSED, Objection.CORRECTED)
        counted = [r for r in delivered if r.objection in settled]
    if not counted:
        why.step("对全部报告的异议尚未处理。", "Every report is under objection.", basis)
        return None, NextStep.WAIT
    total = sum(r.amount or 0 for r in counted)
    price = Fen.rounded(Fraction(total, len(counted)))
    why.step(
        f"{len(reports)}家平台，计入{len(counted)}家，平均{price.yuan}元。",
        f"{len(reports)} platforms, {len(counted)} counted: mean {price.yuan} yuan.",
        basis,
        value=price,
    )
    return price, NextStep.USE


def _conclude(
    why: Reasons, price: Fen | None, usable: bool, until: date, step: NextStep
) -> Finding[ReferencePrice]:
    shown_zh = f"参考价{price.yuan}元，" if price is not None else "没有参考价，"
    shown_en = f"Reference price {price.yuan}, " if price is not None else "No reference price, "
    return why.finding(
        ReferencePrice(price, usable, until, step),
        f"{shown_zh}{'可以' if usable else '不得'}据以拍卖、变卖。",
        f"{shown_en}{'usable' if usable else 'not usable'} for a sale.",
    )


def _check(
    why: Reasons,
    valid_until: date,
    notice_on: date | None,
    sale_on: date | None,
    priced: date | None,
) -> None:
    if notice_on is not None and sale_on is not None and sale_on < notice_on:
        raise _refused(
            "SALE_BEFORE_NOTICE",
            f"拍卖日{sale_on}早于公告日{notice_on}。",
            f"The sale of {sale_on} is before the notice of {notice_on}.",
            "sale_on",
        )
    if priced is None:
        return
    months = why.parameter("value.validity").whole
    latest = add_months(priced, months)
    if not priced <= valid_until <= latest:
        raise _refused(
            "VALIDITY_TOO_LONG",
            f"有效期应在{priced}至{latest}之间。",
            f"The validity lies between {priced} and {latest}.",
            "valid_until",
        )


def _refused(code: str, zh: str, en: str, field: str) -> PriceRefused:
    return PriceRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请核对报告与公告。",
        remedy_en="Check the report and the notice.",
        field=field,
    )


def _given(*yuan: str | None, **days: str) -> dict[str, object]:
    given = {name: date.fromisoformat(day) for name, day in days.items()}
    reports = tuple(Report(Fen.of_yuan(y) if y else None) for y in yuan)
    valid = {"valid_until": date(2020, 8, 31)}
    return {"on": date(2020, 3, 2), "reports": reports, **valid, **given}


_NOTICE = {"notice_on": "2020-08-31"}

RULE = Rule(
    "REFERENCE_PRICE",
    BASIS,
    Days(date(2018, 9, 1)),
    reference_price,
    (
        Example(
            _given("100", "200", None, **_NOTICE, sale_on="2021-02-28"),
            {"price": Fen(15000), "usable": True, "usable_until": date(2021, 2, 28)},
            note="无对应日，至月末 no such day: the month’s end",
        ),
        Example(_given("100", "200", **_NOTICE, sale_on="2021-03-01"), {"usable": False}),
        Example(
            _given("100", notice_on="2020-09-01", sale_on="2020-10-01"),
            {"usable": False, "next_step": "price_again"},
        ),
        Example(_given("100", "100", "100.01"), {"price": Fen(10000), "usable": True}),
        Example(_given("100", "100.01"), {"price": Fen(10001)}, note="半分进位 half a fen up"),
        Example(_given(None, None), {"price": None, "next_step": "appraise"}),
        Example(
            {
                **_given(),
                "reports": (Report(Fen(100), Objection.PENDING), Report(Fen(300))),
            },
            {"price": Fen(300)},
        ),
        Example(
            {
                **_given(),
                "reports": (
                    Report(Fen(100), Objection.DISMISSED),
                    Report(Fen(300), Objection.CORRECTED),
                    Report(Fen(900), Objection.PENDING),
                ),
            },
            {"price": Fen(200)},
        ),
        Example(_given("100", priced_on="2019-08-31"), {"usable": True}),
        Example(_given("100", priced_on="2019-08-30"), refusal="VALIDITY_TOO_LONG"),
        Example(_given("100", **_NOTICE, sale_on="2020-08-30"), refusal="SALE_BEFORE_NOTICE"),
    ),
    "财产处置参考价",
    "Reference price",
    ("value.validity", "value.validity_grace"),
    covers=("R-VAL-NET-3D", "R-VAL-VALID-1Y"),
)
