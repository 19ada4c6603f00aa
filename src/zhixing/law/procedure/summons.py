"""Compulsory summons (拘传): due calls went unanswered.

拘传须对必须到场的人依法传唤达到规定的次数，其没有正当理由拒不到场，并已按证件号码核对身份；
案件已立案、尚未结案、没有中止或者暂缓、债务尚未清偿。由院长批准。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.parameters import parameter
from zhixing.law.procedure.condition import Condition, Permission, judge
from zhixing.law.procedure.conditions import IDENTIFIED, RUNNING
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "119"), ("CPL-INT", "482"))

CALLED = Condition(
    "CALLED",
    "已依法传唤且无正当理由不到场",
    "due calls went unanswered without good cause",
    lambda f, on: f.debtor.calls_unanswered >= parameter("summons.calls_needed", on).whole,
    "先依法传唤并留存送达凭证",
    "call the person first and keep proof of service",
    ("CPL-INT", "482"),
)

CONDITIONS = (
    *RUNNING,
    IDENTIFIED,
    CALLED,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_SUMMONS")
def permit_summons(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.SUMMON, CONDITIONS, facts, on, ("院长", "president"))


RULE = Rule(
    "PERMIT_SUMMONS",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_summons,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    debtor=Debtor(identified_by_number=True, calls_unanswered=1),
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9), debtor=Debtor(identified_by_number=True)
                ),
            },
            {"allowed": False, "obstacles": [{"code": "CALLED"}]},
        ),
    ),
    "拘传的条件",
    "Compulsory summons: conditions",
)
