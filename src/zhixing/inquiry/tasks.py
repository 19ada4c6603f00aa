"""Jobs of query and control: reading answers into the docket, watching the days."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime
from uuid import UUID

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONDict

from zhixing.courts.queries import get_legal_day, get_system_principal
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.closing_days import recount_deadlines
from zhixing.inquiry.entrusted.act_tasks import carry_asked_act, tell_asker
from zhixing.inquiry.entrusted.tasks import carry_entrusted, tell_receiver, tell_sender
from zhixing.inquiry.handing.tasks import receive_request, take_reply
from zhixing.inquiry.keeping.tasks import keep_control, keep_controls, watch_controls
from zhixing.inquiry.operations import (
    continue_search,
    expire_overdue,
    interpret_answer,
    interpret_message,
    issue_part,
    look_again,
    note_change,
    note_problem,
)
from zhixing.inquiry.operations import interpret_waiting as read_waiting
from zhixing.inquiry.proving import forget_nonces
from zhixing.inquiry.queries import list_courts_waiting
from zhixing.inquiry.search.ticking import (
    list_courts_searching,
    list_due_orders,
    list_open_searches,
)
from zhixing.kernel.clock import legal_day
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.priorities import READING
from zhixing.platform.jobs.retrying import SOON, UNTIL_DONE
from zhixing.platform.jobs.sparing import Spared

__all__ = [
    "carry_asked_act",
    "carry_entrusted",
    "expire_in_court",
    "forget_old_nonces",
    "interpret",
    "interpret_package",
    "keep_control",
    "keep_controls",
    "receive_request",
    "take_reply",
    "tell_asker",
    "tell_receiver",
    "tell_sender",
    "watch_controls",
    "watch_days",
]
SOON_AFTER_MIDNIGHT = "10 16,22,4 * * *"
"""00:10, 06:10 and 12:10 in Shanghai, so that one missed run is made good the same day."""


@app.task(
    name="zhixing.inquiry.interpret",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def interpret(court_no: int, answer: str) -> None:
    """Read one answer into its case's docket; what the docket refuses becomes a dead letter."""
    reach(HAND_OUT)
    scope = Scope.of_court(court_no, court_no)
    with Spared() as item, open_scope(scope):
        on = get_legal_day(court_no, wire_instant())
        interpret_answer(UUID(answer), on, by=get_system_principal(court_no))
    if item.error is not None:
        with open_scope(scope):
            note_problem(UUID(answer), item.error, by=get_system_principal(court_no))
    reach(BEFORE_ACKNOWLEDGEMENT)


