"""Settlement (执行和解): submitted or recorded, and agreed by all.

执行和解须各方当事人都已认可，协议已提交法院或者已记入笔录；案件已经立案且尚未结案。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import AGREED, FILED, OPEN, SUBMITTED
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "241"), ("CPL-INT", "464"))

CONDITIONS = (
    FILED,
    OPEN,
    SUBMITTED,
    AGREED,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_SETTLEMENT")
def permit_settlement(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.SETTLE, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_SETTLEMENT",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_settlement,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    settlement_submitted=True,
                    settlement_agreed_by_all=True,
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), settlement_submitted=True)},
            {"allowed": False, "obstacles": [{"code": "AGREED"}]},
        ),
    ),
    "执行和解的条件",
    "Settlement: conditions",
)
