"""An assisting unit that let controlled money or property go (协助义务人的责任).

It is ordered to get it back in a time set; what it does not get back it answers for with
its own property, no further.

协助单位擅自放走已被控制的款项或者财产的，法院责令其限期追回。期满未能追回的部分，
可以裁定由其以自己的财产承担责任，以未追回的数额为限；期限届满以前不得裁定承担责任。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "26"), ("EW", "30"), ("EW", "40"))


class Breach(StrEnum):
    """Name what the unit did."""

    UNFROZE_DEPOSIT = "unfroze_deposit"
    PAID_INCOME = "paid_income"
    PAID_DIVIDEND_OR_MOVED_EQUITY = "paid_dividend_or_moved_equity"


ARTICLES = {
    Breach.UNFROZE_DEPOSIT: 26,
    Breach.PAID_INCOME: 30,
    Breach.PAID_DIVIDEND_OR_MOVED_EQUITY: 40,
}


@dataclass(frozen=True, slots=True)
class Liability:
    """Say whether a ruling against the unit may be made, and for how much."""

    allowed: bool
    amount: Fen


class BreachRefused(Refusal):
    """Say that an amount cannot be."""


@answers("ASSISTANCE_FAILED")
def assistance_failed(
    *, on: date, breach: Breach, moved: Fen, recovered: Fen, recover_by: date
) -> Finding[Liability]:
    """Find what an assisting unit answers for after the time to get the money back."""
    if not 0 <= recovered <= moved:
        raise BreachRefused(
            "AMOUNT_OUT_OF_RANGE",
            message_zh="追回的金额应在零与转移的金额之间。",
            message_en="What was recovered lies between nothing and what was moved.",
            remedy_zh="请核对金额。",
            remedy_en="Check the amounts.",
            field="recovered",
        )
    why = Reasons(on)
    amount = Fen(moved - recovered) if on > recover_by else Fen(0)
    why.step(
        f"转移{moved.yuan}元，追回{recovered.yuan}元，限期至{recover_by}。",
        f"{moved.yuan} were moved, {recovered.yuan} recovered; the time ends on {recover_by}.",
        cite("EW", ARTICLES[breach], on=on),
        value=amount,
    )
    return why.finding(
        Liability(amount > 0, amount),
        f"可以裁定在{amount.yuan}元范围内承担责任。" if amount else "尚不能裁定承担责任。",
        f"It answers for {amount.yuan} yuan." if amount else "No ruling may be made yet.",
    )


def _given(on: str, recovered: int = 300) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "breach": Breach.UNFROZE_DEPOSIT,
        "moved": Fen(1000),
        "recovered": Fen(recovered),
        "recover_by": date(2019, 1, 10),
    }


RULE = Rule(
    "ASSISTANCE_FAILED",
    BASIS,
    Days(date(1998, 7, 18)),
    assistance_failed,
    (
        Example(_given("2019-01-10"), {"allowed": False, "amount": Fen(0)}),
        Example(_given("2019-01-11"), {"allowed": True, "amount": Fen(700)}),
        Example(_given("2019-01-11", 1000), {"allowed": False}),
        Example(_given("2019-01-11", 1001), refusal="AMOUNT_OUT_OF_RANGE"),
    ),
    "协助义务人的责任",
    "Liability of an assisting unit",
    covers=("R-SZ-ASSISTFAIL",),
)
