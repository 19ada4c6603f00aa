"""Querying property (查询财产): only the judgment debtor, identified by number, may be queried.

财产查询只能针对本案的被执行人，并须按证件号码核对身份，只有姓名相同的不得查询；
案件须已经立案且尚未结案；只是终结本次执行程序的，
仍应定期查询。要查询其他人的，先依法将其变更、追加为被执行人。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import (
    FILED,
    IDENTIFIED,
    JUDGMENT_DEBTOR,
    OPEN_OR_ENDED_FOR_NOW,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "253"), ("NETWORK", "7"), ("TERMINATION", "9"))

CONDITIONS = (
    FILED,
    OPEN_OR_ENDED_FOR_NOW,
    JUDGMENT_DEBTOR,
    IDENTIFIED,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_QUERY")
def permit_query(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.QUERY_PROPERTY, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_QUERY",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_query,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9), debtor=Debtor(identified_by_number=True)
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9))},
            {"allowed": False, "obstacles": [{"code": "IDENTIFIED"}]},
        ),
        Example(
            {
                "on": date(2017, 6, 1),
                "facts": CaseFacts(
                    filed_on=date(2016, 12, 9),
                    closed_on=date(2017, 5, 2),
                    debtor=Debtor(identified_by_number=True),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "OPEN"}]},
        ),
        Example(
            {
                "on": date(2017, 6, 1),
                "facts": CaseFacts(
                    filed_on=date(2016, 12, 9),
                    closed_on=date(2017, 5, 2),
                    is_ended_for_now=True,
                    debtor=Debtor(identified_by_number=True),
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), debtor=Debtor(False, True))},
            {"allowed": False, "obstacles": [{"code": "JUDGMENT_DEBTOR"}]},
        ),
    ),
    "查询财产的条件",
    "Querying property: conditions",
)
