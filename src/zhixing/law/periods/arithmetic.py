"""Plain arithmetic of legal days: adding months, rolling off days off, working days."""

from __future__ import annotations

import calendar as gregorian
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from zhixing.law.calendar import DayKind, calendar

ONE: Final = timedelta(days=1)
WEEK: Final = 5
"""Working days of a week in a year whose notice is not known."""


class Unit(StrEnum):
    """Name the unit in which a period is counted."""

    DAY = "DAY"
    WORKING_DAY = "WORKING_DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


def add_months(day: date, months: int) -> date:
    """Give the day of the same number months later, else that month's last day.

    >>> add_months(date(2015, 10, 9), 6), add_months(date(2016, 1, 31), 1)
    (datetime.date(2016, 4, 9), datetime.date(2016, 2, 29))
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = gregorian.monthrange(year, month0 + 1)[1]
    return date(year, month0 + 1, min(day.day, last))


def plain_end(start_on: date, amount: int, unit: Unit) -> tuple[date, tuple[int, ...]]:
    """Give the last day of a period whose starting day is not counted, before rolling.

    The second value names calendar years that working days needed and were not known;
    in those Monday to Friday count.
    """
    if amount < 0:
        raise ValueError("a period cannot be negative")
    match unit:
        case Unit.DAY:
            return start_on + timedelta(days=amount), ()
        case Unit.MONTH:
            return add_months(start_on, amount), ()
        case Unit.YEAR:
            return add_months(start_on, amount * 12), ()
        case Unit.WORKING_DAY:
            return _working_end(start_on, amount)


def _working_end(start_on: date, amount: int) -> tuple[date, tuple[int, ...]]:
    day, left, unknown = start_on, amount, set[int]()
    known = calendar()
    latest = max(known.years, default=0)
    while left > 0:
        if day.year > latest and left > WEEK:
            weeks = (left - 1) // WEEK
            unknown.add(day.year)
            day += timedelta(weeks=weeks)
            left -= weeks * WEEK
        day += ONE
        kind = known.kind(day)
        if kind is DayKind.UNKNOWN:
            unknown.add(day.year)
        if kind in (DayKind.WORKDAY, DayKind.MAKE_UP) or (
            kind is DayKind.UNKNOWN and day.weekday() < 5
        ):
            left -= 1
    return day, tuple(sorted(unknown))


def roll(day: date) -> tuple[date, int | None]:
    """Move a last day off days off; the second value is the year whose notice is missing.

    When a notice is missing the plain day is given back unmoved.

    >>> roll(date(2016, 4, 9))
    (datetime.date(2016, 4, 11), None)
    >>> roll(date(2031, 1, 1))
    (datetime.date(2031, 1, 1), 2031)
    """
    rolled = day
    while calendar().is_day_off(rolled):
        rolled += ONE
    if calendar().kind(rolled) is DayKind.UNKNOWN:
        return day, rolled.year
    return rolled, None
