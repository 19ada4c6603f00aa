"""Which of the things a registry answers are the debtor's: by number first, never by name alone.

A registry that is asked about an organisation may answer by name; and two people may bear one
name. What only bears the name is passed over, counted, and enters no register.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zhixing.assets.operations import FoundThing
from zhixing.assets.particulars import Mortgage, Owner, Particulars, Standing
from zhixing.inquiry import models
from zhixing.inquiry.wire.model import Subject
from zhixing.inquiry.wire.real_estate import (
    PRE_NOTICE_CODE,
    RIGHT_CODES,
    Estate,
    Holder,
    PreNotice,
    RightFound,
)

_NOISE = re.compile(r"[\s\-]+")


class SealForm(StrEnum):
    """Name how a sealing stands: in effect, waiting, or on what is not yet the debtor's own."""

    SEALING = "SEALING"
    QUEUED = "QUEUED"
    PRE_SEALING = "PRE_SEALING"
    QUEUED_PRE_SEALING = "QUEUED_PRE_SEALING"


FORM_WORDS = {
    SealForm.SEALING: ("查封", "sealing"),
    SealForm.QUEUED: ("轮候查封", "queued sealing"),
    SealForm.PRE_SEALING: ("预查封", "pre-sealing"),
    SealForm.QUEUED_PRE_SEALING: ("轮候预查封", "queued pre-sealing"),
}


def form_of(rank: int, *, is_pre_notice: bool) -> SealForm:
    """Give the form of a sealing at a rank.

    >>> form_of(2, is_pre_notice=False).value
    'QUEUED'
    """
    if is_pre_notice:
        return SealForm.PRE_SEALING if rank == 1 else SealForm.QUEUED_PRE_SEALING
    return SealForm.SEALING if rank == 1 else SealForm.QUEUED


@dataclass(frozen=True, slots=True)
class SortedEstate:
    """Hold the debtor's things, and how many others were passed over, numberless ones apart."""

    things: tuple[FoundThing, ...]
    passed: int
    without_number: int


def is_same_number(told: str, known: str) -> bool:
    """Say whether two identity numbers are one person's; 15 digits are read in 18.

    >>> is_same_number("110101900101000", "110101199001010006")
    True
    """
    one, other = (_NOISE.sub("", n).upper() for n in (told, known))
    if not one or not other:
        return False
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    return (len(short), len(long)) == (15, 18) and short == long[:6] + long[8:17]


def sort_estate(estate: Estate, subject: Subject, row: models.Request, on: date) -> SortedEstate:
    """Part the things held under the debtor's own number from those of others."""
    things: dict[str, FoundThing] = {}
    passed = without = 0
    rights: list[RightFound | PreNotice] = [*estate.rights, *estate.pre_notices]
    for right in rights:
        mine = next((h for h in right.holders if is_same_number(h.id_no, subject.id_no)), None)
        if mine is None:
            passed += 1
            without += any(not h.id_no.strip() for h in right.holders) or not right.holders
            continue
        if right.number not in things:
            things[right.number] = _thing(right, mine, estate, row, on)
    return SortedEstate(tuple(things.values()), passed, without)


def _thing(
    right: RightFound | PreNotice, mine: Holder, estate: Estate, row: models.Request, on: date
) -> FoundThing:
    unit = right.unit_no
    told = Particulars(
        told_on=on,
        location=right.location,
        right_code=_code(right),
        certificate_no=right.certificate_no,
        office=right.office if isinstance(right, RightFound) else "",
        business_no=right.business_no if isinstance(right, RightFound) else "",
        area="" if right.area is None else f"{right.area}",
        use=right.use,
        share=mine.share,
        is_pre_notice=isinstance(right, PreNotice),
        co_owners=tuple(Owner(h.name, h.share) for h in right.holders if h is not mine),
        mortgages=tuple(
            Mortgage(m.mortgagee, m.secured, m.until_on)
            for m in estate.mortgages
            if unit and m.unit_no == unit
        ),
        sealings=tuple(
            Standing(
                s.authority,
                "" if s.kind is None else s.kind.value,
                s.document_no,
                s.from_on,
                s.until_on,
                s.institution_ref,
            )
            for s in estate.sealings
            if unit and s.unit_no == unit
        ),
    )
    words = [right.location, right.use, f"{right.area}㎡" if right.area is not None else ""]
    return FoundThing(
        row.party_id,
        "REAL_ESTATE",
        right.number,
        row.institution_id,
        label=" ".join(w for w in words if w)[:200],
        particulars=told,
    )


def _code(right: RightFound | PreNotice) -> str:
    return PRE_NOTICE_CODE if isinstance(right, PreNotice) else RIGHT_CODES[right.kind]
