"""Enforcing an act or a delivery (行为与交付): who may do it, who pays, what may be repeated.

An act another can do is given to one the court chooses, who has the licence the law asks
for; the debtor pays in advance, else the cost is enforced. An act only the debtor can do:
fine or detention, and again for each period the court sets that runs out. A thing is
delivered itself; lost, at the price agreed, else enforcement ends. A child is never forced.

行为和交付的执行。他人可以代为完成的，由法院选定代履行人，法律对资格有要求的须有该资格；
费用由被执行人预付，不预付的强制执行。只能由被执行人完成的，可以罚款、拘留；
法院另定的期间届满仍不履行的，可以再次处罚。交付特定物的，交付原物；原物灭失的，
按协商一致的价格赔偿，协商不成的终结执行。对子女不得强制执行其人身。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers
from zhixing.law.special.livelihood import SpecialRefused

BASIS = (
    ("CPL", "260"),
    ("CPL", "263"),
    ("CPL-INT", "492"),
    ("CPL-INT", "501"),
    ("CPL-INT", "502"),
    ("CPL-INT", "503"),
)


class Duty(StrEnum):
    """Name what is owed."""

    REPLACEABLE_ACT = "REPLACEABLE_ACT"
    PERSONAL_ACT = "PERSONAL_ACT"
    DELIVER_THING = "DELIVER_THING"
    VISIT_CHILD = "VISIT_CHILD"


class Way(StrEnum):
    """Name the way it is enforced."""

    SUBSTITUTE = "SUBSTITUTE"
    PUNISH = "PUNISH"
    PUNISH_AGAIN = "PUNISH_AGAIN"
    HAND_OVER = "HAND_OVER"
    PRICE = "PRICE"
    END = "END"


@dataclass(frozen=True, slots=True)
class ActEnforcement:
    """Hold the way and who bears the cost."""

    way: Way
    cost_on_debtor: bool


@answers("ACT_ENFORCEMENT")
def act_enforcement(
    *,
    on: date,
    duty: Duty,
    substitute_licensed: bool = True,
    punished_before: bool = False,
    new_period_over: bool = False,
    thing_lost: bool = False,
    price_agreed: bool = False,
    force_on_child: bool = False,
) -> Finding[ActEnforcement]:
    """Say how an act or delivery is enforced.

    ``new_period_over``: after a punishment the court set a new period, and it ran out.
    """
    why = Reasons(on)
    if force_on_child:
        raise SpecialRefused(
            "FORCE_ON_CHILD",
            message_zh="不得对子女的人身强制执行。",
            message_en="No force is used on a child.",
            basis=cite("CPL", 263, on=on),
            remedy_zh="对拒不协助的人依法罚款、拘留，并做好疏导。",
            remedy_en="Fine or detain who refuses to help, and mediate.",
            field="force_on_child",
        )
    if duty is Duty.REPLACEABLE_ACT:
        return _substitute(why, substitute_licensed)
    if duty is Duty.DELIVER_THING:
        return _deliver(why, thing_lost, price_agreed)
    if punished_before and not new_period_over:
        raise SpecialRefused(
            "PERIOD_RUNS",
            message_zh="同一不履行行为已处罚，须另定履行期间届满后方可再次处罚。",
            message_en="It was punished; only when a newly set period has run out is it again.",
            basis=cite("CPL-INT", 503, on=on),
            remedy_zh="指定新的履行期间，逾期再行处罚。",
            remedy_en="Set a new period and punish after it.",
            field="new_period_over",
        )
    way = Way.PUNISH_AGAIN if punished_before else Way.PUNISH
    why.step(
        "只能由被执行人完成的行为，可以罚款、拘留；在确定的期间内仍不履行的，可以再次处理。",
        "What only the debtor can do: fine or detention, again when a set period runs out.",
        cite("CPL-INT", 503, on=on),
    )
    return why.finding(
        ActEnforcement(way, False),
        "可以再次罚款、拘留。" if punished_before else "可以罚款、拘留。",
        "Fine or detention" + (" again." if punished_before else "."),
    )


def _substitute(why: Reasons, licensed: bool) -> Finding[ActEnforcement]:
    if not licensed:
        raise SpecialRefused(
            "LICENCE",
            message_zh="法律对履行资格有限制的，代履行人须有该资格。",
            message_en="Where the law asks for a licence the substitute must have it.",
            basis=cite("CPL-INT", 501, on=why.on),
            remedy_zh="从有资格的人中选定，必要时招标。",
            remedy_en="Choose one who has it, by tender if needed.",
            field="substitute_licensed",
        )
    why.step(
        "选定代履行人完成；申请执行人可以推荐或者申请自己代为履行。",
        "A substitute does it; the applicant may propose one or ask to do it.",
        cite("CPL-INT", 501, on=why.on),
    )
    why.step(
        "费用由被执行人预付，未预付的强制执行。",
        "The debtor pays in advance, else the cost is enforced.",
        cite("CPL-INT", 502, on=why.on),
    )
    return why.finding(
        ActEnforcement(Way.SUBSTITUTE, True),
        "由代履行人完成，费用由被执行人负担。",
        "A substitute does it at the debtor’s cost.",
    )


def _deliver(why: Reasons, lost: bool, agreed: bool) -> Finding[ActEnforcement]:
    basis = cite("CPL-INT", 492, on=why.on)
    if not lost:
        why.step("执行原物。", "The thing itself is handed over.", cite("CPL", 260, on=why.on))
        return why.finding(ActEnforcement(Way.HAND_OVER, False), "交付原物。", "Hand it over.")
    if agreed:
        why.step("原物灭失，按协商的折价赔偿。", "Lost: the price agreed is enforced.", basis)
        return why.finding(ActEnforcement(Way.PRICE, False), "折价赔偿。", "Enforce the price.")
    why.step(
        "不能协商一致的，终结执行，可以另行起诉。",
        "No price agreed: enforcement ends; there is a suit.",
        basis,
    )
    return why.finding(ActEnforcement(Way.END, False), "终结执行。", "Enforcement ends.")


def _given(duty: Duty, **more: object) -> dict[str, object]:
    return {"on": date(2017, 6, 1), "duty": duty, **more}


RULE = Rule(
    "ACT_ENFORCEMENT",
    BASIS,
    Days(date(2015, 2, 4)),
    act_enforcement,
    (
        Example(_given(Duty.REPLACEABLE_ACT), ActEnforcement(Way.SUBSTITUTE, True)),
        Example(_given(Duty.REPLACEABLE_ACT, substitute_licensed=False), refusal="LICENCE"),
        Example(_given(Duty.PERSONAL_ACT), {"way": "PUNISH"}),
        Example(_given(Duty.PERSONAL_ACT, punished_before=True), refusal="PERIOD_RUNS"),
        Example(
            _given(Duty.PERSONAL_ACT, punished_before=True, new_period_over=True),
            {"way": "PUNISH_AGAIN"},
        ),
        Example(_given(Duty.DELIVER_THING), {"way": "HAND_OVER"}),
        Example(_given(Duty.DELIVER_THING, thing_lost=True), {"way": "END"}),
        Example(_given(Duty.DELIVER_THING, thing_lost=True, price_agreed=True), {"way": "PRICE"}),
        Example(_given(Duty.VISIT_CHILD, force_on_child=True), refusal="FORCE_ON_CHILD"),
    ),
    "行为与交付的执行",
    "Enforcing an act or a delivery",
    covers=("R-SC-ACT",),
)
