"""Detention (拘留): an act of obstruction is found and the person identified.

拘留须查明有妨害执行的行为，并按证件号码核对了行为人的身份；案件已立案、尚未结案、
没有中止或者暂缓、债务尚未清偿。拘留由院长批准。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import IDENTIFIED, OBSTRUCTION, RUNNING
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "114"), ("CPL", "119"))

CONDITIONS = (
    *RUNNING,
    IDENTIFIED,
    OBSTRUCTION,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_DETENTION")
def permit_detention(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.DETAIN, CONDITIONS, facts, on, ("院长", "president"))


RULE = Rule(
    "PERMIT_DETENTION",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_detention,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    debtor=Debtor(identified_by_number=True, obstruction_found=True),
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
            {"allowed": False, "obstacles": [{"code": "OBSTRUCTION"}]},
        ),
    ),
    "拘留的条件",
    "Detention: conditions",
)
