"""Sealing (查封): of a thing, so without an amount at hand; the notice period never blocks it.

Whether a thing worth more than the claim may be sealed is not asked here: see the rule on
indivisible things. A case whose present procedure was ended is no obstacle: what is found then is
controlled at once, and the case is resumed.
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import (
    BELONGS,
    CONTROLLING,
    IDENTIFIED,
    JUDGMENT_DEBTOR,
    LIMIT_LEFT,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor, Property
from zhixing.law.rule import Example, Rule, answers

BASIS = (
    ("CPL", "251"),
    ("CPL", "255"),
    ("SEIZURE", "2"),
    ("SEIZURE", "19"),
    ("TERMINATION", "10"),
)

CONDITIONS = (*CONTROLLING, JUDGMENT_DEBTOR, IDENTIFIED, BELONGS, LIMIT_LEFT)


@answers("PERMIT_SEAL", version="2")
def permit_seal(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.SEAL, CONDITIONS, facts, on)


def _given(debtor: Debtor, thing: Property) -> dict[str, object]:
    facts = CaseFacts(filed_on=date(2015, 10, 9), debtor=debtor, property=thing)
    return {"on": date(2016, 6, 1), "facts": facts}


def _closed(*, is_ended_for_now: bool = False) -> dict[str, object]:
    facts = CaseFacts(
        filed_on=date(2015, 10, 9),
        closed_on=date(2017, 3, 1),
        is_ended_for_now=is_ended_for_now,
        debtor=_KNOWN,
        property=Property(True, False, Fen(1)),
    )
    return {"on": date(2017, 6, 1), "facts": facts}


_KNOWN = Debtor(identified_by_number=True)

RULE = Rule(
    "PERMIT_SEAL",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_seal,
    (
        Example(
            _given(_KNOWN, Property(True, False, Fen(1))),
            {"allowed": True, "obstacles": []},
            note="不以数额为条件 no amount is needed",
        ),
        Example(
            _given(_KNOWN, Property(True, False, Fen(0))),
            {"allowed": False, "obstacles": [{"code": "LIMIT_LEFT"}]},
        ),
        Example(
            _given(Debtor(), Property(True, False, Fen(1))),
            {"allowed": False, "obstacles": [{"code": "IDENTIFIED"}]},
            note="仅有同名 the same name alone",
        ),
        Example(
            _given(_KNOWN, Property(False, False, Fen(1))),
            {"allowed": False, "obstacles": [{"code": "BELONGS"}]},
        ),
        Example(
            _closed(is_ended_for_now=True),
            {"allowed": True, "obstacles": []},
            note="终结本次执行程序后发现财产 found after the present procedure was ended",
        ),
        Example(_closed(), {"allowed": False, "obstacles": [{"code": "OPEN"}]}),
    ),
    "查封的条件",
    "Sealing: conditions",
    version="2",
)
