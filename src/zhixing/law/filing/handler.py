"""By when a handler (承办人) must be appointed: within seven days of filing.

立案后七日内，应确定承办人（据转载）。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMS", "2"),)


@answers("HANDLER_DUE")
def handler_due(*, on: date, filed_on: date) -> Finding[Due]:
    """Find the last day to appoint the handler."""
    why = Reasons(on)
    days = why.parameter("assignment.handler", filed_on)
    due = why.adopt(period_due(on=on, start_on=filed_on, amount=days.whole, unit=Unit.DAY))
    return why.finding(
        due, f"应于{due.due_on}前确定承办人。", f"Appoint the handler by {due.due_on}."
    )


RULE = Rule(
    "HANDLER_DUE",
    BASIS,
    Days(date(2007, 1, 1)),
    handler_due,
    (
        Example(
            {"on": date(2015, 10, 9), "filed_on": date(2015, 10, 9)},
            {"due_on": date(2015, 10, 16)},
        ),
        Example(
            {"on": date(2016, 9, 30), "filed_on": date(2016, 9, 30)},
            {"due_on": date(2016, 10, 8)},
            note="10月8日周六上班 8 October is a Saturday worked",
        ),
        Example(
            {"on": date(2006, 12, 31), "filed_on": date(2006, 12, 31)},
            refusal="PARAMETER_MISSING",
        ),
    ),
    "确定承办人期限",
    "Appointing the handler",
    ("assignment.handler",),
    covers=("R-ASSIGN-7D",),
)
