"""Extra interest on a foreign-currency debt, in that currency or at the creditor’s wish in yuan.

The rate is the same. In yuan the debt is first converted at the middle rate of the day on
which extra interest begins to run, of each item by itself; the caller gives that rate.

外币债务的加倍部分债务利息，以该外币计算，也可以依申请执行人的要求折合人民币支付，利率相同。
折合人民币的，先将各项债务按各自加倍利息起算之日的人民币汇率中间价换算，再计算利息；
中间价由使用者填写。
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("INTEREST", "5"),)


class RateOfDayMissing(Refusal):
    """Say the middle rate of which day is needed."""


@answers("EXTRA_INTEREST_IN_RMB")
def extra_interest_in_rmb(
    *, on: date, exact: Fraction, currency: str, start_on: date, rate: Decimal, rate_on: date
) -> Finding[Fen]:
    """Convert an item’s extra interest: to convert the base first gives the same.

    ``exact`` is in hundredths of the currency, ``rate`` yuan for one unit of it.
    """
    if rate_on != start_on or rate <= 0:
        raise RateOfDayMissing(
            "RATE_OF_DAY",
            message_zh=f"应按加倍部分债务利息起算之日（{start_on}）的人民币中间价折算。",
            message_en=f"The middle rate of {start_on}, on which extra interest begins, is needed.",
            remedy_zh=f"请填写{start_on}人民币对{currency}的中间价；未公布的，按该日境内银行中间价或者"
            "经美元套算。",
            remedy_en=f"Give the middle rate of yuan for {currency} on {start_on}; where none was "
            "published, that of banks in the country, or cross rates through the dollar.",
            field="rmb_rates",
            basis=cite("INTEREST", "5.3", version="2014"),
        )
    why = Reasons(on)
    amount = Fen.rounded(exact * Fraction(rate))
    why.step(
        f"{currency}按{rate_on}中间价{rate}折合人民币，加倍部分债务利息{amount.yuan}元。",
        f"At the middle rate of {rate_on}, {rate} yuan for one {currency}, extra interest is "
        f"{amount.yuan} yuan.",
        cite("INTEREST", "5.3", version="2014"),
        value=amount,
    )
    return why.finding(
        amount,
        f"加倍部分债务利息折合人民币{amount.yuan}元。",
        f"Extra interest of {amount.yuan} yuan.",
    )


def _given(rate_on: str) -> dict[str, object]:
    return {
        "on": date(2018, 6, 29),
        "exact": Fraction(159250),
        "currency": "USD",
        "start_on": date(2018, 3, 30),
        "rate": Decimal("6.2881"),
        "rate_on": date.fromisoformat(rate_on),
    }


RULE = Rule(
    "EXTRA_INTEREST_IN_RMB",
    BASIS,
    Days(date(2014, 8, 1)),
    extra_interest_in_rmb,
    (
        Example(_given("2018-03-30"), Fen(1001380), note="1592.50×6.2881＝10013.80（虚构中间价）"),
        Example(_given("2018-03-31"), refusal="RATE_OF_DAY"),
    ),
    "外币债务加倍利息折合人民币",
    "Extra interest on a foreign debt in yuan",
    covers=("R-INT-FX",),
)
