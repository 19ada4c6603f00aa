"""Loads the courts, founds rehearsal courts, and drives their clocks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Max

from zhixing.courts.models import Clock, Court
from zhixing.courts.numbering import FIRST_REHEARSAL_NO, CourtRow, Numbered, number_courts
from zhixing.courts.policies import require_system
from zhixing.courts.queries.court import get_court, view_of
from zhixing.courts.records import CourtView
from zhixing.kernel.refusal import Impossible, Refusal

REHEARSAL_MARK = "（演练）"
"""What a rehearsal court's name ends with."""

_LOADED = (
    "last_no",
    "parent_no",
    "name",
    "level",
    "province",
    "case_code",
    "case_code_basis",
    "legacy_patterns",
)


@dataclass(frozen=True, slots=True)
class LoadedCourts:
    """Tell how many courts a list held, and how many were new or changed by loading it."""

    listed: int
    entered: int
    changed: int


def load_courts(rows: Iterable[CourtRow]) -> LoadedCourts:
    """Enter or renew the live courts of a list; loading it again changes nothing.

    :raises Impossible: the list is malformed, or would give a known court another number.
    """
    require_system()
    wanted = [_court_of(n) for n in number_courts(rows)]
    known = {c.code: c for c in Court.objects.filter(is_rehearsal=False)}
    moved = [c.code for c in wanted if c.code in known and known[c.code].court_no != c.court_no]
    gone = sorted(known.keys() - {c.code for c in wanted})
    if moved or gone:
        raise Impossible(
            "numbers are for good, so a court cannot be moved or left out of the list: "
            f"{', '.join((moved + gone)[:5])}"
        )
    entered = [c for c in wanted if c.code not in known]
    changed = [c for c in wanted if c.code in known and _differs(c, known[c.code])]
    Court.objects.bulk_create(
        entered + changed,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["court_no"],
        update_fields=list(_LOADED),
    )
    return LoadedCourts(len(wanted), len(entered), len(changed))


def _court_of(numbered: Numbered) -> Court:
    row = numbered.row
    return Court(
        court_no=numbered.court_no,
        last_no=numbered.last_no,
        parent_no=numbered.parent_no,
        code=row.code,
        name=row.name,
        level=row.level.value,
        province=row.province,
        case_code=row.case_code,
        case_code_basis=row.case_code_basis,
        legacy_patterns=[dataclasses.asdict(p) for p in row.legacy_patterns],
        is_rehearsal=False,
    )


def _differs(one: Court, other: Court) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in _LOADED)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Say what a rehearsal court is modelled on, when it stands, and where.

    ``like`` is the code of the live court it copies. ``room`` is how many numbers it
    takes, itself included: more than one leaves room for courts founded ``below`` it.
    """

    like: str
    at: datetime
    code: str = ""
    name: str = ""
    room: int = 1
    below: int | None = None


def found_rehearsal(rehearsal: Rehearsal) -> CourtView:
    """Found a rehearsal court (演练法院) with its clock, numbered apart from all live courts.

    :raises Refusal: ``COURT_UNKNOWN`` or ``NO_ROOM_BELOW``.
    """
    require_system()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('courts.found_rehearsal'))")
    model = Court.objects.filter(code=rehearsal.like, is_rehearsal=False).first()
    if model is None:
        raise Refusal(
            "COURT_UNKNOWN",
            message_zh=f"没有代码为“{rehearsal.like}”的法院可供仿照。",
            message_en=f"There is no live court {rehearsal.like!r} to copy.",
            remedy_zh="请先载入法院名录，并使用名录中的法院代码。",
            remedy_en="Load the list of courts and use a code from it.",
            field="like",
        )
    court_no = _free_number(rehearsal)
    row = Court.objects.create(
        court_no=court_no,
        last_no=court_no + rehearsal.room - 1,
        parent_no=rehearsal.below,
        code=rehearsal.code or f"R{court_no}",
        name=(rehearsal.name or model.name) + REHEARSAL_MARK,
        level=model.level,
        province=model.province,
        case_code=model.case_code,
        case_code_basis=model.case_code_basis,
        legacy_patterns=model.legacy_patterns,
        is_rehearsal=True,
        like_no=model.court_no,
    )
    Clock.objects.create(court_no=court_no, at=rehearsal.at)
    return view_of(row)


def _free_number(rehearsal: Rehearsal) -> int:
    if rehearsal.below is None:
        rows = Court.objects.filter(is_rehearsal=True)
        latest = rows.aggregate(latest=Max("last_no"))["latest"]
        return FIRST_REHEARSAL_NO if latest is None else int(latest) + 1
    superior = get_court(rehearsal.below)
    rows = Court.objects.filter(court_no__gt=superior.court_no, court_no__lte=superior.last_no)
    latest = rows.aggregate(latest=Max("last_no"))["latest"]
    court_no = superior.court_no + 1 if latest is None else int(latest) + 1
    if not superior.is_rehearsal or court_no + rehearsal.room - 1 > superior.last_no:
        raise Refusal(
            "NO_ROOM_BELOW",
            message_zh=f"{superior.name}之下没有可用的演练法院编号。",
            message_en=f"There is no room for a rehearsal court below {superior.name}.",
            remedy_zh="请设立预留编号更多的上级演练法院。",
            remedy_en="Found a superior rehearsal court with more room.",
            field="below",
        )
    return court_no


def drive_clock(court_no: int, to: datetime) -> datetime:
    """Move a rehearsal court's clock forward to an instant, and give it.

    :raises Refusal: ``CLOCK_IS_LIVE`` or ``CLOCK_GOES_FORWARD``.
    """
    require_system()
    clock = Clock.objects.select_for_update().filter(court_no=court_no).first()
    if clock is None:
        raise Refusal(
            "CLOCK_IS_LIVE",
            message_zh="实际办案法院的时钟不能调整。",
            message_en="The clock of a live court cannot be driven.",
            remedy_zh="请在演练法院中操作。",
            remedy_en="Use a rehearsal court.",
            field="court",
        )
    if to < clock.at:
        raise Refusal(
            "CLOCK_GOES_FORWARD",
            message_zh=f"演练时钟已到{clock.at.isoformat()}，只能向前。",
            message_en=f"The rehearsal clock stands at {clock.at.isoformat()} and only advances.",
            remedy_zh="请给出更晚的时间，或另设演练法院。",
            remedy_en="Give a later instant, or found another rehearsal court.",
            field="to",
        )
    clock.at = to
    clock.save(update_fields=["at"])
    return to


def end_court(court_no: int, on: date) -> None:
    """Record that a court exists no longer from a day on; its rows stay as they are."""
    require_system()
    if not Court.objects.filter(court_no=court_no).update(valid_until=on):
        raise Impossible(f"no court {court_no}")
