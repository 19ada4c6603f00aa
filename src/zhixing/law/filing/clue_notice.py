"""By when the handler asks the applicant for clues to property: three days from the file.

承办人自收到案卷之日起三日内，应通知申请执行人提供被执行人的财产状况或者线索（据转载）。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMS", "5"),)


@answers("CLUE_NOTICE_DUE")
def clue_notice_due(*, on: date, file_received_on: date) -> Finding[Due]:
    """Find the last day to tell the applicant to give what is known of the property."""
    why = Reasons(on)
    days = why.parameter("notice.clue_request", file_received_on)
    due = why.adopt(period_due(on=on, start_on=file_received_on, amount=days.whole, unit=Unit.DAY))
    return why.finding(
        due,
        f"承办人应于{due.due_on}前通知申请执行人提供被执行人财产状况或者线索。",
        f"Ask the applicant for clues to property by {due.due_on}.",
    )


def _example(received: str, due: str) -> Example:
    day = date.fromisoformat(received)
    return Example({"on": day, "file_received_on": day}, {"due_on": date.fromisoformat(due)})


RULE = Rule(
    "CLUE_NOTICE_DUE",
    BASIS,
    Days(date(2007, 1, 1)),
    clue_notice_due,
    (
        _example("2015-10-12", "2015-10-15"),
        _example("2015-10-14", "2015-10-19"),
        Example(
            {"on": date(2006, 12, 31), "file_received_on": date(2006, 12, 31)},
            refusal="PARAMETER_MISSING",
        ),
    ),
    "通知提供线索期限",
    "Asking for clues",
    ("notice.clue_request",),
    covers=("R-CLUE-NOTICE-3D",),
)
