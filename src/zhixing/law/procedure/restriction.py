"""Restricting consumption (限制消费): the notice ran out, or the debtor is listed.

限制消费，须执行通知指定的期间已经届满，或者被执行人已被纳入失信名单（2015年文本施行以后）；
对象是本案被执行人，并已按证件号码核对身份；案件已立案、尚未结案、没有中止或者暂缓、
债务尚未清偿。由院长批准。
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import IDENTIFIED, JUDGMENT_DEBTOR, NOTICE_OR_LISTED, RUNNING
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("RESTRICTION", "1"), ("RESTRICTION", "5"))

CONDITIONS = (
    *RUNNING,
    replace(JUDGMENT_DEBTOR, basis=("RESTRICTION", "1")),
    IDENTIFIED,
    NOTICE_OR_LISTED,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_RESTRICTION")
def permit_restriction(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.RESTRICT_CONSUMPTION, CONDITIONS, facts, on, ("院长", "president"))


def _facts(expires_on: date, debtor: Debtor) -> CaseFacts:
    return CaseFacts(filed_on=date(2015, 10, 9), notice_expires_on=expires_on, debtor=debtor)


RULE = Rule(
    "PERMIT_RESTRICTION",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_restriction,
    (
        Example(
            {
                "on": _ON,
                "facts": _facts(date(2016, 5, 31), Debtor(identified_by_number=True)),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {
                "on": _ON,
                "facts": _facts(
                    date(2016, 5, 31), Debtor(is_judgment_debtor=False, identified_by_number=True)
                ),
            },
            {"allowed": False, "obstacles": [{"code": "JUDGMENT_DEBTOR"}]},
        ),
        Example(
            {"on": _ON, "facts": _facts(date(2016, 5, 31), Debtor())},
            {"allowed": False, "obstacles": [{"code": "IDENTIFIED"}]},
            note="仅同名 a name alone",
        ),
        Example(
            {
                "on": _ON,
                "facts": _facts(date(2016, 6, 1), Debtor(identified_by_number=True)),
            },
            {"allowed": False, "obstacles": [{"code": "NOTICE_OR_LISTED"}]},
        ),
    ),
    "限制消费的条件",
    "Restricting consumption: conditions",
)
