"""Prices, deposit, notice and second round of an auction (拍卖安排)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final, Literal

from zhixing.kernel.fen import Fen
from zhixing.law.auction.plan import Lot, Way, auction_plan
from zhixing.law.topics.reading import MOST_YUAN
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Topic

_AMOUNT: Final = Between(0, MOST_YUAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuctionPlanRequest:
    """Ask for the frame of a first or second auction.

    The law is that of ``on``, else of the notice, else of the day the first one failed.
    """

    property: Lot
    round: Literal[1, 2]
    appraisal: Annotated[Fen, _AMOUNT] | None = None
    first_start: Annotated[Fen, _AMOUNT] | None = None
    start: Annotated[Fen, _AMOUNT] | None = None
    notice_on: date | None = None
    failed_on: date | None = None
    way: Way | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class AuctionPlanResult:
    """Hold the frame of the auction."""

    earliest_on: date | None
    min_start: Fen
    min_deposit: Fen
    max_deposit: Fen | None
    tell_parties_by: date | None
    second_by: date | None
    way: Way


def answer(request: AuctionPlanRequest) -> Answer:
    """Find the frame."""
    found = auction_plan(
        on=request.on or request.notice_on or request.failed_on or KNOWN_ON,
        lot=request.property,
        auction_round=request.round,
        value=request.appraisal,
        first_start=request.first_start,
        start=request.start,
        notice_on=request.notice_on,
        failed_on=request.failed_on,
        way=request.way,
    )
    plan = found.value
    result = AuctionPlanResult(
        plan.earliest_on,
        plan.min_start,
        plan.min_deposit,
        plan.max_deposit,
        plan.tell_parties_by,
        plan.second_by,
        plan.way,
    )
    return Answer(result, found)


def _ask(kind: str, number: int, **more: Any) -> dict[str, Any]:
    given = {"appraisal": "1000000.00", "first_start": None, "notice_on": None, "failed_on": None}
    return {"property": kind, "round": number, **given, **more}


TOPIC = Topic(
    "auction-plan",
    "拍卖安排",
    "Frame of an auction",
    AuctionPlanRequest,
    AuctionPlanResult,
    answer,
    (
        Example(
            _ask("immovable", 1, notice_on="2021-03-01"),
            {
                "earliest_on": "2021-03-31",
                "min_start": "700000.00",
                "min_deposit": "35000.00",
                "max_deposit": "140000.00",
                "tell_parties_by": "2021-02-26",
                "second_by": None,
            },
        ),
        Example(
            _ask("movable", 2, first_start="700000.01", failed_on="2021-03-01"),
            {"min_start": "560000.01", "second_by": "2021-03-31"},
            note="不足一分进一分 rounded up to the fen",
        ),
        Example(_ask("movable", 2), error="MISSING"),
        Example(_ask("movable", 1, first_start="699999.99"), error="START_TOO_LOW"),
        Example(_ask("movable", 3), error="NOT_A_CHOICE"),
    ),
    ("AUCTION_PLAN",),
)
