"""Officers' cards for tests: pictures that are whole, and cards recorded in order."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.courts.operations import NewCard, register_card
from zhixing.inquiry.cards import picture
from zhixing.platform.principal import Principal

JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc0\x00\x0b\x08\x00\x36\x00\x56\x01\x01\x11\x00\xff\xd9"
)
"""The least that is a JPEG of 86 by 54."""


def png(number: str) -> bytes:
    """Give a whole PNG, another for each number."""
    return picture(number)


def new_card(court_no: int, person: UUID, tail: str, **changes: Any) -> NewCard:
    """Give cards in order, another pair for each ``tail``."""
    terms: dict[str, Any] = {
        "court_no": court_no,
        "person": person,
        "work_no": f"SL{tail}",
        "duty_no": f"SLGW{tail}",
        "work_picture": png(f"work {tail}"),
        "duty_picture": JPEG,
        "valid_from": date(2018, 1, 1),
        "valid_until": date(2028, 1, 1),
        "reported_on": date(2018, 1, 2),
    }
    return NewCard(**{**terms, **changes})


def give_cards(by: Principal, person: UUID, tail: str, on: date, **changes: Any) -> UUID:
    """Record cards that hold, as the court's leader does."""
    return register_card(new_card(by.court_no, person, tail, **changes), on, by=by)
