"""Restricting consumption (限制消费): who, when, on which text.

Text of 2010: may be ordered when the period of the notice passed without performance.
Text of 2015: the same, and must be ordered against a listed debtor; for a unit it now
reaches the actual controller too. The order is signed by the president and states its
period, items and effects.

限制消费的条件随文本而不同。2010年文本：执行通知指定的期间届满而未履行的，可以限制消费。
2015年文本：条件相同，但对已纳入失信名单的被执行人应当限制；被执行人是单位的，除法定代表人、
主要负责人、影响债务履行的直接责任人员以外，还及于实际控制人。限制消费令由院长签发，写明期间、
项目和法律后果；义务已经履行完毕的，不得限制。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("RESTRICTION", "1"),
    ("RESTRICTION", "2"),
    ("RESTRICTION", "3"),
    ("RESTRICTION", "4"),
    ("RESTRICTION", "5"),
)
CHANGE = date(2015, 7, 22)


@dataclass(frozen=True, slots=True)
class Restriction:
    """Hold whether the order must or may be made, and whom it reaches."""

    is_duty: bool
    reaches: tuple[str, ...]


class RestrictionRefused(Refusal):
    """Say why consumption cannot be restricted."""


@answers("RESTRICTION")
def restriction(
    *,
    on: date,
    notice_expired: bool,
    is_listed: bool,
    is_performed: bool,
    is_unit: bool,
    signed_by_president: bool,
    states_period: bool = True,
    asked_in_writing: bool = True,
) -> Finding[Restriction]:
    """Check an order that restricts consumption.

    ``states_period`` says whether the order names its period, items and effects;
    ``asked_in_writing`` whether the applicant asked, else the court acts by itself.
    """
    why = Reasons(on)
    new = on >= CHANGE
    basis = cite("RESTRICTION", 1, on=on)
    duty = new and is_listed
    _check(
        on,
        (
            not is_performed,
            notice_expired or duty,
            signed_by_president,
            states_period,
        ),
    )
    why.step(
        "应当考虑消极履行、规避或者抗拒执行的行为以及履行能力。",
        "Passive, evasive or resisting conduct and the ability to perform are weighed.",
        cite("RESTRICTION", 2, on=on),
    )
    if not asked_in_writing:
        why.step(
            "没有书面申请，必要时由人民法院依职权决定。",
            "Not asked for in writing; the court may act of its own motion where needed.",
            cite("RESTRICTION", 4, on=on),
        )
    reaches = _reaches(is_unit, new)
    why.step(
        "已纳入失信名单，应当限制消费。" if duty else "未按执行通知履行，可以限制消费。",
        "Listed: must be restricted." if duty else "Not performed as notified: may be restricted.",
        basis,
    )
    why.step(
        f"及于：{'、'.join(reaches)}。",
        "Reaches the debtor" + (" and those who lead the unit." if is_unit else "."),
        cite("RESTRICTION", 3, on=on),
    )
    return why.finding(
        Restriction(duty, reaches),
        "应当限制消费。" if duty else "可以限制消费。",
        "Must be restricted." if duty else "May be restricted.",
    )


_CHECKS = (
    ("PERFORMED", "义务已履行完毕", "the debt is performed", 9),
    ("NOTICE_RUNNING", "执行通知指定的期间尚未届满", "the period of the notice still runs", 1),
    ("PRESIDENT_SIGNATURE", "未经院长签发", "the president did not sign", 5),
    (
        "PERIOD_NOT_STATED",
        "限制消费令未载明期间、项目和法律后果",
        "the order does not state period, items and effects",
        5,
    ),
)


def _check(on: date, holding: tuple[bool, ...]) -> None:
    for holds, (code, zh, en, article) in zip(holding, _CHECKS, strict=True):
        if not holds:
            raise RestrictionRefused(
                code,
                message_zh=f"不能限制消费：{zh}。",
                message_en=f"Consumption cannot be restricted: {en}.",
                basis=cite("RESTRICTION", article, on=on),
                remedy_zh="待条件具备后作出。",
                remedy_en="Order it once the condition is met.",
            )


def _reaches(is_unit: bool, new: bool) -> tuple[str, ...]:
    if not is_unit:
        return ("被执行人",)
    leaders = ("被执行人", "法定代表人", "主要负责人", "影响债务履行的直接责任人员")
    return (*leaders, "实际控制人") if new else leaders


def _given(on: str, **more: object) -> dict[str, object]:
    base: dict[str, object] = {
        "on": date.fromisoformat(on),
        "notice_expired": True,
        "is_listed": False,
        "is_performed": False,
        "is_unit": False,
        "signed_by_president": True,
    }
    return base | more


RULE = Rule(
    "RESTRICTION",
    BASIS,
    Days(date(2010, 10, 1)),
    restriction,
    (
        Example(_given("2015-07-21", is_listed=True), {"is_duty": False}),
        Example(_given("2015-07-22", is_listed=True), {"is_duty": True}),
        Example(_given("2015-07-22", is_listed=True, notice_expired=False), {"is_duty": True}),
        Example(_given("2015-07-21", notice_expired=False), refusal="NOTICE_RUNNING"),
        Example(
            _given("2015-07-21", is_unit=True),
            {"reaches": ["被执行人", "法定代表人", "主要负责人", "影响债务履行的直接责任人员"]},
        ),
        Example(
            _given("2015-07-22", is_unit=True),
            {
                "reaches": [
                    "被执行人",
                    "法定代表人",
                    "主要负责人",
                    "影响债务履行的直接责任人员",
                    "实际控制人",
                ]
            },
        ),
        Example(_given("2016-01-01", signed_by_president=False), refusal="PRESIDENT_SIGNATURE"),
        Example(_given("2016-01-01", is_performed=True), refusal="PERFORMED"),
        Example(_given("2016-01-01", states_period=False), refusal="PERIOD_NOT_STATED"),
        Example(_given("2010-09-30"), refusal="NOT_IN_FORCE"),
    ),
    "限制消费",
    "Restricting consumption",
    covers=("R-XX-TRIGGER", "R-XX-FACTORS", "R-XX-ORDER", "R-XX-COUPLE"),
)
