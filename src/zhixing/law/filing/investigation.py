"""By when the court investigates the debtor's property where the applicant has no clue.

Begin within ten days of the applicant's request; be done, as a rule, within a month.

申请执行人不能提供线索时，法院何时调查被执行人财产。自申请之日起十日内开始调查，一般在开始后一个
月内完成；尚未开始的，一个月自最迟开始之日起算。两项期限均据转载。
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TERMS", "6"), ("TERMS", "7"))


@dataclass(frozen=True, slots=True)
class InvestigationDue:
    """Hold the last day to begin, and the usual last day to be done once begun."""

    begin_by: date
    complete_by: date


class InvestigationRefused(Refusal):
    """Say which days contradict each other."""


@answers("INVESTIGATION_DUE")
def investigation_due(
    *, on: date, asked_on: date, begun_on: date | None = None
) -> Finding[InvestigationDue]:
    """Find both days; until it has begun, the month is counted from the last day to begin."""
    if begun_on is not None and begun_on < asked_on:
        raise InvestigationRefused(
            "BEGUN_BEFORE_ASKED",
            message_zh=f"调查开始日{begun_on}早于申请日{asked_on}。",
            message_en=f"The investigation of {begun_on} began before the request of {asked_on}.",
            basis=find_citation("TERMS", 6, on=asked_on),
            remedy_zh="请核对日期。",
            remedy_en="Check the days.",
            field="begun_on",
        )
    why = Reasons(on)
    days = why.parameter("investigation.start", asked_on)
    begin = why.adopt(period_due(on=on, start_on=asked_on, amount=days.whole, unit=Unit.DAY))
    month = why.parameter("investigation.complete", asked_on)
    done = why.adopt(
        period_due(on=on, start_on=begun_on or begin.due_on, amount=month.whole, unit=Unit.MONTH)
    )
    return why.finding(
        InvestigationDue(begin.due_on, done.due_on),
        f"应于{begin.due_on}前开始调查，一般于{done.due_on}前完成。",
        f"Begin by {begin.due_on}; be done, as a rule, by {done.due_on}.",
    )


def _given(asked: str, begun: str | None = None) -> dict[str, object]:
    return {
        "on": date.fromisoformat(asked),
        "asked_on": date.fromisoformat(asked),
        "begun_on": date.fromisoformat(begun) if begun else None,
    }


RULE = Rule(
    "INVESTIGATION_DUE",
    BASIS,
    Days(date(2007, 1, 1)),
    investigation_due,
    (
        Example(
            _given("2015-10-12"),
            InvestigationDue(date(2015, 10, 22), date(2015, 11, 23)),
            note="11月22日是周日 22 November is a Sunday",
        ),
        Example(_given("2015-10-12", "2015-10-13"), {"complete_by": date(2015, 11, 13)}),
        Example(_given("2015-10-12", "2015-10-11"), refusal="BEGUN_BEFORE_ASKED"),
        Example(_given("2006-12-31"), refusal="PARAMETER_MISSING"),
    ),
    "财产调查期限",
    "Investigating property",
    ("investigation.start", "investigation.complete"),
    covers=("R-INVESTIGATE",),
)
