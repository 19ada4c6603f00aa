"""A case not enforced in six months (超期未执行): the applicant turns to the higher court.

There must be something that could have been enforced: property known for six months, an
act ordered and nothing done, or the like. Days of announcement, appraisal, jurisdiction
disputes, coordination, deferral and suspension do not count. The higher court orders speed
by its order, or by ruling takes the case or gives it to another court; if its order brings
nothing, it must.

执行法院超过六个月没有执行的，申请执行人可以请求上一级人民法院处理。前提是本来有可供执行的内容：
财产已发现满六个月，或者应当执行的行为没有采取措施等。公告、鉴定评估、管辖争议、协调、
暂缓和中止的期间不计入。上一级人民法院可以督促限期执行，
也可以裁定由自己执行或者指令其他法院执行；督促没有结果的，应当作出裁定。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.need import Need, insist
from zhixing.law.objections.conduct import ObjectionRefused
from zhixing.law.periods.arithmetic import add_months
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "237"), ("EP", "10"), ("EP", "11"), ("EP", "12"), ("EP", "13"))


ENFORCEABLE = Need(
    "NOTHING_TO_ENFORCE",
    "有可供执行的财产或者应当执行的行为",
    "there was something to enforce",
    "提供财产线索，申请调查",
    "Give clues and ask for an inquiry",
    ("EP", "10"),
    "enforceable",
)
SIX_MONTHS = Need(
    "SIX_MONTHS",
    "已超过六个月（扣除不计入的期间）",
    "more than six months are over, days that do not count left out",
    "待期满后申请",
    "Ask after that day",
    ("CPL", "237"),
    "application_received_on",
)


@dataclass(frozen=True, slots=True)
class Stalled:
    """Hold the first day to turn to the higher court, and whether it must now take it away."""

    from_on: date
    must_be_moved: bool


@answers("STALLED_CASE")
def stalled_case(
    *,
    on: date,
    application_received_on: date,
    enforceable: bool,
    property_found_on: date | None = None,
    excluded_days: int = 0,
    order_failed: bool = False,
) -> Finding[Stalled]:
    """Say from when the applicant may turn to the higher court.

    ``enforceable``: property or an act was there to enforce. ``excluded_days`` do not count.
    ``order_failed``: the higher court’s order ran out without good cause.
    """
    why = Reasons(on)
    start = max(property_found_on or application_received_on, application_received_on)
    end = add_months(start, 6) + timedelta(days=max(excluded_days, 0))
    why.step(
        f"自{start}起六个月，扣除{max(excluded_days, 0)}日，至{end}。",
        f"Six months from {start}, {max(excluded_days, 0)} days not counted, end on {end}.",
        cite("EP", 13, on=on),
        value=end,
    )
    needs = ((enforceable, ENFORCEABLE), (on > end, SIX_MONTHS))
    insist(why, ObjectionRefused, needs, "不能向上一级人民法院申请执行", "Not yet before it")
    why.step(
        "督促期限届满仍未执行完结，应当裁定提级或者指令执行。"
        if order_failed
        else "可以督促执行，或者裁定提级、指令执行。",
        "The order brought nothing: the case must be taken or given to another court."
        if order_failed
        else "It may order speed, or take the case or give it to another court.",
        cite("EP", 12 if order_failed else 11, on=on),
    )
    return why.finding(
        Stalled(end + timedelta(days=1), order_failed),
        f"自{end + timedelta(days=1)}起可以向上一级人民法院申请执行。",
        f"From {end + timedelta(days=1)} the applicant may turn to the higher court.",
    )


def _given(on: str, **more: object) -> dict[str, object]:
    return {
        "on": date.fromisoformat(on),
        "application_received_on": date(2016, 8, 31),
        "enforceable": True,
        **more,
    }


RULE = Rule(
    "STALLED_CASE",
    BASIS,
    Days(date(2009, 1, 1)),
    stalled_case,
    (
        Example(_given("2017-03-01"), Stalled(date(2017, 3, 1), False)),
        Example(_given("2017-02-28"), refusal="SIX_MONTHS"),
        Example(_given("2017-03-30", excluded_days=30), refusal="SIX_MONTHS"),
        Example(_given("2017-03-31", excluded_days=30), {"from_on": date(2017, 3, 31)}),
        Example(_given("2017-06-01", property_found_on=date(2017, 1, 5)), refusal="SIX_MONTHS"),
        Example(_given("2017-03-01", enforceable=False), refusal="NOTHING_TO_ENFORCE"),
        Example(_given("2017-05-01", order_failed=True), {"must_be_moved": True}),
    ),
    "超期未执行",
    "A case not enforced in six months",
    covers=("R-OBJ-6MONTHS",),
)
