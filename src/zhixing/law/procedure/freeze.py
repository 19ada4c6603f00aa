"""Freezing (冻结): measures may be taken at once, so the notice period never blocks a freeze.

冻结可以立即采取，执行通知的期间不妨碍冻结。须案件已立案、尚未结案、没有中止或者暂缓、
债务尚未清偿；对象是本案被执行人，并已按证件号码核对身份；财产属于被执行人；控制额度尚有余额，
且有可供控制的数额。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import (
    AVAILABLE,
    BELONGS,
    IDENTIFIED,
    JUDGMENT_DEBTOR,
    LIMIT_LEFT,
    RUNNING,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor, Property
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "251"), ("CPL", "253"), ("SEIZURE", "19"))

CONDITIONS = (
    *RUNNING,
    JUDGMENT_DEBTOR,
    IDENTIFIED,
    BELONGS,
    LIMIT_LEFT,
    AVAILABLE,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_FREEZE")
def permit_freeze(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.FREEZE, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_FREEZE",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_freeze,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    debtor=Debtor(identified_by_number=True),
                    property=Property(True, False, Fen(100), Fen(100)),
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    debtor=Debtor(identified_by_number=True),
                    property=Property(True, False, Fen(0), Fen(100)),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "LIMIT_LEFT"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9), property=Property(True, False, Fen(100), Fen(100))
                ),
            },
            {"allowed": False, "obstacles": [{"code": "IDENTIFIED"}]},
        ),
    ),
    "冻结的条件",
    "Freezing: conditions",
)
