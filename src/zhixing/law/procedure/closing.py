"""Closing as fully performed (执行完毕结案): nothing is owed and no money of the case is held.

以执行完毕结案，须案件已经立案且尚未结案，全部义务已经履行，没有任何欠额，
并且法院账户中的本案款项已经全部发放。尚欠一分或者尚存一分的，都不能这样结案；欠额未知的，
视为没有履行完毕。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import FILED, NOTHING_HELD, OPEN, PERFORMED
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.rule import Example, Rule, answers

BASIS = (("EW", "64"),)

CONDITIONS = (
    FILED,
    OPEN,
    PERFORMED,
    NOTHING_HELD,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_CLOSING_PERFORMED")
def permit_closing(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.CLOSE_PERFORMED, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_CLOSING_PERFORMED",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_closing,
    (
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), outstanding=Fen(0))},
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), outstanding=Fen(1))},
            {"allowed": False, "obstacles": [{"code": "PERFORMED"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(filed_on=date(2015, 10, 9), outstanding=Fen(0), held=Fen(1)),
            },
            {"allowed": False, "obstacles": [{"code": "NOTHING_HELD"}]},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9))},
            {"allowed": False, "obstacles": [{"code": "PERFORMED"}]},
        ),
    ),
    "执行完毕结案的条件",
    "Closing as fully performed: conditions",
)
