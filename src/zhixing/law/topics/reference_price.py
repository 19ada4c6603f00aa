"""The mean of an online inquiry and whether it may still be used (财产处置参考价)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from zhixing.kernel.canonical import Json
from zhixing.kernel.fen import Fen
from zhixing.law.pricing.reference_price import NextStep, Objection, Report, reference_price
from zhixing.law.topics.reading import MOST_YUAN
from zhixing.law.topics.topic import KNOWN_ON, Answer, Between, Example, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceGiven:
    """Hold what one platform answered, and how an objection to it stands."""

    amount: Annotated[Fen, Between(0, MOST_YUAN)] | None
    delivered: bool
    objection: Objection = Objection.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferencePriceRequest:
    """Ask for the reference price; no ``notice_on`` says that none was published yet."""

    prices: tuple[PriceGiven, ...]
    valid_until: date
    notice_on: date | None = None
    sale_on: date | None = None
    priced_on: date | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ReferencePriceResult:
    """Hold the price, whether it may be used, until when, and the next step."""

    price: Fen | None
    usable: bool
    usable_until: date
    next_step: NextStep


def answer(request: ReferencePriceRequest) -> Answer:
    """Find the price; asked of the day of the notice where the request names no other."""
    found = reference_price(
        on=request.on or request.notice_on or KNOWN_ON,
        reports=tuple(
            Report(p.amount if p.delivered else None, p.objection) for p in request.prices
        ),
        valid_until=request.valid_until,
        notice_on=request.notice_on,
        sale_on=request.sale_on,
        priced_on=request.priced_on,
    )
    value = found.value
    result = ReferencePriceResult(value.price, value.usable, value.usable_until, value.next_step)
    return Answer(result, found)


_PRICES: list[Json] = [
    {"amount": "1000000.00", "delivered": True},
    {"amount": "1100000.01", "delivered": True},
    {"amount": "9000000.00", "delivered": False},
]

TOPIC = Topic(
    "reference-price",
    "财产处置参考价",
    "Reference price",
    ReferencePriceRequest,
    ReferencePriceResult,
    answer,
    (
        Example(
            {
                "prices": [*_PRICES],
                "valid_until": "2021-03-31",
                "notice_on": "2021-03-31",
                "sale_on": "2021-09-30",
            },
            {"price": "1050000.01", "usable": True, "usable_until": "2021-09-30"},
        ),
        Example(
            {
                "prices": [*_PRICES],
                "valid_until": "2021-03-31",
                "notice_on": "2021-03-31",
                "sale_on": "2021-10-01",
            },
            {"usable": False},
        ),
        Example(
            {
                "prices": [{"amount": None, "delivered": False}],
                "valid_until": "2021-03-31",
                "notice_on": None,
                "sale_on": None,
            },
            {"price": None, "usable": False, "next_step": "appraise"},
        ),
        Example(
            {
                "prices": [*_PRICES],
                "valid_until": "2021-03-31",
                "notice_on": "2021-03-31",
                "sale_on": "2021-03-30",
            },
            error="SALE_BEFORE_NOTICE",
        ),
        Example(
            {"prices": [*_PRICES], "valid_until": "2018-08-31", "notice_on": "2018-08-31"},
            error="NOT_IN_FORCE",
        ),
    ),
    ("REFERENCE_PRICE",),
)
