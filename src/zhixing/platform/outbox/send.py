"""Puts messages into the outbox, and delivers them at least once under one key.

A message whose answer was lost is UNCLEAR: the next attempt first asks the receiver
what it has under the key, and sends again only if it has nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

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
Prove = Callable[[str, str, bytes], dict[str, str]]
_arrived: dict[str, Arrived] = {}
_refused: dict[str, Arrived] = {}
_lines: dict[str, Callable[[int, str], Line]] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """Say where a destination is reached, and by which headers a message to it is proved.

    ``prove`` is given the method, the path with that of the address before it, and the body.
    """

    base: str
    prove: Prove = lambda method, target, body: {}


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


def on_refusal(destination: str) -> Callable[[Arrived], Arrived]:
    """Declare what to do, in the message's court scope, once a destination has refused it."""

    def declare(function: Arrived) -> Arrived:
        _refused[destination] = function
        return function

    return declare


def on_line(family: str) -> Callable[[Callable[[int, str], Line]], Callable[[int, str], Line]]:
    """Declare how destinations named ``family:name`` are reached; in the message's court scope."""

    def declare(function: Callable[[int, str], Line]) -> Callable[[int, str], Line]:
        _lines[family] = function
        return function

    return declare


def get_correlation(court_no: int, outgoing: UUID) -> UUID | None:
    """Give what a message was correlated with when it was put."""
    return Outgoing.objects.get(court_no=court_no, id=outgoing).correlation


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
        line = _line(row)
    reach(HAND_OUT)
    state, answer = _attempt(row, line, asks_first=asks_first)
    reach(BEFORE_ACKNOWLEDGEMENT)
    with open_scope(scope):
        changed = Outgoing.objects.filter(court_no=court_no, id=outgoing, state="UNCLEAR").update(
            state=state, answer=answer[:4000]
        )
        told = {"DONE": _arrived, "REFUSED": _refused}.get(state, {})
        follow = told.get(_family(row.destination))
        if changed and follow is not None:
            follow(court_no, row.id, answer)
    if state == "PENDING":
        raise Unreachable(answer)


def body_of(row: Outgoing) -> bytes:
    """Open what a message says; one written before bodies were sealed is known by its hash."""
    kept = bytes(row.body)
    if hashlib.sha256(kept).hexdigest() == row.body_sha256:
        return kept
    return vault().open_bytes("platform_outbox", "body", row.id, kept)


def _family(destination: str) -> str:
    return destination.partition(":")[0]


def _line(row: Outgoing) -> Line:
    find = _lines.get(_family(row.destination))
    if find is not None:
        return find(row.court_no, row.destination)
    return Line(settings.ZX_DESTINATIONS.get(row.destination, ""))


def _attempt(row: Outgoing, line: Line, *, asks_first: bool) -> tuple[str, str]:
    import httpx

    body = body_of(row)
    if not line.base:
        return "PENDING", f"destination {row.destination} has no address"
    before = urlsplit(line.base).path.rstrip("/")
    with httpx.Client(base_url=line.base, timeout=TIMEOUT_SECONDS) as client:
        try:
            if asks_first:
                asked = f"{row.path}/{row.key}"
                known = client.get(asked, headers=line.prove("GET", before + asked, b""))
                if known.status_code == httpx.codes.OK:
                    return "DONE", known.text
            answer = client.post(
                row.path,
                content=body,
                headers={
                    **line.prove("POST", before + row.path, body),
                    "Idempotency-Key": row.key,
                    "Content-Type": "application/json",
                },
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
