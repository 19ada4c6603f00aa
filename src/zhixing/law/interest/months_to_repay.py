"""How long a debt takes at a monthly payment: the figure put before both sides.

按每月固定的还款额算出还清债务所需的月数，并折合年数，供双方协商时参考；不计利息，
最后一月只还余额。每月还款额须大于零，否则永远还不清。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "241"),)


@dataclass(frozen=True, slots=True)
class Repayment:
    """Hold the number of payments, the last one's amount, and the years to one decimal."""

    months: int
    last_payment: Fen
    years: str


class NeverRepaid(Refusal):
    """Say that this payment never repays the debt."""


@answers("MONTHS_TO_REPAY")
def months_to_repay(*, on: date, total: Fen, monthly: Fen) -> Finding[Repayment]:
    """Count the months until a total is repaid, without interest."""
    if monthly <= 0 or total < 0:
        raise NeverRepaid(
            "NEVER_REPAID",
            message_zh="每月还款额须大于零，总额不得为负。",
            message_en="The monthly payment must be above zero and the total not negative.",
            remedy_zh="请填写每月还款额。",
            remedy_en="Enter a monthly payment.",
            field="monthly",
        )
    why = Reasons(on)
    months = -(-int(total) // int(monthly))
    last = total - monthly * (months - 1) if months else Fen(0)
    tenths = round(Fraction(months * 10, 12) + Fraction(1, 10**9))
    years = f"{tenths // 10}.{tenths % 10}"
    basis = find_citation("CPL", 241, on=on)
    why.step(
        f"{total.yuan}元÷每月{monthly.yuan}元＝{months}个月，约{years}年（不计利息）。",
        f"{total.yuan} ÷ {monthly.yuan} a month = {months} months, about {years} years, "
        "without interest.",
        basis,
        value=months,
    )
    return why.finding(
        Repayment(months, last, years),
        f"需{months}个月，约{years}年。",
        f"It takes {months} months, about {years} years.",
    )


RULE = Rule(
    "MONTHS_TO_REPAY",
    BASIS,
    Days(date(1991, 4, 9)),
    months_to_repay,
    (
        Example(
            {
                "on": date(2017, 3, 20),
                "total": Fen.of_yuan("650000"),
                "monthly": Fen.of_yuan("2000"),
            },
            Repayment(325, Fen.of_yuan("2000"), "27.1"),
        ),
        Example(
            {
                "on": date(2017, 3, 20),
                "total": Fen.of_yuan("650000.01"),
                "monthly": Fen.of_yuan("2000"),
            },
            Repayment(326, Fen(1), "27.2"),
        ),
        Example(
            {"on": date(2017, 3, 20), "total": Fen(1), "monthly": Fen(0)},
            refusal="NEVER_REPAID",
        ),
    ),
    "还清所需月数",
    "Months to repay",
)
