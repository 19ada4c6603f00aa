"""Takes the word that there is nothing, by the thousand: requests closed, answers kept.

Most answers to queries say that nothing was found. Such a word records nothing in a docket by
itself; it is one row of evidence and the end of one request, both written here by two
statements for two thousand, in the transaction that takes the message. Whatever is not the
first and plain word to a query still waiting goes the way of all other answers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from zhixing.inquiry.content import content_text
from zhixing.inquiry.wire.feedback import Feedback, FeedbackKind
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.arrays import array_text

_MARK: Final = "00NUMBER00OF00THE00REQUEST00"


@dataclass(frozen=True, slots=True)
class Word:
    """Name the request a plain word is about, who says it, and the raw message that holds it."""

    institution: UUID
    number: str
    message: UUID
    sha256: str


@dataclass(frozen=True, slots=True)
class Closed:
    """Name a request that was closed: its institution, its number there, its court, its order."""

    institution: UUID
    number: str
    court_no: int
    batch: UUID | None


def is_plain_nil(feedback: Feedback) -> bool:
    """Say whether a feedback says that nothing was found, and nothing else."""
    number = feedback.request_no
    return feedback.no_record and number.isalnum() and feedback == _nil(number)


def close_plain_nil(words: Sequence[Word], at: datetime) -> list[Closed]:
    """Close the queries to which the first word is that there is nothing; give which.

    Runs in the institution's scope, or in the SYSTEM's for words of several. A request answered
    before in any way, or one that is no query, is left to be looked at by itself.
    """
    if not words:
        return []
    said = {(word.institution, word.number): word for word in words}
    values: dict[str, Any] = {
        "at": at,
        "institutions": array_text(sorted({word.institution for word in words})),
        "numbers": array_text(word.number for word in words),
    }
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, values)
        waiting = [row for row in cursor.fetchall() if (row[2], row[3]) in said]
        cursor.execute(_ANSWERED, {"ids": array_text(request for _, request, *_ in waiting)})
        answered = {row[0] for row in cursor.fetchall()}
        waiting = [row for row in waiting if row[1] not in answered]
        if not waiting:
            return []
        courts, ids, institutions, numbers, batches = zip(*waiting, strict=True)
        asked = [said[key] for key in zip(institutions, numbers, strict=True)]
        values |= {
            "institutions": array_text(institutions),
            "courts": array_text(courts),
            "ids": array_text(ids),
            "messages": array_text(word.message for word in asked),
            "shas": array_text(word.sha256 for word in asked),
            "hashes": array_text(nil_hash(word.number) for word in asked),
            "fresh": array_text(new_id() for _ in asked),
            "some_courts": sorted(set(courts)),
        }
        for statement in (_CLOSE, _KEEP):
            cursor.execute(statement, values)
            if cursor.rowcount != len(waiting):
                raise Impossible("a request was closed without its answer, or kept without its end")
    return [Closed(*one) for one in zip(institutions, numbers, courts, batches, strict=True)]


def nil_hash(number: str) -> str:
    """Give the hash of what the plain word to a request says; ``content_hash`` gives the same."""
    return hashlib.sha256(_NIL_TEXT.replace(_MARK.encode(), number.encode())).hexdigest()


def _nil(number: str) -> Feedback:
    return Feedback(number, FeedbackKind.ACCOUNTS, no_record=True)


_NIL_TEXT: Final = content_text(_nil(_MARK))


_WAITING = """
/* lock_waiting: queries still waiting for their first word, locked in order */
SELECT r.court_no, r.id, r.institution_id, r.external_no, r.batch_id FROM inquiry_request r
WHERE r.institution_id = ANY(%(institutions)s::uuid[]) AND r.external_no = ANY(%(numbers)s::text[])
  AND r.kind = 'QUERY' AND r.outcome = ''
  AND r.state IN ('ISSUED', 'DELIVERED', 'DOCS_FETCHED', 'EXPIRED')
ORDER BY r.id FOR UPDATE OF r
"""
_ANSWERED = """
/* close_plain_nil: those of them to which something was answered before */
SELECT request_id FROM inquiry_answer WHERE request_id = ANY(%(ids)s::uuid[])
"""
_CLOSE = """
/* close_plain_nil: nothing was found, so that nothing remains to be done; told the courts, the
   planner leaves out every other partition */
UPDATE inquiry_request r
SET state = 'CLOSED', outcome = 'NIL', hits = 0, fed_back_at = %(at)s,
    reason_code = '', reason = '', reason_en = '',
    answered_on = (coalesce((SELECT c.at FROM courts_clock c WHERE c.court_no = r.court_no), %(at)s)
                   AT TIME ZONE 'Asia/Shanghai')::date
WHERE r.court_no = ANY(%(some_courts)s::int[]) AND r.id = ANY(%(ids)s::uuid[])
"""
_KEEP = """
/* close_plain_nil: each answer is read as it came */
INSERT INTO inquiry_answer
  (id, court_no, request_id, content_hash, institution_id, message_id, message_sha256,
   received_at, interpreted_at, kind, lines, is_correction, problem_code, problem, problem_en)
SELECT t.id, t.court_no, t.request, t.said, t.institution, t.message, t.sha256,
       %(at)s, %(at)s, 'ACCOUNTS', '[]'::jsonb, false, '', '', ''
FROM unnest(%(fresh)s::uuid[], %(courts)s::int[], %(ids)s::uuid[], %(hashes)s::text[],
            %(institutions)s::uuid[], %(messages)s::uuid[], %(shas)s::text[])
  AS t (id, court_no, request, said, institution, message, sha256)
"""
