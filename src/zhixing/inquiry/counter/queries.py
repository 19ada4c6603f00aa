"""Reads of the counter route: tasks, their papers and readings, and how long either road takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from zhixing.inquiry import messages, models
from zhixing.inquiry.answer_time import STARTS_ON
from zhixing.inquiry.counter.keyed import Difference, compare
from zhixing.inquiry.counter.keyed_exchange import is_exchange
from zhixing.inquiry.counter.receipts import latest_keyings, open_keying
from zhixing.inquiry.counter.tasks_of import requests_of
from zhixing.inquiry.states import STUCK
from zhixing.inquiry.wire.model import CNY, ControlLine, Kind, Measure
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.kinds import InstitutionKind
from zhixing.institutions.queries import get_institution, list_windows
from zhixing.institutions.records import WindowView
from zhixing.kernel.fen import Fen
from zhixing.platform.files.store import get, get_ref


@dataclass(frozen=True, slots=True)
class ScanView:
    """Show a picture of a receipt."""

    id: UUID
    name: str
    media_type: str
    sha256: str
    size: int
    taken_at: datetime


@dataclass(frozen=True, slots=True)
class ItemView:
    """Show one request of a task, and how far its receipt is read.

    ``differences`` are shown when two people have keyed; ``mine`` is filled for whoever asks.
    ``foreign`` is what is to be exchanged of ``currency``, None of everything else.
    """

    request: UUID
    party: UUID
    external_no: str
    measure: str
    amount: Fen | None
    until: date | None
    outcome: str
    is_entered: bool
    keyed_by: tuple[tuple[UUID, str], ...]
    differences: tuple[Difference, ...]
    currency: str = CNY
    foreign: Fen | None = None


@dataclass(frozen=True, slots=True)
class WindowTaskView:
    """Show a window task."""

    id: UUID
    court_no: int
    case: UUID
    institution: UUID
    institution_name: str
    institution_name_en: str
    kind: str
    reference: str
    state: str
    opened_on: date
    due_on: date
    first_officer: UUID | None
    second_officer: UUID | None
    visit_on: date | None
    bundle_pages: int
    bundle_sha256: str
    printed_at: datetime | None
    served_at: datetime | None
    received_by: str
    receipt_on: date | None
    ended_on: date | None
    result: str
    reason: str

    def is_overdue(self, on: date) -> bool:
        """Say whether its day has passed and it is not ended."""
        return self.ended_on is None and self.due_on < on


@dataclass(frozen=True, slots=True)
class WindowTaskDetail:
    """Show a window task with its window, its requests and its pictures."""

    task: WindowTaskView
    window: WindowView | None
    items: tuple[ItemView, ...]
    scans: tuple[ScanView, ...]


@dataclass(frozen=True, slots=True)
class CycleTime:
    """Compare how long institutions of a kind take: days to answer, by either road.

    Days to answer are counted as everywhere (``answer_time``), so at a window from service;
    ``to_service`` are the court's own days before that, ``unserved`` what it still has to carry.
    ``median`` and ``slowest_tenth`` (the ninth decile, both by the nearest rank) count whole
    days; None without answers.
    """

    kind: InstitutionKind
    asked: str
    by_hand: bool
    requests: int
    answered: int
    median: int | None
    slowest_tenth: int | None
    to_service: int | None
    unserved: int = 0


def list_window_tasks(
    court_no: int, *, open_only: bool = False, case: UUID | None = None, limit: int = 200
) -> list[WindowTaskView]:
    """List a court's window tasks, those due first on top, ended ones after them."""
    rows = models.WindowTask.objects.filter(court_no=court_no)
    if open_only:
        rows = rows.exclude(state="ENDED")
    if case is not None:
        rows = rows.filter(case_id=case)
    found = rows.order_by("ended_on", "due_on", "id")
    waiting = list(found.filter(ended_on__isnull=True)[:limit])
    ended = list(rows.filter(ended_on__isnull=False).order_by("-ended_on", "-id")[:limit])
    return [_view(row) for row in (*waiting, *ended)][:limit]


def get_window_task(court_no: int, task: UUID) -> WindowTaskDetail:
    """Give a window task with everything that hangs on it."""
    row = models.WindowTask.objects.get(court_no=court_no, id=task)
    scans = models.WindowScan.objects.filter(court_no=court_no, task_id=task).order_by("id")
    return WindowTaskDetail(
        _view(row),
        list_windows([row.institution_id]).get(row.institution_id),
        tuple(_item(request) for request in requests_of(row)),
        tuple(ScanView(s.id, s.name, s.media_type, s.sha256, s.size, s.taken_at) for s in scans),
    )


def get_bundle_pdf(court_no: int, task: UUID) -> bytes:
    """Give the sealed bundle of a task.

    :raises ObjectDoesNotExist: it was not printed.
    """
    row = models.WindowTask.objects.get(court_no=court_no, id=task, bundle_file__isnull=False)
    return get(get_ref(court_no, _must(row.bundle_file)))


def get_scan(court_no: int, scan: UUID) -> tuple[bytes, str]:
    """Give a picture of a receipt with its kind."""
    row = models.WindowScan.objects.get(court_no=court_no, id=scan)
    return get(get_ref(court_no, row.file_id)), row.media_type


