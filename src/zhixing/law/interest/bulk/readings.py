"""Tables shared by all debts of a portfolio: what one fen bears up to each day.

A table is read from the meter of the rule itself, so that a rate, a change of it or a gap
in it is the same here and there. Where the rate never changes the table is an arithmetic
progression, which takes no room.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhixing.law.interest.bulk.portfolio import FEE_NO_PERIOD, NO_PERIOD, Portfolio, Rests
from zhixing.law.interest.daycount import FirstDay, LastDay, YearDays
from zhixing.law.interest.debt_facts import Conventions, Owed
from zhixing.law.interest.delay import NEW, Rates
from zhixing.law.interest.meter import FAR, Meter
from zhixing.law.interest.terms import Terms, terms_meter
from zhixing.law.periods.arithmetic import roll

COSTS, ORDINARY, PRINCIPAL, EXTRA = range(4)
NUMBERS = {
    Owed.COSTS: COSTS,
    Owed.ORDINARY_INTEREST: ORDINARY,
    Owed.PRINCIPAL: PRINCIPAL,
    Owed.EXTRA_INTEREST: EXTRA,
}


@dataclass(frozen=True, slots=True)
class Readings:
    """Hold the reading of a meter at the beginning of each day since ``zero``."""

    column: Sequence[int]
    zero: int
    scale: int
    unknown: Rests = ()

    def is_unknown(self, start: int, end: int) -> bool:
        """Say whether a day between two days has no known rate."""
        return any(max(start, first) < min(end, last) for first, last in self.unknown)


@dataclass(slots=True)
class Tables:
    """Hold everything that is the same for all debts of a portfolio on a day."""

    on: int
    order: tuple[int, ...]
    first: int
    """Days from the last day to perform to the first day of delay."""
    after: int
    """Days from a payment to the first day that no longer counts."""
    fee_in_base: bool
    delay: Readings
    methods: tuple[Readings | None, ...]
    rolled: dict[int, int] | None

    def starts(self, book: Portfolio, i: int) -> tuple[int, int]:
        """Give the first days of delay of principal and fee; FAR where the fee bears nothing."""
        flags = book.no_period[i]
        start = self._begin(book.due[i], no_period=flags & NO_PERIOD)
        if not self.fee_in_base or not book.fee[i]:
            return start, FAR
        return start, self._begin(book.fee_due[i], no_period=flags & FEE_NO_PERIOD)

    def _begin(self, due: int, *, no_period: int) -> int:
        if self.rolled is None or no_period:
            return due + self.first
        day = self.rolled.get(due)
        if day is None:
            day = self.rolled[due] = roll(date.fromordinal(due))[0].toordinal()
        return day + self.first


def tables_of(book: Portfolio, on: date, conventions: Conventions) -> Tables:
    """Make the tables of a portfolio for a day and a set of conventions."""
    today = on.toordinal()
    since = [today] * len(book.methods)
    for method, day in zip(book.method, book.since, strict=True):
        if day < since[method]:
            since[method] = day
    return Tables(
        today,
        tuple(NUMBERS[kind] for kind in conventions.order),
        1 if conventions.first is FirstDay.AFTER_EXPIRY else 0,
        1 if conventions.last is LastDay.PAYMENT_DAY else 0,
        conventions.case_fee_in_base,
        _delay(today),
        tuple(
            _method(terms, since[n], today, conventions.year_days) if terms else None
            for n, terms in enumerate(book.methods)
        ),
        {} if conventions.roll_performance_period else None,
    )


def _delay(today: int) -> Readings:
    meter = Rates(NEW, today + 1).new()
    return _read(meter, NEW, max(today + 1, NEW))


def _method(terms: Terms, since: int, today: int, year_days: YearDays) -> Readings | None:
    if since >= today:
        return None
    earliest = replace(terms, from_on=date.fromordinal(since))
    return _read(terms_meter(earliest, today, year_days), since, today)


def _read(meter: Meter, first: int, last: int) -> Readings:
    """Read a meter at the beginning of every day from the first to the last."""
    unknown = tuple((s.start, s.end) for s in meter.unknown(first, last))
    slope = meter.at(first + 1) if last > first else 0
    column: Sequence[int]
    if len(meter.stretches) == 1 and slope:
        column = range(0, slope * (last - first) + 1, slope)
    else:
        column = [meter.at(day) for day in range(first, last + 1)]
    return Readings(column, first, meter.scale, unknown)
