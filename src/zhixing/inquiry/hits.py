"""Reads plain hits into the dockets together: the first, whole answer to a query, with accounts.

What ``interpreting.py`` does for one answer, written for a hundred: the same locks in the same
order, the same things in the register, the same acts, the same end of the request.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.assets.operations import FoundThing, lock_debtors, record_found_all
from zhixing.cases.filing.amending import lock_cases
from zhixing.inquiry import models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.interpreting import things_of
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.inquiry.wire.model import Kind
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions import queries as institutions
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class Read:
    """Hold an answer not yet read, its request and what the message says of it."""

    answer: models.Answer
    row: models.Request
    feedback: Feedback
    losses: Sequence[Unreadable] = ()
    """What of it could not be read."""

    @property
    def is_plain_hit(self) -> bool:
        """Say whether it is a wire's first answer to a query and says which accounts there are."""
        told = self.feedback
        is_first = (
            self.row.kind == Kind.QUERY.value
            and self.row.state == State.FED_BACK.value
            and not self.row.outcome
            and not self.answer.is_correction
            and not get_profile(self.row.profile).is_by_hand
        )
        is_plain = (
            told.kind is FeedbackKind.ACCOUNTS
            and told.is_complete
            and told.rejection is None
            and not (told.lookup_failed or told.no_record or told.properties or told.estate)
        )
        return is_first and is_plain and bool(told.accounts) and not self.losses


def close_found(found: Sequence[Read], on: date, *, by: Principal) -> None:
    """Enter what queries found, end their requests, and mark their answers as read.

    One that was read meanwhile by another hand is passed over.

    :raises Refusal: the docket does not take one of them; none is read then.
    """
    lock_debtors({read.row.party_id for read in found})
    lock_cases({read.row.case_id for read in found}, by)
    waiting = _lock([read.row.id for read in found], [read.answer.id for read in found], by)
    still = [read for read in found if read.row.id in waiting]
    names = _names(still)
    things: list[tuple[UUID, FoundThing]] = [
        (read.row.case_id, thing)
        for read in still
        for account in read.feedback.accounts
        for thing in things_of(account, read.row, names[read.row.institution_id], on)
    ]
    record_found_all(things, on, by=by)
    _close(still, on, by)


def _names(found: Sequence[Read]) -> dict[UUID, str]:
    wanted = {read.row.institution_id for read in found}
    return {i: institutions.get_institution(i).name for i in wanted}


def _lock(requests: Sequence[UUID], answers: Sequence[UUID], by: Principal) -> set[UUID]:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"court": by.court_no, "requests": requests, "answers": answers}
        cursor.execute(_LOCK_REQUESTS, values)
        open_ones = {row[0] for row in cursor.fetchall()}
        cursor.execute(_LOCK_ANSWERS, values)
        unread = {row[0] for row in cursor.fetchall()}
    return open_ones & unread


def _close(found: Sequence[Read], on: date, by: Principal) -> None:
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"court": by.court_no, "on": on, "at": wire_instant()}
        for told in sorted({len(read.feedback.accounts) for read in found}):
            some = [read.row.id for read in found if len(read.feedback.accounts) == told]
            cursor.execute(_CLOSE, values | {"told": told, "requests": some})
        cursor.execute(_READ, values | {"answers": [read.answer.id for read in found]})


_LOCK_REQUESTS = """
/* close_found: the requests, locked in order */
SELECT id FROM inquiry_request
WHERE court_no = %(court)s AND id = ANY(%(requests)s) AND state = 'FED_BACK' AND outcome = ''
ORDER BY id FOR UPDATE
"""
_LOCK_ANSWERS = """
/* close_found: their answers not yet read */
SELECT request_id FROM inquiry_answer
WHERE court_no = %(court)s AND id = ANY(%(answers)s) AND interpreted_at IS NULL
ORDER BY id FOR UPDATE
"""
_CLOSE = """
/* close_found: those that brought so many accounts */
UPDATE inquiry_request
SET state = 'CLOSED', outcome = 'FOUND', hits = %(told)s, answered_on = %(on)s,
    reason_code = '', reason = '', reason_en = ''
WHERE court_no = %(court)s AND id = ANY(%(requests)s::uuid[])
"""
_READ = """
/* close_found: their answers are read */
UPDATE inquiry_answer SET interpreted_at = %(at)s, problem_code = '', problem = '', problem_en = ''
WHERE court_no = %(court)s AND id = ANY(%(answers)s)
"""
