"""Reads of the figures: one reading, the whole board, and the cases behind any part of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import (
    Asked,
    Counted,
    CountedPage,
    CourtLine,
    Indicator,
    Part,
    Point,
    Reading,
    hundredths_of,
)
from zhixing.oversight.policies import courts_within
from zhixing.oversight.registry import all_indicators, get_indicator
from zhixing.oversight.statements import cases_of, extent_of, figure_of, ids_of, trend_of
from zhixing.platform.principal import Principal

BOARD = (
    "FILED",
    "CLOSED",
    "CLOSING_RATE",
    "RECOVERED",
    "OVERDUE_NODES",
    "MONEY_WAITING",
    "HANDLER_LOAD",
)
"""The figures of the director's board (局长看板), in their order."""
FIRST = UUID(int=0)
EVER = datetime(9999, 1, 1, tzinfo=UTC)


def ask(
    by: Principal,
    days: Days,
    *,
    court_no: int | None = None,
    with_subordinates: bool = True,
    known_at: datetime | None = None,
) -> Asked:
    """Make the question of a principal: one's own court by default, with the courts below.

    :raises Refusal: the post may not see figures, or not those of that court.
    """
    courts = courts_within(by, court_no, with_subordinates=with_subordinates)
    return Asked(tuple(courts), days, known_at)


def year(of: int) -> Days:
    """Give the days of a calendar year."""
    return Days(date(of, 1, 1), date(of + 1, 1, 1))


def list_indicators() -> tuple[Indicator, ...]:
    """Give every indicator, by code."""
    return tuple(found for _, found in sorted(all_indicators().items()))


def get_reading(code: str, asked: Asked) -> Reading:
    """Compute one indicator.

    :raises NoSuchIndicator: no file defines it.
    """
    indicator = get_indicator(code)
    with connection.cursor() as cursor:
        cursor.execute(figure_of(indicator.statement), _parameters(asked))
        parts = tuple(Part(*row) for row in cursor.fetchall())
    above = below = None
    if indicator.ratio is not None:
        above = sum(p.amount for p in parts if p.part in indicator.ratio.above)
        below = sum(p.amount for p in parts if p.part in indicator.ratio.below)
    return Reading(
        code=indicator.code,
        version=indicator.version,
        hash=indicator.hash,
        name_zh=indicator.name_zh,
        name_en=indicator.name_en,
        unit=indicator.unit,
        span=indicator.span,
        asked=asked,
        amount=sum(p.amount for p in parts) if above is None else above,
        above=above,
        below=below,
        parts=parts,
    )


def get_board(asked: Asked) -> tuple[Reading, ...]:
    """Compute the figures of the director's board."""
    return tuple(get_reading(code, asked) for code in BOARD)


def list_counted(
    code: str,
    asked: Asked,
    *,
    part: str = "",
    after: tuple[UUID, str] | None = None,
    limit: int = 50,
) -> CountedPage:
    """Give the cases behind a figure, or behind one part of it, a page at a time.

    :raises NoSuchIndicator: no file defines the indicator.
    """
    indicator = get_indicator(code)
    case, case_part = after or (FIRST, "")
    given = {
        **_parameters(asked),
        "part": part,
        "after_case": case,
        "after_part": case_part,
        "limit": limit + 1,
    }
    with connection.cursor() as cursor:
        cursor.execute(cases_of(indicator.statement), given)
        rows = [Counted(*row) for row in cursor.fetchall()]
    page = tuple(rows[:limit])
    more = len(rows) > limit
    return CountedPage(page, (page[-1].case, page[-1].part) if more else None)


