"""Reminders before a time limit ends (期限届满前催办): courts must have them.

The law demands the system and leaves the days to the court; thirty, fifteen and seven
days before expiry are the days used where the court has set none.

期限届满前的催办日期。规定要求各级法院建立催办制度，但未定提前天数，由各院自定；本院未定的，
提前三十日、十五日和七日各催办一次。已经过去的催办日不再列出。
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("TIME-LIMITS", "21"),)
USUAL: Final = (30, 15, 7)


class ReminderRefused(Refusal):
    """Say which number of days is none."""


@answers("TIME_LIMIT_REMINDERS")
def time_limit_reminders(
    *, on: date, due_on: date, days_before: tuple[int, ...] = USUAL
) -> Finding[tuple[date, ...]]:
    """Give the days on which to remind, earliest first, those already past left out."""
    wrong = [d for d in days_before if d < 0]
    if wrong:
        raise ReminderRefused(
            "NEGATIVE",
            message_zh=f"提前天数不得为负（{wrong[0]}）。",
            message_en=f"Days before expiry cannot be negative ({wrong[0]}).",
            remedy_zh="请填写零或者更大的数。",
            remedy_en="Enter zero or more.",
            field="days_before",
        )
    why = Reasons(on)
    why.choose("days_before", list(days_before))
    found = sorted({due_on - timedelta(days=d) for d in days_before})
    ahead = tuple(day for day in found if day >= on)
    why.step(
        f"各级人民法院应当建立期限届满前的催办制度；期限至{due_on}届满。",
        f"Courts must remind before a time limit ends; this one ends on {due_on}.",
        find_citation("TIME-LIMITS", 21, on=due_on),
        value=[str(day) for day in ahead],
    )
    listed = "、".join(map(str, ahead)) or "无"
    return why.finding(ahead, f"催办日期：{listed}。", f"Remind on: {', '.join(map(str, ahead))}.")


def _given(on: str, due: str, *days: int) -> dict[str, object]:
    given: dict[str, object] = {
        "on": date.fromisoformat(on),
        "due_on": date.fromisoformat(due),
    }
    return {**given, "days_before": days} if days else given


RULE = Rule(
    "TIME_LIMIT_REMINDERS",
    BASIS,
    Days(date(2000, 9, 28)),
    time_limit_reminders,
    (
        Example(
            _given("2016-03-12", "2016-04-11"),
            [date(2016, 3, 12), date(2016, 3, 27), date(2016, 4, 4)],
        ),
        Example(_given("2016-03-13", "2016-04-11"), [date(2016, 3, 27), date(2016, 4, 4)]),
        Example(_given("2016-04-12", "2016-04-11"), []),
        Example(_given("2016-03-12", "2016-04-11", -1), refusal="NEGATIVE"),
    ),
    "期限届满前催办",
    "Reminders before a time limit ends",
    covers=("R-TL-REMIND",),
)
