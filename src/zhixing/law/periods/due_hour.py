"""When a period of hours ends (以时计算的期间).

The starting hour is not counted: hours run from the next full hour.

计算以小时计的期间何时届满。开始的那一小时不计入，自下一个整点起算；恰在整点开始的，
自该小时结束时起算。
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.finding import Finding
from zhixing.kernel.ranges import Days
from zhixing.law.instruments import cite
from zhixing.law.periods.due_date import refuse_negative
from zhixing.law.rule import Example, Reasons, Rule, answers

BASIS = (("CPL", "85"), ("CPL-INT", "125"))


@answers("PERIOD_DUE_HOURS")
def period_due_hours(*, on: date, start_at: datetime, hours: int) -> Finding[datetime]:
    """Find the instant at which a period of hours ends."""
    refuse_negative(hours, "hours")
    if start_at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    start_at = start_at.astimezone(SHANGHAI)
    why = Reasons(on)
    from_at = start_at.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    due_at = from_at + timedelta(hours=hours)
    why.step(
        f"自次时{from_at:%Y-%m-%d %H:%M}起算{hours}小时。",
        f"{hours} hours run from the next hour, {from_at:%Y-%m-%d %H:%M}.",
        cite("CPL-INT", 125, on=on) if on >= date(2015, 2, 4) else cite("CPL", 85, on=on),
    )
    return why.finding(
        due_at, f"届满于{due_at:%Y-%m-%d %H:%M}。", f"The period ends at {due_at:%Y-%m-%d %H:%M}."
    )


RULE = Rule(
    "PERIOD_DUE_HOURS",
    BASIS,
    Days(date(2008, 4, 1)),
    period_due_hours,
    (
        Example(
            {
                "on": date(2017, 3, 14),
                "start_at": datetime(2017, 3, 14, 9, 20, tzinfo=SHANGHAI),
                "hours": 24,
            },
            datetime.fromisoformat("2017-03-15T10:00:00+08:00"),
            note="9时20分起，自10时计 from ten o’clock",
        ),
        Example(
            {
                "on": date(2017, 3, 14),
                "start_at": datetime(2017, 3, 14, 9, 0, tzinfo=SHANGHAI),
                "hours": 8,
            },
            datetime.fromisoformat("2017-03-14T18:00:00+08:00"),
            note="整点开始，该时不计 the hour that begins is not counted",
        ),
        Example(
            {
                "on": date(2016, 2, 29),
                "start_at": datetime(2016, 2, 29, 23, 20, tzinfo=SHANGHAI),
                "hours": 24,
            },
            datetime.fromisoformat("2016-03-02T00:00:00+08:00"),
            note="月末跨日 across the end of a month",
        ),
        Example(
            {
                "on": date(2017, 3, 14),
                "start_at": datetime(2017, 3, 14, 9, 0, tzinfo=SHANGHAI),
                "hours": -1,
            },
            refusal="NEGATIVE_PERIOD",
        ),
    ),
    "以时计算的期间",
    "A period of hours",
    covers=("R-TIME-COUNT",),
)