def get_trend(code: str, asked: Asked, *, months: int = 12) -> tuple[Point, ...]:
    """Compute an indicator for each of the months until the last day asked about, oldest first.

    The last month ends on that day.

    :raises NoSuchIndicator: no file defines it.
    """
    indicator = get_indicator(code)
    spans = _months(asked.on, months)
    given: dict[str, Any] = {
        "courts": list(asked.courts),
        "known_at": asked.known_at or EVER,
        "firsts": [first for first, _ in spans],
        "ends": [last + timedelta(days=1) for _, last in spans],
    }
    parts: dict[int, dict[str, int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(trend_of(indicator.statement), given)
        for number, part, amount in cursor.fetchall():
            parts.setdefault(number - 1, {})[part] = amount
    return tuple(
        Point(first, last, _amount_of(indicator, parts.get(n, {})))
        for n, (first, last) in enumerate(spans)
    )


def _months(on: date, count: int) -> list[tuple[date, date]]:
    """Give the first and last day of the months until a day, the last one cut short by it."""
    spans: list[tuple[date, date]] = []
    last = on
    for _ in range(count):
        first = last.replace(day=1)
        spans.append((first, last))
        last = first - timedelta(days=1)
    return spans[::-1]


def _amount_of(indicator: Indicator, parts: dict[str, int]) -> int | None:
    ratio = indicator.ratio
    if ratio is None:
        return sum(parts.values())
    above = sum(parts.get(p, 0) for p in ratio.above)
    return hundredths_of(above, sum(parts.get(p, 0) for p in ratio.below))


def count_cases(code: str, asked: Asked, *, part: str = "") -> int:
    """Count the cases behind a figure, or behind one part of it, each once.

    :raises NoSuchIndicator: no file defines it.
    """
    with connection.cursor() as cursor:
        given = {**_parameters(asked), "part": part}
        cursor.execute(extent_of(get_indicator(code).statement), given)
        found: int = cursor.fetchone()[0]
        return found


def list_case_ids(
    code: str, asked: Asked, *, part: str = "", limit: int = 20_000
) -> tuple[UUID, ...]:
    """Name the cases behind a figure, or behind one part of it, each once, up to a limit.

    :raises NoSuchIndicator: no file defines it.
    """
    with connection.cursor() as cursor:
        given = {**_parameters(asked), "part": part, "limit": limit}
        cursor.execute(ids_of(get_indicator(code).statement), given)
        return tuple(row[0] for row in cursor.fetchall())


def list_court_lines(asked: Asked) -> tuple[CourtLine, ...]:
    """Give each court's cases of the last twelve months and its closing rate of the year, ranked.

    The rank is by closing rate, the highest first; equal rates share a rank, and a court
    without a case to close has none.
    """
    year_before = Asked(asked.courts, Days.closed(_year_back(asked.on), asked.on), asked.known_at)
    filed = {p.court_no: p.amount for p in get_reading("FILED", year_before).parts}
    rates = get_reading("CLOSING_RATE", asked).parts
    sums: dict[int, dict[str, int]] = {}
    for p in rates:
        sums.setdefault(p.court_no, {})[p.part] = p.amount
    lines = []
    for court_no in asked.courts:
        got = sums.get(court_no, {})
        below = got.get("PENDING", 0) + got.get("FILED", 0)
        rate = hundredths_of(got.get("CLOSED", 0), below)
        lines.append(CourtLine(court_no, filed.get(court_no, 0), got.get("CLOSED", 0), below, rate))
    order = sorted({x.rate for x in lines if x.rate is not None}, reverse=True)
    place = {rate: 1 + sum(x.rate is not None and x.rate > rate for x in lines) for rate in order}
    return tuple(replace(x, rank=None if x.rate is None else place[x.rate]) for x in lines)


def _year_back(on: date) -> date:
    """Give the first of the twelve months until a day: the day after the same day a year before."""
    is_leap_day = (on.month, on.day) == (2, 29)
    return date(on.year - 1, on.month, 28 if is_leap_day else on.day) + timedelta(days=1)


def _parameters(asked: Asked) -> dict[str, Any]:
    return {
        "courts": list(asked.courts),
        "first_on": asked.days.start,
        "end_on": Days.closed(asked.on, asked.on).end,
        "known_at": asked.known_at or EVER,
    }
