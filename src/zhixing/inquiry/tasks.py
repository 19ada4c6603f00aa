"""Jobs of query and control: reading answers into the docket, watching the days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from zhixing.courts.queries import get_legal_day, get_system_principal
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.operations import (
    expire_overdue,
    interpret_answer,
    interpret_message,
    note_problem,
)
from zhixing.inquiry.proving import forget_nonces
from zhixing.inquiry.queries import list_courts_waiting
from zhixing.kernel.refusal import Refusal
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope

SOON_AFTER_MIDNIGHT = "10 16,22,4 * * *"
"""00:10, 06:10 and 12:10 in Shanghai, so that one missed run is made good the same day."""


@app.task(
    name="zhixing.inquiry.interpret",
    queue="inquiry",
    pass_context=False,
    retry=RetryStrategy(max_attempts=5, exponential_wait=3),
)
def interpret(court_no: int, answer: str) -> None:
    """Read one answer into its case's docket; what the docket refuses becomes a dead letter."""
    reach(HAND_OUT)
    scope = Scope.of_court(court_no, court_no)
    try:
        with open_scope(scope):
            on = get_legal_day(court_no, wire_instant())
            interpret_answer(UUID(answer), on, by=get_system_principal(court_no))
    except Refusal as refusal:
        with open_scope(scope):
            note_problem(UUID(answer), refusal, by=get_system_principal(court_no))
    reach(BEFORE_ACKNOWLEDGEMENT)


@app.task(
    name="zhixing.inquiry.interpret_package",
    queue="inquiry",
    pass_context=False,
    retry=RetryStrategy(max_attempts=5, exponential_wait=3),
)
def interpret_package(court_no: int, message: str) -> None:
    """Read every answer of one package to one court into its dockets."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        on = get_legal_day(court_no, wire_instant())
        by = get_system_principal(court_no)
    interpret_message(UUID(message), court_no, on, by=by)
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


@app.task(name="zhixing.inquiry.expire", queue="timers", pass_context=False)
def expire_in_court(court_no: int, on: str) -> None:
    """Mark one court's requests whose time has run out by a day of its law."""
    with open_scope(Scope.of_court(court_no, court_no)):
        expire_overdue(date.fromisoformat(on), by=get_system_principal(court_no))
