"""Gives out case numbers (案号): serials under lock, never twice, in the order of intake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import connection

from zhixing.cases import models
from zhixing.courts.queries import make_case_number
from zhixing.kernel.case_number import CaseNumber, LegacyCaseNumber

FIRST_ENFORCEMENT = "执"
"""The type code of a first enforcement case (首次执行案件)."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """Hold a number given out, in parts and as printed."""

    year: int
    type_code: str
    serial: int
    text: str


def take_numbers(court_no: int, year: int, type_code: str, count: int) -> Iterator[Numbered]:
    """Give out the next ``count`` numbers of a court, year and type code.

    The row of the series stays locked until the transaction ends, so a number is
    used or the next one takes it. Before 2016 the court's own pattern is followed.

    :raises Refusal: the court has no case-number code, or no pattern for the year.
    """
    first = make_case_number(court_no, year=year, type_code=type_code, serial=1)
    last = _advance(court_no, year, type_code, count)
    return (
        Numbered(year, type_code, serial, _text(first, serial))
        for serial in range(last - count + 1, last + 1)
    )


def _text(pattern: CaseNumber | LegacyCaseNumber, serial: int) -> str:
    return str(replace(pattern, serial=serial))


_LOCK = """
/* lock_serial: the series begins with its first number */
INSERT INTO cases_serial (court_no, year, type_code, serial) VALUES (%s, %s, %s, %s)
ON CONFLICT (court_no, year, type_code)
DO UPDATE SET serial = cases_serial.serial + excluded.serial
RETURNING serial
"""


def _advance(court_no: int, year: int, type_code: str, count: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [court_no, year, type_code, count])
        last: int = cursor.fetchone()[0]
        return last


def latest_serial(court_no: int, year: int, type_code: str) -> int:
    """Give the latest serial given out in a series, 0 if none was."""
    row = models.CaseSerial.objects.filter(
        court_no=court_no, year=year, type_code=type_code
    ).first()
    return 0 if row is None else row.serial
