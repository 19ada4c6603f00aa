"""Where the deposit of a buyer who does not pay goes (悔拍)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Final

from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.auction.default import Default, defaulting_bidder
from zhixing.law.auction.plan import Way
from zhixing.law.topics.reading import MOST_YUAN
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Topic

_AMOUNT: Final = Between(0, MOST_YUAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultingBidderRequest:
    """Ask how the deposit is used after the second sale."""

    deposit: Annotated[Fen, _AMOUNT]
    costs: Annotated[Fen, _AMOUNT]
    first_price: Annotated[Fen, _AMOUNT]
    second_price: Annotated[Fen, _AMOUNT]
    debt: Annotated[Fen, _AMOUNT]
    related_debt: Annotated[Fen, _AMOUNT] = ZERO
    way: Way | None = None
    on: date | None = None


def answer(request: DefaultingBidderRequest) -> Answer:
    """Share the deposit out."""
    found = defaulting_bidder(
        on=request.on or KNOWN_ON,
        deposit=request.deposit,
        costs=request.costs,
        first_price=request.first_price,
        second_price=request.second_price,
        debt=request.debt,
        related_debt=request.related_debt,
        way=request.way,
    )
    return Answer(found.value, found)


def _ask(deposit: str, **more: Any) -> dict[str, Any]:
    given = {"costs": "10.00", "first_price": "1000.00", "second_price": "970.00", "debt": "50.00"}
    return {"deposit": deposit, **given, **more}


TOPIC = Topic(
    "defaulting-bidder",
    "悔拍保证金的处理",
    "Deposit of a defaulting buyer",
    DefaultingBidderRequest,
    Default,
    answer,
    (
        Example(
            _ask("100.00"),
            {
                "to_costs": "10.00",
                "to_difference": "30.00",
                "to_debt": "50.00",
                "to_bidder": "0.00",
                "uncovered": "0.00",
            },
        ),
        Example(_ask("30.00"), {"to_difference": "20.00", "uncovered": "10.00"}),
        Example(_ask("100.00", on="2016-12-31"), {"to_debt": "0.00", "to_bidder": "60.00"}),
        Example(_ask("-0.01"), error="OUT_OF_RANGE"),
    ),
    ("DEFAULTING_BIDDER",),
)
