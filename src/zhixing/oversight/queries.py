"""Reads of the figures: one reading, the whole board, and the cases behind any part of one."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import (
    Asked,
    Counted,
    CountedPage,
    Indicator,
    Part,
    Reading,
)
from zhixing.oversight.policies import courts_within
from zhixing.oversight.registry import all_indicators, get_indicator
from zhixing.oversight.statements import cases_of, figure_of
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


def _parameters(asked: Asked) -> dict[str, Any]:
    return {
        "courts": list(asked.courts),
        "first_on": asked.days.start,
        "end_on": Days.closed(asked.on, asked.on).end,
        "known_at": asked.known_at or EVER,
    }
