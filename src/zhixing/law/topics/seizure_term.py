"""The latest last day of a seizure or freeze and of each renewal (查封、扣押、冻结期限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from zhixing.law.seizure.chain import MOST_RENEWALS, RenewalStart, seizure_terms
from zhixing.law.seizure.term import Asset, EndDay
from zhixing.law.topics.topic import Answer, Between, Example, Most, Topic


class Property(StrEnum):
    """Name the kinds of property by which terms differ."""

    DEPOSIT = "deposit"
    MOVABLE = "movable"
    IMMOVABLE = "immovable"
    OTHER_RIGHT = "other_right"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeizureTermRequest:
    """Ask until when a control may last.

    ``renewals``: a number of renewals made back to back, or the days they were made.
    """

    property: Property
    seized_on: date
    renewals: (
        Annotated[int, Between(0, MOST_RENEWALS)]
        | Annotated[tuple[date, ...], Most(MOST_RENEWALS)]
        | None
    ) = 0
    preservation: bool = False
    end_day: EndDay = EndDay.DAY_BEFORE
    renewal_start: RenewalStart = RenewalStart.AFTER_RUNNING


@dataclass(frozen=True, slots=True)
class SeizureTermResult:
    """Hold the latest end of the present term and of each term, and when to renew."""

    latest_end_on: date
    latest_ends_on: tuple[date, ...]
    propose_on: tuple[date, ...]
    request_by: date | None


def answer(request: SeizureTermRequest) -> Answer:
    """Find the latest last days."""
    given = request.renewals or 0
    found = seizure_terms(
        on=request.seized_on,
        asset=Asset(request.property.value),
        seized_on=request.seized_on,
        renewed_on=given if isinstance(given, tuple) else (),
        renewals=given if isinstance(given, int) else 0,
        is_preservation=request.preservation,
        end_day=request.end_day,
        renewal_start=request.renewal_start,
    )
    terms = found.value
    result = SeizureTermResult(
        terms.latest_end_on, terms.latest_ends_on, terms.propose_on, terms.request_by
    )
    return Answer(result, found)


TOPIC = Topic(
    "seizure-term",
    "查封、扣押、冻结期限",
    "Term of a seizure or freeze",
    SeizureTermRequest,
    SeizureTermResult,
    answer,
    (
        Example(
            {"property": "deposit", "seized_on": "2021-05-06", "renewals": 0},
            {"latest_end_on": "2022-05-05", "latest_ends_on": ["2022-05-05"]},
        ),
        Example(
            {"property": "immovable", "seized_on": "2015-02-03", "renewals": ["2017-01-20"]},
            {"latest_end_on": "2020-02-02", "latest_ends_on": ["2017-02-02", "2020-02-02"]},
            note="首期依旧文本，续行依新文本 the old text first, then the new",
        ),
        Example(
            {"property": "movable", "seized_on": "2020-02-29", "renewals": 1},
            {"latest_ends_on": ["2022-02-28", "2024-02-29"]},
            note="闰日 a leap day",
        ),
        Example(
            {"property": "deposit", "seized_on": "2021-05-06", "renewals": ["2022-05-06"]},
            error="RENEWAL_TOO_LATE",
        ),
        Example(
            {"property": "deposit", "seized_on": "2004-12-31", "renewals": 0},
            error="PARAMETER_MISSING",
        ),
        Example(
            {"property": "deposit", "seized_on": "2021-05-06", "renewals": -1},
            error="OUT_OF_RANGE",
        ),
    ),
    ("SEIZURE_TERMS", "SEIZURE_TERM"),
)
