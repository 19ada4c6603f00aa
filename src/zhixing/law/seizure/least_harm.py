"""Which of several things is controlled (选择影响较小的财产): the aim met, the least harm.

Where several things would do, the one whose control touches production and business least is
chosen. Business assets left with the debtor stay in use. Least harm never means that the
claim goes uncovered.

几项财产都足以清偿的，应当选择控制后对生产经营影响最小的一项。由被执行人保管的厂房、机器等，
应当允许其继续使用。影响最小不等于可以使债权得不到足额保障。
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

BASIS = (("PRESERVATION", "13"),)


class HarmRefused(Refusal):
    """Say why a thing is not the one to control."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold a thing: its name, what it is worth, and whether business depends on it."""

    name: str
    value: Fen
    for_business: bool
    left_with_debtor: bool = False


@dataclass(frozen=True, slots=True)
class LeastHarm:
    """Say that it may be controlled, and whether the debtor goes on using it."""

    stays_in_use: bool


@answers("LEAST_HARM")
def least_harm(
    *, on: date, claim: Fen, chosen: Thing, others: tuple[Thing, ...] = ()
) -> Finding[LeastHarm]:
    """Say whether a thing may be controlled although others are there."""
    why = Reasons(on)
    basis = cite("PRESERVATION", 13, on=on)
    harmless = [t for t in others if not t.for_business]
    enough = Fen(sum(t.value for t in harmless))
    why.step(
        f"其他不影响生产经营的财产共值{enough.yuan}元，债权{claim.yuan}元。",
        f"Things that touch no business are worth {enough.yuan}; the claim is {claim.yuan}.",
        basis,
        value=enough,
    )
    if chosen.for_business and enough >= claim:
        raise HarmRefused(
            "OTHERS_SUFFICE",
            message_zh=f"“{chosen.name}”影响生产经营，而其他财产已足够。",
            message_en=f"“{chosen.name}” serves the business, and other things suffice.",
            basis=basis,
            remedy_zh=f"改为控制：{'、'.join(t.name for t in harmless)}。",
            remedy_en=f"Control instead: {', '.join(t.name for t in harmless)}.",
            field="chosen",
        )
    in_use = chosen.for_business and chosen.left_with_debtor
    if in_use:
        why.step(
            "厂房、机器等由被执行人保管的，应当允许继续使用。",
            "Plant and machines left with the debtor stay in use.",
            basis,
        )
    return why.finding(
        LeastHarm(in_use),
        "可以控制" + ("，并允许继续使用。" if in_use else "。"),
        "It may be controlled" + (" and stays in use." if in_use else "."),
    )


_PLANT = Thing("机器设备", Fen.of_yuan("500000"), True, True)
_CLAIM = Fen.of_yuan("100000")


def _given(*yuan: str) -> dict[str, object]:
    others = tuple(Thing(f"存款{n}", Fen.of_yuan(y), False) for n, y in enumerate(yuan, 1))
    return {"on": date(2017, 6, 1), "claim": _CLAIM, "chosen": _PLANT, "others": others}


RULE = Rule(
    "LEAST_HARM",
    BASIS,
    Days(date(2016, 12, 1)),
    least_harm,
    (
        Example(_given("99999.99"), LeastHarm(True)),
        Example(_given("100000.00"), refusal="OTHERS_SUFFICE"),
        Example(_given("60000", "40000"), refusal="OTHERS_SUFFICE"),
        Example(_given(), LeastHarm(True)),
    ),
    "选择影响较小的财产",
    "Choosing what harms least",
    covers=("R-DP-LEASTHARM",),
)
