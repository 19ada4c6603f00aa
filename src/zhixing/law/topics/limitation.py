"""The period for applying for enforcement (申请执行时效)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from zhixing.kernel.refusal import Refusal
from zhixing.law.filing.limitation import application_limitation
from zhixing.law.filing.limitation_facts import (
    InstalmentText,
    Interrupted,
    Interruption,
    LimitationTitle,
    Obstacle,
    Round,
    Suspension,
)
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Example, Most, Topic

KNOWN_SINCE = date(1991, 4, 9)
"""The first day of the oldest text known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InterruptionGiven:
    """Hold what started the period anew; ``until`` is the last day then agreed."""

    on: date
    kind: Interruption
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObstacleGiven:
    """Hold the first and the last day of an obstacle to applying."""

    from_: date
    to: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationOptions:
    """Choose the conventions the law leaves open."""

    instalments: InstalmentText = InstalmentText.BY_APPLICATION
    suspension: Suspension = Suspension.CONTINUE


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitationRequest:
    """Ask until when enforcement could be asked for.

    ``due_on`` are the last days for performance, one for each instalment; the day of the
    breach for a negative duty. Where the title states none, give an empty list and the day
    it took effect, or of an administrative one was served.
    """

    due_on: Annotated[tuple[date, ...], Most(600)]
    applied_on: date
    kind: LimitationTitle
    effective_on: date | None = None
    served_on: date | None = None
    natural_person: bool = True
    application: Round = Round.FIRST
    interruptions: Annotated[tuple[InterruptionGiven, ...], Most(50)] = ()
    obstacles: Annotated[tuple[ObstacleGiven, ...], Most(50)] = ()
    good_cause: bool = False
    options: LimitationOptions = LimitationOptions()


@dataclass(frozen=True, slots=True)
class DoubtOfDay:
    """Hold the earliest and the latest last day over the conventions left open."""

    due_on: date
    low: date
    high: date


@dataclass(frozen=True, slots=True)
class LimitationResult:
    """Hold the last days in the order asked, and what lateness does.

    ``late_if_objected``: the application is late for one instalment at least, which bars
    it if the debtor objects; ``late`` names those instalments.
    """

    last_days: tuple[date, ...]
    filing_accepted: bool
    late_if_objected: bool
    late: tuple[date, ...]
    range: tuple[DoubtOfDay, ...]
    provisional: bool


class LimitationAskedWrongly(Refusal):
    """Say which day does not go with the others."""


def answer(request: LimitationRequest) -> Answer:
    """Find the last days."""
    _check(request)
    administrative = request.kind is LimitationTitle.ADMINISTRATIVE
    with blame("applied_on", of=("PARAMETER_MISSING", "NOT_IN_FORCE")):
        found = application_limitation(
            on=request.applied_on,
            due_on=request.due_on,
            applied_on=request.applied_on,
            kind=request.kind,
            none_stated_from=request.served_on if administrative else request.effective_on,
            natural_person=request.natural_person,
            asked=request.application,
            interruptions=tuple(Interrupted(i.on, i.kind, i.until) for i in request.interruptions),
            obstacles=tuple(Obstacle(o.from_, o.to) for o in request.obstacles),
            good_cause=request.good_cause,
            instalment_text=request.options.instalments,
            suspension=request.options.suspension,
        )
    value = found.value
    return Answer(
        LimitationResult(
            tuple(d.last_day for d in value.last_days),
            value.filing_accepted,
            value.late_if_objected,
            tuple(d.due_on for d in value.last_days if d.is_late),
            tuple(DoubtOfDay(d.due_on, d.low, d.high) for d in value.last_days),
            found.is_provisional,
        ),
        found,
    )


def _check(request: LimitationRequest) -> None:
    for i, due_on in enumerate(request.due_on):
        if due_on < KNOWN_SINCE:
            raise LimitationAskedWrongly(
                "PARAMETER_MISSING",
                message_zh=f"due_on[{i}]：{due_on}早于{KNOWN_SINCE}，当时的期限未收录。",
                message_en=f"due_on[{i}]: {due_on} lies before {KNOWN_SINCE}; the periods of that "
                "time are not known here.",
                field=f"due_on[{i}]",
            )
    for i, held in enumerate(request.obstacles):
        if held.to < held.from_:
            raise _wrong(f"obstacles[{i}].to", "早于开始日", "lies before its first day")
    for i, event in enumerate(request.interruptions):
        if event.until is not None and event.until < event.on:
            raise _wrong(f"interruptions[{i}].until", "早于中断日", "lies before the interruption")


def _wrong(field: str, zh: str, en: str) -> LimitationAskedWrongly:
    said_zh, said_en = f"{field}：{zh}。", f"{field}: {en}."
    return LimitationAskedWrongly("REVERSED", message_zh=said_zh, message_en=said_en, field=field)


TOPIC = Topic(
    "limitation",
    "申请执行时效",
    "Period for applying for enforcement",
    LimitationRequest,
    LimitationResult,
    answer,
    (
        Example(
            {"due_on": ["2016-03-01"], "applied_on": "2018-03-01", "kind": "civil"},
            {"last_days": ["2018-03-01"], "filing_accepted": True, "late_if_objected": False},
        ),
        Example(
            {"due_on": ["2016-03-01"], "applied_on": "2018-03-02", "kind": "civil"},
            {"last_days": ["2018-03-01"], "filing_accepted": True, "late_if_objected": True},
            note="逾期仍应受理 late, and filed all the same",
        ),
        Example(
            {"due_on": ["2019-06-30", "2022-06-30"], "applied_on": "2021-12-31", "kind": "civil"},
            {
                "last_days": ["2021-06-30", "2024-07-01"],
                "late_if_objected": True,
                "late": ["2019-06-30"],
            },
            note="各期分别计算 each instalment by itself",
        ),
        Example(
            {"due_on": ["2019-06-30", "2022-06-30"], "applied_on": "2022-01-01", "kind": "civil"},
            {
                "last_days": ["2024-07-01", "2024-07-01"],
                "late_if_objected": False,
                "range": [
                    {"due_on": "2019-06-30", "low": "2021-06-30", "high": "2024-07-01"},
                    {"due_on": "2022-06-30", "low": "2024-07-01", "high": "2024-07-01"},
                ],
            },
            note="自最后一期计算 from the last instalment",
        ),
        Example(
            {"due_on": ["2018-03-01"], "applied_on": "2020-03-03", "kind": "administrative"},
            {"last_days": ["2020-03-02"], "filing_accepted": False, "late_if_objected": True},
        ),
        Example(
            {"due_on": [], "applied_on": "2020-03-03", "kind": "civil"},
            error="MISSING",
        ),
        Example(
            {
                "due_on": ["2018-03-01"],
                "applied_on": "2020-03-03",
                "kind": "civil",
                "obstacles": [{"from": "2020-02-02", "to": "2020-02-01"}],
            },
            error="REVERSED",
        ),
        Example(
            {"due_on": ["1991-04-08"], "applied_on": "1992-02-07", "kind": "civil"},
            error="PARAMETER_MISSING",
        ),
        Example(
            {"due_on": ["2016-03-01"], "applied_on": "2018-02-07", "kind": "administrative"},
            error="PARAMETER_MISSING",
        ),
    ),
    ("APPLICATION_LIMITATION",),
)
