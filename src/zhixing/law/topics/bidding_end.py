"""When the bidding of an online auction closes (竞价结束时间)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from zhixing.kernel.fen import Fen
from zhixing.law.auction.bidding import Bid, bidding_end
from zhixing.law.topics.reading import MOST_YUAN
from zhixing.law.topics.topic import Answer, Between, Example, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class BidGiven:
    """Hold one bid with its amount; ``rank`` orders holders of pre-emption."""

    at: datetime
    amount: Annotated[Fen, Between(0, MOST_YUAN)] | None = None
    rank: Annotated[int, Between(1, 1000)] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BiddingEndRequest:
    """Ask when bidding closes. A bid is an instant, or an object with its amount."""

    scheduled_end: datetime
    bids: tuple[datetime | BidGiven, ...]
    started_at: datetime | None = None
    start_price: Annotated[Fen, Between(0, MOST_YUAN)] | None = None


@dataclass(frozen=True, slots=True)
class BiddingEndResult:
    """Hold when it closes, how often it was extended, and the highest valid bid."""

    closes_at: datetime
    extensions: int
    highest: Fen | None
    by_priority: bool
    counted: int


def answer(request: BiddingEndRequest) -> Answer:
    """Find when bidding closes."""
    found = bidding_end(
        on=request.scheduled_end.date(),
        scheduled_end=request.scheduled_end,
        bids=tuple(
            Bid(b) if isinstance(b, datetime) else Bid(b.at, b.amount, b.rank) for b in request.bids
        ),
        started_at=request.started_at,
        start_price=request.start_price,
    )
    value = found.value
    result = BiddingEndResult(
        value.closes_at, value.extensions, value.highest, value.by_priority, value.counted
    )
    return Answer(result, found)


def _ask(*bids: Any, **more: Any) -> dict[str, Any]:
    return {"scheduled_end": "2021-03-02T10:00:00", "bids": list(bids), **more}


TOPIC = Topic(
    "bidding-end",
    "竞价结束时间",
    "End of the bidding",
    BiddingEndRequest,
    BiddingEndResult,
    answer,
    (
        Example(_ask(), {"closes_at": "2021-03-02T10:00:00"}),
        Example(
            _ask("2021-03-02T09:58:00", "2021-03-02T10:02:30"),
            {"closes_at": "2021-03-02T10:07:30", "extensions": 2},
        ),
        Example(_ask(started_at="2021-03-01T10:00:01"), error="BIDDING_TOO_SHORT"),
        Example(_ask("10:00"), error="WRONG_TYPE"),
        Example({"scheduled_end": "2016-12-31T10:00:00", "bids": []}, error="NOT_IN_FORCE"),
    ),
    ("BIDDING_END",),
)
