"""Sees whether every institution of an order to query has answered, and records it."""

from __future__ import annotations

from datetime import date

from zhixing.cases.docket.append import append
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
    if row.batch_id is None:
        return False
    batch = models.Batch.objects.select_for_update().get(court_no=by.court_no, id=row.batch_id)
    rows = models.Request.objects.filter(court_no=by.court_no, batch_id=batch.id)
    live = list(rows.exclude(state=State.REISSUED.value).order_by("external_no"))
    if not live or any(r.outcome not in ANSWERED for r in live):
        return False
    sources = tuple(_source(r) for r in live)
    answers = digest(sources)
    if answers == batch.answers_hash:
        return False
    batch.answers_hash, batch.completed_on = answers, batch.completed_on or on
    batch.save(update_fields=["answers_hash", "completed_on"])
    payload = acts.QueryCompleted(batch.id, tuple(batch.tiers), sources)
    append(NewAct(batch.case_id, payload, on, correlation=batch.id), by=by)
    return True


def _source(row: models.Request) -> acts.Source:
    answer = models.Answer.objects.filter(court_no=row.court_no, request_id=row.id)
    latest = answer.exclude(kind="LEDGER").order_by("-received_at", "-id").first()
    return acts.Source(
        row.institution_id,
        row.party_id,
        row.outcome,
        row.hits,
        row.answered_on or row.due_on or date.min,
        "" if latest is None else latest.message_sha256,
    )
