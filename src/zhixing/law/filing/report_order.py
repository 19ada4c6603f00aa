"""By when the property-report order (报告财产令) must be sent in a money case.

Since 1 May 2017 it goes out together with the enforcement notice. Before, the texts set
no day; a court's own policy may, and then gives a line of its own.

金钱债权案件的报告财产令应何时发出。自2017年5月1日起，与执行通知同时发出。此前文本未定日期；
本院制度另有规定的，按该规定另计一个期限。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.policies.policy import PROPERTY_REPORT_ORDER, Policy, find_policy
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "252"), ("INVESTIGATION", "3"))
CHANGE = date(2017, 5, 1)


@dataclass(frozen=True, slots=True)
class ReportOrderDue:
    """Hold the legal day and the local day; None where there is none."""

    legal_on: date | None
    local_on: date | None


class OrderRefused(Refusal):
    """Say what is wrong with the days."""


@answers("REPORT_ORDER_DUE")
def report_order_due(
    *,
    on: date,
    filed_on: date,
    notice_on: date,
    is_money: bool = True,
    policies: tuple[Policy, ...] = (),
) -> Finding[ReportOrderDue]:
    """Find by when to send the property-report order.

    ``notice_on`` is the day the notice was sent, or by which it must be sent.
    """
    if notice_on < filed_on:
        raise OrderRefused(
            "NOTICE_BEFORE_FILING",
            message_zh=f"执行通知日{notice_on}早于立案日{filed_on}。",
            message_en=f"The notice of {notice_on} is before filing on {filed_on}.",
            basis=cite("CPL", 251, on=filed_on),
            remedy_zh="请核对日期。",
            remedy_en="Check the days.",
            field="notice_on",
        )
    why = Reasons(on)
    legal_on = None
    if is_money and notice_on >= CHANGE:
        legal_on = notice_on
        why.step(
            f"金钱债权执行中，报告财产令应与执行通知同时发出：{notice_on}。",
            f"In a money case the order goes out with the notice: {notice_on}.",
            cite("INVESTIGATION", 3, on=notice_on),
        )
    else:
        why.step(
            "当时文本未规定发出报告财产令的日期。",
            "The texts of that day set no day for the order.",
            cite("CPL", 252, on=notice_on),
        )
    policy = find_policy(policies, PROPERTY_REPORT_ORDER, filed_on)
    local_on = None
    if policy is not None:
        why.mark(f"policy:{policy.code}")
        why.step(f"本院制度：{policy.document_zh}。", "By the court’s own adopted rule.")
        local = period_due(on=on, start_on=filed_on, amount=policy.amount, unit=Unit.DAY)
        local_on = why.adopt(local).due_on
    days = [d for d in (legal_on, local_on) if d]
    first = min(days) if days else None
    return why.finding(
        ReportOrderDue(legal_on, local_on),
        f"报告财产令最早应于{first}发出。" if first else "没有发出期限。",
        f"Send the order by {first}." if first else "No day is set.",
    )


_POLICY = Policy(PROPERTY_REPORT_ORDER, Days(date(2015, 1, 1)), "节点管理办法（虚构）", 7)


def _given(filed: str, notice: str, *policies: Policy) -> dict[str, object]:
    filed_on = date.fromisoformat(filed)
    return {
        "on": filed_on,
        "filed_on": filed_on,
        "notice_on": date.fromisoformat(notice),
        "policies": policies,
    }


RULE = Rule(
    "REPORT_ORDER_DUE",
    BASIS,
    Days(date(2008, 4, 1)),
    report_order_due,
    (
        Example(_given("2017-04-20", "2017-04-30"), {"legal_on": None, "local_on": None}),
        Example(_given("2017-04-21", "2017-05-01"), {"legal_on": date(2017, 5, 1)}),
        Example(
            _given("2015-10-09", "2015-10-19", _POLICY),
            {"legal_on": None, "local_on": date(2015, 10, 16)},
        ),
        Example({**_given("2018-03-01", "2018-03-08"), "is_money": False}, {"legal_on": None}),
        Example(_given("2017-05-02", "2017-05-01"), refusal="NOTICE_BEFORE_FILING"),
    ),
    "报告财产令期限",
    "Sending the property-report order",
    covers=("R-REPORT-ORDER",),
)
