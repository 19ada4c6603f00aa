"""Clocks are objects handed in at doors; nothing below a door asks the time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""The zone in which the law's days begin and end."""


class Clock(Protocol):
    """Tell the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """Read the machine's clock. Only doors make one."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class DrivenClock:
    """Hold an instant that a rehearsal moves forward by hand."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an instant must carry its time zone")

    def now(self) -> datetime:
        return self.at


def legal_day(at: datetime) -> date:
    """Give the day of law (Asia/Shanghai) on which an aware instant falls.

    >>> legal_day(datetime(2017, 3, 13, 16, 0, tzinfo=UTC))
    datetime.date(2017, 3, 14)
    """
    if at.tzinfo is None:
        raise ValueError("an instant must carry its time zone")
    return at.astimezone(SHANGHAI).date()


def instant(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """Give the instant of a Shanghai wall-clock time on a day of law, in UTC."""
    local = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=SHANGHAI)
    return local.astimezone(UTC)
