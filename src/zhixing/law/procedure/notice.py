"""Sending the enforcement notice (发出执行通知): the case is filed and open.

案件已经立案且尚未结案的，即可发出执行通知；没有立案或者已经结案的，不得发出。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import FILED, OPEN
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "251"),)

CONDITIONS = (
    FILED,
    OPEN,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_NOTICE")
def permit_notice(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.SEND_NOTICE, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_NOTICE",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_notice,
    (
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9))},
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts()}, {"allowed": False, "obstacles": [{"code": "FILED"}]}
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), closed_on=date(2016, 1, 1))},
            {"allowed": False, "obstacles": [{"code": "OPEN"}]},
        ),
    ),
    "发出执行通知的条件",
    "Sending the enforcement notice: conditions",
)
