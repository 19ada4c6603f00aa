"""Until when a maximum mortgage grows after a seizure (最高额抵押债权确定).

The mortgagee is told; the secured amount stops growing on receipt of the notice, or on
the earlier day on which it is shown to have known of the seizure.

抵押财产被查封后，最高额抵押所担保的债权何时停止增加。查封应当通知抵押权人；
债权自抵押权人收到通知之日起不再增加，有证据证明其更早知道查封的，自知道之日起不再增加，
且不超过最高额。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("SEIZURE", "25"),)


@dataclass(frozen=True, slots=True)
class Loan:
    """Hold one amount lent under the mortgage."""

    on: date
    amount: Fen


@dataclass(frozen=True, slots=True)
class Secured:
    """Hold the day the amount was fixed, and the amount with priority."""

    fixed_on: date | None
    amount: Fen


class MortgageRefused(Refusal):
    """Say that an amount cannot be."""


@answers("MAXIMUM_MORTGAGE")
def maximum_mortgage(
    *,
    on: date,
    ceiling: Fen,
    loans: tuple[Loan, ...],
    told_on: date | None = None,
    known_on: date | None = None,
) -> Finding[Secured]:
    """Find what a maximum mortgage secures; loans of the day it is fixed still count."""
    if ceiling < 0 or any(loan.amount < 0 for loan in loans):
        raise MortgageRefused(
            "NEGATIVE",
            message_zh="金额不得为负。",
            message_en="An amount is negative.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
            field="loans",
        )
    why = Reasons(on)
    fixed_on = min((d for d in (told_on, known_on) if d is not None), default=None)
    until = min(on, fixed_on) if fixed_on else on
    lent = Fen(sum(loan.amount for loan in loans if loan.on <= until))
    amount = min(lent, ceiling)
    why.step(
        f"债权自{fixed_on}起不再增加，至当日{lent.yuan}元，最高额{ceiling.yuan}元。"
        if fixed_on
        else f"尚未通知抵押权人，至{on}为{lent.yuan}元，最高额{ceiling.yuan}元。",
        f"Fixed on {fixed_on} at {lent.yuan}; ceiling {ceiling.yuan}."
        if fixed_on
        else f"The mortgagee is not told; {lent.yuan} on {on}; ceiling {ceiling.yuan}.",
        cite("SEIZURE", 25, on=on),
        value=amount,
    )
    return why.finding(
        Secured(fixed_on, amount),
        f"受抵押担保{amount.yuan}元。",
        f"{amount.yuan} yuan are secured.",
    )


_LOANS = (Loan(date(2020, 1, 2), Fen(50000)), Loan(date(2020, 3, 2), Fen(30000)))


def _given(**more: object) -> dict[str, object]:
    return {"on": date(2021, 1, 4), "ceiling": Fen(100000), "loans": _LOANS, **more}


RULE = Rule(
    "MAXIMUM_MORTGAGE",
    BASIS,
    Days(date(2005, 1, 1)),
    maximum_mortgage,
    (
        Example(_given(), Secured(None, Fen(80000))),
        Example(_given(told_on=date(2020, 3, 2)), Secured(date(2020, 3, 2), Fen(80000))),
        Example(_given(told_on=date(2020, 3, 1)), Secured(date(2020, 3, 1), Fen(50000))),
        Example(
            _given(told_on=date(2020, 3, 2), known_on=date(2020, 3, 1)),
            Secured(date(2020, 3, 1), Fen(50000)),
        ),
        Example(_given(ceiling=Fen(60000)), Secured(None, Fen(60000))),
        Example(_given(ceiling=Fen(-1)), refusal="NEGATIVE"),
    ),
    "最高额抵押债权的确定",
    "Fixing a maximum mortgage",
    covers=("R-SZ-MAXMORTGAGE",),
)
