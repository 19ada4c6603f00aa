"""A lawyer’s investigation order (律师调查令): its form and how long it is valid.

No national interpretation was read; high courts have rules of their own. The form and the
days are therefore a court’s policy, and every finding says so.

律师调查令载明持令的执业律师、一个接受调查的单位和具体事项，在有效期内使用，期满或者用毕交回。
调查的事项须有助于查明被执行人的财产，不得涉及国家秘密和他人隐私。未见全国统一的司法解释，
各高级人民法院自有规定；因此其形式和有效天数属于各院的制度，每次结论均予注明。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit, plain_end
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("POLICY", "1"),)
LAWYER = Need(
    "LAWYER",
    "持令人为申请执行人委托的执业律师，写明姓名和执业证号",
    "the bearer is the applicant’s lawyer, named with licence number",
    "填写律师姓名和执业证号",
    "Enter name and licence number",
    ("POLICY", "1"),
    "has_licence",
)
ONE_INSTITUTION = Need(
    "ONE_INSTITUTION",
    "写明一个接受调查的单位和具体事项",
    "one institution and the items are named",
    "一令一单位，列明事项",
    "One order for one institution, items listed",
    ("POLICY", "1"),
    "names_institution",
)
RELEVANT = Need(
    "RELEVANT",
    "事项与查明被执行人财产有关，且不涉及国家秘密、他人隐私",
    "the items bear on the debtor’s property and on no secret or another’s private life",
    "删除无关或者涉密事项",
    "Strike what is foreign or secret",
    ("POLICY", "1"),
    "is_relevant",
)


@dataclass(frozen=True, slots=True)
class LawyerOrder:
    """Hold the last day of validity and the last day to return the result."""

    valid_until: date


@answers("LAWYER_ORDER")
def lawyer_order(
    *,
    on: date,
    issued_on: date,
    has_licence: bool,
    names_institution: bool,
    is_relevant: bool = True,
    days: int | None = None,
) -> Finding[LawyerOrder]:
    """Check a lawyer’s order and find until when it is valid; ``days`` if it names its own."""
    why = Reasons(on)
    needs = ((has_licence, LAWYER), (names_institution, ONE_INSTITUTION), (is_relevant, RELEVANT))
    insist(why, InvestigationRefused, needs, "不能签发律师调查令", "No order")
    why.mark("memory:lawyer-order")
    length = why.parameter("lawyer_order.validity", issued_on).whole if days is None else days
    if length < 1:
        raise InvestigationRefused(
            "DAYS",
            message_zh="有效期至少一日。",
            message_en="It must be valid for a day at least.",
            basis=cite("POLICY", 1, on=on),
            remedy_zh="填写有效日数。",
            remedy_en="Enter the days.",
            field="days",
        )
    why.choose("days", "NAMED" if days is not None else "USUAL")
    until = plain_end(issued_on, length, Unit.DAY)[0]
    why.step(
        f"自{issued_on}签发起{length}日有效，至{until}；期满未用或者用毕，交回并附结果。",
        f"Valid for {length} days from {issued_on}, until {until}; then returned with the result.",
        cite("POLICY", 1, on=on),
        value=until,
    )
    return why.finding(
        LawyerOrder(until), f"律师调查令有效至{until}。", f"The order is valid until {until}."
    )


def _given(**more: object) -> dict[str, object]:
    day = date(2018, 6, 1)
    return {
        "on": day,
        "issued_on": day,
        "has_licence": True,
        "names_institution": True,
        **more,
    }


RULE = Rule(
    "LAWYER_ORDER",
    BASIS,
    Days(date(2017, 1, 1)),
    lawyer_order,
    (
        Example(_given(), LawyerOrder(date(2018, 6, 16))),
        Example(_given(days=7), LawyerOrder(date(2018, 6, 8))),
        Example(_given(days=0), refusal="DAYS"),
        Example(_given(has_licence=False), refusal="LAWYER"),
        Example(_given(names_institution=False), refusal="ONE_INSTITUTION"),
        Example(_given(is_relevant=False), refusal="RELEVANT"),
    ),
    "律师调查令",
    "Lawyer’s investigation order",
    ("lawyer_order.validity",),
    covers=("R-LAWYER-ORDER",),
)