def list_divertible(court_no: int, *, limit: int = 100) -> list[tuple[UUID, UUID, UUID, str]]:
    """List stuck requests whose institution has a window: request, case, institution, why."""
    windows = set(list_windows())
    rows = models.Request.objects.filter(
        court_no=court_no, state__in=[s.value for s in STUCK], institution_id__in=windows
    )
    found = rows.order_by("due_on", "id")[:limit]
    return [
        (row.id, row.case_id, row.institution_id, row.reason)
        for row in found
        if not get_profile(row.profile).is_by_hand
    ]


def compare_cycle_times(court_no: int, since: date, until: date) -> list[CycleTime]:
    """Compare windows with wires: requests issued in ``[since, until)``, by kind of unit.

    Days are those of the court's calendar. Requests given up or issued again do not count.
    """
    with connection.cursor() as cursor:
        cursor.execute(_CYCLES, {"court": court_no, "since": since, "until": until})
        rows = cursor.fetchall()
    merged: dict[tuple[InstitutionKind, str, bool], list[_Counted]] = {}
    for institution, asked, by_hand, *counted in rows:
        kind = get_institution(institution).kind
        merged.setdefault((kind, asked, by_hand), []).append(_Counted(*counted))
    return [_cycle(key, found) for key, found in sorted(merged.items(), key=lambda x: str(x[0]))]


@dataclass(frozen=True, slots=True)
class _Counted:
    count: int
    answered: int | None
    served: int | None
    is_unserved: bool


_CYCLES = f"""
/* compare_cycle_times: days from service to answer and to service, counted by institution */
WITH timed AS (
  SELECT r.*, {STARTS_ON} AS starts_on, r.profile = 'COUNTER' AS by_hand FROM inquiry_request r
   WHERE r.court_no = %(court)s AND r.issued_on >= %(since)s AND r.issued_on < %(until)s
)
SELECT r.institution_id, r.kind, r.by_hand, count(*),
       CASE WHEN r.answered_on >= r.starts_on THEN r.answered_on - r.starts_on END AS answered,
       CASE WHEN r.by_hand THEN r.starts_on - r.issued_on END AS served,
       r.starts_on IS NULL AND r.answered_on IS NULL AS is_unserved
FROM timed r
WHERE r.state NOT IN ('DRAFT', 'WITHDRAWN', 'REISSUED', 'QUARANTINED')
GROUP BY 1, 2, 3, 5, 6, 7
"""


def _cycle(
    key: tuple[InstitutionKind, str, bool],
    found: Sequence[_Counted],
) -> CycleTime:
    answered = [c.answered for c in found if c.answered is not None for _ in range(c.count)]
    served = [c.served for c in found if c.served is not None for _ in range(c.count)]
    return CycleTime(
        *key,
        sum(c.count for c in found),
        len(answered),
        _decile(answered, 5),
        _decile(answered, 9),
        _decile(served, 5),
        sum(c.count for c in found if c.is_unserved),
    )


def _decile(days: list[int], tenth: int) -> int | None:
    """Give a decile of days by the nearest rank, None without any.

    >>> _decile([0, 1, 3], 5), _decile([1, 2, 9, 4], 9), _decile([], 5)
    (1, 9, None)
    """
    return sorted(days)[-(-len(days) * tenth // 10) - 1] if days else None


def _must(value: UUID | None) -> UUID:
    if value is None:
        raise LookupError("no file")
    return value


def _item(row: models.Request) -> ItemView:
    line = None
    if row.kind == Kind.CONTROL.value:
        line = models.Line.objects.get(court_no=row.court_no, request_id=row.id)
    keyings = latest_keyings(row.court_no, row.id)
    differences: tuple[Difference, ...] = ()
    if len(keyings) > 1:
        differences = compare(open_keying(keyings[0]), open_keying(keyings[-1]))
    answered = models.Answer.objects.filter(court_no=row.court_no, request_id=row.id).exists()
    asked = None if line is None or line.measure != Measure.TRANSFER.value else _exchange(row)
    return ItemView(
        row.id,
        row.party_id,
        row.external_no,
        "" if line is None else line.measure,
        None if line is None else Fen(line.amount_fen),
        None if line is None else line.until_on,
        row.outcome,
        answered,
        tuple((k.person, k.person_name) for k in keyings),
        differences,
        asked.currency if asked is not None else CNY,
        None if asked is None else asked.amount,
    )


def _exchange(row: models.Request) -> ControlLine | None:
    """Give what is to be exchanged, of a request for that alone."""
    message = messages.open_bare(row)
    return message.lines[0] if is_exchange(message) else None


def _view(row: models.WindowTask) -> WindowTaskView:
    institution = get_institution(row.institution_id)
    return WindowTaskView(
        row.id,
        row.court_no,
        row.case_id,
        row.institution_id,
        institution.name,
        institution.name_en,
        row.kind,
        row.reference,
        row.state,
        row.opened_on,
        row.due_on,
        row.first_officer,
        row.second_officer,
        row.visit_on,
        row.bundle_pages,
        row.bundle_sha256,
        row.printed_at,
        row.served_at,
        row.received_by,
        row.receipt_on,
        row.ended_on,
        row.result,
        row.reason,
    )
