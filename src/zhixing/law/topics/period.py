"""The end of a period (期间届满) in hours, days, working days, months or years."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, cast

from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.periods.administrative import period_due_administrative
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.periods.due_date import Due, period_due
from zhixing.law.periods.due_hour import period_due_hours
from zhixing.law.periods.in_time import document_in_time
from zhixing.law.periods.restore import period_restore
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Between, Example, Topic


class PeriodUnit(StrEnum):
    """Name the unit a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


class PeriodLaw(StrEnum):
    """Name the law a period is counted by.

    Procedure rolls off days off. The Administrative Enforcement Law counts ten days or
    less in working days. A term of substance (a freeze, a listing) never rolls.
    """

    PROCEDURE = "procedure"
    ADMINISTRATIVE_ENFORCEMENT = "administrative_enforcement"
    SUBSTANCE = "substance"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRequest:
    """Ask when a period ends: from a day, or with hours from an instant.

    ``posted_on`` asks whether a document posted that day is in time, ``obstacle_ended_on``
    until when a missed period can be asked for back.
    """

    length: Annotated[int, Between(0, 100_000)]
    unit: PeriodUnit
    event_on: date | None = None
    event_at: datetime | None = None
    law: PeriodLaw = PeriodLaw.PROCEDURE
    posted_on: date | None = None
    obstacle_ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PeriodResult:
    """Hold the last day, or the last instant, and whether a calendar is missing.

    ``plain_on`` is the last day before rolling.
    """

    due_on: date | None
    due_at: datetime | None
    provisional: bool
    plain_on: date | None = None
    in_time: bool | None = None
    restore_by: date | None = None


class PeriodAskedWrongly(Refusal):
    """Say that day and instant do not go with the unit, or that the end lies too far off."""


def _one_of_them(request: PeriodRequest) -> PeriodAskedWrongly | None:
    wants_instant = request.unit is PeriodUnit.HOUR
    if wants_instant:
        for name in ("posted_on", "obstacle_ended_on"):
            if getattr(request, name) is not None:
                return _not_with_hours(name)
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


def _not_with_hours(name: str) -> PeriodAskedWrongly:
    return PeriodAskedWrongly(
        "NOT_WITH_UNIT",
        message_zh=f"{name}：以时计算的期间不适用此项。",
        message_en=f"{name}: does not go with a period of hours.",
        field=name,
    )


def answer(request: PeriodRequest) -> Answer:
    """Find when the period ends."""
    if (wrong := _one_of_them(request)) is not None:
        raise wrong
    if request.event_at is not None:
        on = request.event_at.date()
        with blame("event_at"):
            hours = period_due_hours(on=on, start_at=request.event_at, hours=request.length)
        return Answer(PeriodResult(None, hours.value, hours.is_provisional), hours)
    with blame("event_on" if request.law is PeriodLaw.ADMINISTRATIVE_ENFORCEMENT else "length"):
        days = _days(request)
    result = PeriodResult(
        days.value.due_on, None, days.is_provisional, plain_on=days.value.plain_on
    )
    return _afterwards(request, result, days)


def _days(request: PeriodRequest) -> Finding[Due]:
    event_on = cast(date, request.event_on)
    unit = Unit[request.unit.name]
    if request.law is PeriodLaw.ADMINISTRATIVE_ENFORCEMENT:
        return period_due_administrative(
            on=event_on, start_on=event_on, amount=request.length, unit=unit
        )
    return period_due(
        on=event_on,
        start_on=event_on,
        amount=request.length,
        unit=unit,
        rolls=request.law is PeriodLaw.PROCEDURE,
    )


def _afterwards(request: PeriodRequest, result: PeriodResult, days: Finding[Due]) -> Answer:
    due_on = days.value.due_on
    finding: Finding[Any] = days
    if request.posted_on is not None:
        posted = document_in_time(on=due_on, due_on=due_on, posted_on=request.posted_on)
        result = replace(result, in_time=posted.value)
        finding = _joined(finding, posted)
    if request.obstacle_ended_on is not None:
        with blame("obstacle_ended_on"):
            restored = period_restore(
                on=due_on, expired_on=due_on, obstacle_ended_on=request.obstacle_ended_on
            )
        result = replace(
            result,
            restore_by=restored.value.ask_by,
            provisional=result.provisional or restored.is_provisional,
        )
        finding = _joined(finding, restored)
    return Answer(result, finding)


def _joined(first: Finding[Any], second: Finding[Any]) -> Finding[Any]:
    return replace(
        first,
        conclusion_zh=first.conclusion_zh + second.conclusion_zh,
        conclusion_en=f"{first.conclusion_en} {second.conclusion_en}",
        steps=first.steps + second.steps,
        marks=first.marks + tuple(m for m in second.marks if m not in first.marks),
    )


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
            {"due_on": "2016-04-11", "plain_on": "2016-04-09", "provisional": False},
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
        Example(
            {
                "event_on": "2017-09-29",
                "length": 5,
                "unit": "day",
                "law": "administrative_enforcement",
            },
            {"due_on": "2017-10-12"},
            note="十日以内按工作日 ten days or less are working days",
        ),
        Example(
            {"event_on": "2016-04-10", "length": 1, "unit": "year", "law": "substance"},
            {"due_on": "2017-04-10", "plain_on": "2017-04-10"},
        ),
        Example(
            {
                "event_on": "2017-03-01",
                "length": 10,
                "unit": "day",
                "posted_on": "2017-03-13",
                "obstacle_ended_on": "2017-04-10",
            },
            {"due_on": "2017-03-13", "in_time": True, "restore_by": "2017-04-20"},
            note="第十日是周六，周一交邮 the tenth day is a Saturday, posted on Monday",
        ),
        Example({"event_on": "2017-03-14", "length": 24, "unit": "hour"}, error="NOT_WITH_UNIT"),
        Example(
            {
                "event_at": "2017-03-14T09:00:00",
                "length": 24,
                "unit": "hour",
                "posted_on": "2017-03-14",
            },
            error="NOT_WITH_UNIT",
        ),
        Example({"length": 3, "unit": "day"}, error="MISSING"),
        Example({"event_on": "2017-03-14", "length": 3, "unit": "week"}, error="NOT_A_CHOICE"),
    ),
    (
        "PERIOD_DUE",
        "PERIOD_DUE_HOURS",
        "PERIOD_DUE_ADMINISTRATIVE",
        "DOCUMENT_IN_TIME",
        "PERIOD_RESTORE",
    ),
)
