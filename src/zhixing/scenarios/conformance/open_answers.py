"""What an institution of the open profile answers, however it got the request.

The people and things of the book are asked about and controlled; each message of feedback is
read, and its signature checked.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.inquiry.wire.openjson.statement import HEADERS, PLATFORM, Statement, read_body
from zhixing.inquiry.wire.testbook import golden, open_book
from zhixing.platform.crypto.detached import PublicKey
from zhixing.scenarios.conformance.open_controls import Controls
from zhixing.scenarios.conformance.report import Report

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """Name the institution under test: its address, its code, its public key."""

    url: str
    code: str
    key: PublicKey
    wait_seconds: float = 20


class Talk(Protocol):
    """Give requests to an institution, and wait for what it feeds back."""

    subject: Subject
    report: Report
    raw: list[Object]

    @property
    def feedback_target(self) -> str:
        """Give the path that feedback is posted to: it is signed with the message."""

    def delivery(self, person: str, **changes: Any) -> Object:
        """Give a good request about a person of the book, under a number of its own."""

    def hand_over(self, body: Object) -> None:
        """Let the institution have a request."""

    def wait(self, number: str) -> list[Object]:
        """Wait for the messages about a request; none when time is over."""


def book_delivery(person: str, code: str, number: str, changes: Object) -> Object:
    """Give the delivery of the book about a person of the book, under a number."""
    made: Object = json.loads(golden("delivery"))
    made["request"] |= {
        "requestNo": number,
        "institution": code,
        "subject": open_book()["people"][person],
        **changes,
    }
    return made


def check_answers(run: Talk) -> None:
    """See what is said of somebody known, of somebody unknown, and of a namesake."""
    for person, wanted in (("known", "FOUND"), ("unknown", "NIL"), ("namesake", "NIL")):
        body = run.delivery(person)
        results = [f.get("result") for f in _feedbacks(run, body, person)]
        fine = bool(results) and set(results) == {wanted}
        run.report.note(person, fine, f"{results}, {wanted} expected")


def check_controls(run: Talk) -> None:
    """Control what was reported, kind by kind, and a thing that is not there."""
    reported = [
        record
        for message in run.raw
        for feedback in message.get("feedbacks", ())
        if feedback.get("result") == "FOUND"
        for record in feedback.get("records", ())
        if isinstance(record, dict)
    ]

    def ask(changes: Object, what: str) -> tuple[str, list[Object]]:
        body = run.delivery("known", **changes)
        del body["request"]["ledgerPeriod"]
        results = [r for f in _feedbacks(run, body, what) for r in f.get("results", ())]
        return body["request"]["requestNo"], results

    Controls(ask, run.report.note, reported).check()


def _feedbacks(run: Talk, body: Object, what: str) -> list[Object]:
    """Deliver a request, wait for its feedback, and check form and signature of each message."""
    number = body["request"]["requestNo"]
    run.hand_over(body)
    messages = run.wait(number)
    run.report.note(f"in-time/{what}", bool(messages), f"{run.subject.wait_seconds:.0f} s")
    found: list[Object] = []
    for message in messages:
        told = message.get("body") if isinstance(message, dict) else None
        if not isinstance(told, dict):
            run.report.note(f"feedback-reads/{what}", False, f"{message}")
            continue
        run.report.note(f"feedback-signed/{what}", _is_signed(run, message), "")
        problems = list(_problems(told))
        run.report.note(f"feedback-reads/{what}", not problems, "; ".join(problems))
        rows = [f for f in told.get("feedbacks", ()) if isinstance(f, dict)]
        numbers = {f.get("requestNo") for f in rows}
        run.report.note(f"feedback-number/{what}", numbers == {number}, f"{numbers}")
        run.raw.append(told)
        found += rows
    return found


def _problems(told: Object) -> Iterator[str]:
    try:
        read_body(json.dumps(told, ensure_ascii=False).encode())
        decoded = read_message(told)
    except (Unreadable, WireError) as error:
        yield f"{error.zh} {error.en}"
        return
    for problem in decoded.problems:
        yield f"{problem.zh} {problem.en}"


def _is_signed(run: Talk, message: Object) -> bool:
    subject = run.subject
    given = message.get("headers")
    if not isinstance(given, dict):
        return False
    try:
        statement = Statement(
            "POST",
            run.feedback_target,
            body=message["body"],
            **{n: str(given[h]) for n, h in HEADERS.items() if n != "signature"},
        )
        signature = base64.b64decode(given[HEADERS["signature"]], validate=True)
        names = (statement.sender, statement.recipient, statement.key_id)
        return names == (subject.code, PLATFORM, subject.key.key_id) and subject.key.accepts(
            signature, statement.signed_bytes
        )
    except (KeyError, ValueError, TypeError):
        return False
