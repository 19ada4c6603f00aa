"""Whether the yuan a bank paid agree with the rate and the amount it told (兑换结果核对).

The foreign amount times the rate, for a hundred units, gives the yuan to the fraction of a fen;
what is paid may be rounded either way to the next fen, and no further. No text says how a bank
rounds; a fee or another rate must be told as what it is, and is not hidden in the sum.

银行告知的外币数额乘以汇率，应等于划入的人民币数额；不足一分的，银行可以舍去或者进一，差额达到一分即为不符。
银行如何取整没有条文规定；另收费用或者实际适用其他汇率的，应当如实写明，不得并入划款数额。
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "253"),)


class ConversionRefused(Refusal):
    """Say why what a bank told of an exchange cannot be true."""


@answers("FOREIGN_CONVERSION")
def foreign_conversion(
    *, on: date, foreign: int, per_hundred: Fen, rate_on: date, received: Fen
) -> Finding[Fen]:
    """Say whether the yuan paid agree with rate and amount; gives them.

    ``foreign`` is in hundredths of the foreign unit, ``on`` the day of the bank's answer.
    """
    why = Reasons(on)
    if foreign <= 0 or per_hundred <= 0 or received <= 0:
        raise _refused(
            "NOT_POSITIVE",
            "外币数额、汇率和人民币数额应为正数。",
            "All must be above zero.",
            "foreign",
        )
    if rate_on > on:
        raise _refused(
            "RATE_OF_LATER_DAY",
            f"汇率日期{rate_on}晚于回执日期{on}。",
            f"The rate is of {rate_on}, after the answer of {on}.",
            "rate_on",
        )
    exact = Fraction(foreign * per_hundred, 10_000)
    low, high = Fen(floor(exact)), Fen(ceil(exact))
    basis = cite("CPL", 253, on=on)
    why.step(
        f"外币{Fen(foreign).yuan}，每100折{per_hundred.yuan}元，应为人民币{low.yuan}元"
        + ("。" if low == high else f"至{high.yuan}元。"),
        f"{Fen(foreign).yuan} at {per_hundred.yuan} yuan for a hundred are {low.yuan}"
        + (" yuan." if low == high else f" to {high.yuan} yuan."),
        basis,
        value=low,
    )
    if not low <= received <= high:
        short = received < low
        by = Fen(low - received if short else received - high)
        raise ConversionRefused(
            "RMB_DISAGREES",
            message_zh=f"划入人民币{received.yuan}元，与汇率乘以外币数额所得的{low.yuan}元"
            f"{'少' if short else '多'}{by.yuan}元。",
            message_en=f"{received.yuan} yuan were paid; rate times amount gives {low.yuan}: "
            f"{by.yuan} {'less' if short else 'more'}.",
            basis=basis,
            remedy_zh="请对照回执核对外币数额、汇率和划款数额；回执确有不符的，请银行说明并更正。",
            remedy_en="Check amount, rate and sum by the receipt; if it does say so, have the bank "
            "explain and correct it.",
            field="received",
        )
    return why.finding(
        received,
        f"与汇率相符，划入人民币{received.yuan}元。",
        f"It agrees with the rate: {received.yuan} yuan.",
    )


def _refused(code: str, zh: str, en: str, field: str) -> ConversionRefused:
    return ConversionRefused(
        code,
        message_zh=zh,
        message_en=en,
        remedy_zh="请对照回执改正。",
        remedy_en="Correct it by the receipt.",
        field=field,
    )


def _given(received: str, foreign: str = "946.37", **more: object) -> dict[str, object]:
    return {
        "on": date(2018, 3, 7),
        "foreign": int(Fen.of_yuan(foreign)),
        "per_hundred": Fen.of_yuan("634.00"),
        "rate_on": date(2018, 3, 7),
        "received": Fen.of_yuan(received),
        **more,
    }


RULE = Rule(
    "FOREIGN_CONVERSION",
    BASIS,
    Days(date(2008, 4, 1)),
    foreign_conversion,
    (
        Example(_given("5999.98"), Fen.of_yuan("5999.98"), note="舍去不足一分 rounded down"),
        Example(_given("5999.99"), Fen.of_yuan("5999.99"), note="进一 rounded up"),
        Example(_given("5999.97"), refusal="RMB_DISAGREES"),
        Example(_given("6000.00"), refusal="RMB_DISAGREES"),
        Example(_given("634.01", "100.00"), refusal="RMB_DISAGREES"),
        Example(_given("5999.98", rate_on=date(2018, 3, 8)), refusal="RATE_OF_LATER_DAY"),
        Example(_given("0"), refusal="NOT_POSITIVE"),
    ),
    "外币兑换核对",
    "Agreement of an exchange",
)
