"""Jobs between courts: a request into the first court's docket, its answer into the asker's."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from procrastinate.contrib.django import app

from zhixing.assets.queries import find_first_held
from zhixing.cases.queries import find_case_by_number
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry.handing.asking import (
    ReceivedRequest,
    record_hand_over_reply,
    record_hand_over_request,
)
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import SOON


@app.task(name="zhixing.inquiry.receive_hand_over", queue="inquiry", pass_context=False, retry=SOON)
def receive_request(
    court_no: int,
    indexes: list[str],
    key: str,
    court: str,
    asker: int,
    case_no: str,
    priority: str,
    on: str,
) -> None:
    """Record another court's request in the case that holds the thing first."""
    with open_scope(Scope.of_court(court_no, court_no)):
        held = find_first_held(court_no, indexes)
        if held is None:
            return
        received = ReceivedRequest(held[0], held[1], court, case_no, priority, asker)
        by = get_system_principal(court_no)
        record_hand_over_request(received, date.fromisoformat(on), key=UUID(key), by=by)


@app.task(name="zhixing.inquiry.reply_hand_over", queue="inquiry", pass_context=False, retry=SOON)
def take_reply(court_no: int, case_no: str, key: str, agreed: bool, reason: str, on: str) -> None:
    """Record the first court's answer in the case that asked."""
    with open_scope(Scope.of_court(court_no, court_no)):
        found = find_case_by_number(case_no)
        if found is None:
            return
        by = get_system_principal(court_no)
        record_hand_over_reply(found.id, UUID(key), agreed, reason, date.fromisoformat(on), by=by)
