"""How the period for applying runs: obstacles in its last six months, and new beginnings.

Pure counting, without reasons; ``limitation`` tells them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from zhixing.law.filing.limitation_facts import Interrupted, Obstacle, Suspension, Term
from zhixing.law.periods.arithmetic import add_months

ONE: Final = timedelta(days=1)
WINDOW_MONTHS: Final = 6


def end_of(
    start_on: date, term: Term, obstacles: Sequence[Obstacle], suspension: Suspension
) -> date:
    """Give the last day, before rolling, of a period that began after ``start_on``.

    >>> end_of(date(2018, 3, 1), Term(24), (), Suspension.CONTINUE)
    datetime.date(2020, 3, 1)
    >>> held = (Obstacle(date(2020, 2, 1), date(2020, 4, 10)),)
    >>> end_of(date(2018, 3, 1), Term(24), held, Suspension.CONTINUE)
    datetime.date(2020, 5, 10)
    >>> end_of(date(2018, 3, 1), Term(24), held, Suspension.SIX_MONTHS)
    datetime.date(2020, 10, 10)
    """
    end_on = add_months(start_on, term.months)
    for held in merged(obstacles):
        window_on = add_months(end_on, -WINDOW_MONTHS) + ONE
        first, last = max(held.first, window_on, start_on + ONE), held.last
        if first > end_on or last < first:
            continue
        if suspension is Suspension.SIX_MONTHS:
            end_on = max(end_on, add_months(last, WINDOW_MONTHS))
        else:
            end_on += timedelta(days=(last - first).days + 1)
    return end_on


def merged(obstacles: Sequence[Obstacle]) -> tuple[Obstacle, ...]:
    """Join obstacles that overlap or adjoin, so that no day is counted twice."""
    found: list[Obstacle] = []
    for held in sorted(obstacles, key=lambda o: (o.first, o.last)):
        if found and held.first <= found[-1].last + ONE:
            found[-1] = Obstacle(found[-1].first, max(found[-1].last, held.last))
        else:
            found.append(held)
    return tuple(found)


def run(
    start_on: date,
    term: Term,
    interruptions: Sequence[Interrupted],
    obstacles: Sequence[Obstacle],
    suspension: Suspension,
) -> tuple[date, tuple[Interrupted, ...]]:
    """Give the last day before rolling, and the interruptions that took effect.

    An interruption counts only while the period runs: from its start to its end. A
    period that has lapsed is not revived.
    """
    begin_on, effective = start_on, []
    for event in sorted(interruptions, key=lambda i: (i.on, i.restart_on)):
        if start_on <= event.on <= end_of(begin_on, term, obstacles, suspension):
            begin_on = max(begin_on, event.restart_on)
            effective.append(event)
    return end_of(begin_on, term, obstacles, suspension), tuple(effective)
