"""How much frozen foreign money is exchanged and moved to the court (外币兑换划拨).

No more of the foreign amount than stands frozen in it, and no more than covers what is owed
at the rate that whoever orders the transfer states with its day and source. No text says at
whose rate or on which day foreign money is exchanged in enforcement: the bank exchanges it
at its own rate of the day it acts, and the yuan that arrive are what counts as paid.

划拨已冻结的外币存款，以已冻结的外币数额为限，并以按写明的汇率足以清偿所欠为限。执行中外币按何时、何人的
汇率兑换，没有条文规定：由银行按其办理当日的牌价兑换，以实际划入的人民币数额计入清偿。此点为条文未予明确时
的做法。
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
from zhixing.law.seizure.foreign_money import check_rate

BASIS = (("CPL", "253"),)


@dataclass(frozen=True, slots=True)
class Taking:
    """Hold the most that may be taken, in hundredths, and what the order is worth in yuan."""

    most: int
    worth: Fen


class TakingRefused(Refusal):
    """Say why so much foreign money may not be taken."""


@answers("FOREIGN_TAKING")
def foreign_taking(
    *,
    on: date,
    foreign: int,
    frozen: int,
    owed: Fen,
    per_hundred: Fen | None,
    rate_on: date | None,
    source: str,
) -> Finding[Taking]:
    """Say whether so much of a frozen foreign amount may be exchanged and moved to the court.

    ``foreign`` and ``frozen`` are in hundredths of the foreign unit; ``per_hundred`` is the price
    in yuan of a hundred units, as published on ``rate_on`` by ``source``.
    """
    why = Reasons(on)
    price = check_rate(on, per_hundred, rate_on, source)
    if rate_on != on:
        why.mark("doubt:day-of-exchange-rate")
    basis = cite("CPL", 253, on=on)
    covers = ceil(Fraction(max(owed, Fen(0)) * 10_000, price))
    most = min(frozen, covers)
    why.step(
        f"已冻结外币{Fen(frozen).yuan}；按每100外币折{price.yuan}元，所欠{owed.yuan}元需外币"
        f"{Fen(covers).yuan}。",
        f"{Fen(frozen).yuan} stand frozen; at {price.yuan} yuan for a hundred the {owed.yuan} owed "
        f"need {Fen(covers).yuan}.",
        basis,
        value=most,
    )
    if not 0 < foreign <= most:
        above = "ABOVE_FROZEN" if foreign > frozen else "ABOVE_OWED"
        raise TakingRefused(
            above if foreign > 0 else "NOTHING_ORDERED",
            message_zh=f"拟兑换外币{Fen(foreign).yuan}，可兑换的为{Fen(most).yuan}"
            f"（已冻结{Fen(frozen).yuan}，清偿所欠需{Fen(covers).yuan}）。",
            message_en=f"{Fen(foreign).yuan} are to be exchanged; {Fen(most).yuan} may be "
            f"({Fen(frozen).yuan} frozen, {Fen(covers).yuan} cover what is owed).",
            basis=basis,
            remedy_zh="请按已冻结且未清偿的数额办理。",
            remedy_en="Take at most what is frozen and owed.",
            field="foreign",
        )
    worth = Fen(floor(Fraction(foreign * price, 10_000)))
    return why.finding(
        Taking(most, worth),
        f"兑换外币{Fen(foreign).yuan}，按写明的汇率约合人民币{worth.yuan}元。",
        f"{Fen(foreign).yuan} are exchanged, about {worth.yuan} yuan at the rate stated.",
    )


def _given(
    foreign: str, frozen: str = "1000.00", owed: str = "100000.00", **more: object
) -> dict[str, object]:
    return {
        "on": date(2018, 3, 5),
        "foreign": int(Fen.of_yuan(foreign)),
        "frozen": int(Fen.of_yuan(frozen)),
        "owed": Fen.of_yuan(owed),
        "per_hundred": Fen.of_yuan("634.00"),
        "rate_on": date(2018, 3, 5),
        "source": "示例公布",
        **more,
    }


RULE = Rule(
    "FOREIGN_TAKING",
    BASIS,
    Days(date(2008, 4, 1)),
    foreign_taking,
    (
        Example(_given("1000.00"), Taking(100_000, Fen.of_yuan("6340.00"))),
        Example(_given("1000.01"), refusal="ABOVE_FROZEN"),
        Example(_given("946.38", owed="6000.00"), Taking(94_638, Fen.of_yuan("6000.04"))),
        Example(_given("946.39", owed="6000.00"), refusal="ABOVE_OWED"),
        Example(_given("0"), refusal="NOTHING_ORDERED"),
        Example(_given("1", per_hundred=None), refusal="RATE_MISSING"),
        Example(_given("1", rate_on=date(2018, 3, 6)), refusal="RATE_OF_LATER_DAY"),
    ),
    "外币兑换划拨",
    "Taking foreign money",
)
