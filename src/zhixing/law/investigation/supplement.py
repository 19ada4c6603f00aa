"""The supplementary report (补充报告): ten days from a change, until the duty ends.

The duty goes on after the present procedure was ended; it ends with performance, with the
end of enforcement or with its refusal.

报告财产以后，财产发生变动并影响债权实现的，被执行人应当自变动之日起十日内补充报告。
终结本次执行程序以后，这项义务继续存在；义务履行完毕、执行终结或者裁定不予执行的，报告义务结束。
恢复执行的，须重新发出报告财产令。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import find_citation
from zhixing.law.investigation.report import InvestigationRefused
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("INVESTIGATION", "7"), ("INVESTIGATION", "11"))


class ReportEnd(StrEnum):
    """Name what has happened to the case."""

    RUNNING = "RUNNING"
    PRESENT_PROCEDURE_ENDED = "PRESENT_PROCEDURE_ENDED"
    PERFORMED = "PERFORMED"
    ENDED = "ENDED"
    NOT_ENFORCED = "NOT_ENFORCED"


@dataclass(frozen=True, slots=True)
class Supplement:
    """Hold the last day of the supplementary report."""

    report_by: date


@answers("SUPPLEMENT_REPORT")
def supplement_report(
    *, on: date, changed_on: date, affects_claim: bool, state: ReportEnd = ReportEnd.RUNNING
) -> Finding[Supplement]:
    """Find by when a change of property must be reported."""
    why = Reasons(on)
    days = why.parameter("report.supplement", changed_on)
    over = state not in (ReportEnd.RUNNING, ReportEnd.PRESENT_PROCEDURE_ENDED)
    for holds, code, zh, en in (
        (not over, "DUTY_OVER", "财产报告程序已经终结", "the duty to report is over"),
        (
            affects_claim,
            "NO_EFFECT",
            "变动不影响申请执行人债权实现",
            "the change does not touch the claim",
        ),
    ):
        if not holds:
            raise InvestigationRefused(
                code,
                message_zh=f"不须补充报告：{zh}。",
                message_en=f"No supplement is due: {en}.",
                basis=find_citation("INVESTIGATION", 11, on=on) or days.basis,
                remedy_zh="恢复执行的，重新发出报告财产令。",
                remedy_en="On resumption issue a new order.",
            )
    if state is ReportEnd.PRESENT_PROCEDURE_ENDED:
        why.step(
            "终结本次执行程序后，补充报告义务继续。",
            "The duty goes on after the present procedure was ended.",
            find_citation("INVESTIGATION", 11, on=changed_on),
        )
    due = why.adopt(period_due(on=on, start_on=changed_on, amount=days.whole, unit=Unit.DAY)).due_on
    return why.finding(Supplement(due), f"应于{due}前补充报告。", f"Report the change by {due}.")


def _given(day: str, **more: object) -> dict[str, object]:
    on = date.fromisoformat(day)
    return {"on": on, "changed_on": on, "affects_claim": True, **more}


RULE = Rule(
    "SUPPLEMENT_REPORT",
    BASIS,
    Days(date(2009, 1, 1)),
    supplement_report,
    (
        Example(_given("2017-06-01"), {"report_by": date(2017, 6, 12)}),
        Example(_given("2012-03-01"), {"report_by": date(2012, 3, 12)}),
        Example(
            _given("2017-06-01", state=ReportEnd.PRESENT_PROCEDURE_ENDED),
            {"report_by": date(2017, 6, 12)},
        ),
        Example(_given("2017-06-01", state=ReportEnd.PERFORMED), refusal="DUTY_OVER"),
        Example(_given("2017-06-01", affects_claim=False), refusal="NO_EFFECT"),
    ),
    "补充报告财产",
    "Supplementary property report",
    covers=("R-PR-SUPPLEMENT-10D", "R-PR-END"),
)
