"""Sorts applications into good, bad and filed before: the core that one and many share.

Nothing is written here. The court's filing is locked first, so that what is found
known or unknown stays so until the transaction ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.db import connection

from zhixing.cases import models
from zhixing.cases.filing.application import Application
from zhixing.cases.filing.check import check
from zhixing.cases.filing.duplicates import BatchDuplicates, filed_before, list_candidates
from zhixing.cases.filing.outcome import Filed
from zhixing.cases.filing.problem import KeyReused, Problem, Writer
from zhixing.courts.records import CourtView
from zhixing.kernel.finding import Finding

FILING_LOCK: Final = 7101
"""The class of the advisory lock under which a court files."""
KEYS_AT_ONCE: Final = 5000


@dataclass(frozen=True, slots=True)
class Good:
    """Hold an application that can be filed."""

    row: int
    application: Application
    hash: str
    findings: tuple[Finding[object], ...]
    warnings: tuple[Problem, ...]


@dataclass(slots=True)
class Sorted:
    """Hold what became of each application before anything is written."""

    good: list[Good] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    repeats: list[Filed] = field(default_factory=list)
    repeats_in_batch: list[tuple[int, int]] = field(default_factory=list)
    """Rows that repeat an earlier row of the same batch, with that row."""
    reused: list[KeyReused] = field(default_factory=list)


def lock_filing(court_no: int) -> None:
    """Let one transaction at a time file in a court, so that a repeat finds the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* lock_filing */ SELECT pg_advisory_xact_lock(%s, %s)", [FILING_LOCK, court_no]
        )


def sort_applications(
    rows: Sequence[tuple[int, Application]], court: CourtView, on: date
) -> Sorted:
    """Sort applications, each with the row it is named by, under the filing lock."""
    known = _filed_under([a.application_key for _, a in rows], court.court_no)
    candidates = list_candidates([a for _, a in rows])
    batch, seen, out = BatchDuplicates(), dict[str, tuple[int, str]](), Sorted()
    for row, application in rows:
        body = application.hash
        if _is_repeat(row, application.application_key, body, known, seen, out):
            continue
        write = Writer(row, on)
        checked = check(application, court, on, row=row)
        found = [*checked.problems]
        if checked.is_acceptable:
            found += batch.look(application, write)
            found += filed_before(application, candidates, write)
        if any(not p.warning for p in found):
            out.problems += found
            continue
        seen[application.application_key] = (row, body)
        out.good.append(Good(row, application, body, checked.findings, tuple(found)))
    return out


def _is_repeat(
    row: int,
    key: str,
    body: str,
    known: Mapping[str, models.Case],
    seen: Mapping[str, tuple[int, str]],
    out: Sorted,
) -> bool:
    case = known.get(key)
    if case is not None and case.application_hash == body:
        out.repeats.append(Filed(row, case.id, case.number, key, body, is_repeat=True))
        return True
    if case is None and key in seen and seen[key][1] == body:
        out.repeats_in_batch.append((row, seen[key][0]))
        return True
    if case is None and key not in seen:
        return False
    before = case.application_hash if case is not None else seen[key][1]
    refusal = KeyReused.of(key, before, body)
    out.reused.append(refusal)
    out.problems.append(
        Problem(row, "application_key", refusal.code, refusal.message_zh, refusal.message_en)
    )
    return True


def _filed_under(keys: Sequence[str], court_no: int) -> dict[str, models.Case]:
    wanted = sorted({k for k in keys if k})
    found: dict[str, models.Case] = {}
    for start in range(0, len(wanted), KEYS_AT_ONCE):
        cases = models.Case.objects.filter(
            court_no=court_no, application_key__in=wanted[start : start + KEYS_AT_ONCE]
        ).only("id", "number", "application_key", "application_hash")
        found |= {case.application_key: case for case in cases}
    return found
