"""Filing the case (立案): the application meets all five conditions; lateness never bars filing.

申请执行的立案，须已收到申请书、尚未立案，并同时具备五个条件：法律文书已经生效；
申请人是权利人或者其继承人、权利承受人；给付内容、标的和被执行人明确；义务人在期限内没有履行；
本院有管辖权。申请执行逾期不影响立案。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import (
    COMPETENT,
    DEFINITE,
    DOCUMENT,
    ENTITLED,
    NOT_FILED,
    RECEIVED,
    UNPERFORMED,
)
from zhixing.law.procedure.facts import ActType, Application, CaseFacts
from zhixing.law.rule import Example, Rule, answers

BASIS = (("EW", "16"), ("EW", "18"), ("CPL", "235"))

CONDITIONS = (
    RECEIVED,
    NOT_FILED,
    DOCUMENT,
    ENTITLED,
    DEFINITE,
    UNPERFORMED,
    COMPETENT,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_FILING")
def permit_filing(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.FILE_CASE, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_FILING",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_filing,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    application=Application(True, True, True, True, True),
                    received_on=date(2015, 10, 9),
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    application=Application(True, True, False, True, True),
                    received_on=date(2015, 10, 9),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "DEFINITE"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    application=Application(True, True, True, True, True),
                    received_on=date(2015, 10, 9),
                    filed_on=date(2015, 10, 9),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "NOT_FILED"}]},
        ),
    ),
    "立案的条件",
    "Filing the case: conditions",
)
