"""The last day of an institution's answer, its single closing days left out (停业日顺延).

The law wants results promptly and names no days; the days agreed with an institution are a
convention. No text speaks of a day on which a single institution is closed, for a move or a
change of its systems. A day announced ahead is left out of the days agreed, as neither side can
act on it; one that is told after a deadline has passed changes that deadline by a decision only.

协助单位反馈期限的最后一日，其单独停业的日期不计入。法律只要求及时反馈，没有规定天数，天数依约定；某一单位因搬迁、
系统更换等单独停业的日期如何计算，没有条文规定：事先公告的，不计入约定的天数；期限届满以后才告知的，不当然改变
已经届满的期限，须由法院决定并说明理由。
"""

from __future__ import annotations

from datetime import date, timedelta

from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import cite
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("NETWORK", "4"),)
MOST_DAYS = 366


class ClosingRefused(Refusal):
    """Say that so many days cannot be counted."""


@answers("ANSWER_DAYS")
def answer_days(
    *, on: date, asked_on: date, days: int, closed: tuple[date, ...] = ()
) -> Finding[date]:
    """Find the last day on which an institution answers in time.

    The day on which it is asked does not count, nor do its ``closed`` days.
    """
    if not 1 <= days <= MOST_DAYS or len(closed) > MOST_DAYS:
        raise ClosingRefused(
            "DAYS_OUT_OF_RANGE",
            message_zh=f"约定的天数和停业日均应在1至{MOST_DAYS}之间。",
            message_en=f"Days agreed and days closed lie within {MOST_DAYS}.",
            remedy_zh="请核对登记的时限和停业日。",
            remedy_en="Check the service level and the closing days recorded.",
            field="days",
        )
    why = Reasons(on)
    shut, left, day = frozenset(closed), days, asked_on
    while left:
        day += timedelta(days=1)
        left -= day not in shut
    skipped = sum(asked_on < one <= day for one in shut)
    why.step(
        f"自{asked_on}的次日起{days}日，其中停业{skipped}日不计入，至{day}。",
        f"{days} days from the day after {asked_on}, {skipped} closed ones left out: {day}.",
        cite("NETWORK", 4, on=on),
        value=day,
    )
    return why.finding(day, f"至迟应于{day}反馈。", f"The answer is due by {day}.")


def _given(days: int, *closed: int) -> dict[str, object]:
    shut = tuple(date(2021, 6, n) for n in closed)
    return {"on": date(2021, 6, 1), "asked_on": date(2021, 6, 1), "days": days, "closed": shut}


RULE = Rule(
    "ANSWER_DAYS",
    BASIS,
    Days(date(2013, 9, 2)),
    answer_days,
    (
        Example(_given(3), date(2021, 6, 4)),
        Example(_given(3, 2), date(2021, 6, 5)),
        Example(_given(3, 4, 5), date(2021, 6, 6)),
        Example(_given(3, 1, 5), date(2021, 6, 4), note="询问当日和期后停业不计 asked, and after"),
        Example(_given(0), refusal="DAYS_OUT_OF_RANGE"),
    ),
    "停业日与反馈期限",
    "Closing days and deadlines",
    covers=("R-NQ-RESPONSE",),
)