@app.task(
    name="zhixing.inquiry.interpret_package",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def interpret_package(court_no: int, message: str) -> None:
    """Read every answer of one package to one court into its dockets."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        on = get_legal_day(court_no, wire_instant())
        by = get_system_principal(court_no)
    interpret_message(UUID(message), court_no, on, by=by)
    reach(BEFORE_ACKNOWLEDGEMENT)


def read_soon(court_no: int) -> None:
    """See to it that what this transaction keeps for a court is read once it is committed.

    One job waits for a court at most. A job that waits is not relied upon when it may have
    begun to read: it lets every transaction end that saw it waiting, before it looks.
    """
    name = f"inquiry/waiting/{court_no}"
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, [name])
        cursor.execute(_IS_WAITING, [name])
        if cursor.fetchone() is not None:
            return
    with suppress(AlreadyEnqueued), transaction.atomic():
        job = interpret_waiting.configure(lock=name, queueing_lock=name, priority=READING)
        job.defer(court_no=court_no)


_SHARE = "/* read_soon */ SELECT pg_advisory_xact_lock_shared(hashtextextended(%s, 0))"
_IS_WAITING = """
/* read_soon: whether a job of the court waits already */
SELECT true FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'
"""
_LET_END = "/* let_end */ SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@app.task(
    name="zhixing.inquiry.interpret_waiting",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def interpret_waiting(court_no: int) -> None:
    """Read the answers of one court that came alone into its dockets."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        with connection.cursor() as cursor:
            cursor.execute(_LET_END, [f"inquiry/waiting/{court_no}"])
        on = get_legal_day(court_no, wire_instant())
        by = get_system_principal(court_no)
    if read_waiting(court_no, on, by=by):
        with open_scope(Scope.of_court(court_no, court_no)):
            read_soon(court_no)
    reach(BEFORE_ACKNOWLEDGEMENT)


@app.task(
    name="zhixing.inquiry.issue_part",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def issue_bulk_part(court_no: int, bulk: str, first: str, last: str, on: str) -> None:
    """Put out one part of an approved batch, in a transaction of its own."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        by = get_system_principal(court_no)
        issue_part(UUID(bulk), UUID(first), UUID(last), date.fromisoformat(on), by=by)
    reach(BEFORE_ACKNOWLEDGEMENT)


@app.periodic(cron=SOON_AFTER_MIDNIGHT)
@app.task(name="zhixing.inquiry.watch_days", queue="timers", pass_context=False)
def watch_days(timestamp: int) -> None:
    """Enqueue one look for each court in which an institution still owes an answer."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with open_scope(Scope.system()):
        jobs: list[JSONDict] = [
            {"court_no": court_no, "on": get_legal_day(court_no, at).isoformat()}
            for court_no in list_courts_waiting()
        ]
        if jobs:
            expire_in_court.batch_defer(*jobs)


@app.periodic(cron="*/10 * * * *")
@app.task(name="zhixing.inquiry.forget_nonces", queue="timers", pass_context=False)
def forget_old_nonces(timestamp: int) -> None:
    """Forget the one-time numbers of signed messages that can no more be replayed."""
    with open_scope(Scope.system()):
        forget_nonces(datetime.fromtimestamp(timestamp, UTC))


@app.task(name="zhixing.inquiry.expire", queue="timers", pass_context=False, retry=UNTIL_DONE)
def expire_in_court(court_no: int, on: str) -> None:
    """Mark one court's requests whose time has run out by a day of its law."""
    with open_scope(Scope.of_court(court_no, court_no)):
        expire_overdue(date.fromisoformat(on), by=get_system_principal(court_no))


@app.task(name="zhixing.inquiry.recount_in_court", queue="timers", pass_context=False)
def recount_in_court(court_no: int, institution: str) -> None:
    """Count one court's deadlines with an institution anew, after its closing days changed."""
    with open_scope(Scope.system()):
        day = get_legal_day(court_no, wire_instant())
    with open_scope(Scope.of_court(court_no, court_no)):
        recount_deadlines(UUID(institution), day, by=get_system_principal(court_no))


@app.periodic(cron="20 16,22,4 * * *")
@app.task(name="zhixing.inquiry.search_again", queue="timers", pass_context=False)
def search_again(timestamp: int) -> None:
    """Enqueue one look for each court in which a standing order is due or a search goes on."""
    at = datetime.fromtimestamp(timestamp, UTC)
    with open_scope(Scope.system()):
        jobs: list[JSONDict] = [
            {"court_no": court_no, "on": get_legal_day(court_no, at).isoformat()}
            for court_no in list_courts_searching(legal_day(at))
        ]
        if jobs:
            search_in_court.batch_defer(*jobs)


@app.task(
    name="zhixing.inquiry.search_in_court", queue="timers", pass_context=False, retry=UNTIL_DONE
)
def search_in_court(court_no: int, on: str) -> None:
    """Look at one court's standing orders and searches, each in a transaction of its own."""
    day, scope = date.fromisoformat(on), Scope.of_court(court_no, court_no)
    with open_scope(scope):
        orders, searches = list_due_orders(court_no, day), list_open_searches(court_no)
    for order in orders:
        with open_scope(scope):
            look_again(order, day, by=get_system_principal(court_no))
    for search in searches:
        with open_scope(scope):
            continue_search(search, day, by=get_system_principal(court_no))


@app.task(name="zhixing.inquiry.continue_search", queue="reactions", pass_context=False, retry=SOON)
def continue_search_of(court_no: int, search: str, on: str) -> None:
    """Ask the next wave of one search; while somebody still owes an answer nothing happens."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        by = get_system_principal(court_no)
        continue_search(UUID(search), date.fromisoformat(on), by=by)
    reach(BEFORE_ACKNOWLEDGEMENT)


@app.task(name="zhixing.inquiry.note_change", queue="inquiry", pass_context=False, retry=UNTIL_DONE)
def note_change_of(court_no: int, request: str, evidence: str) -> None:
    """Record in the court's docket that an institution told of a change."""
    with open_scope(Scope.of_court(court_no, court_no)):
        on = get_legal_day(court_no, wire_instant())
        note_change(UUID(request), evidence, on, by=get_system_principal(court_no))
