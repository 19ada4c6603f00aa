"""The property report (财产报告): what it covers, which time, by when.

The debtor reports what there is now and what there was in the year before the notice was
received, and every change since then until the day of the report. The court sets the
deadline in the order; no text names a number, so the length is a court’s figure and marked.
For a money claim the order goes out with the notice (since 1 May 2017).

被执行人应当报告当前的财产和收到执行通知之日以前一年内的财产情况，以及其间至报告之日的一切变动；
出租、设定负担、共有、有争议和登记在他人名下的财产一并报告。报告期限由法院在报告财产令中指定，
规定没有给出天数，因此期限的长短是法院确定的数值，并予标记。金钱债权案件自2017年5月1日起，
报告财产令与执行通知同时发出。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite, find_citation
from zhixing.law.need import Need, insist
from zhixing.law.periods.arithmetic import Unit, add_months
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (
    ("CPL", "252"),
    ("INVESTIGATION", "3"),
    ("INVESTIGATION", "4"),
    ("INVESTIGATION", "5"),
    ("INVESTIGATION", "6"),
)
GROUPS: Final = (
    "收入、银行存款、现金、理财产品、有价证券",
    "土地使用权、房屋等不动产",
    "交通运输工具、机器设备、产品、原材料等动产",
    "债权、股权、投资权益、基金份额、信托受益权、知识产权等",
    "其他应当报告的财产",
)
CHANGES: Final = (
    "转让、出租",
    "设立担保物权等负担",
    "放弃债权、延长清偿期",
    "支出大额资金",
    "其他影响债权实现的变动",
)


class InvestigationRefused(Refusal):
    """Say why a step of the investigation cannot be taken."""


ORDER_COMPLETE = Need(
    "ORDER_COMPLETE",
    "报告财产令已载明期限、范围和期间、补充报告、法律责任，并附财产调查表",
    "the order states deadline, range and time, supplement and liability, with the table",
    "补正后重新发出报告财产令",
    "Issue a complete order",
    ("INVESTIGATION", "4"),
    "order_complete",
)
WITH_NOTICE = Need(
    "WITH_NOTICE",
    "金钱债权执行中，报告财产令与执行通知同时发出",
    "for a money claim the order went out with the notice",
    "立即补发",
    "Send it at once",
    ("INVESTIGATION", "3"),
    "sent_with_notice",
)


@dataclass(frozen=True, slots=True)
class PropertyReport:
    """Hold the first day reached back to, the last day to report, and what is reported."""

    from_on: date
    report_by: date
    groups: tuple[str, ...]
    changes: tuple[str, ...]


@answers("PROPERTY_REPORT")
def property_report(
    *,
    on: date,
    notice_received_on: date,
    order_received_on: date,
    days: int | None = None,
    order_complete: bool = True,
    sent_with_notice: bool = True,
    is_money_claim: bool = True,
    extended_days: int = 0,
) -> Finding[PropertyReport]:
    """Find what the debtor must report, for which time, by when.

    ``days`` is the deadline the order sets, None for the court’s usual one;
    ``extended_days`` what the court added on a written request with good cause.
    """
    why = Reasons(on)
    new = order_received_on >= date(2017, 5, 1)
    needs = ((order_complete, ORDER_COMPLETE),) if new else ()
    if new and is_money_claim:
        needs = (*needs, (sent_with_notice, WITH_NOTICE))
    insist(why, InvestigationRefused, needs, "报告财产令不合规定", "The order falls short")
    years = why.parameter("report.lookback", notice_received_on).whole
    from_on = add_months(notice_received_on, -12 * years)
    why.step(
        f"报告当前以及收到执行通知之日（{notice_received_on}）前{years}年的财产，自{from_on}起的变动一并报告。",
        f"Reported: what there is now and in the {years} year before the notice was received on "
        f"{notice_received_on}, with every change since {from_on}.",
        cite("CPL", 252, on=notice_received_on),
        value=from_on,
    )
    length = days if days is not None else why.parameter("report.deadline", order_received_on).whole
    why.choose("days", "SET_BY_THE_ORDER" if days is not None else "USUAL_OF_THE_COURT")
    due = why.adopt(
        period_due(on=on, start_on=order_received_on, amount=length + extended_days, unit=Unit.DAY)
    ).due_on
    if extended_days:
        why.step(
            f"依书面申请延长{extended_days}日。",
            f"Extended by {extended_days} days on a written request.",
            find_citation("INVESTIGATION", 5, on=order_received_on),
        )
    why.step(
        "已出租、设定负担、共有、有争议的，由第三人占有或者登记在第三人名下的，一并报告。",
        "Also what is let, encumbered, co-owned or disputed, held by or registered to another.",
        find_citation("INVESTIGATION", 5, on=order_received_on),
    )
    return why.finding(
        PropertyReport(from_on, due, GROUPS, CHANGES if new else ()),
        f"应于{due}前书面报告自{from_on}起的财产情况。",
        f"Report in writing by {due}, reaching back to {from_on}.",
    )


def _given(on: str, **more: object) -> dict[str, object]:
    day = date.fromisoformat(on)
    return {"on": day, "notice_received_on": day, "order_received_on": day, **more}


RULE = Rule(
    "PROPERTY_REPORT",
    BASIS,
    Days(date(2009, 1, 1)),
    property_report,
    (
        Example(
            _given("2017-06-01"),
            {"from_on": date(2016, 6, 1), "report_by": date(2017, 6, 12), "changes": CHANGES},
        ),
        Example(
            _given("2020-02-29", days=5),
            {"from_on": date(2019, 2, 28), "report_by": date(2020, 3, 5)},
        ),
        Example(_given("2017-04-28"), {"report_by": date(2017, 5, 8), "changes": ()}),
        Example(_given("2017-06-01", days=5, extended_days=5), {"report_by": date(2017, 6, 12)}),
        Example(_given("2010-03-01"), {"from_on": date(2009, 3, 1)}),
        Example(_given("2017-06-01", order_complete=False), refusal="ORDER_COMPLETE"),
        Example(_given("2017-05-01", sent_with_notice=False), refusal="WITH_NOTICE"),
        Example(
            _given("2017-05-01", sent_with_notice=False, is_money_claim=False),
            {"from_on": date(2016, 5, 1)},
        ),
    ),
    "财产报告的范围与期限",
    "The property report: range and deadline",
    ("report.deadline", "report.lookback"),
    covers=("R-PR-WHAT", "R-PR-ORDER"),
)
