"""Counts what each institution was asked and gave: exact, of one court, by kind of debtor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from zhixing.inquiry.search.sql import ARRIVALS, TALLIES, WORTHS
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.fen import ZERO, Fen


@dataclass(frozen=True, slots=True)
class History:
    """Hold the answered requests of an institution, its hits, and what they were worth."""

    asked: int = 0
    hits: int = 0
    worth: Fen = ZERO


def count_history(
    court_no: int, debtor: str, worths: Mapping[PropertyKind, Fen]
) -> dict[UUID, History]:
    """Count by institution what was asked about debtors of a kind and what it found.

    A thing without a told worth counts for what ``worths`` says of its kind, else nothing.
    """
    given: dict[str, int | str] = {"court": court_no, "debtor": debtor}
    with connection.cursor() as cursor:
        cursor.execute(TALLIES, given)
        counted: dict[UUID, tuple[int, int]] = {i: (n, hits) for i, n, hits in cursor.fetchall()}
        cursor.execute(WORTHS, given)
        found: dict[UUID, int] = {}
        for institution, kind, untold, told in cursor.fetchall():
            stated = worths.get(PropertyKind(kind), ZERO) if kind in _KINDS else ZERO
            found[institution] = found.get(institution, 0) + told + untold * int(stated)
    return {i: History(n, hits, Fen(found.get(i, 0))) for i, (n, hits) in counted.items()}


def count_arrivals(court_no: int, on: date) -> tuple[int, int]:
    """Count property that came while standing orders watched, and the days they watched."""
    with connection.cursor() as cursor:
        cursor.execute(ARRIVALS, {"court": court_no, "on": on})
        days, arrivals = cursor.fetchone()
    return int(arrivals), int(days)


_KINDS = frozenset(k.value for k in PropertyKind)
