"""The time limit of a case (执行期限): by when it must be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated

from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.law.clock.case_clock import Clock, ExcludedRange, Exclusion, case_clock
from zhixing.law.clock.extension import extension_request
from zhixing.law.instruments import NotInForce
from zhixing.law.parameters import ParameterMissing
from zhixing.law.topics.blame import blame
from zhixing.law.topics.topic import Answer, Between, Example, Most, Topic


class ClockKind(StrEnum):
    """Name the kinds of case."""

    PROPERTY = "property"
    NON_LITIGATION = "non_litigation"


class ExclusionReason(StrEnum):
    """Name why days do not count."""

    ANNOUNCEMENT = "announcement"
    APPRAISAL = "appraisal"
    JURISDICTION = "jurisdiction"
    SUSPENSION = "suspension"
    DEFERRAL = "deferral"
    SUPERIOR_DEFERRAL = "superior_deferral"
    AUCTION = "auction"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedGiven:
    """Hold the first and the last day that do not count; null while they still run."""

    from_: date
    to: date | None
    reason: ExclusionReason = ExclusionReason.SUSPENSION


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClockRequest:
    """Ask by when to close a case filed on a day.

    ``extension_months`` are the months the president approved. ``on`` asks how the clock
    stands on a day; without it every excluded day given counts.
    """

    filed_on: date
    kind: ClockKind
    excluded: Annotated[tuple[ExcludedGiven, ...], Most(500)] = ()
    extension_months: Annotated[int, Between(0, 120)] = 0
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockStep:
    """Hold one step of the count in words."""

    text_zh: str
    text_en: str


@dataclass(frozen=True, slots=True)
class CaseClockResult:
    """Hold the last day and how it came about.

    ``plain_on`` is the end with extensions, before excluded days and rolling;
    ``extension_from`` the first day to ask for (more) extension, null where no text says.
    """

    due_on: date
    steps: tuple[ClockStep, ...]
    plain_on: date
    excluded_days: int
    extension_from: date | None
    provisional: bool


class ClockAskedWrongly(Refusal):
    """Say which range does not go with the others."""


def answer(request: CaseClockRequest) -> Answer:
    """Find the last day."""
    excluded = tuple(_range(i, given) for i, given in enumerate(request.excluded))
    if request.on is None and any(given.to is None for given in request.excluded):
        raise _wrong("MISSING", "on", "期间仍在进行时应给出", "is needed while a range is open")
    ends = [given.to for given in request.excluded if given.to is not None]
    on = request.on or max([request.filed_on, *ends])
    with blame("filed_on"):
        found = case_clock(
            on=on,
            filed_on=request.filed_on,
            kind=Clock.PROPERTY if request.kind is ClockKind.PROPERTY else Clock.ADMINISTRATIVE,
            excluded=excluded,
            extension_months=request.extension_months,
        )
    due = found.value
    return Answer(
        CaseClockResult(
            due.due_on,
            tuple(ClockStep(step.text_zh, step.text_en) for step in found.steps),
            due.plain_on,
            due.excluded_days,
            _extension_from(due.due_on),
            found.is_provisional,
        ),
        found,
    )


def _extension_from(due_on: date) -> date | None:
    try:
        return extension_request(on=due_on, due_on=due_on).value.ask_from
    except (ParameterMissing, NotInForce):
        return None


def _range(index: int, given: ExcludedGiven) -> ExcludedRange:
    if given.to is not None and given.to < given.from_:
        raise _wrong("REVERSED", f"excluded[{index}].to", "早于开始日", "lies before its first day")
    end = None if given.to is None else given.to + timedelta(days=1)
    return ExcludedRange(Exclusion[given.reason.name], Days(given.from_, end))


def _wrong(code: str, field: str, zh: str, en: str) -> ClockAskedWrongly:
    said_zh, said_en = f"{field}：{zh}。", f"{field}: {en}."
    return ClockAskedWrongly(code, message_zh=said_zh, message_en=said_en, field=field)


TOPIC = Topic(
    "case-clock",
    "执行期限",
    "Time limit of the case",
    CaseClockRequest,
    CaseClockResult,
    answer,
    (
        Example(
            {"filed_on": "2015-10-09", "kind": "property"},
            {"due_on": "2016-04-11", "plain_on": "2016-04-09", "extension_from": "2016-04-06"},
        ),
        Example(
            {"filed_on": "2015-10-09", "kind": "non_litigation"},
            {"due_on": "2016-01-11"},
            note="1月9日是周六 9 January is a Saturday",
        ),
        Example(
            {
                "filed_on": "2015-10-09",
                "kind": "property",
                "excluded": [
                    {"from": "2016-01-01", "to": "2016-01-31"},
                    {"from": "2016-01-20", "to": "2016-02-10", "reason": "appraisal"},
                ],
                "extension_months": 3,
            },
            {"due_on": "2016-08-19", "plain_on": "2016-07-09", "excluded_days": 41},
            note="重叠只计一次 overlaps count once",
        ),
        Example(
            {"filed_on": "2026-09-30", "kind": "property"},
            {"due_on": "2027-03-30", "provisional": True},
            note="2027年放假通知未公布 the notice for 2027 is not published",
        ),
        Example(
            {
                "filed_on": "2015-10-09",
                "kind": "property",
                "excluded": [{"from": "2016-01-02", "to": "2016-01-01"}],
            },
            error="REVERSED",
        ),
        Example(
            {
                "filed_on": "2015-10-09",
                "kind": "property",
                "excluded": [{"from": "2016-01-02", "to": None}],
            },
            error="MISSING",
        ),
        Example({"filed_on": "1998-07-17", "kind": "property"}, error="PARAMETER_MISSING"),
    ),
    ("CASE_CLOCK", "EXTENSION_REQUEST"),
)
