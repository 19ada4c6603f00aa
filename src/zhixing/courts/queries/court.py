"""Courts: who they are, what they number by, and what time it is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q

from zhixing.courts.kinds import CourtLevel
from zhixing.courts.models import Clock as ClockRow
from zhixing.courts.models import Court
from zhixing.courts.records import CourtView
from zhixing.kernel.case_number import FIRST_YEAR, CaseNumber, LegacyCaseNumber, LegacyPattern
from zhixing.kernel.clock import Clock, SystemClock, legal_day
from zhixing.kernel.refusal import Refusal

FIRST_REHEARSAL: Final = 100_000
"""Rehearsal courts are numbered from here on; a constraint of the database holds it."""


def is_rehearsal_number(court_no: int) -> bool:
    """Say whether a number is a rehearsal court's.

    >>> is_rehearsal_number(99_999), is_rehearsal_number(100_000)
    (False, True)
    """
    return court_no >= FIRST_REHEARSAL


def find_court(court_no: int) -> CourtView | None:
    """Find a court by its number."""
    row = Court.objects.filter(court_no=court_no).first()
    return None if row is None else view_of(row)


def get_court(court_no: int) -> CourtView:
    """Get a court by its number.

    :raises Refusal: ``COURT_UNKNOWN``.
    """
    found = find_court(court_no)
    if found is None:
        raise _unknown(str(court_no))
    return found


def find_court_by_code(code: str) -> CourtView | None:
    """Find a court by its code in the list of courts (``M34``), or by a rehearsal's own."""
    row = Court.objects.filter(code=code).first()
    return None if row is None else view_of(row)


def list_courts(
    *, level: CourtLevel | None = None, province: str = "", rehearsal: bool = False
) -> tuple[CourtView, ...]:
    """List live courts, or rehearsal courts, in the order of their numbers."""
    wanted = Q(is_rehearsal=rehearsal)
    if level is not None:
        wanted &= Q(level=level)
    if province:
        wanted &= Q(province=province)
    return tuple(view_of(row) for row in Court.objects.filter(wanted).order_by("court_no"))


def list_subordinates(court_no: int) -> tuple[CourtView, ...]:
    """List the courts below a court, at every level, without the court itself."""
    court = get_court(court_no)
    rows = Court.objects.filter(court_no__gt=court_no, court_no__lte=court.last_no)
    return tuple(view_of(row) for row in rows.order_by("court_no"))


def make_case_number(
    court_no: int, *, year: int, type_code: str, serial: int
) -> CaseNumber | LegacyCaseNumber:
    """Write a case number (案号) of a court: its pattern before 2016, the national form since.

    :raises Refusal: ``COURT_HAS_NO_CASE_CODE`` or ``COURT_HAS_NO_LEGACY_PATTERN``.
    """
    court = get_court(court_no)
    if year >= FIRST_YEAR:
        if not court.can_issue_numbers:
            raise _no_case_code(court)
        return CaseNumber(year, court.case_code, type_code, serial)
    for pattern in court.legacy_patterns:
        if pattern.type_code == type_code and year <= pattern.until_year:
            return LegacyCaseNumber(year, pattern.words, serial, pattern.digits)
    raise _no_pattern(court, year, type_code)


@dataclass(frozen=True, slots=True)
class CourtClock:
    """Tell the time at a rehearsal court from its row; needs an open scope."""

    court_no: int

    def now(self) -> datetime:
        at: datetime = ClockRow.objects.values_list("at", flat=True).get(court_no=self.court_no)
        return at


def clock_for(court_no: int) -> Clock:
    """Give the clock a court lives by: the machine's, or for a rehearsal its own row."""
    if ClockRow.objects.filter(court_no=court_no).exists():
        return CourtClock(court_no)
    return SystemClock()


def get_legal_day(court_no: int, at: datetime) -> date:
    """Get the day of law at a court when it is ``at`` elsewhere: a rehearsal has its own day."""
    driven = ClockRow.objects.filter(court_no=court_no).values_list("at", flat=True).first()
    return legal_day(driven if driven is not None else at)


def view_of(row: Court) -> CourtView:
    """Turn a court's row into what this room gives out."""
    return CourtView(
        court_no=row.court_no,
        last_no=row.last_no,
        parent_no=row.parent_no,
        code=row.code,
        name=row.name,
        level=CourtLevel(row.level),
        province=row.province,
        case_code=row.case_code,
        case_code_basis=row.case_code_basis,
        legacy_patterns=tuple(LegacyPattern(**p) for p in row.legacy_patterns),
        is_rehearsal=row.is_rehearsal,
        like_no=row.like_no,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )


def _unknown(name: str) -> Refusal:
    return Refusal(
        "COURT_UNKNOWN",
        message_zh=f"没有编号或代码为“{name}”的法院。",
        message_en=f"There is no court {name!r}.",
        remedy_zh="请核对法院代码，或先载入法院名录。",
        remedy_en="Check the court's code, or load the list of courts first.",
        field="court",
    )


def _no_case_code(court: CourtView) -> Refusal:
    return Refusal(
        "COURT_HAS_NO_CASE_CODE",
        message_zh=f"{court.name}的法院代字尚未登记，不能编立案号。",
        message_en=f"{court.name} has no case-number code, so it cannot issue numbers.",
        remedy_zh="请在法院名录中补登该院的法院代字后重新载入。",
        remedy_en="Enter the court's code in the list of courts and load it again.",
        field="case_code",
    )


def _no_pattern(court: CourtView, year: int, type_code: str) -> Refusal:
    return Refusal(
        "COURT_HAS_NO_LEGACY_PATTERN",
        message_zh=f"{court.name}{year}年“{type_code}”类案号的格式尚未登记。",
        message_en=f"The pattern of {court.name} for {type_code} numbers of {year} is not known.",
        remedy_zh="请在旧案号格式表中补登该院的格式后重新载入。",
        remedy_en="Enter the court's pattern among the legacy patterns and load them again.",
        field="legacy_patterns",
    )
