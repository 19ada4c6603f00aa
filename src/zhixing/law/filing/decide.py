"""By when the court must file the case or rule not to accept it (立案审查).

法院对执行申请应当自收到之日起七日内决定立案，或者裁定不予受理。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("EW", "16"), ("TIME-LIMITS", "6"))


@answers("FILING_DECIDE_DUE")
def filing_decide_due(*, on: date, received_on: date) -> Finding[Due]:
    """Find the last day to decide on an application received."""
    why = Reasons(on)
    days = why.parameter("filing.decide", received_on)
    due = why.adopt(period_due(on=on, start_on=received_on, amount=days.whole, unit=Unit.DAY))
    return why.finding(
        due,
        f"应于{due.due_on}前决定立案或裁定不予受理。",
        f"File, or rule not to accept, by {due.due_on}.",
    )


RULE = Rule(
    "FILING_DECIDE_DUE",
    BASIS,
    Days(date(1998, 7, 18)),
    filing_decide_due,
    (
        Example(
            {"on": date(2015, 9, 28), "received_on": date(2015, 9, 28)},
            {"due_on": date(2015, 10, 8)},
            note="第七日在国庆假期 the seventh day falls in the holiday",
        ),
        Example(
            {"on": date(2016, 3, 1), "received_on": date(2016, 3, 1)},
            {"due_on": date(2016, 3, 8)},
        ),
        Example(
            {"on": date(1998, 7, 1), "received_on": date(1998, 7, 1)},
            refusal="PARAMETER_MISSING",
            note="规定施行前 before the provisions",
        ),
    ),
    "立案审查期限",
    "Deciding on filing",
    ("filing.decide",),
    covers=("R-FILE-7D",),
)
