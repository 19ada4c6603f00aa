"""Delivers requests to institutions that have an address of their own (push).

The message goes through the outbox: a row first, then a delivery that asks before it
repeats. Request, documents and cards travel together, so that what arrived can be worked on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final
from uuid import UUID

from zhixing.inquiry import messages, models
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.proving import sign_request
from zhixing.inquiry.states import State
from zhixing.inquiry.store import write
from zhixing.inquiry.wire.openjson.writing import documents_object, request_object
from zhixing.inquiry.wording import remember
from zhixing.institutions.abilities import OPEN_PROFILE
from zhixing.institutions.queries import find_institution_by_code
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.canonical import canonical
from zhixing.kernel.clock import legal_day
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.outbox.send import (
    Line,
    Message,
    get_correlation,
    on_arrival,
    on_line,
    on_refusal,
    put,
)

FAMILY: Final = "open"
PATH: Final = "/requests"
MOST_REASON: Final = 500


def push_issued(rows: Iterable[models.Request], asked: Iterable[InstitutionView]) -> int:
    """Put the requests just issued to institutions with an address into the outbox."""
    reached = {i.id: i for i in asked if is_pushed(i)}
    pushed = [r for r in rows if r.institution_id in reached and r.state == State.ISSUED.value]
    remember(pushed)
    for row in pushed:
        destination = f"{FAMILY}:{reached[row.institution_id].code}"
        message = Message(destination, PATH, _delivery(row), row.external_no, row.id)
        put(row.court_no, message)
    return len(pushed)


def is_pushed(institution: InstitutionView) -> bool:
    """Say whether requests are brought to an institution, and not collected by it."""
    return bool(institution.address) and institution.profile == OPEN_PROFILE


def _delivery(row: models.Request) -> bytes:
    message = messages.open_message(row)
    writs = messages.load_writs(row.court_no, row.files)
    papers = documents_object(row.external_no, writs, message.credentials)
    del papers["requestNo"]
    return canonical({"request": request_object(message), **papers})


@on_line(FAMILY)
def find_line(court_no: int, destination: str) -> Line:
    """Find where an institution is reached today; each message is signed as it goes."""
    code = destination.partition(":")[2]
    institution = find_institution_by_code(code, legal_day(wire_instant()))

    def prove(method: str, target: str, body: bytes) -> dict[str, str]:
        said = json.loads(body) if body else None
        with open_scope(Scope.public()):
            at = wire_instant()
        return sign_request(code, method, target, said, at)

    return Line("" if institution is None else institution.address, prove)


@on_arrival(FAMILY)
def note_delivered(court_no: int, outgoing: UUID, answer: str) -> None:
    """Mark a request as delivered with its documents; one answered meanwhile stays as it is."""
    row = _row(court_no, outgoing)
    if row is None or row.state != State.ISSUED.value:
        return
    at = wire_instant()
    row.state, row.delivered_at, row.attempts = State.DELIVERED.value, at, row.attempts + 1
    row.writs_at = row.docs_at = at
    write(row, "state", "delivered_at", "attempts", "writs_at", "docs_at")
    row.state = State.DOCS_FETCHED.value
    write(row, "state")


@on_refusal(FAMILY)
def note_refused(court_no: int, outgoing: UUID, answer: str) -> None:
    """Hold a request back that its institution would not take; it waits for somebody's hand."""
    row = _row(court_no, outgoing)
    if row is None or row.state != State.ISSUED.value:
        return
    row.state, row.reason_code = State.QUARANTINED.value, "NOT_TAKEN"
    row.reason = f"该单位的接口未接收：{answer[:MOST_REASON]}"
    row.reason_en = f"the institution's address did not take it: {answer[:MOST_REASON]}"
    write(row, "state", "reason_code", "reason", "reason_en")


def _row(court_no: int, outgoing: UUID) -> models.Request | None:
    request = get_correlation(court_no, outgoing)
    if request is None:
        return None
    rows = models.Request.objects.select_for_update().filter(court_no=court_no, id=request)
    return rows.first()
