"""The ten queries after the present procedure was ended (终本后定期查询)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhixing.law.closing.recheck import recheck_schedule
from zhixing.law.topics.topic import Answer, Example, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckRequest:
    """Ask for the queries owed after the ruling of a day."""

    ruled_on: date


@dataclass(frozen=True, slots=True)
class RecheckResult:
    """Hold the last day of each query."""

    dates: tuple[date, ...]


def answer(request: RecheckRequest) -> Answer:
    """Give the last day of each query."""
    found = recheck_schedule(on=request.ruled_on, ruled_on=request.ruled_on)
    return Answer(RecheckResult(found.value), found)


TOPIC = Topic(
    "recheck-schedule",
    "终本后定期查询",
    "Queries after the procedure was ended",
    RecheckRequest,
    RecheckResult,
    answer,
    (
        Example(
            {"ruled_on": "2017-01-31"},
            {
                "dates": [
                    "2017-07-31",
                    "2018-01-31",
                    "2018-07-31",
                    "2019-01-31",
                    "2019-07-31",
                    "2020-01-31",
                    "2020-07-31",
                    "2021-01-31",
                    "2021-07-31",
                    "2022-01-31",
                ]
            },
        ),
        Example({"ruled_on": "2010-01-31"}, error="NOT_IN_FORCE"),
        Example({}, error="MISSING"),
    ),
    ("RECHECK_SCHEDULE",),
)
