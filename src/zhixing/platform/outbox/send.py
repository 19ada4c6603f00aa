"""Puts messages into the outbox, and delivers them at least once under one key.

A message whose answer was lost is UNCLEAR: the next attempt first asks the receiver
what it has under the key, and sends again only if it has nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

import httpx
from django.conf import settings
from django.db import InterfaceError, OperationalError
from procrastinate.contrib.django import app
from procrastinate.retry import RetryStrategy

from zhixing.kernel.ids import new_id
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.crypto.vault import vault
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.outbox.models import Outgoing

TIMEOUT_SECONDS = 20
Arrived = Callable[[int, UUID, str], None]
_arrived: dict[str, Arrived] = {}


class Unreachable(Exception):
    """Tell that the receiver could not be reached; nothing happened there."""


class Unclear(Exception):
    """Tell that the answer was lost: ask first, never send again blindly."""


@dataclass(frozen=True, slots=True)
class Message:
    """Describe a message: to which destination of the settings, where, what, under which key."""

    destination: str
    path: str
    body: bytes
    key: str
    correlation: UUID | None = None


def on_arrival(destination: str) -> Callable[[Arrived], Arrived]:
    """Declare what to do, in the message's court scope, once a destination has taken it."""

    def declare(function: Arrived) -> Arrived:
        _arrived[destination] = function
        return function

    return declare


def put(court_no: int, message: Message) -> UUID:
    """Write a message into the outbox and enqueue its delivery, in the caller's transaction.

    The same key again gives the first message.
    """
    known = Outgoing.objects.filter(court_no=court_no, key=message.key).first()
    if known is not None:
        return known.id
    given = new_id()
    row = Outgoing.objects.create(
        id=given,
        court_no=court_no,
        key=message.key,
        destination=message.destination,
        path=message.path,
        body=vault().seal_bytes("platform_outbox", "body", given, message.body),
        body_sha256=hashlib.sha256(message.body).hexdigest(),
        correlation=message.correlation,
    )
    deliver.defer(court_no=court_no, outgoing=str(row.id))
    return row.id


@app.task(
    name="zhixing.deliver",
    queue="outbox",
    retry=RetryStrategy(
        max_attempts=30,
        exponential_wait=2,
        retry_exceptions={Unreachable, Unclear, OperationalError, InterfaceError},
    ),
)
def deliver(court_no: int, outgoing: str) -> None:
    """Try to deliver one message; a lost answer is asked about before anything is repeated."""
    scope = Scope.of_court(court_no, court_no)
    with open_scope(scope):
        row = Outgoing.objects.get(court_no=court_no, id=outgoing)
        if row.state in ("DONE", "REFUSED"):
            return
        asks_first = row.state == "UNCLEAR"
        row.attempts += 1
        row.state = "UNCLEAR"
        row.save(update_fields=["attempts", "state"])
    reach(HAND_OUT)
    state, answer = _attempt(row, asks_first=asks_first)
    reach(BEFORE_ACKNOWLEDGEMENT)
    with open_scope(scope):
        changed = Outgoing.objects.filter(court_no=court_no, id=outgoing, state="UNCLEAR").update(
            state=state, answer=answer[:4000]
        )
        if changed and state == "DONE" and row.destination in _arrived:
            _arrived[row.destination](court_no, row.id, answer)
    if state == "PENDING":
        raise Unreachable(answer)


def body_of(row: Outgoing) -> bytes:
    """Open what a message says; one written before bodies were sealed is known by its hash."""
    kept = bytes(row.body)
    if hashlib.sha256(kept).hexdigest() == row.body_sha256:
        return kept
    return vault().open_bytes("platform_outbox", "body", row.id, kept)


def _attempt(row: Outgoing, *, asks_first: bool) -> tuple[str, str]:
    body = body_of(row)
    base = settings.ZX_DESTINATIONS.get(row.destination, "")
    if not base:
        return "PENDING", f"destination {row.destination} has no address in the settings"
    with httpx.Client(base_url=base, timeout=TIMEOUT_SECONDS) as client:
        try:
            if asks_first:
                known = client.get(f"{row.path}/{row.key}")
                if known.status_code == httpx.codes.OK:
                    return "DONE", known.text
            answer = client.post(
                row.path,
                content=body,
                headers={"Idempotency-Key": row.key, "Content-Type": "application/json"},
            )
        except httpx.ConnectError as error:
            return "PENDING", str(error)
        except httpx.TransportError as error:
            raise Unclear(str(error)) from error
    if answer.is_success:
        return "DONE", answer.text
    if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
        raise Unclear(f"{answer.status_code}: {answer.text[:200]}")
    return "REFUSED", f"{answer.status_code}: {answer.text}"
