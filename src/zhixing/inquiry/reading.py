"""Reads a package of answers into the dockets of one court: decoded once, written set by set.

Queries that found nothing were closed as their word came in (``nil.py``). Plain hits, which are
most of the rest, are read a hundred cases at a time: things, acts and states each with a few
statements. Everything else is read one by one, exactly as an answer that came alone; what the
docket refuses becomes a dead letter and costs no other answer of the package. The sets that the
package completes are recorded last, together.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from zhixing.cases.filing.amending import lock_cases
from zhixing.inquiry import models
from zhixing.inquiry.completion import complete_batches
from zhixing.inquiry.evidence import decode_raw, read_raw
from zhixing.inquiry.hits import Read, close_found
from zhixing.inquiry.interpreting import interpret_feedback, note_problem
from zhixing.inquiry.wire.feedback import Feedback
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import list_profiles
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import Principal

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
    plain = [read for read in found if read.is_plain_hit]
    for start in range(0, len(plain), HITS):
        _some(plain[start : start + HITS], scope, on, by=by)
    for read in found:
        if not read.is_plain_hit:
            _one(read, scope, on, by=by)
    _complete(_COMPLETE, {"court": court_no, "message": message}, scope, on, by=by)


def interpret_waiting(court_no: int, on: date, *, by: Principal) -> bool:
    """Read answers of one court that came alone and wait, and record the sets complete now.

    What was controlled is read first: an excess is to be proposed for release within a minute.
    Answers with a problem wait for somebody's hand. May be ended anywhere and begun again;
    says whether more may wait than were read.
    """
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        found = _waiting(court_no)
    plain = [read for read in found if read.is_plain_hit]
    alone = [read for read in found if not read.is_plain_hit]
    controls = [read for read in alone if read.row.kind == Kind.CONTROL.value]
    for read in controls:
        _one(read, scope, on, by=by)
    for start in range(0, len(plain), HITS):
        _some(plain[start : start + HITS], scope, on, by=by)
    for read in alone:
        if read.row.kind != Kind.CONTROL.value:
            _one(read, scope, on, by=by)
    _complete(_COMPLETE_OPEN, {"court": court_no}, scope, on, by=by)
    return len(found) == MOST_WAITING


def _some(some: Sequence[Read], scope: Scope, on: date, *, by: Principal) -> None:
    """Read plain hits together; where the docket refuses one of them, each by itself."""
    try:
        with open_scope(scope):
            close_found(some, on, by=by)
    except Refusal:
        for read in some:
            _one(read, scope, on, by=by)


def _unread(message: UUID, court_no: int) -> list[Read]:
    answers = list(
        models.Answer.objects.filter(
            court_no=court_no, message_id=message, interpreted_at__isnull=True
        ).order_by("received_at", "id")
    )
    if not answers:
        return []
    wanted = [a.request_id for a in answers]
    known = _rows(court_no, wanted)
    profile = next(iter(known.values())).profile
    told = {f.request_no: f for f in decode_raw(read_raw(message), profile).feedbacks}
    return [
        Read(a, known[a.request_id], told[known[a.request_id].external_no])
        for a in answers
        if known[a.request_id].external_no in told
    ]


def _waiting(court_no: int) -> list[Read]:
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
    rows = _rows(court_no, [a.request_id for a in answers])
    told: dict[UUID, dict[str, Feedback]] = {}
    found = []
    for answer in answers:
        row = rows[answer.request_id]
        if answer.message_id not in told:
            decoded = decode_raw(read_raw(answer.message_id), row.profile)
            told[answer.message_id] = {f.request_no: f for f in decoded.feedbacks}
        if row.external_no in told[answer.message_id]:
            found.append(Read(answer, row, told[answer.message_id][row.external_no]))
    return found


def _rows(court_no: int, ids: Sequence[UUID]) -> dict[UUID, models.Request]:
    rows = models.Request.objects.filter(court_no=court_no, id__in=ids)
    return {row.id: row for row in rows.defer("body_sealed", "files")}


def _complete(
    question: str, about: dict[str, Any], scope: Scope, on: date, *, by: Principal
) -> None:
    """Record the sets that are complete now; those that still wait cost one look for all."""
    with open_scope(scope), connection.cursor() as cursor:
        cursor.execute(question, about)
        cases: dict[UUID, UUID] = dict(cursor.fetchall())
    batches = sorted(cases, key=lambda batch: (cases[batch], batch))
    for start in range(0, len(batches), SETS):
        some = batches[start : start + SETS]
        with open_scope(scope):
            lock_cases((cases[batch] for batch in some), by)
            complete_batches(some, on, by=by, only_open=True)


_COMPLETE = """
/* complete_sets: the open orders a message speaks of in which nobody owes an answer any more */
SELECT t.batch_id, t.case_id FROM (
  SELECT DISTINCT r.batch_id, r.case_id
  FROM inquiry_answer a
  CROSS JOIN LATERAL (
    SELECT q.batch_id, q.case_id FROM inquiry_request q
    WHERE q.court_no = %(court)s AND q.id = a.request_id AND q.kind = 'QUERY' OFFSET 0) AS r
  WHERE a.message_id = %(message)s AND r.batch_id IS NOT NULL OFFSET 0) AS t
LEFT JOIN LATERAL (
  SELECT true AS owes FROM inquiry_request w
  WHERE w.batch_id = t.batch_id AND w.court_no = %(court)s
    AND w.outcome NOT IN ('FOUND', 'NIL') AND w.state NOT IN ('REISSUED', 'WITHDRAWN')
  LIMIT 1) AS waiting ON true
WHERE waiting.owes IS NULL
  AND (SELECT b.is_open FROM inquiry_batch b WHERE b.id = t.batch_id)
"""


_COMPLETE_OPEN = """
/* complete_sets: the open orders of a court in which nobody owes an answer */
SELECT b.id, b.case_id FROM inquiry_batch b
LEFT JOIN LATERAL (
  SELECT true AS owes FROM inquiry_request w
  WHERE w.batch_id = b.id AND w.court_no = %(court)s
    AND w.outcome NOT IN ('FOUND', 'NIL') AND w.state NOT IN ('REISSUED', 'WITHDRAWN')
  LIMIT 1) AS waiting ON true
WHERE b.court_no = %(court)s AND b.is_open AND waiting.owes IS NULL
"""


def _one(read: Read, scope: Scope, on: date, *, by: Principal) -> None:
    try:
        with open_scope(scope):
            interpret_feedback(read.answer.id, read.row, read.feedback, on, by=by)
    except Refusal as refusal:
        with open_scope(scope):
            note_problem(read.answer.id, refusal, by=by)
