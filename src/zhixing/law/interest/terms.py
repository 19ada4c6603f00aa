"""The terms of ordinary interest: a fixed rate, the benchmark of a tenor, or an LPR.

What an instrument calls the loan rate of the period (同期同类贷款利率) is the benchmark of
the People’s Bank until 19 August 2019 and the LPR from 20 August 2019. The LPR itself
begins on that day; days before it have none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Final

from zhixing.law.instruments import find_citation
from zhixing.law.interest.daycount import YearDays
from zhixing.law.interest.meter import Meter, Rate, Stretch, table, yearly
from zhixing.law.parameters import Parameter, parameter
from zhixing.law.rule import Reasons


class RateKind(StrEnum):
    """Name how the instrument fixes the rate."""

    FIXED = "FIXED"
    LPR = "LPR"
    BENCHMARK = "BENCHMARK"


class Tenor(StrEnum):
    """Name the length of loan whose rate is meant."""

    M6 = "M6"
    Y1 = "Y1"
    Y3 = "Y3"
    Y5 = "Y5"
    OVER_Y5 = "OVER_Y5"


BENCHMARKS: Final = {
    Tenor.M6: "rates.benchmark_6m",
    Tenor.Y1: "rates.benchmark_1y",
    Tenor.Y3: "rates.benchmark_3y",
    Tenor.Y5: "rates.benchmark_5y",
    Tenor.OVER_Y5: "rates.benchmark_over_5y",
}
LPR_1Y: Final = "rates.lpr_1y"
LPR_5Y: Final = "rates.lpr_5y"
LPR_SINCE: Final = date(2019, 8, 20)
TENOR_ZH: Final = {
    Tenor.M6: "六个月以内",
    Tenor.Y1: "六个月至一年",
    Tenor.Y3: "一至三年",
    Tenor.Y5: "三至五年",
    Tenor.OVER_Y5: "五年以上",
}
TENOR_EN: Final = {
    Tenor.M6: "up to six months",
    Tenor.Y1: "six months to one year",
    Tenor.Y3: "one to three years",
    Tenor.Y5: "three to five years",
    Tenor.OVER_Y5: "over five years",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """Hold the method an instrument fixes for ordinary interest, and its first day.

    ``rate`` is per cent a year of a fixed rate. ``fixed_on`` freezes a published rate at
    its value of one day (“四倍于合同成立时的一年期LPR”).
    """

    kind: RateKind
    from_on: date
    rate: Decimal | None = None
    tenor: Tenor = Tenor.Y1
    multiple: Decimal = Decimal(1)
    year_days: YearDays | None = None
    fixed_on: date | None = None


def lpr_of(tenor: Tenor) -> str:
    """Name the LPR that stands for a tenor."""
    return LPR_5Y if tenor is Tenor.OVER_Y5 else LPR_1Y


def published(terms: Terms, on: date) -> Parameter:
    """Fetch the published rate that terms refer to, in force on a day.

    :raises ParameterMissing: none is known for the day.
    """
    is_lpr = terms.kind is RateKind.LPR or on >= LPR_SINCE
    return parameter(lpr_of(terms.tenor) if is_lpr else BENCHMARKS[terms.tenor], on)


def terms_meter(terms: Terms, end: int, year_days: YearDays) -> Meter:
    """Make the meter of terms from their first day until a day."""
    start = terms.from_on.toordinal()
    a_year = (terms.year_days or year_days).days
    times = Fraction(terms.multiple)
    if end <= start:
        return Meter(())
    if terms.kind is RateKind.FIXED:
        return Meter((Stretch(start, end, Rate(Fraction(terms.rate or 0), a_year)),))
    if terms.fixed_on is not None:
        row = published(terms, terms.fixed_on)
        return Meter((Stretch(start, end, Rate(row.number, a_year, times, row.code, row)),))
    return Meter(tuple(_floating(terms, start, end, a_year, times)))


def _floating(terms: Terms, start: int, end: int, a_year: int, times: Fraction) -> list[Stretch]:
    switch = LPR_SINCE.toordinal()
    lpr = lpr_of(terms.tenor)
    if terms.kind is RateKind.LPR:
        return yearly(lpr, start, end, year_days=a_year, times=times)
    found: list[Stretch] = []
    if start < switch:
        until = min(end, switch)
        found = yearly(BENCHMARKS[terms.tenor], start, until, year_days=a_year, times=times)
    if end > switch:
        found += yearly(lpr, max(start, switch), end, year_days=a_year, times=times)
    return found


def table_of(terms: Terms, day: int) -> str:
    """Name the table that gives the rate of a day."""
    if terms.kind is RateKind.LPR or day >= LPR_SINCE.toordinal():
        return lpr_of(terms.tenor)
    return BENCHMARKS[terms.tenor]


def known_until(code: str) -> date:
    """Give the last day for which a table of rates holds a value."""
    return date.fromordinal(table(code)[-1][1] - 1)


def printed(number: Fraction) -> str:
    """Print an exact number with as many decimals as it has.

    >>> printed(Fraction(7, 40000)), printed(Fraction("11.70"))
    ('0.000175', '11.7')
    """
    return f"{(Decimal(number.numerator) / Decimal(number.denominator)).normalize():f}"


def tell_switch(why: Reasons, name: str, terms: Terms, until: date) -> None:
    """Tell that the benchmark gives way to the LPR within the days asked about."""
    floats = terms.kind is RateKind.BENCHMARK and terms.fixed_on is None
    if not floats or until <= LPR_SINCE:
        return
    if terms.tenor in (Tenor.Y3, Tenor.Y5):
        why.mark("doubt:lpr-of-one-to-five-years")
    if terms.from_on >= LPR_SINCE:
        return
    why.mark("memory:switch-to-lpr")
    why.step(
        f"“{name}”按同期贷款利率：2019年8月20日前用贷款基准利率，其后用贷款市场报价利率。",
        f"{name} follows the loan rate of the period: the benchmark until 19 August 2019, the "
        "LPR since.",
        find_citation("PRIVATE-LOAN", 25, on=max(until, date(2020, 8, 20))),
    )
