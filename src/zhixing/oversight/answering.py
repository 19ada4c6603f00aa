"""How institutions answer a court: asked, unanswered, late, rejected, reversed, disputed, idle.

Rankings, volumes and hits by tier and by kind, and how many answer sets were whole in three
working days; each figure opens to the requests behind it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import connection

from zhixing.institutions import queries as institutions
from zhixing.institutions.kinds import InstitutionKind, Tier
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ranges import Days
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.oversight.answering_sql import BEHIND, DAYS, FIGURES, IDLE, SETS
from zhixing.oversight.definition import Asked, hundredths_of

IDLE_DAYS: Final = 30
CYCLE_DAYS: Final = 3
"""The working days within which an answer set should be whole."""
FIRST: Final = UUID(int=0)


class Part(StrEnum):
    """Name what is counted of an institution's requests.

    ``RUNNING`` is not answered and not due yet, ``AGAINST`` unanswered, late or upheld in a
    dispute, each request once. ``UNSERVED`` the court has not carried to the window yet: it is
    none of those asked.
    """

    ASKED = "ASKED"
    HIT = "HIT"
    RUNNING = "RUNNING"
    UNANSWERED = "UNANSWERED"
    LATE = "LATE"
    REJECTED = "REJECTED"
    REVERSED = "REVERSED"
    DISPUTED = "DISPUTED"
    UPHELD = "UPHELD"
    AGAINST = "AGAINST"
    UNSERVED = "UNSERVED"


@dataclass(frozen=True, slots=True)
class InstitutionLine:
    """Give how one institution answered within the days, and its rank.

    ``days`` is the median time to answer by the court's calendar, 0 on the same day; ``idle``
    what is controlled there while nothing was done since; ``in_time`` in hundredths of a per cent.
    """

    institution: InstitutionView
    counts: dict[Part, int] = field(default_factory=dict)
    days: int | None = None
    idle: int = 0
    rank: int | None = None

    def of(self, part: Part) -> int:
        """Give one count."""
        return self.counts.get(part, 0)

    @property
    def in_time(self) -> int | None:
        """Give the share answered in time of what can be judged; what still runs cannot.

        An upheld dispute counts as not answered, and a request once whatever speaks against it.
        """
        judged = self.of(Part.ASKED) - self.of(Part.RUNNING)
        return hundredths_of(judged - self.of(Part.AGAINST), judged)


@dataclass(frozen=True, slots=True)
class Behind:
    """Give one request behind a figure."""

    court_no: int
    request: UUID
    case: UUID
    external_no: str
    kind: str
    state: str
    outcome: str
    issued_on: date
    starts_on: date | None
    due_on: date
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class IdleControl:
    """Give one thing controlled at an institution while nothing was done since a day."""

    institution: UUID
    court_no: int
    case: UUID
    asset: UUID
    amount: Fen
    since: date


@dataclass(frozen=True, slots=True)
class Volume:
    """Give how often a tier or a kind was asked and hit; the rate in hundredths of a per cent."""

    code: str
    asked: int
    hits: int

    @property
    def rate(self) -> int | None:
        """Give the share of hits."""
        return hundredths_of(self.hits, self.asked)


@dataclass(frozen=True, slots=True)
class CycleTime:
    """Give how many answer sets of a tier were ordered, whole, and whole within the days."""

    tier: str
    ordered: int
    whole: int
    in_time: int

    @property
    def rate(self) -> int | None:
        """Give the share whole within the days, in hundredths of a per cent."""
        return hundredths_of(self.in_time, self.ordered)


def list_institution_lines(asked: Asked, *, idle_days: int = IDLE_DAYS) -> list[InstitutionLine]:
    """Give how every institution answered, the best first; who owed nothing yet is unranked."""
    counted: dict[UUID, dict[Part, int]] = {}
    for institution, part, count in _rows(FIGURES, asked):
        counted.setdefault(institution, {})[Part(part)] = count
    days = {i: int(median) for i, median in _rows(DAYS, asked)}
    idle: dict[UUID, int] = {}
    for control in list_idle(asked, days=idle_days):
        idle[control.institution] = idle.get(control.institution, 0) + 1
    known = institutions.list_institutions_by_id({*counted, *idle})
    lines = [
        InstitutionLine(known[i], counted.get(i, {}), days.get(i), idle.get(i, 0)) for i in known
    ]
    return _ranked(lines)


def list_behind(
    asked: Asked, institution: UUID, part: Part, *, after: UUID = FIRST, limit: int = 100
) -> list[Behind]:
    """Give the requests behind a figure, a page at a time."""
    more = {"institution": institution, "part": part.value, "after": after, "limit": limit}
    return [Behind(*row) for row in _rows(BEHIND, asked, more)]


def list_idle(
    asked: Asked, *, days: int = IDLE_DAYS, institution: UUID | None = None
) -> list[IdleControl]:
    """Give what is controlled and had no act for more than so many days, the longest idle first."""
    rows = (IdleControl(*row) for row in _rows(IDLE, asked, {"days": days}))
    found = [
        IdleControl(r.institution, r.court_no, r.case, r.asset, Fen(r.amount or ZERO), r.since)
        for r in rows
    ]
    return [r for r in found if institution is None or r.institution == institution]


def volumes_by_tier(lines: Iterable[InstitutionLine]) -> list[Volume]:
    """Sum what was asked and found by national and local tier."""
    return _volumes([(x.institution.tier.value, x) for x in lines], [t.value for t in Tier])


def volumes_by_kind(lines: Iterable[InstitutionLine]) -> list[Volume]:
    """Sum what was asked and found by kind of institution, those never asked left out."""
    kinds = [k.value for k in InstitutionKind]
    found = _volumes([(x.institution.kind.value, x) for x in lines], kinds)
    return [v for v in found if v.asked]


def list_cycle_times(asked: Asked) -> list[CycleTime]:
    """Give by tier how many answer sets were whole within three working days of the order.

    A set that asks both tiers counts in both.
    """
    sums: dict[str, list[int]] = {t.value: [0, 0, 0] for t in Tier}
    due: dict[date, date] = {}
    for tiers, ordered_on, completed_on, count in _rows(SETS, asked):
        if ordered_on not in due:
            due[ordered_on] = period_due(
                on=ordered_on, start_on=ordered_on, amount=CYCLE_DAYS, unit=Unit.WORKING_DAY
            ).value.due_on
        is_whole = completed_on is not None and completed_on <= asked.on
        for tier in json.loads(tiers) if isinstance(tiers, str) else tiers:
            sums[tier][0] += count
            sums[tier][1] += count * is_whole
            sums[tier][2] += count * (is_whole and completed_on <= due[ordered_on])
    return [CycleTime(tier, *s) for tier, s in sums.items()]


def period(first_on: date, last_on: date) -> Days:
    """Give the days from one to another, both counted."""
    return Days.closed(first_on, last_on)


def _volumes(pairs: list[tuple[str, InstitutionLine]], codes: list[str]) -> list[Volume]:
    return [
        Volume(
            code,
            sum(x.of(Part.ASKED) for c, x in pairs if c == code),
            sum(x.of(Part.HIT) for c, x in pairs if c == code),
        )
        for code in codes
    ]


def _ranked(lines: list[InstitutionLine]) -> list[InstitutionLine]:
    rates = [x.in_time for x in lines if x.in_time is not None]
    placed = [
        line
        if line.in_time is None
        else replace(line, rank=1 + sum(r > line.in_time for r in rates))
        for line in lines
    ]
    return sorted(placed, key=lambda x: (x.rank is None, x.rank or 0, x.institution.name))


def _rows(statement: str, asked: Asked, more: dict[str, Any] | None = None) -> list[Any]:
    given: dict[str, Any] = {
        "courts": list(asked.courts),
        "first_on": asked.days.start,
        "end_on": asked.days.end,
        **(more or {}),
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[Any] = cursor.fetchall()
        return found
