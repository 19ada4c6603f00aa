"""Paying out (发放案款): money is held, the payee confirmed, nothing disputed.

发放案款，须案件已经立案，法院账户中有本案的款项，收款账户已由申请执行人确认，
并且对该款项没有尚未解决的争议。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import FILED, HELD, PAYEE, UNDISPUTED
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.law.rule import Example, Rule, answers

BASIS = (("MONEY", "10"), ("EW", "20"))

CONDITIONS = (
    FILED,
    HELD,
    PAYEE,
    UNDISPUTED,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_PAYMENT")
def permit_payment(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.PAY_OUT, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_PAYMENT",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_payment,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(filed_on=date(2015, 10, 9), held=Fen(1), payee_confirmed=True),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {"on": _ON, "facts": CaseFacts(filed_on=date(2015, 10, 9), held=Fen(1))},
            {"allowed": False, "obstacles": [{"code": "PAYEE"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    held=Fen(1),
                    payee_confirmed=True,
                    payment_disputed=True,
                ),
            },
            {"allowed": False, "obstacles": [{"code": "UNDISPUTED"}]},
        ),
    ),
    "发放案款的条件",
    "Paying out: conditions",
)
