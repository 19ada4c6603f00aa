"""Conventions of counting days of delay, which the texts leave open.

The text says only “from the day the period expires” and “to the day of performance”.
The default counts the day after expiry as the first and the day of payment as the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

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
    table: str = ""


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
