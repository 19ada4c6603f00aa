"""Sees whether every institution of an order to query has answered, and records it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.values import NewAct
from zhixing.inquiry import acts, models
from zhixing.inquiry.states import Outcome, State
from zhixing.kernel.canonical import digest
from zhixing.platform.principal import Principal

ANSWERED = frozenset({Outcome.FOUND, Outcome.NIL})


def complete_batch(row: models.Request, on: date, *, by: Principal) -> bool:
    """Record that all answers of a query are in, once for each set of answers.

    A rejection, a silence or a person held back is no answer: the set stays open until
    somebody issued the request again or recorded the answer given by letter.
    """
    return row.batch_id is not None and complete_batches([row.batch_id], on, by=by) == 1


def complete_batches(ids: Sequence[UUID], on: date, *, by: Principal) -> int:
    """Record of several queries that all answers are in, as ``complete_batch``; gives how many.

    The cases are locked by the caller. Sets that still wait are told apart by one statement.
    """
    complete = _complete_ones(ids, by.court_no)
    batches = models.Batch.objects.select_for_update().filter(court_no=by.court_no, id__in=complete)
    news = [new for batch in batches.order_by("id") if (new := _news(batch, on)) is not None]
    append_all(news, by=by)
    return len(news)


def _complete_ones(ids: Sequence[UUID], court_no: int) -> list[UUID]:
    live = models.Request.objects.filter(court_no=court_no, batch_id__in=ids).exclude(
        state=State.REISSUED.value
    )
    waiting = live.exclude(outcome__in=[o.value for o in ANSWERED]).values("batch_id")
    found = live.exclude(batch_id__in=waiting).values_list("batch_id", flat=True).distinct()
    return [batch for batch in found if batch is not None]


def _news(batch: models.Batch, on: date) -> NewAct | None:
    rows = models.Request.objects.filter(court_no=batch.court_no, batch_id=batch.id)
    live = list(rows.exclude(state=State.REISSUED.value).order_by("external_no"))
    sources = tuple(_sources(live))
    answers = digest(sources)
    if answers == batch.answers_hash:
        return None
    batch.answers_hash, batch.completed_on = answers, batch.completed_on or on
    batch.save(update_fields=["answers_hash", "completed_on"])
    payload = acts.QueryCompleted(batch.id, tuple(batch.tiers), sources)
    return NewAct(batch.case_id, payload, on, correlation=batch.id)


def _sources(rows: Sequence[models.Request]) -> Iterator[acts.Source]:
    answers = models.Answer.objects.filter(
        court_no=rows[0].court_no, request_id__in=[row.id for row in rows]
    )
    spoken = answers.exclude(kind="LEDGER").order_by("received_at", "id")
    latest = {a.request_id: a.message_sha256 for a in spoken}
    for row in rows:
        yield acts.Source(
            row.institution_id,
            row.party_id,
            row.outcome,
            row.hits,
            row.answered_on or row.due_on or date.min,
            latest.get(row.id, ""),
        )
