"""A meter of interest: what one fen bears between two days, exactly, in whole numbers.

Days are ordinals, rates are fractions a day. A meter adds up rate times days from its
first day on, times a ``scale`` that makes every reading a whole number; the interest on a
base between two days is the base times the difference of two readings, over the scale.
Nothing is rounded here. Days without a known rate add nothing and are told by ``unknown``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final

from zhixing.kernel.ranges import Days
from zhixing.law import parameters
from zhixing.law.parameters import Parameter


@dataclass(frozen=True, slots=True)
class Rate:
    """Hold a rate as it is printed: a number a day, or per cent of a year of so many days.

    ``times`` multiplies the figure of the table (two before August 2014, the multiple of
    an LPR). ``parameter`` names the table, ``row`` the value in force.
    """

    number: Fraction
    year_days: int | None = None
    times: Fraction = Fraction(1)
    parameter: str = ""
    row: Parameter | None = None

    @property
    def daily(self) -> Fraction:
        """Give the part of the base that accrues in a day."""
        number = self.number * self.times
        return number if self.year_days is None else number / 100 / self.year_days


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold days (ordinals, the end not included) of one rate; None: no rate is known."""

    start: int
    end: int
    rate: Rate | None

    @property
    def days(self) -> Days:
        """Give the days as a range."""
        return Days(date.fromordinal(self.start), date.fromordinal(self.end))


@dataclass(slots=True)
class Meter:
    """Read what accrued on one fen; stretches adjoin and lie in order."""

    stretches: tuple[Stretch, ...]
    scale: int = 1
    _starts: list[int] = field(init=False)
    _slopes: list[int] = field(init=False)
    _sums: list[int] = field(init=False)
    _read: dict[int, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        rates = [s.rate.daily if s.rate else Fraction(0) for s in self.stretches]
        self.scale = lcm(self.scale, *(r.denominator for r in rates))
        self._starts = [s.start for s in self.stretches]
        self._slopes = [int(r * self.scale) for r in rates]
        self._sums, total = [], 0
        for stretch, slope in zip(self.stretches, self._slopes, strict=True):
            self._sums.append(total)
            total += slope * (stretch.end - stretch.start)

    def at(self, day: int) -> int:
        """Give the reading at the beginning of a day."""
        found = self._read.get(day)
        if found is None:
            found = self._read[day] = self._look(day)
        return found

    def _look(self, day: int) -> int:
        index = bisect_right(self._starts, day) - 1
        if index < 0:
            return 0
        stretch = self.stretches[index]
        return self._sums[index] + self._slopes[index] * (min(day, stretch.end) - stretch.start)

    def pieces(self, start: int, end: int) -> Iterator[Stretch]:
        """Give the stretches between two days, cut to them."""
        for s in self.stretches:
            first, last = max(s.start, start), min(s.end, end)
            if first < last:
                yield Stretch(first, last, s.rate)

    def unknown(self, start: int, end: int) -> tuple[Stretch, ...]:
        """Give the days between two days for which no rate is known."""
        return tuple(s for s in self.pieces(start, end) if s.rate is None)


_tables: Final[dict[str, tuple[tuple[Parameter, ...], tuple[tuple[int, int, Parameter], ...]]]] = {}
FAR: Final = date.max.toordinal()


def table(code: str) -> tuple[tuple[int, int, Parameter], ...]:
    """Give a parameter's dated values with the ordinals of their first day and their end."""
    rows = parameters.history(code)
    known = _tables.get(code)
    if known is None or known[0] is not rows:
        cut = tuple(
            (r.in_force.start.toordinal(), r.in_force.end.toordinal() if r.in_force.end else FAR, r)
            for r in rows
        )
        known = _tables[code] = (rows, cut)
    return known[1]


def yearly(
    code: str, start: int, end: int, *, year_days: int | None, times: Fraction = Fraction(1)
) -> list[Stretch]:
    """Cut the days between two days at the changes of a table, gaps told as such."""
    found: list[Stretch] = []
    day = start
    for first, until, row in table(code):
        if until <= day or first >= end:
            continue
        if first > day:
            found.append(Stretch(day, first, None))
        rate = Rate(row.number, year_days, times, code, row)
        found.append(Stretch(max(first, day), min(until, end), rate))
        day = min(until, end)
    if day < end:
        found.append(Stretch(day, end, None))
    return found


def resting(stretches: Iterable[Stretch], excluded: Iterable[Days]) -> list[Stretch]:
    """Let days that do not count bear nothing; excluded ranges are merged and in order."""
    rests = [(r.start.toordinal(), r.end.toordinal() if r.end else FAR) for r in excluded]
    found: list[Stretch] = []
    for stretch in stretches:
        day = stretch.start
        for start, end in rests:
            first, last = max(start, day), min(end, stretch.end)
            if first >= last:
                continue
            if first > day:
                found.append(Stretch(day, first, stretch.rate))
            found.append(Stretch(first, last, NOTHING))
            day = last
        if day < stretch.end:
            found.append(Stretch(day, stretch.end, stretch.rate))
    return found


NOTHING: Final = Rate(Fraction(0))
"""The rate of days that do not count."""


def rounded(exact: int, scale: int) -> int:
    """Round a reading to whole fen, half up, once.

    >>> rounded(5, 2), rounded(4, 3)
    (3, 1)
    """
    return (2 * exact + scale) // (2 * scale)
