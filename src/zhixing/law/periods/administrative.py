"""Periods of the Administrative Enforcement Law (行政强制法): ten days or less are working days.

In that law a period of ten days or less means working days, without statutory holidays;
a longer one, or one of months, counts every day.

行政强制法上的期间，十日以内的（含十日）按工作日计算，不含法定节假日；超过十日的以及以月计的，
每日都计入。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("ADMIN-ENFORCEMENT", "69"),)


@answers("PERIOD_DUE_ADMINISTRATIVE")
def period_due_administrative(
    *, on: date, start_on: date, amount: int, unit: Unit = Unit.DAY
) -> Finding[Due]:
    """Find the last day of a period of that law that starts on a day not itself counted."""
    why = Reasons(on)
    most = why.parameter("period.administrative_working", start_on)
    if unit is Unit.DAY and amount <= most.whole:
        why.step(
            f"{amount}日不超过{most.whole}日，按工作日计算，不含法定节假日。",
            f"{amount} days are no more than {most.whole}: they are working days, without "
            "statutory holidays.",
            most.basis,
            value=amount,
        )
        unit = Unit.WORKING_DAY
    due = why.adopt(period_due(on=on, start_on=start_on, amount=amount, unit=unit))
    return why.finding(due, f"期间届满日为{due.due_on}。", f"The period ends on {due.due_on}.")


def _example(start: str, amount: int, due: str, note: str = "") -> Example:
    day = date.fromisoformat(start)
    given = {"on": day, "start_on": day, "amount": amount}
    return Example(given, {"due_on": date.fromisoformat(due)}, note=note)


RULE = Rule(
    "PERIOD_DUE_ADMINISTRATIVE",
    BASIS,
    Days(date(2012, 1, 1)),
    period_due_administrative,
    (
        _example("2017-09-29", 5, "2017-10-12", "9月30日上班，国庆八天 the October holiday"),
        _example("2017-03-01", 10, "2017-03-15", "十日：工作日 ten: working days"),
        _example("2017-03-01", 11, "2017-03-13", "十一日：自然日，周日顺延 eleven: every day"),
        _example("2017-03-01", 30, "2017-03-31"),
        Example(
            {"on": date(2017, 3, 1), "start_on": date(2017, 3, 1), "amount": -1},
            refusal="NEGATIVE_PERIOD",
        ),
        Example(
            {"on": date(2011, 12, 31), "start_on": date(2011, 12, 31), "amount": 5},
            refusal="PARAMETER_MISSING",
        ),
    ),
    "行政强制法的期间",
    "Periods of the Administrative Enforcement Law",
    ("period.administrative_working",),
    covers=("R-TIME-DAYTYPE",),
)
