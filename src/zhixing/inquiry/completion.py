"""Sees whether every institution of an order to query has answered, and records it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import connection

from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, models
from zhixing.kernel.canonical import digest
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import Principal


def complete_batch(row: models.Request, on: date, *, by: Principal) -> bool:
    """Record that all answers of a query are in, once for each set of answers.

    A rejection, a silence or a person held back is no answer: the set stays open until
    somebody issued the request again or recorded the answer given by letter.
    """
    return row.batch_id is not None and complete_batches([row.batch_id], on, by=by) == 1


def complete_batches(
    ids: Sequence[UUID], on: date, *, by: Principal, only_open: bool = False
) -> int:
    """Record of several queries that all answers are in, as ``complete_batch``; gives how many.

    The cases are locked by the caller. Sets that still wait are told apart by one statement,
    what was answered in all the others is read by another. With ``only_open`` a set that is
    recorded is not looked at again, nor is anybody waited for: enough for first answers, which a
    recorded set has all, and for whoever wrote none in this transaction.
    """
    if not only_open:
        wait_in_turn(ids)
    asked = models.Batch.objects.select_for_update().filter(court_no=by.court_no, id__in=ids)
    locked = asked.order_by("id")
    batches = {b.id: b for b in (locked.filter(is_open=True) if only_open else locked)}
    complete = _complete_ones(list(batches), by.court_no)
    sources = _sources(complete, by.court_no)
    news, changed = [], []
    for batch in (batches[i] for i in sorted(complete)):
        told = tuple(sources.get(batch.id, ()))
        answers = digest(told)
        is_news = bool(told) and answers != batch.answers_hash
        if is_news:
            batch.answers_hash, batch.completed_on = answers, batch.completed_on or on
            payload = acts.QueryCompleted(batch.id, tuple(batch.tiers), told)
            news.append(NewAct(batch.case_id, payload, on, correlation=batch.id))
        if is_news or batch.is_open:
            changed.append(batch)
    _store(changed)
    append_all(news, by=by)
    return len(news)


def mark_due(answered: Iterable[tuple[int, UUID]]) -> set[int]:
    """Mark the open orders that nobody owes an answer to any more; give the courts they are of.

    The orders are given with their courts, by whoever wrote answers to them in this transaction
    and writes no more. What is marked is recorded by the next job of its court.
    """
    orders = sorted(set(answered))
    if not orders:
        return set()
    wait_in_turn([batch for _, batch in orders])
    courts, batches = zip(*orders, strict=True)
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(_MARK_DUE, [list(courts), list(batches)])
        return {row[0] for row in cursor.fetchall()}


def list_due(court_no: int, others: Collection[UUID]) -> dict[UUID, UUID]:
    """List the orders to be recorded of those marked and of ``others``, each with its case.

    For whoever wrote no answer in this transaction: it waits for those who did, and for nobody
    who only looks.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DUE, {"court": court_no, "others": list(others)})
        cases: dict[UUID, UUID] = dict(cursor.fetchall())
        cursor.execute(_AFTER_WRITERS, [list(cases)])
    return {batch: cases[batch] for batch in _complete_ones(list(cases), court_no)}


def wait_in_turn(batches: Collection[UUID]) -> None:
    """Wait for every other transaction that writes an answer to one of these orders.

    Two that write the last two answers of an order at once do not see each other's, and each
    would take the other's for owing. Whoever looks whether an order is complete passes here
    after it wrote and before it looks, one after the other, and before it locks the orders.
    """
    if batches:
        with connection.cursor() as cursor:
            cursor.execute(_IN_TURN, [list(batches)])


