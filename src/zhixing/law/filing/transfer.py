"""By when the filing section hands the file to the enforcement bureau: three days.

立案机构决定立案后，应在三日内将案卷移送执行机构。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TIME-LIMITS", "7"),)


@answers("FILE_TRANSFER_DUE")
def file_transfer_due(*, on: date, filed_on: date) -> Finding[Due]:
    """Find the last day to hand over the file, from the decision to file."""
    why = Reasons(on)
    days = why.parameter("filing.transfer", filed_on)
    due = why.adopt(period_due(on=on, start_on=filed_on, amount=days.whole, unit=Unit.DAY))
    return why.finding(
        due,
        f"立案机构应于{due.due_on}前将案卷移送执行机构。",
        f"The filing section hands the file over by {due.due_on}.",
    )


RULE = Rule(
    "FILE_TRANSFER_DUE",
    BASIS,
    Days(date(2000, 9, 28)),
    file_transfer_due,
    (
        Example(
            {"on": date(2015, 10, 9), "filed_on": date(2015, 10, 9)},
            {"due_on": date(2015, 10, 12)},
        ),
        Example(
            {"on": date(2015, 9, 29), "filed_on": date(2015, 9, 29)},
            {"due_on": date(2015, 10, 8)},
            note="第三日在国庆假期 the third day falls in the holiday",
        ),
        Example(
            {"on": date(2000, 9, 27), "filed_on": date(2000, 9, 27)}, refusal="PARAMETER_MISSING"
        ),
    ),
    "移送执行机构期限",
    "Handing the file over",
    ("filing.transfer",),
    covers=("R-ASSIGN-7D",),
)
