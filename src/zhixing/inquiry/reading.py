"""Reads a package of answers into the dockets of one court: decoded once, written set by set.

Queries that found nothing are most of any package and record nothing by themselves: they are
closed with two statements for a thousand, and the sets they complete are recorded together.
Everything else is read one by one, exactly as an answer that came alone; what the docket
refuses becomes a dead letter and costs no other answer of the package.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from zhixing.cases.filing.amending import lock_case
from zhixing.inquiry import models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.completion import complete_batches
from zhixing.inquiry.evidence import decode_raw, read_raw
from zhixing.inquiry.interpreting import interpret_feedback, note_problem
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.model import Kind
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import Principal

CHUNK: Final = 1000
"""How many answers that found nothing are closed in one transaction."""
SETS: Final = 100
"""How many complete sets are recorded in one transaction; their cases are locked the while."""


@dataclass(frozen=True, slots=True)
class _Read:
    """Hold an answer not yet read, its request and what the message says of it."""

    answer: models.Answer
    row: models.Request
    feedback: Feedback

    @property
    def is_plain_nil(self) -> bool:
        """Say whether it is the first answer to a query and says that there is nothing."""
        return (
            self.feedback.kind is FeedbackKind.ACCOUNTS
            and self.feedback.no_record
            and self.feedback.is_complete
            and self.row.kind == Kind.QUERY.value
            and self.row.state == State.FED_BACK.value
            and not self.row.outcome
            and not self.answer.is_correction
        )


def interpret_message(message: UUID, court_no: int, on: date, *, by: Principal) -> None:
    """Read every answer of one message to one court; those already read change nothing.

    Opens a transaction for each part, so that it may be ended anywhere and begun again.
    """
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        found = _unread(message, court_no)
    nil = [read for read in found if read.is_plain_nil]
    for start in range(0, len(nil), CHUNK):
        chunk = nil[start : start + CHUNK]
        with open_scope(scope):
            close_nil(chunk, on, by=by)
    _complete(nil, scope, on, by=by)
    for read in found:
        if not read.is_plain_nil:
            _one(read, scope, on, by=by)


def _unread(message: UUID, court_no: int) -> list[_Read]:
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
        _Read(a, known[a.request_id], told[known[a.request_id].external_no])
        for a in answers
        if known[a.request_id].external_no in told
    ]


def _rows(court_no: int, ids: Sequence[UUID]) -> dict[UUID, models.Request]:
    rows = models.Request.objects.filter(court_no=court_no, id__in=ids)
    return {row.id: row for row in rows.defer("body_sealed", "files")}


def close_nil(found: Sequence[_Read], on: date, *, by: Principal) -> None:
    """Close queries that found nothing, and mark their answers as read."""
    ids = [read.row.id for read in found]
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, {"court": by.court_no, "on": on, "ids": ids})
        done = {row[0] for row in cursor.fetchall()}
        answers = [read.answer.id for read in found if read.row.id in done]
        cursor.execute(_READ, {"court": by.court_no, "at": wire_instant(), "ids": answers})


_CLOSE = """
/* close_nil: queries to which the first answer is that there is nothing */
UPDATE inquiry_request SET state = 'CLOSED', outcome = 'NIL', hits = 0, answered_on = %(on)s
WHERE court_no = %(court)s AND id = ANY(%(ids)s) AND state = 'FED_BACK' AND outcome = ''
RETURNING id
"""
_READ = """
/* close_nil: their answers are read */
UPDATE inquiry_answer SET interpreted_at = %(at)s, problem_code = '', problem = '', problem_en = ''
WHERE court_no = %(court)s AND id = ANY(%(ids)s)
"""


def _complete(nil: Iterable[_Read], scope: Scope, on: date, *, by: Principal) -> None:
    cases = {read.row.batch_id: read.row.case_id for read in nil if read.row.batch_id}
    batches = sorted(cases, key=lambda batch: (cases[batch], batch))
    for start in range(0, len(batches), SETS):
        some = batches[start : start + SETS]
        with open_scope(scope):
            for case in sorted({cases[batch] for batch in some}):
                lock_case(case, by)
            complete_batches(some, on, by=by)


def _one(read: _Read, scope: Scope, on: date, *, by: Principal) -> None:
    try:
        with open_scope(scope):
            interpret_feedback(read.answer.id, read.row, read.feedback, on, by=by)
    except Refusal as refusal:
        with open_scope(scope):
            note_problem(read.answer.id, refusal, by=by)
