"""Conventions of counting days of delay, which the texts leave open.

The text says only “from the day the period expires” and “to the day of performance”.
The default counts the day after expiry as the first and the day of payment as the last.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days, merge

ONE = timedelta(days=1)


class FirstDay(StrEnum):
    """Name the first day of delay that counts."""

    AFTER_EXPIRY = "AFTER_EXPIRY"
    EXPIRY_DAY = "EXPIRY_DAY"


class LastDay(StrEnum):
    """Name the last day of delay that counts."""

    PAYMENT_DAY = "PAYMENT_DAY"
    DAY_BEFORE = "DAY_BEFORE"


class YearDays(StrEnum):
    """Name the days of a year by which an annual rate is turned into a daily one."""

    D365 = "D365"
    D360 = "D360"

    @property
    def days(self) -> int:
        """Give the number of days."""
        return int(self.value[1:])


@dataclass(frozen=True, slots=True)
class Reduction:
    """Hold an amount by which the base fell through a payment on a day."""

    on: date
    amount: Fen


@dataclass(frozen=True, slots=True)
class Gap:
    """Name days for which no figure can be given, and what is missing."""

    days: Days
    missing_zh: str
    missing_en: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Hold days on which base and rate stayed the same, and what accrued, exactly."""

    days: Days
    base: Fen
    rate: Fraction
    exact: Fraction


def days_of_delay(expiry_on: date, until_on: date, first: FirstDay, last: LastDay) -> Days:
    """Give the days of delay as a range; empty when performed in time."""
    start = expiry_on + ONE if first is FirstDay.AFTER_EXPIRY else expiry_on
    end = until_on + ONE if last is LastDay.PAYMENT_DAY else until_on
    return Days(start, max(start, end))


def base_segments(
    base: Fen, days: Days, reductions: Iterable[Reduction], last: LastDay
) -> tuple[tuple[Days, Fen], ...]:
    """Cut a range where payments lower the base."""
    rows: list[tuple[Days, Fen]] = []
    start, left, end = days.start, base, days.end
    if end is None:
        raise ValueError("days of delay must end")
    for item in sorted(reductions, key=lambda r: r.on):
        cut = item.on + ONE if last is LastDay.PAYMENT_DAY else item.on
        cut = min(max(cut, start), end)
        if cut > start:
            rows.append((Days(start, cut), left))
        start, left = cut, left - item.amount
    if end > start:
        rows.append((Days(start, end), left))
    return tuple((d, b) for d, b in rows if b > 0)


def without(days: Days, excluded: Iterable[Days]) -> tuple[Days, ...]:
    """Give a range less the excluded ones."""
    left: list[Days] = []
    start, end = days.start, days.end
    for item in merge(excluded):
        shared = item.intersect(Days(start, end))
        if shared is None:
            continue
        if shared.start > start:
            left.append(Days(start, shared.start))
        if shared.end is None:
            return tuple(left)
        start = shared.end
    if end is None or start < end:
        left.append(Days(start, end))
    return tuple(left)
