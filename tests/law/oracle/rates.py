"""Loan rates, typed anew from the published tables: per cent a year, by first day in force."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

TIERS = ("6m", "1y", "3y", "5y", "over_5y")

_BENCHMARK = """
2002-02-21 5.04 5.31 5.49 5.58 5.76
2004-10-29 5.22 5.58 5.76 5.85 6.12
2006-04-28 5.40 5.85 6.03 6.12 6.39
2006-08-19 5.58 6.12 6.30 6.48 6.84
2007-03-18 5.67 6.39 6.57 6.75 7.11
2007-05-19 5.85 6.57 6.75 6.93 7.20
2007-07-21 6.03 6.84 7.02 7.20 7.38
2007-08-22 6.21 7.02 7.20 7.38 7.56
2007-09-15 6.48 7.29 7.47 7.65 7.83
2007-12-21 6.57 7.47 7.56 7.74 7.83
2008-09-16 6.21 7.20 7.29 7.56 7.74
2008-10-09 6.12 6.93 7.02 7.29 7.47
2008-10-30 6.03 6.66 6.75 7.02 7.20
2008-11-27 5.04 5.58 5.67 5.94 6.12
2008-12-23 4.86 5.31 5.40 5.76 5.94
2010-10-20 5.10 5.56 5.60 5.96 6.14
2010-12-26 5.35 5.81 5.85 6.22 6.40
2011-02-09 5.60 6.06 6.10 6.45 6.60
2011-04-06 5.85 6.31 6.40 6.65 6.80
2011-07-07 6.10 6.56 6.65 6.90 7.05
2012-06-08 5.85 6.31 6.40 6.65 6.80
2012-07-06 5.60 6.00 6.15 6.40 6.55
2014-11-22 5.60 5.60 6.00 6.00 6.15
2015-03-01 5.35 5.35 5.75 5.75 5.90
2015-05-11 5.10 5.10 5.50 5.50 5.65
2015-06-28 4.85 4.85 5.25 5.25 5.40
2015-08-26 4.60 4.60 5.00 5.00 5.15
2015-10-24 4.35 4.35 4.75 4.75 4.90
"""
_LPR = """
2019-08-20 4.25 4.85
2019-09-20 4.20 4.85
2019-11-20 4.15 4.80
2020-02-20 4.05 4.75
2020-04-20 3.85 4.65
2021-12-20 3.80 4.65
2022-01-20 3.70 4.60
2022-05-20 3.70 4.45
2022-08-22 3.65 4.30
2023-06-20 3.55 4.20
2023-08-21 3.45 4.20
2024-02-20 3.45 3.95
2024-07-22 3.35 3.85
2024-10-21 3.10 3.60
2025-05-20 3.00 3.50
"""


def _hundredths(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole) * 100 + int(part)


def _read(table: str) -> tuple[list[date], list[list[int]]]:
    rows = [line.split() for line in table.split("\n") if line]
    days = [date.fromisoformat(row[0]) for row in rows]
    return days, [[_hundredths(cell) for cell in row[1:]] for row in rows]


_BENCHMARK_DAYS, _BENCHMARK_ROWS = _read(_BENCHMARK)
_LPR_DAYS, _LPR_ROWS = _read(_LPR)


def benchmark_on(day: date, tier: str) -> int:
    """Give the benchmark loan rate in hundredths of a per cent a year."""
    row = bisect_right(_BENCHMARK_DAYS, day) - 1
    return _BENCHMARK_ROWS[row][TIERS.index(tier)]


def lpr_on(day: date, tier: str) -> int:
    """Give the LPR in hundredths of a per cent a year."""
    row = bisect_right(_LPR_DAYS, day) - 1
    return _LPR_ROWS[row][1 if tier == "over_5y" else 0]
