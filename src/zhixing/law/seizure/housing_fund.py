"""What may be taken from a housing fund account (扣划住房公积金).

The fund is the employee's own, but kept for housing. It may be taken only where the debtor
could withdraw it, and where living and housing of the debtor and dependants stay secured.

住房公积金属于职工个人所有，但限定用于住房。被执行人已经符合提取条件，并且被执行人及其所扶养家属的
基本生活和居住条件有保障的，才可以扣划；为购买、建造、翻建、大修自住住房或者偿还购房贷款而提取的，
款项有特定用途，不得扣划。冻结不以符合提取条件为前提。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("HOUSING-FUND", "3"), ("HOUSING-FUND", "5"), ("HOUSING-FUND", "24"), ("SEIZURE", "3"))


class Withdrawal(StrEnum):
    """Name the grounds on which an employee may withdraw the fund."""

    RETIRED = "RETIRED"
    DISABLED_AND_LEFT = "DISABLED_AND_LEFT"
    EMIGRATED = "EMIGRATED"
    RENT_TOO_HIGH = "RENT_TOO_HIGH"
    BUYS_HOME = "BUYS_HOME"
    REPAYS_HOME_LOAN = "REPAYS_HOME_LOAN"


FOR_HOUSING: Final = frozenset(
    {Withdrawal.RENT_TOO_HIGH, Withdrawal.BUYS_HOME, Withdrawal.REPAYS_HOME_LOAN}
)


@dataclass(frozen=True, slots=True)
class Taking:
    """Hold what may be taken at most, after what is kept for living."""

    most: Fen


class FundRefused(Refusal):
    """Say why nothing, or not so much, may be taken from a housing fund account."""


@answers("HOUSING_FUND_TAKING")
def housing_fund_taking(
    *,
    on: date,
    balance: Fen,
    withdrawal: Withdrawal | None,
    living_and_home_secured: bool,
    protected_minimum: Fen = Fen(0),
) -> Finding[Taking]:
    """Find what may be taken of a balance, or refuse.

    ``withdrawal`` is the ground on which the debtor may withdraw the fund, None for none;
    ``protected_minimum`` is what stays for living.
    """
    why = Reasons(on)
    if withdrawal is None or withdrawal in FOR_HOUSING:
        raise _refused(
            "NOT_WITHDRAWABLE" if withdrawal is None else "KEPT_FOR_HOUSING",
            "被执行人不符合提取住房公积金的条件，不得扣划。"
            if withdrawal is None
            else "该款限用于住房，不得扣划。",
            "The debtor may not withdraw the fund, so it may not be taken."
            if withdrawal is None
            else "The money is kept for housing and may not be taken.",
            "24" if withdrawal is None else "5",
            on,
        )
    if not living_and_home_secured:
        raise _refused(
            "LIVING_NOT_SECURED",
            "被执行人及其所扶养家属的基本生活和居住条件没有保障，不得扣划。",
            "Living and housing of the debtor and dependants are not secured.",
            "3",
            on,
        )
    why.mark("memory:housing-fund")
    why.step(
        "已符合提取条件，基本生活和居住条件有保障。",
        "It could be withdrawn, and living and housing are secured.",
        cite("HOUSING-FUND", "24", on=on),
    )
    most = max(balance - protected_minimum, Fen(0))
    why.step(
        f"余额{balance.yuan}元，保留{min(balance, protected_minimum).yuan}元，"
        f"至多扣划{most.yuan}元。",
        f"Of {balance.yuan}, {min(balance, protected_minimum).yuan} stay free; "
        f"at most {most.yuan} may be taken.",
        cite("SEIZURE", 3, on=on),
        value=most,
    )
    return why.finding(
        Taking(most), f"至多扣划{most.yuan}元。", f"At most {most.yuan} yuan may be taken."
    )


def _refused(code: str, zh: str, en: str, article: str, on: date) -> FundRefused:
    return FundRefused(
        code,
        message_zh=zh,
        message_en=en,
        basis=cite("HOUSING-FUND", article, on=on),
        remedy_zh="可以继续冻结；符合退休等提取条件并保障基本生活和居住后再扣划。",
        remedy_en="It may stay frozen, and be taken once it can be withdrawn and needs are met.",
        field="withdrawal",
    )


def _given(withdrawal: Withdrawal | None, secured: bool, kept: str = "0") -> dict[str, object]:
    return {
        "on": date(2019, 3, 5),
        "balance": Fen.of_yuan("50000.00"),
        "withdrawal": withdrawal,
        "living_and_home_secured": secured,
        "protected_minimum": Fen.of_yuan(kept),
    }


RULE = Rule(
    "HOUSING_FUND_TAKING",
    BASIS,
    Days(date(1999, 4, 3)),
    housing_fund_taking,
    (
        Example(_given(Withdrawal.RETIRED, True), Taking(Fen.of_yuan("50000.00"))),
        Example(_given(Withdrawal.EMIGRATED, True, "6000"), Taking(Fen.of_yuan("44000.00"))),
        Example(_given(Withdrawal.RETIRED, True, "60000"), Taking(Fen(0))),
        Example(_given(None, True), refusal="NOT_WITHDRAWABLE"),
        Example(_given(Withdrawal.BUYS_HOME, True), refusal="KEPT_FOR_HOUSING"),
        Example(_given(Withdrawal.RETIRED, False), refusal="LIVING_NOT_SECURED"),
    ),
    "扣划住房公积金",
    "Taking from a housing fund",
)
