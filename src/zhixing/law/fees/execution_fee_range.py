"""The enforcement fee where nothing is owed in money: 50 to 500 yuan for the case.

The court fixes it within the range; the law gives no figure of its own.

没有金钱数额的执行案件，申请费每件五十元至五百元。由法院在此幅度内确定，法律没有给出具体数额；
执行后由被执行人交纳。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("FEES", "14"), ("FEES", "20"), ("FEES", "38"))


@dataclass(frozen=True, slots=True)
class FeeRange:
    """Hold the lowest and the highest fee."""

    least: Fen
    most: Fen


@answers("EXECUTION_FEE_RANGE")
def execution_fee_range(*, on: date) -> Finding[FeeRange]:
    """Give the range of the fee of a case without an amount."""
    why = Reasons(on)
    least = Fen.of_yuan(why.parameter("fee.no_amount_least").whole)
    most = Fen.of_yuan(why.parameter("fee.no_amount_most").whole)
    why.step(
        "没有执行金额或者价额的，由人民法院在幅度内确定；执行后由被执行人交纳。",
        "Without an amount the court fixes the fee within the range; the debtor pays it after "
        "enforcement.",
        cite("FEES", 14, on=on),
    )
    return why.finding(
        FeeRange(least, most),
        f"执行申请费每件{least.yuan}元至{most.yuan}元。",
        f"The fee is {least.yuan} to {most.yuan} yuan for the case.",
    )


RULE = Rule(
    "EXECUTION_FEE_RANGE",
    BASIS,
    Days(date(2007, 4, 1)),
    execution_fee_range,
    (
        Example({"on": date(2018, 6, 29)}, FeeRange(Fen.of_yuan("50"), Fen.of_yuan("500"))),
        Example({"on": date(2007, 4, 1)}, {"least": Fen.of_yuan("50")}),
        Example({"on": date(2007, 3, 31)}, refusal="PARAMETER_MISSING"),
    ),
    "无执行金额的申请费",
    "Enforcement fee without an amount",
    ("fee.no_amount_least", "fee.no_amount_most"),
    covers=("R-FEE",),
)
