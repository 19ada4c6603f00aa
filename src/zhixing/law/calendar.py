"""Working days: the calendars the State Council publishes year by year, as data.

A year is a file; loading one more makes answers that were provisional final. In a year
without a notice nothing is guessed: the plain date is given with the notice it lacks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Final

DATA: Final = Path(__file__).parent / "calendar_data"


class DayKind(StrEnum):
    """Say what a day is by the calendar."""

    WORKDAY = "WORKDAY"
    WEEKEND = "WEEKEND"
    HOLIDAY = "HOLIDAY"
    MAKE_UP = "MAKE_UP"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Year:
    """Hold one year: days off with their names, and weekend days worked (调休)."""

    year: int
    notice_zh: str
    notice_en: str
    holidays: Mapping[date, str]
    make_up: frozenset[date]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Hold the years known."""

    years: Mapping[int, Year]

    def kind(self, day: date) -> DayKind:
        """Say what a day is, UNKNOWN in a year whose notice is not loaded."""
        year = self.years.get(day.year)
        if year is None:
            return DayKind.UNKNOWN
        if day in year.holidays:
            return DayKind.HOLIDAY
        if day in year.make_up:
            return DayKind.MAKE_UP
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY

    def is_day_off(self, day: date) -> bool:
        """Say whether a day is known to be a day off."""
        return self.kind(day) in (DayKind.HOLIDAY, DayKind.WEEKEND)

    def with_year(self, year: Year) -> Calendar:
        """Give the calendar with one more year."""
        return Calendar({**self.years, year.year: year})


def read_year(source: Mapping[str, Any]) -> Year:
    """Read a year from its JSON form.

    :raises ValueError: a date lies in another year, or is both off and worked, or a
        make-up day does not fall on a weekend.
    """
    year = int(source["year"])
    holidays = {date.fromisoformat(d): str(n) for d, n in source["holidays"].items()}
    make_up = frozenset(date.fromisoformat(d) for d in source["make_up_workdays"])
    for day in (*holidays, *make_up):
        if day.year != year:
            raise ValueError(f"{day} is not in {year}")
    for day in make_up:
        if day in holidays:
            raise ValueError(f"{day} cannot be off and worked")
        if day.weekday() < 5:
            raise ValueError(f"{day} is no weekend day that could be worked instead")
    return Year(year, source["notice_zh"], source["notice_en"], holidays, make_up)


@cache
def published() -> Calendar:
    """Load the years committed with this library."""
    years: dict[int, Year] = {}
    for path in sorted(DATA.glob("*.json")):
        year = read_year(json.loads(path.read_text(encoding="utf-8")))
        years[year.year] = year
    return Calendar(years)


_in_use: ContextVar[Calendar | None] = ContextVar("calendar", default=None)


def calendar() -> Calendar:
    """Give the calendar in use: the published one unless ``use`` chose another."""
    return _in_use.get() or published()


@contextmanager
def use(chosen: Calendar) -> Iterator[None]:
    """Use another calendar inside the block, as when one more year was loaded."""
    token = _in_use.set(chosen)
    try:
        yield
    finally:
        _in_use.reset(token)


def notice_name_zh(year: int) -> str:
    """Name the notice that fixes the days off of a year."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def next_day(day: date, days: int = 1) -> date:
    """Give the day that many days later."""
    return day + timedelta(days=days)
