"""Until when a remedy is open, and what comes next (执行救济期限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.law.remedies.clock import remedy_clock
from zhixing.law.remedies.remedy import RemedyKind
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Example, Topic


class LengthUnit(StrEnum):
    """Name the unit of a step's period."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionClockRequest:
    """Ask for the last day of a remedy.

    ``received_on`` is the receipt it counts from, which the finding names: of the ruling,
    decision or notice by the person who seeks the remedy; of the objection or request by
    the court where the kind is one the court decides. ``acted_on``, if given, is examined
    for lateness, and what comes next is counted from it.
    """

    kind: RemedyKind
    received_on: date
    acted_on: date | None = None


@dataclass(frozen=True, slots=True)
class NextAct:
    """Hold what comes next: who, what, within how long, and until when at the latest."""

    by_zh: str
    by_en: str
    act_zh: str
    act_en: str
    length: int | None
    unit: LengthUnit | None
    from_zh: str
    from_en: str
    until: date | None


@dataclass(frozen=True, slots=True)
class ObjectionClockResult:
    """Hold the last day, who acts by it, and what comes next."""

    last_day: date
    by_zh: str
    by_en: str
    act_zh: str
    act_en: str
    next: tuple[NextAct, ...]
    provisional: bool


def answer(request: ObjectionClockRequest) -> Answer:
    """Find the last day."""
    with blame("received_on", of=("PARAMETER_MISSING", "NOT_IN_FORCE")):
        found = remedy_clock(
            on=request.received_on,
            kind=request.kind,
            received_on=request.received_on,
            acted_on=request.acted_on,
        )
    v = found.value
    following = tuple(
        NextAct(
            step.by_zh,
            step.by_en,
            step.act_zh,
            step.act_en,
            step.length,
            LengthUnit(step.unit) if step.unit else None,
            step.from_zh,
            step.from_en,
            step.until,
        )
        for step in v.next
    )
    result = ObjectionClockResult(
        v.last_day, v.by_zh, v.by_en, v.act_zh, v.act_en, following, found.is_provisional
    )
    return Answer(result, found)


TOPIC = Topic(
    "objection-clock",
    "执行救济期限",
    "Time for a remedy",
    ObjectionClockRequest,
    ObjectionClockResult,
    answer,
    (
        Example(
            {"kind": "conduct_review", "received_on": "2018-03-01"},
            {"last_day": "2018-03-12"},
            note="第十日是周日 the tenth day is a Sunday",
        ),
        Example(
            {"kind": "conduct_objection", "received_on": "2018-03-01"},
            {"last_day": "2018-03-16", "by_en": "the executing court"},
        ),
        Example(
            {"kind": "fine_detention_review", "received_on": "2017-03-14"},
            {
                "last_day": "2017-03-17",
                "next": [{"by_en": "the next higher court", "length": 5, "until": "2017-03-22"}],
            },
        ),
        Example(
            {"kind": "distribution_objection", "received_on": "2018-03-01"},
            {"last_day": "2018-03-16", "next": [{"until": "2018-04-02"}, {"until": "2018-04-17"}]},
        ),
        Example(
            {
                "kind": "conduct_review",
                "received_on": "2018-03-01",
                "acted_on": "2018-03-13",
            },
            error="REMEDY_TOO_LATE",
        ),
        Example(
            {"kind": "listing_correction", "received_on": "2017-04-30"}, error="PARAMETER_MISSING"
        ),
        Example({"kind": "appeal", "received_on": "2018-03-01"}, error="NOT_A_CHOICE"),
    ),
    ("REMEDY_CLOCK",),
)
