"""The end of a period (期间届满) in hours, days, working days, months or years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, cast

from zhixing.kernel.refusal import Refusal
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import period_due
from zhixing.law.periods.due_hour import period_due_hours
from zhixing.law.topics.topic import Answer, Between, Example, Topic


class PeriodUnit(StrEnum):
    """Name the unit a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRequest:
    """Ask when a period ends: from a day, or with hours from an instant."""

    length: Annotated[int, Between(0, 100_000)]
    unit: PeriodUnit
    event_on: date | None = None
    event_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """Hold the last day, or the last instant, and whether a calendar is missing."""

    due_on: date | None
    due_at: datetime | None
    provisional: bool


class PeriodAskedWrongly(Refusal):
    """Say that day and instant do not go with the unit, or that the end lies too far off."""


def _one_of_them(request: PeriodRequest) -> PeriodAskedWrongly | None:
    wants_instant = request.unit is PeriodUnit.HOUR
    is_given = (request.event_on is not None, request.event_at is not None)
    if is_given == (not wants_instant, wants_instant):
        return None
    needed, other = ("event_at", "event_on") if wants_instant else ("event_on", "event_at")
    wrong = other if is_given[1 if needed == "event_on" else 0] else needed
    return PeriodAskedWrongly(
        "NOT_WITH_UNIT" if wrong == other else "MISSING",
        message_zh=f"单位为 {request.unit} 时应给出 {needed}，且不得给出 {other}。",
        message_en=f"With the unit {request.unit}, give {needed} and not {other}.",
        field=wrong,
    )


def answer(request: PeriodRequest) -> Answer:
    """Find when the period ends."""
    if (wrong := _one_of_them(request)) is not None:
        raise wrong
    try:
        return _answer(request)
    except (OverflowError, ValueError):
        raise PeriodAskedWrongly(
            "OUT_OF_RANGE",
            message_zh="届满日超出可以计算的年份。",
            message_en="The period ends beyond the years that can be computed.",
            field="length",
        ) from None


def _answer(request: PeriodRequest) -> Answer:
    if request.event_at is not None:
        on = request.event_at.date()
        hours = period_due_hours(on=on, start_at=request.event_at, hours=request.length)
        return Answer(PeriodResult(None, hours.value, hours.is_provisional), hours)
    event_on = cast(date, request.event_on)
    unit = Unit[request.unit.name]
    days = period_due(on=event_on, start_on=event_on, amount=request.length, unit=unit)
    return Answer(PeriodResult(days.value.due_on, None, days.is_provisional), days)


TOPIC = Topic(
    "period",
    "期间届满",
    "End of a period",
    PeriodRequest,
    PeriodResult,
    answer,
    (
        Example(
            {"event_on": "2015-10-09", "length": 6, "unit": "month"},
            {"due_on": "2016-04-11", "provisional": False},
            note="4月9日是周六 9 April is a Saturday",
        ),
        Example(
            {"event_at": "2017-03-14T09:20:00", "length": 24, "unit": "hour"},
            {"due_at": "2017-03-15T10:00:00"},
            note="自次时起算 from the next hour",
        ),
        Example(
            {"event_on": "2030-12-02", "length": 30, "unit": "day"},
            {"due_on": "2031-01-01", "provisional": True},
            note="2031年放假通知未公布 the notice for 2031 is not published",
        ),
        Example({"event_on": "2017-03-14", "length": 24, "unit": "hour"}, error="NOT_WITH_UNIT"),
        Example({"length": 3, "unit": "day"}, error="MISSING"),
        Example({"event_on": "2017-03-14", "length": 3, "unit": "week"}, error="NOT_A_CHOICE"),
    ),
    ("PERIOD_DUE", "PERIOD_DUE_HOURS"),
)
