"""Transferring a deposit (扣划): before the notice expires it is marked.

While a settlement stands the debtor performs that: nothing is taken before its days. After a
default the title is enforced again when the applicant asks for it, and only then is money taken.

扣划存款，须对象是本案被执行人并已按证件号码核对身份，存款属于被执行人并有可供扣划的数额，
执行通知已经发出；没有尚在履行的执行和解协议（到期不履行的，先依申请恢复执行原生效法律文书）；
案件已立案、尚未结案、没有中止或者暂缓、债务尚未清偿。
执行通知指定的期间尚未届满的，不禁止扣划，但予标记，须写明立即执行的理由。
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
    NO_SETTLEMENT,
    NOTICE_EXPIRED_WARNING,
    NOTICE_SENT,
    RUNNING,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor, Property
from zhixing.law.rule import Example, Rule, answers

BASIS = (("CPL", "253"), ("CPL", "251"), ("CPL", "241"), ("SETTLEMENT", "9"))

CONDITIONS = (
    *RUNNING,
    NO_SETTLEMENT,
    JUDGMENT_DEBTOR,
    IDENTIFIED,
    BELONGS,
    NOTICE_SENT,
    NOTICE_EXPIRED_WARNING,
    AVAILABLE,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_TRANSFER", version="2")
def permit_transfer(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.TRANSFER, CONDITIONS, facts, on)


RULE = Rule(
    "PERMIT_TRANSFER",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_transfer,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    notice_expires_on=date(2015, 10, 20),
                    debtor=Debtor(identified_by_number=True),
                    property=Property(True, True, Fen(0), Fen(100)),
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
                    property=Property(True, True, Fen(0), Fen(100)),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "NOTICE_SENT"}]},
        ),
        Example(
            {
                "on": date(2018, 6, 1),
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    notice_expires_on=date(2015, 10, 20),
                    settlement_stands=True,
                    debtor=Debtor(identified_by_number=True),
                    property=Property(True, True, Fen(0), Fen(100)),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "NO_SETTLEMENT"}]},
        ),
    ),
    "扣划的条件",
    "Transferring a deposit: conditions",
    version="2",
)
