"""Until when resumption can be asked after a settlement: two years, starting anew.

和解以后申请恢复执行的期间为二年，自协议约定的履行期限最后一日起重新计算。逾期不影响法院受理，
但被执行人可以据此提出异议。
"""

from __future__ import annotations

from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "250"), ("CPL-INT", "466"), ("SETTLEMENT", "10"))


@answers("RESUME_UNTIL")
def resume_until(*, on: date, last_agreed_on: date) -> Finding[Due]:
    """Find the last day to ask for resumption, from the last day agreed for performance.

    Lateness is no ground to refuse a filing; only the debtor’s objection counts.
    """
    why = Reasons(on)
    years = why.parameter("settlement.resume_limitation", last_agreed_on)
    article = ("SETTLEMENT", 10) if last_agreed_on >= date(2018, 3, 1) else ("CPL", 250)
    why.step(
        f"和解协议约定履行期限的最后一日{last_agreed_on}起重新计算{years.whole}年。",
        f"{years.whole} years start anew on the last agreed day, {last_agreed_on}.",
        cite(article[0], article[1], on=last_agreed_on),
    )
    due = why.adopt(period_due(on=on, start_on=last_agreed_on, amount=years.whole, unit=Unit.YEAR))
    return why.finding(
        due,
        f"申请恢复执行至{due.due_on}；逾期不影响受理，被执行人可以提出异议。",
        f"Resumption can be asked until {due.due_on}; later, the debtor may object.",
    )


RULE = Rule(
    "RESUME_UNTIL",
    BASIS,
    Days(date(2008, 4, 1)),
    resume_until,
    (
        Example(
            {"on": date(2018, 1, 1), "last_agreed_on": date(2017, 11, 28)},
            {"due_on": date(2019, 11, 28)},
        ),
        Example(
            {"on": date(2019, 1, 1), "last_agreed_on": date(2018, 10, 3)},
            {"due_on": date(2020, 10, 9)},
            note="届满在国庆假期 ends in the October holiday",
        ),
        Example(
            {"on": date(2008, 1, 1), "last_agreed_on": date(2008, 3, 31)},
            refusal="PARAMETER_MISSING",
        ),
    ),
    "申请恢复执行期间",
    "Time to ask for resumption",
    ("settlement.resume_limitation",),
    covers=("R-SETTLE-BREACH",),
)
