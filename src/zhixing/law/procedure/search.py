"""Search (搜查): the debtor does not perform and hides property.

搜查须被执行人没有履行债务，并有其隐匿财产的事实；对象是本案被执行人；案件已立案、尚未结案、
没有中止或者暂缓。由院长批准。
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import HIDES, JUDGMENT_DEBTOR, RUNNING
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "259"),)

CONDITIONS = (
    *RUNNING,
    replace(JUDGMENT_DEBTOR, basis=("CPL", "259")),
    HIDES,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_SEARCH")
def permit_search(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.SEARCH, CONDITIONS, facts, on, ("院长", "president"))


RULE = Rule(
    "PERMIT_SEARCH",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_search,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(filed_on=date(2015, 10, 9), debtor=Debtor(hides_property=True)),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9))},
            {"allowed": False, "obstacles": [{"code": "HIDES"}]},
        ),
    ),
    "搜查的条件",
    "Search: conditions",
)
