"""What delay costs on one fen of debt, under each of the texts since 1992.

Before 18 May 2009 twice the highest bank loan rate of the period (known at second hand);
after that day and until 31 July 2014 twice the benchmark loan rate; since 1 August 2014
0.0175 % a day. Days are counted from the first day of delay; before August 2014 the benchmark is
that of a loan as long as the delay, or, by another convention, of six months to one year.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import lcm
from typing import Final

from zhixing.kernel.ranges import Days
from zhixing.law.interest.daycount import YearDays
from zhixing.law.interest.meter import Meter, Rate, Stretch, resting, table, yearly
from zhixing.law.interest.terms import BENCHMARKS, Tenor
from zhixing.law.periods.arithmetic import add_months

EXTRA: Final = "interest.extra_rate"
MULTIPLIER: Final = "interest.old_multiplier"
NEW_ON: Final = date(2014, 8, 1)
NEW: Final = NEW_ON.toordinal()
REPLY: Final = date(2009, 5, 18).toordinal()
_MONTHS: Final = ((Tenor.M6, 6), (Tenor.Y1, 12), (Tenor.Y3, 36), (Tenor.Y5, 60))


class Tier(StrEnum):
    """Name which benchmark is meant by the loan rate of the period."""

    BY_LENGTH = "BY_LENGTH"
    SIX_MONTHS_TO_ONE_YEAR = "SIX_MONTHS_TO_ONE_YEAR"


def tenor_of(start: int, end: int) -> Tenor:
    """Name the length of a loan that runs over these days."""
    first, last = date.fromordinal(start), date.fromordinal(end)
    return next((t for t, n in _MONTHS if last <= add_months(first, n)), Tenor.OVER_Y5)


@dataclass(slots=True)
class Rates:
    """Keep the meters of one question, so that every convention shares them.

    ``until`` is the last ordinal any day of delay can reach; ``excluded`` do not count
    since August 2014. A debt in foreign currency has no benchmark before that.
    """

    since: int
    until: int
    excluded: tuple[Days, ...] = ()
    is_foreign: bool = False
    _new: Meter | None = None
    _old: dict[tuple[Tenor, int], Meter] = field(default_factory=dict)

    def new(self) -> Meter:
        """Give the meter since 1 August 2014."""
        if self._new is None:
            end = max(self.until, NEW)
            self._new = Meter(
                tuple(resting(yearly(EXTRA, NEW, end, year_days=None), self.excluded))
            )
        return self._new

    def old(self, tenor: Tenor, year_days: YearDays) -> Meter:
        """Give the meter before 1 August 2014 of a length of loan."""
        key = (tenor, year_days.days)
        if key not in self._old:
            start = min(self.since, NEW)
            self._old[key] = Meter(tuple(_doubled(tenor, start, year_days, self.is_foreign)))
        return self._old[key]


def _doubled(tenor: Tenor, start: int, year_days: YearDays, is_foreign: bool) -> Iterable[Stretch]:
    if is_foreign:
        yield Stretch(start, NEW, None)
        return
    multipliers = table(MULTIPLIER)
    for stretch in yearly(BENCHMARKS[tenor], start, NEW, year_days=year_days.days):
        day = stretch.start
        for first, until, row in multipliers:
            begin, end = max(first, day), min(until, stretch.end)
            if begin >= end:
                continue
            if begin > day:
                yield Stretch(day, begin, None)
            yield Stretch(begin, end, _times(stretch.rate, row.number))
            day = end
        if day < stretch.end:
            yield Stretch(day, stretch.end, None)


def _times(rate: Rate | None, times: Fraction) -> Rate | None:
    if rate is None:
        return None
    return Rate(rate.number, rate.year_days, times, rate.parameter, rate.row)


@dataclass(slots=True)
class Delay:
    """Read what delay costs under one set of conventions."""

    rates: Rates
    tier: Tier
    year_days: YearDays
    scale: int = 1
    _known: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        scales = [self.rates.new().scale]
        if self.rates.since < NEW:
            scales += [self.rates.old(t, self.year_days).scale for t in self._tenors()]
        self.scale = lcm(*scales)

    def _tenors(self) -> tuple[Tenor, ...]:
        return tuple(Tenor) if self.tier is Tier.BY_LENGTH else (Tenor.Y1,)

    def meter(self, start: int, end: int) -> Meter:
        """Give the old meter for a debt late from a day until another, at most July 2014."""
        by_length = self.tier is Tier.BY_LENGTH
        return self.rates.old(tenor_of(start, end) if by_length else Tenor.Y1, self.year_days)

    def on_one_fen(self, start: int, end: int) -> tuple[int, int]:
        """Give what one fen bears in all, and what of it before August 2014, scaled."""
        key = (start, end)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._reckon(start, end)
        return found

    def _reckon(self, start: int, end: int) -> tuple[int, int]:
        if end <= start:
            return 0, 0
        old = new = 0
        if start < NEW:
            stop = min(end, NEW)
            meter = self.meter(start, stop)
            old = (meter.at(stop) - meter.at(start)) * (self.scale // meter.scale)
        if end > NEW:
            meter = self.rates.new()
            new = (meter.at(end) - meter.at(max(start, NEW))) * (self.scale // meter.scale)
        return old + new, old
