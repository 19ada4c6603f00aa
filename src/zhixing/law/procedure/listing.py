"""Listing the debtor (纳入失信名单): a ground, the warning sent, no minor.

纳入失信名单，须有法定的纳入情形，已发出提示风险的执行通知，对象是本案被执行人、
已按证件号码核对身份且不是未成年人；案件已立案、尚未结案、没有中止或者暂缓、债务尚未清偿。
由院长批准。
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.listing.grounds import Ground
from zhixing.law.procedure.condition import Permission, judge
from zhixing.law.procedure.conditions import (
    GROUND,
    IDENTIFIED,
    JUDGMENT_DEBTOR,
    NOT_MINOR,
    NOTICE_SENT,
    RUNNING,
)
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.law.rule import Example, Rule, answers

BASIS = (("LISTING", "1"), ("LISTING", "4"), ("LISTING", "5"))

CONDITIONS = (
    *RUNNING,
    replace(JUDGMENT_DEBTOR, basis=("LISTING", "1")),
    IDENTIFIED,
    NOTICE_SENT,
    GROUND,
    NOT_MINOR,
)
_ON = date(2016, 6, 1)


@answers("PERMIT_LISTING")
def permit_listing(*, on: date, facts: CaseFacts) -> Finding[Permission]:
    """Say whether the facts permit it on a day, and what stands against it."""
    return judge(ActType.LIST_DEBTOR, CONDITIONS, facts, on, ("院长", "president"))


RULE = Rule(
    "PERMIT_LISTING",
    BASIS,
    Days(date(2013, 1, 1)),
    permit_listing,
    (
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    debtor=Debtor(identified_by_number=True, listing_ground=Ground.EVADES),
                ),
            },
            {"allowed": True, "obstacles": []},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    debtor=Debtor(identified_by_number=True),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "GROUND"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    debtor=Debtor(
                        is_judgment_debtor=False,
                        identified_by_number=True,
                        listing_ground=Ground.EVADES,
                    ),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "JUDGMENT_DEBTOR"}]},
        ),
        Example(
            {
                "on": _ON,
                "facts": CaseFacts(
                    filed_on=date(2015, 10, 9),
                    notice_sent_on=date(2015, 10, 12),
                    debtor=Debtor(
                        identified_by_number=True, listing_ground=Ground.EVADES, is_minor=True
                    ),
                ),
            },
            {"allowed": False, "obstacles": [{"code": "NOT_MINOR"}]},
        ),
    ),
    "纳入失信名单的条件",
    "Listing the debtor: conditions",
)