_IN_TURN = """
/* wait_in_turn: one look at an order at a time, in one sequence for everybody */
SELECT count(pg_advisory_xact_lock(hashtextextended('inquiry/set/' || w.id, 0)))
FROM (SELECT DISTINCT unnest(%s::uuid[]) AS id ORDER BY 1) AS w
"""
_AFTER_WRITERS = _IN_TURN.replace("xact_lock(", "xact_lock_shared(")
_MARK_DUE = """
/* mark_due: the open orders in which nobody owes an answer any more; one look at each */
UPDATE inquiry_batch b SET is_due = true
FROM unnest(%s::int[], %s::uuid[]) AS w (court_no, id)
WHERE b.id = w.id AND b.court_no = w.court_no AND b.is_open
  AND (SELECT true FROM inquiry_request r
       WHERE r.batch_id = w.id AND r.court_no = w.court_no
         AND r.outcome NOT IN ('FOUND', 'NIL') AND r.state NOT IN ('REISSUED', 'WITHDRAWN')
       LIMIT 1) IS NULL
RETURNING b.court_no
"""
_DUE = """
/* list_due: what is marked in a court, and those that a message speaks of */
SELECT b.id, b.case_id FROM inquiry_batch b WHERE b.court_no = %(court)s AND b.is_due
UNION
SELECT b.id, b.case_id FROM inquiry_batch b
WHERE b.court_no = %(court)s AND b.id = ANY(%(others)s::uuid[]) AND b.is_open
"""


def open_again(batch: UUID | None, court_no: int) -> None:
    """Let a set be looked at again, because a request joins it; nothing for one of no order."""
    if batch is not None:
        models.Batch.objects.filter(court_no=court_no, id=batch).update(is_open=True)


def _store(changed: Sequence[models.Batch]) -> None:
    with connection.cursor() as cursor:
        ids, hashes = [b.id for b in changed], [b.answers_hash for b in changed]
        cursor.execute(_STORE, [ids, hashes, [b.completed_on for b in changed], ids])


_STORE = """
/* complete_batches: which answers completed each order, and when it first was complete */
UPDATE inquiry_batch b
SET answers_hash = w.hash, completed_on = w.day, is_open = false, is_due = false
FROM unnest(%s::uuid[], %s::text[], %s::date[]) AS w (id, hash, day)
WHERE b.id = ANY(%s::uuid[]) AND b.id = w.id
"""


def _complete_ones(ids: Sequence[UUID], court_no: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_COMPLETE_ONES, {"court": court_no, "ids": list(ids)})
        return [row[0] for row in cursor.fetchall()]


_COMPLETE_ONES = """
/* complete_batches: the orders in which nobody owes an answer; one look at each, by its index */
SELECT w.batch FROM unnest(%(ids)s::uuid[]) AS w (batch)
LEFT JOIN LATERAL (
  SELECT true AS owes FROM inquiry_request r
  WHERE r.batch_id = w.batch AND r.court_no = %(court)s
    AND r.outcome NOT IN ('FOUND', 'NIL') AND r.state NOT IN ('REISSUED', 'WITHDRAWN')
  LIMIT 1) AS waiting ON true
WHERE waiting.owes IS NULL
"""


def _sources(ids: Sequence[UUID], court_no: int) -> dict[UUID, list[acts.Source]]:
    """Give what each institution answered to each order, in the order of the requests' numbers."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCES, {"court": court_no, "ids": list(ids)})
        rows = cursor.fetchall()
    found: dict[UUID, list[acts.Source]] = {}
    for batch, institution, party, outcome, hits, day, evidence in rows:
        source = acts.Source(institution, party, outcome, hits, day or date.min, evidence)
        found.setdefault(batch, []).append(source)
    return found


_SOURCES = """
/* complete_batches: the latest word of each institution, and the message that proves it */
SELECT r.batch_id, r.institution_id, r.party_id, r.outcome, r.hits,
       coalesce(r.answered_on, r.due_on),
       coalesce((SELECT (array_agg(a.message_sha256 ORDER BY a.received_at DESC, a.id DESC))[1]
                 FROM inquiry_answer a
                 WHERE a.request_id = r.id AND a.kind <> 'LEDGER'
                   AND a.problem_code <> 'WRONG_KIND'), '')
FROM unnest(%(ids)s::uuid[]) AS w (batch)
CROSS JOIN LATERAL (
  SELECT * FROM inquiry_request q
  WHERE q.batch_id = w.batch AND q.court_no = %(court)s
    AND q.state NOT IN ('REISSUED', 'WITHDRAWN') OFFSET 0) AS r
ORDER BY r.external_no
"""
