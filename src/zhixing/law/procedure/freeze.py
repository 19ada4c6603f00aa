"""Freezing (冻结): measures may be taken at once, so the notice period never blocks a freeze.

A case whose present procedure was ended is no obstacle: what is found then is controlled at once,
and the case is resumed.

冻结可以立即采取，执行通知的期间不妨碍冻结。须案件已立案、尚未结案（只是终结本次执行程序的，
发现财产仍可立即控制）、没有中止或者暂缓、债务尚未清偿；对象是本案被执行人，
并已按证件号码核对身份；财产属于被执行人；控制额度尚有余额，且有可供控制的数额。
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
    CONTROLLING,
    IDENTIFIED,
    JUDGMENT_DEBTOR,
    LIMIT_LEFT,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor, Property
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "251"), ("CPL", "253"), ("SEIZURE", "19"), ("TERMINATION", "10"))

CONDITIONS = (
    *CONTROLLING,
    JUDGMENT_DEBTOR,
    IDENTIFIED,
    BELONGS,
    LIMIT_LEFT,
    AVAILABLE,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_FREEZE", version="2")
def permit_freeze(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.FREEZE, CONDITIONS, facts, on)


def _closed(*, is_ended_for_now: bool = False) -> dict[str, object]:
    facts = CaseFacts(
        filed_on=date(2015, 10, 9),
        closed_on=date(2017, 3, 1),
        is_ended_for_now=is_ended_for_now,
        debtor=Debtor(identified_by_number=True),
        property=Property(True, False, Fen(100), Fen(100)),
    )
    return {"on": date(2017, 6, 1), "facts": facts}


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
        Example(
            _closed(is_ended_for_now=True),
            {"allowed": True, "obstacles": []},
            note="终结本次执行程序后发现财产 found after the present procedure was ended",
        ),
        Example(_closed(), {"allowed": False, "obstacles": [{"code": "OPEN"}]}),
    ),
    "冻结的条件",
    "Freezing: conditions",
    version="2",
)
