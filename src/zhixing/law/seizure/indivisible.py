"""When a thing worth more than the claim may be seized (不可分物).

Seizing clearly beyond the claim is forbidden, except a thing that cannot be divided when
the debtor has no other property, or not enough of it.

禁止查封价值明显超过债权的财产；但是，该财产不可分割，
而被执行人没有其他财产或者其他财产不足以清偿的，可以查封，变价后多余的部分退还。财产可以分割的，
只查封相应部分。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.seizure.limit import ExcessRefused

BASIS = (("SEIZURE", "19"),)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Say by which way the seizure is allowed: within the claim, or for want of others."""

    is_within_claim: bool
    excess: Fen


@answers("SEIZE_INDIVISIBLE")
def seize_indivisible(
    *, on: date, value: Fen, remaining_limit: Fen, other_property: Fen, is_divisible: bool
) -> Finding[Allowed]:
    """Say whether a thing of a value may be seized for what may still be controlled.

    ``other_property`` is the value of other property of the debtor that can be enforced.
    """
    why = Reasons(on)
    basis = cite("SEIZURE", 19, on=on)
    excess = max(value - remaining_limit, Fen(0))
    why.step(
        f"财产价值{value.yuan}元，尚可控制{remaining_limit.yuan}元，超出{excess.yuan}元。",
        f"Worth {value.yuan}; {remaining_limit.yuan} may be controlled; {excess.yuan} above.",
        basis,
        value=excess,
    )
    if not excess:
        return why.finding(Allowed(True, excess), "未超标的，可以查封。", "Within the claim.")
    enough_elsewhere = other_property >= remaining_limit
    if is_divisible or remaining_limit <= 0 or enough_elsewhere:
        raise ExcessRefused(
            "DIVISIBLE_EXCESS" if is_divisible else "OTHERS_SUFFICE",
            message_zh="财产可分，应只查封相应部分。"
            if is_divisible
            else "已控制的或其他可供执行的财产足以清偿，不得超标的查封不可分物。",
            message_en="The thing can be divided: seize a part only."
            if is_divisible
            else "What is controlled, or other property, suffices; the thing may not be seized.",
            basis=basis,
            remedy_zh="请改查封相应部分或其他价值相当的财产。",
            remedy_en="Seize a part, or other property of fitting value.",
            field="value",
        )
    why.step(
        f"为不可分物，其他财产{other_property.yuan}元不足以清偿。",
        f"It cannot be divided and other property of {other_property.yuan} does not suffice.",
        basis,
    )
    return why.finding(
        Allowed(False, excess),
        "不可分物且其他财产不足，可以查封，变价后多余部分退还。",
        "Allowed for want of other property; what is left after sale goes back.",
    )


def _given(value: str, limit: str, other: str, divisible: bool) -> dict[str, object]:
    return {
        "on": date(2018, 6, 29),
        "value": Fen.of_yuan(value),
        "remaining_limit": Fen.of_yuan(limit),
        "other_property": Fen.of_yuan(other),
        "is_divisible": divisible,
    }


RULE = Rule(
    "SEIZE_INDIVISIBLE",
    BASIS,
    Days(date(2005, 1, 1)),
    seize_indivisible,
    (
        Example(_given("100000", "100000", "0", False), Allowed(True, Fen(0))),
        Example(_given("800000", "100000", "99999.99", False), Allowed(False, Fen(70000000))),
        Example(_given("800000", "100000", "100000", False), refusal="OTHERS_SUFFICE"),
        Example(_given("800000", "100000", "0", True), refusal="DIVISIBLE_EXCESS"),
    ),
    "不可分物查封",
    "Seizing an indivisible thing",
    covers=("R-SZ-EXCESS",),
)
