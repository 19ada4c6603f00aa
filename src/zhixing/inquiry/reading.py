"""Reads a package of answers into the dockets of one court: decoded once, written set by set.

Queries that found nothing were closed as their word came in (``nil.py``). Plain hits, which are
most of the rest, are read a hundred cases at a time: things, acts and states each with a few
statements. Everything else is read one by one, exactly as an answer that came alone, and what was
answered to one request in the order it came. What cannot be read, for whatever reason, becomes a
dead letter and costs no other answer. The sets that are complete are recorded last, together.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from zhixing.cases.filing.amending import lock_cases
from zhixing.inquiry import models
from zhixing.inquiry.account_register import holds_accounts
from zhixing.inquiry.completion import complete_batches, list_due, mark_due
from zhixing.inquiry.evidence import Told, read_told
from zhixing.inquiry.hits import Read, close_found
from zhixing.inquiry.interpreting import interpret_told, note_problem
from zhixing.inquiry.problems import WRONG_KIND
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import list_profiles
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.sparing import Spared
from zhixing.platform.principal import Principal

log = logging.getLogger("zhixing.inquiry")
HITS: Final = 100
"""How many plain hits are read in one transaction; their debtors and cases are locked the while."""
MOST_WAITING: Final = 150
"""How many answers that came alone one job reads; a freeze told meanwhile is read by the next."""
SETS: Final = 200
"""How many complete sets are recorded in one transaction."""


def interpret_message(message: UUID, court_no: int, on: date, *, by: Principal) -> None:
    """Read every answer of one message to one court; those already read change nothing.

    Opens a transaction for each part, so that it may be ended anywhere and begun again.
    """
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        found = _unread(message, court_no)
        plain, alone = _sort(found.reads, court_no)
    _note_broken(found, scope, by)
    for start in range(0, len(plain), HITS):
        _some(plain[start : start + HITS], scope, on, by=by)
    for read in alone:
        _one(read, scope, on, by=by)
    with open_scope(scope):
        spoken_of = _orders_of(message, court_no)
    _complete(spoken_of, scope, on, by=by)


def interpret_waiting(court_no: int, on: date, *, by: Principal) -> bool:
    """Read answers of one court that came alone and wait, and record the sets that are due.

    What was controlled is read first: an excess is to be proposed for release within a minute.
    Answers with a problem wait for somebody's hand. May be ended anywhere and begun again;
    says whether more may wait than were read.
    """
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        found = _waiting(court_no)
        plain, alone = _sort(found.reads, court_no)
    _note_broken(found, scope, by)
    controls = [read for read in alone if read.row.kind == Kind.CONTROL.value]
    for read in controls:
        _one(read, scope, on, by=by)
    for start in range(0, len(plain), HITS):
        _some(plain[start : start + HITS], scope, on, by=by)
    for read in alone:
        if read.row.kind != Kind.CONTROL.value:
            _one(read, scope, on, by=by)
    _complete((), scope, on, by=by)
    return found.looked_at == MOST_WAITING


def _some(some: Sequence[Read], scope: Scope, on: date, *, by: Principal) -> None:
    """Read plain hits together; where one of them cannot be read, each by itself.

    Their orders are marked with them: a job that is killed here finds no hit unread when it
    begins again.
    """
    orders = [(by.court_no, r.row.batch_id) for r in some if r.row.batch_id is not None]
    with Spared() as together, open_scope(scope):
        close_found(some, on, by=by)
        mark_due(orders)
    if together.error is not None:
        for read in some:
            _one(read, scope, on, by=by)


@dataclass(slots=True)
class _Found:
    """Hold the answers that wait: what each says, or why its message cannot be read at all."""

    looked_at: int = 0
    reads: list[Read] = field(default_factory=list)
    broken: list[tuple[models.Answer, Spared]] = field(default_factory=list)

    @classmethod
    def of(cls, answers: Sequence[models.Answer], court_no: int) -> _Found:
        """Read the messages that answers came in, each once; a broken one costs no other."""
        found = cls(len(answers))
        rows = _rows(court_no, [a.request_id for a in answers])
        messages: dict[UUID, tuple[dict[str, Told], Spared]] = {}
        for answer in answers:
            row = rows[answer.request_id]
            if answer.message_id not in messages:
                told: dict[str, Told] = {}
                with Spared() as item:
                    told = read_told(answer.message_id, row.profile)
                messages[answer.message_id] = (told, item)
            told, item = messages[answer.message_id]
            said = told.get(row.external_no)
            if said is not None:
                found.reads.append(Read(answer, row, said.feedback, said.losses))
                continue
            if item.error is None:
                with Spared() as item:
                    raise Impossible(f"the message says nothing of request {row.external_no}")
            found.broken.append((answer, item))
        return found


def _note_broken(found: _Found, scope: Scope, by: Principal) -> None:
    for answer, item in found.broken:
        _note(answer, item, scope, by)


def _sort(reads: Sequence[Read], court_no: int) -> tuple[list[Read], list[Read]]:
    """Tell plain hits from the rest; where a request has several answers unread, none is plain."""
    plain = [read for read in reads if read.is_plain_hit]
    told_by = list_institutions_by_id({read.row.institution_id for read in plain})
    plain = [r for r in plain if holds_accounts(told_by[r.row.institution_id].kind)]
    unread = models.Answer.objects.filter(
        request_id__in=[read.row.id for read in plain],
        court_no=court_no,
        interpreted_at__isnull=True,
    ).exclude(problem_code=WRONG_KIND)
    counted = Counter(unread.values_list("request_id", flat=True)) if plain else Counter()
    several = {request for request, count in counted.items() if count > 1}
    plain = [read for read in plain if read.row.id not in several]
    taken = {read.answer.id for read in plain}
    return plain, [read for read in reads if read.answer.id not in taken]


def _unread(message: UUID, court_no: int) -> _Found:
    answers = models.Answer.objects.filter(
        court_no=court_no, message_id=message, interpreted_at__isnull=True
    ).exclude(problem_code=WRONG_KIND)
    return _Found.of(list(answers.order_by("received_at", "id")), court_no)


def _waiting(court_no: int) -> _Found:
    """Give answers of a court that came alone and were not read: about controls, then in order.

    Those that came in packages have jobs of their own, and take no place here.
    """
    asked = models.Request.objects.filter(court_no=court_no, id=OuterRef("request_id"))
    alone = asked.exclude(profile__in=[p.code for p in list_profiles() if p.is_by_packages])
    unread = models.Answer.objects.filter(
        Exists(alone), court_no=court_no, interpreted_at__isnull=True, problem_code=""
    )
    # By what was asked and not by what was said: a refusal of a control, and what was done
    # after it, are read in the order they came.
    is_control = Exists(asked.filter(kind=Kind.CONTROL.value))
    answers = list(unread.order_by(is_control.desc(), "received_at", "id")[:MOST_WAITING])
    return _Found.of(answers, court_no)


def _rows(court_no: int, ids: Sequence[UUID]) -> dict[UUID, models.Request]:
    rows = models.Request.objects.filter(court_no=court_no, id__in=ids)
    return {row.id: row for row in rows.defer("body_sealed", "files")}


def _orders_of(message: UUID, court_no: int) -> set[UUID]:
    """Give the orders to query that a message speaks of."""
    with connection.cursor() as cursor:
        cursor.execute(_ORDERS_OF, {"court": court_no, "message": message})
        return {row[0] for row in cursor.fetchall()}


def _complete(orders: Collection[UUID], scope: Scope, on: date, *, by: Principal) -> None:
    """Record those of some open orders, and of those marked, that are complete now.

    Those that still wait cost one look for all. A set that cannot be recorded costs no other; it
    is tried again with the job.
    """
    with open_scope(scope):
        cases = list_due(by.court_no, orders)
    batches = sorted(cases, key=lambda batch: (cases[batch], batch))
    failed: list[Spared] = []
    for start in range(0, len(batches), SETS):
        some = batches[start : start + SETS]
        with Spared() as together:
            _record_sets(some, cases, scope, on, by)
        if together.error is not None:
            failed += _record_each(some, cases, scope, on, by)
    for item in failed[:1]:
        raise Impossible(f"{len(failed)} sets of answers were not recorded") from item.error


def _record_each(
    some: Sequence[UUID], cases: dict[UUID, UUID], scope: Scope, on: date, by: Principal
) -> list[Spared]:
    failed = []
    for batch in some:
        with Spared() as item:
            _record_sets([batch], cases, scope, on, by)
        if item.error is not None:
            log.error("set %s not recorded: %s", batch, _named(item))
            failed.append(item)
    return failed


def _record_sets(
    some: Sequence[UUID], cases: dict[UUID, UUID], scope: Scope, on: date, by: Principal
) -> None:
    with open_scope(scope):
        lock_cases((cases[batch] for batch in some), by)
        complete_batches(some, on, by=by, only_open=True)


_ORDERS_OF = """
/* orders_of: the orders to query that the answers of a message are to */
SELECT DISTINCT r.batch_id
FROM inquiry_answer a
CROSS JOIN LATERAL (
  SELECT q.batch_id FROM inquiry_request q
  WHERE q.court_no = %(court)s AND q.id = a.request_id AND q.kind = 'QUERY' OFFSET 0) AS r
WHERE a.message_id = %(message)s AND r.batch_id IS NOT NULL
"""


def _one(read: Read, scope: Scope, on: date, *, by: Principal) -> None:
    with Spared() as item, open_scope(scope):
        interpret_told(read.answer.id, read.row, Told(read.feedback, read.losses), on, by=by)
    if item.error is not None:
        _note(read.answer, item, scope, by)


def _note(answer: models.Answer, item: Spared, scope: Scope, by: Principal) -> None:
    """Note why an answer could not be read; what is no refusal is a defect and is logged."""
    if item.error is None:
        return
    if not isinstance(item.error, Refusal):
        about = (answer.id, answer.request_id, _named(item))
        log.error("answer %s to request %s not read: %s", *about)
    with open_scope(scope):
        note_problem(answer.id, item.error, by=by)


def _named(item: Spared) -> str:
    """Name an error by its kind and where it arose; its words may repeat what was told."""
    return f"{type(item.error).__name__} at {item.where}"
