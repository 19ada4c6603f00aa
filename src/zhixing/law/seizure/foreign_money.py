"""What an amount in a foreign currency is worth in yuan for the limit (外币存款折算).

The claim is in yuan, the deposit is not: the limit is compared at a rate that whoever
orders the freeze states with its day and its source. No text says which day's rate holds,
so another day than that of the order is marked. The yuan are never rounded up above the
claim, nor the foreign amount above what the claim needs.

债权以人民币计，而存款是外币的，按申请时写明日期和来源的汇率折算，与限额比较。适用哪一日的汇率没有明文，
所用汇率不是当日的，予以标记；没有汇率、来源或者汇率日期在后的，不作折算。折算为外币时只舍不入，
以免超出债权。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "19"),)


@dataclass(frozen=True, slots=True)
class Converted:
    """Hold the foreign amount to freeze, in hundredths, and what it is worth in yuan."""

    foreign: int
    worth: Fen


class RateRefused(Refusal):
    """Say what is missing for an amount to be converted."""


@answers("FOREIGN_MONEY")
def foreign_money(
    *, on: date, yuan: Fen, per_hundred: Fen | None, rate_on: date | None, source: str
) -> Finding[Converted]:
    """Convert an amount of yuan into a foreign currency.

    ``per_hundred`` is the price in yuan of a hundred units of the foreign currency, as
    published on ``rate_on`` by ``source``. The foreign amount is in hundredths of its unit.
    """
    per_hundred = check_rate(on, per_hundred, rate_on, source)
    why = Reasons(on)
    if rate_on != on:
        why.mark("doubt:day-of-exchange-rate")
    foreign = floor(Fraction(yuan * 10_000, per_hundred))
    worth = Fen(ceil(Fraction(foreign * per_hundred, 10_000)))
    why.step(
        f"按{rate_on}{source.strip()}每100外币折{per_hundred.yuan}元，{yuan.yuan}元"
        f"折外币{Fen(foreign).yuan}。",
        f"At {per_hundred.yuan} yuan for a hundred ({source.strip()}, {rate_on}) "
        f"{yuan.yuan} yuan are {Fen(foreign).yuan}.",
        cite("SEIZURE", 19, on=on),
        value=worth,
    )
    return why.finding(
        Converted(foreign, worth),
        f"折外币{Fen(foreign).yuan}，合人民币{worth.yuan}元。",
        f"{Fen(foreign).yuan} in the foreign currency, worth {worth.yuan} yuan.",
    )


def check_rate(on: date, per_hundred: Fen | None, rate_on: date | None, source: str) -> Fen:
    """Insist on a rate that is stated with its day and source, of a day or before; gives it.

    :raises RateRefused: it is not.
    """
    if per_hundred is None or per_hundred <= 0 or rate_on is None or not source.strip():
        raise _refused(
            "RATE_MISSING",
            "外币须写明汇率（每100外币折合人民币）、日期和来源。",
            "A foreign currency needs the rate (yuan for a hundred units), its day and source.",
        )
    if rate_on > on:
        raise _refused(
            "RATE_OF_LATER_DAY",
            f"汇率日期{rate_on}晚于{on}。",
            f"The rate is of {rate_on}, after {on}.",
        )
    return per_hundred


def _refused(code: str, zh: str, en: str) -> RateRefused:
    return RateRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请填写申请当日或者此前最近一次公布的汇率中间价及其来源。",
        remedy_en="State the central rate of that day, or the last one published, and who did.",
        field="rate",
    )


def _given(yuan: str, rate: str | None, day: str = "2018-03-05") -> dict[str, object]:
    return {
        "on": date(2018, 3, 5),
        "yuan": Fen.of_yuan(yuan),
        "per_hundred": None if rate is None else Fen.of_yuan(rate),
        "rate_on": date.fromisoformat(day),
        "source": "示例公布",
    }


RULE = Rule(
    "FOREIGN_MONEY",
    BASIS,
    Days(date(2005, 1, 1)),
    foreign_money,
    (
        Example(_given("6340.00", "634.00"), Converted(100_000, Fen.of_yuan("6340.00"))),
        Example(_given("100.00", "634.00"), {"foreign": 1577, "worth": 9999}),
        Example(_given("100.00", "634.00", "2018-03-02"), {"foreign": 1577}, note="标记 marked"),
        Example(_given("100.00", "634.00", "2018-03-06"), refusal="RATE_OF_LATER_DAY"),
        Example(_given("100.00", None), refusal="RATE_MISSING"),
    ),
    "外币折算",
    "Foreign money",
)
