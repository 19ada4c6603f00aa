"""What an institution of the open profile answers, however it got the request.

The people and things of the book are asked about and controlled; each message of feedback is
read strictly by its published schema, and its signature checked. What the platform would read
all the same is remarked on.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.inquiry.wire.openjson.statement import HEADERS, PLATFORM, Statement, read_body
from zhixing.inquiry.wire.testbook import golden, open_book
from zhixing.platform.crypto.detached import PublicKey
from zhixing.scenarios.conformance.open_controls import Controls
from zhixing.scenarios.conformance.report import Report, compared, listed, quoted
from zhixing.scenarios.conformance.schema import UNKNOWN_MEMBER, schema_faults

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """Name the institution under test: its address, its code, its public key."""

    url: str
    code: str
    key: PublicKey
    wait_seconds: float = 20


@dataclass(slots=True)
class Names:
    """Remember what each message was called: a name that comes again with other content clashes."""

    digests: dict[str, str] = field(default_factory=dict)
    clashes: list[str] = field(default_factory=list)

    def hear(self, message: Object) -> None:
        """Take notice of one message's body."""
        name = str(message.get("messageId", ""))
        said = hashlib.sha256(quoted(message).encode()).hexdigest()
        first = self.digests.setdefault(name, said)
        if first != said:
            self.clashes.append(f"{name}: SHA-256 {first[:12]}… / {said[:12]}…")


class Talk(Protocol):
    """Give requests to an institution, and wait for what it feeds back."""

    subject: Subject
    report: Report
    raw: list[Object]
    names: Names

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
        results = [str(f.get("result")) for f in _feedbacks(run, body, person)]
        fine = bool(results) and set(results) == {wanted}
        run.report.note(person, fine, compared(wanted, listed(results)))


def check_controls(run: Talk) -> None:
    """Control what was reported, kind by kind, and a thing that is not there."""
    found = [f for f in run.raw if f.get("result") == "FOUND"]
    reported = [record for feedback in found for record in rows_of(feedback, "records")]

    def ask(changes: Object, what: str) -> tuple[str, list[Object]]:
        body = run.delivery("known", **changes)
        del body["request"]["ledgerPeriod"]
        results = [r for f in _feedbacks(run, body, what) for r in rows_of(f, "results")]
        return body["request"]["requestNo"], results

    Controls(ask, run.report.note, reported).check()
    clashes = run.names.clashes
    wanted = "每份报文各有编号 a name of its own for each message"
    run.report.note("message-id", not clashes, compared(wanted, listed(clashes)))


def rows_of(value: Object, name: str) -> list[Object]:
    """Give the objects listed under a member; none where it is no list."""
    told = value.get(name)
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else []


def is_whole(messages: list[Object], number: str) -> bool:
    """Say whether the messages about a request tell that nothing more follows."""
    bodies = [m.get("body") for m in messages if isinstance(m, dict)]
    rows = [f for b in bodies if isinstance(b, dict) for f in rows_of(b, "feedbacks")]
    return any(f.get("complete", True) for f in rows if f.get("requestNo") == number)


def _feedbacks(run: Talk, body: Object, what: str) -> list[Object]:
    """Deliver a request, wait for its feedback, and check form and signature of each message."""
    number = body["request"]["requestNo"]
    run.hand_over(body)
    messages = run.wait(number)
    seconds = f"{run.subject.wait_seconds:.0f} s"
    seen = f"{seconds}内没有反馈 no feedback within {seconds}"
    run.report.note(f"in-time/{what}", bool(messages), compared("反馈 feedback", seen))
    found: list[Object] = []
    for message in messages:
        told = message.get("body") if isinstance(message, dict) else None
        if not isinstance(told, dict):
            seen = quoted(message)
            run.report.note(f"feedback-reads/{what}", False, compared("headers, body", seen))
            continue
        unlike = signature_fault(run, message)
        run.report.note(f"feedback-signed/{what}", not unlike, unlike)
        _check_form(run.report, told, what)
        rows = rows_of(told, "feedbacks")
        numbers = {str(f.get("requestNo")) for f in rows}
        seen = compared(number, listed(sorted(numbers)))
        run.report.note(f"feedback-number/{what}", numbers == {number}, seen)
        run.names.hear(told)
        found += rows
    run.raw += found
    return found


def _check_form(report: Report, told: Object, what: str) -> None:
    """Hold a message against its schema, and against the rules that no schema can say."""
    faults = schema_faults(told, "FeedbackMessage")
    odd = [f.text for f in faults if f.code == UNKNOWN_MEMBER]
    problems = [f.text for f in faults if f.code != UNKNOWN_MEMBER]
    problems += [p for p in _problems(told) if p not in problems]
    report.note(f"feedback-reads/{what}", not problems, "; ".join(problems))
    if odd:
        report.warn(f"tolerated/{what}", "; ".join(odd))


def _problems(told: Object) -> Iterator[str]:
    try:
        read_body(json.dumps(told, ensure_ascii=False).encode())
        decoded = read_message(told)
    except (Unreadable, WireError) as error:
        yield f"{error.zh} {error.en}"
        return
    for problem in decoded.problems:
        yield f"{problem.zh} {problem.en}"
    for note in decoded.notes:
        if note.code != UNKNOWN_MEMBER:
            yield f"{note.row} {note.field}：{note.zh} {note.en}"


def signature_fault(run: Talk, message: Object) -> str:
    """Say why a message is not signed by the institution; empty when it is.

    The canonical statement is quoted, so that it can be held against what was signed.
    """
    subject, given = run.subject, message.get("headers")
    wanted = {
        HEADERS["sender"]: subject.code,
        HEADERS["recipient"]: PLATFORM,
        HEADERS["key_id"]: subject.key.key_id,
        HEADERS["algorithm"]: subject.key.algorithm,
    }
    lacking = [h for h in HEADERS.values() if not isinstance(given, dict) or not given.get(h)]
    if not isinstance(given, dict) or lacking:
        return compared(listed(HEADERS.values()), f"缺 without {listed(lacking)}")
    for header, value in wanted.items():
        if given[header] != value:
            return compared(f"{header}: {value}", given[header])
    named = {n: str(given[h]) for n, h in HEADERS.items() if n != "signature"}
    statement = Statement("POST", run.feedback_target, body=message["body"], **named)
    try:
        signature = base64.b64decode(given[HEADERS["signature"]], validate=True)
        said = statement.signed_bytes
    except (ValueError, TypeError) as error:
        return compared("Base64", f"{given[HEADERS['signature']]}（{error}）")
    if subject.key.accepts(signature, said):
        return ""
    zh, en = "对规范化陈述的签名", "a signature over the canonical statement"
    return compared(f"{zh} {en}：{said.decode()}", f"{given[HEADERS['signature']]}")
