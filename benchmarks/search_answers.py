"""Invents answers of a registry: own things, namesakes', numberless ones, numbers of 15 digits."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

from zhixing.inquiry import models
from zhixing.inquiry.wire.model import IdType, Subject
from zhixing.inquiry.wire.real_estate import Estate, Holder, RightFound, RightKind
from zhixing.kernel.identity import resident_check

NAME = "示例乙"


def answer(chance: random.Random, n: int) -> tuple[Estate, Subject, Any, set[str]]:
    """Give an answer, whom it is about, the request, and the units that are the debtor's own."""
    number = person_number(n)
    subject = Subject(NAME, IdType.RESIDENT_ID, number)
    row = models.Request(
        id=UUID(int=4 * n + 1), party_id=UUID(int=4 * n + 2), institution_id=UUID(int=4 * n + 3)
    )
    rights, own = [], set()
    for place in range(chance.randrange(0, 4)):
        unit = f"{n:08d}{place:02d}"
        told, is_own = _told(chance, number, n + place)
        rights.append(_right(unit, told))
        if is_own:
            own.add(unit)
    return Estate(rights=tuple(rights)), subject, row, own


def person_number(n: int) -> str:
    """Give an invented resident number that passes its check."""
    body = f"500119{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
    return body + resident_check(body)


def _told(chance: random.Random, number: str, n: int) -> tuple[str, bool]:
    """Give the number a registry tells: the debtor's, in one of its forms, or another's."""
    form = chance.randrange(6)
    old = number[:6] + number[8:17]
    if form == 0:
        return number, True
    if form == 1:
        return number.lower(), True
    if form == 2:
        return f" {number[:6]}-{number[6:14]}-{number[14:]} ", True
    if form == 3 and number[6:8] == "19":
        return old, True
    if form == 4:
        return "", False
    return person_number(n + 7 + chance.randrange(900)), False


def _right(unit: str, number: str) -> RightFound:
    holder = Holder(NAME, id_no=number)
    return RightFound(
        RightKind.BUILDING,
        unit,
        "示例路1号",
        None,
        "住宅",
        "",
        "",
        None,
        None,
        "",
        "",
        "",
        holders=(holder,),
    )
