"""Plays the platform to an institution of the open profile that only collects.

The institution is pointed to the kit's address and trusts the book's key. One poll is refused,
one answer is forged, one answer to a feedback is lost and one request is handed out twice, as
happens on a real line.
"""

from __future__ import annotations

import base64
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import urlsplit

from zhixing.inquiry.wire.errors import WireError
from zhixing.inquiry.wire.openjson.statement import (
    HEADERS,
    PLATFORM,
    Statement,
    Unproven,
    check_time,
    read_statement,
)
from zhixing.inquiry.wire.testbook import open_book
from zhixing.kernel.canonical import canonical, digest
from zhixing.platform.crypto.detached import ED25519, Signer
from zhixing.scenarios.conformance.open_answers import (
    Names,
    Object,
    Subject,
    book_delivery,
    check_answers,
    check_controls,
    is_whole,
    rows_of,
)
from zhixing.scenarios.conformance.report import Report, compared, listed

KINDS: Final = frozenset({"QUERY", "CONTROL"})
QUIET_SECONDS: Final = 2.0
"""How long the kit waits for what must not come."""


class Lost(Exception):
    """Tell that an answer is not to arrive."""


@dataclass(slots=True)
class Desk:
    """Hand requests out and take feedback, as the platform does."""

    subject: Subject
    prefix: str
    signer: Signer
    report: Report
    stamp: str
    serial: int = 0
    raw: list[Object] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    waiting: dict[str, list[Object]] = field(default_factory=dict)
    papers: dict[str, Object] = field(default_factory=dict)
    messages: dict[str, list[Object]] = field(default_factory=dict)
    receipts: dict[str, Object] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    nonces: set[str] = field(default_factory=set)
    fetched: set[str] = field(default_factory=set)
    polled: dict[str, int] = field(default_factory=dict)
    unproved: list[str] = field(default_factory=list)
    used_twice: list[str] = field(default_factory=list)
    early: set[str] = field(default_factory=set)
    lost: str = ""
    asked: set[str] = field(default_factory=set)
    blind: set[str] = field(default_factory=set)
    forged: str = ""
    forged_taken: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def feedback_target(self) -> str:
        """Give the path that feedback is posted to."""
        return f"{self.prefix}/feedbacks"

    def delivery(self, person: str, **changes: Any) -> Object:
        """Give a good request about a person of the book, under a number of its own."""
        self.serial += 1
        return book_delivery(person, self.subject.code, f"{self.stamp}{self.serial:06d}", changes)

    def hand_over(self, body: Object) -> None:
        """Let a request wait to be collected, with its documents beside it."""
        request = body["request"]
        with self.lock:
            self.papers[request["requestNo"]] = {
                "requestNo": request["requestNo"],
                "documents": body["documents"],
                "credentials": body["credentials"],
            }
            self.waiting.setdefault(request["kind"], []).append(request)

    def wait(self, number: str) -> list[Object]:
        """Wait until a request was fed back in full; gives its messages."""
        end = time.monotonic() + self.subject.wait_seconds
        while time.monotonic() < end:
            with self.lock:
                told = list(self.messages.get(number, ()))
            if told and is_whole(told, number):
                return told
            time.sleep(0.1)
        return []

    def answer(self, statement: Statement, signature: bytes) -> tuple[int, Object, bool]:
        """Answer a proved call: the status, the body, whether the answer is signed truly."""
        path, _, _ = statement.target.removeprefix(self.prefix).partition("?")
        body = statement.body if isinstance(statement.body, dict) else {}
        if (statement.method, path) == ("POST", "/polls"):
            return self._poll(str(body.get("kind", "")))
        if (statement.method, path) == ("POST", "/feedbacks"):
            return self._take(statement.headers(signature), body)
        if statement.method == "GET" and path.startswith("/feedbacks/"):
            key = path.removeprefix("/feedbacks/")
            self.asked.add(key)
            given = self.receipts.get(key)
            return (404, _error("NOT_FOUND"), True) if given is None else (200, given, True)
        if statement.method == "GET" and path.endswith("/documents"):
            number = path.split("/")[2]
            self.fetched.add(number)
            self.forged_taken |= number == self.forged
            found = self.papers.get(number)
            return (404, _error("NOT_FOUND"), True) if found is None else (200, found, True)
        return 404, _error("NOT_FOUND"), True

    def _poll(self, kind: str) -> tuple[int, Object, bool]:
        if kind not in KINDS:
            return 400, _error("KIND_UNKNOWN"), True
        self.polled[kind] = self.polled.get(kind, 0) + 1
        if kind == "QUERY" and self.polled[kind] == 1:
            return 503, _error("BUSY"), True
        if kind == "QUERY" and not self.forged:
            made = self.delivery("known")["request"]
            self.forged = made["requestNo"]
            return 200, {"kind": kind, "requests": [made]}, False
        return 200, {"kind": kind, "requests": self.waiting.pop(kind, [])}, True

    def _take(self, proof: dict[str, str], body: Object) -> tuple[int, Object, bool]:
        key, said = str(body.get("messageId", "")), digest(body)
        if not 1 <= len(key) <= 80:
            return 400, _error("MESSAGE_ID_MISSING"), True
        self.names.hear(body)
        if key in self.receipts:
            if key == self.lost and key not in self.asked:
                self.blind.add(key)
            same = self.hashes[key] == said
            return (200, self.receipts[key], True) if same else (409, _error("SAME_KEY"), True)
        for row in rows_of(body, "feedbacks"):
            number = str(row.get("requestNo", ""))
            self.forged_taken |= number == self.forged
            if number not in self.fetched:
                self.early.add(number)
            self.messages.setdefault(number, []).append({"headers": proof, "body": body})
        self.hashes[key], self.receipts[key] = said, self._receipt(key, said)
        if not self.lost:
            self.lost = key
            raise Lost
        return 200, self.receipts[key], True

    def _receipt(self, key: str, said: str) -> Object:
        receipt = {
            "institution": self.subject.code,
            "seq": len(self.receipts) + 1,
            "previous": "0" * 64,
            "messageId": key,
            "bodySha256": said,
            "receivedAt": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "keyId": self.signer.key_id,
            "verdicts": {},
            "problems": [],
            "notes": [],
        }
        signature = base64.b64encode(self.signer.sign(canonical(receipt))).decode()
        return {"receipt": receipt, "signature": signature}

    def prove(self, statement: Statement, signature: bytes) -> None:
        """Check that a call is the institution's own.

        :raises Unproven: it is not.
        """
        key = self.subject.key
        names = (statement.sender, statement.recipient, statement.key_id, statement.algorithm)
        if names != (self.subject.code, PLATFORM, key.key_id, key.algorithm):
            raise Unproven("KEY_UNKNOWN", HEADERS["key_id"], f"{names}", f"{names}")
        if not key.accepts(signature, statement.signed_bytes):
            said = statement.signed_bytes.decode()
            raise Unproven(
                "SIGNATURE_WRONG", HEADERS["signature"], "与陈述不符", f"not over {said}"
            )
        check_time(statement, datetime.now(UTC))
        if statement.nonce in self.nonces:
            self.used_twice.append(statement.nonce)
            raise Unproven("REPLAYED", HEADERS["nonce"], "此一次性编号已用过", "was used before")
        self.nonces.add(statement.nonce)


def check_collector(url: str, subject: Subject) -> Report:
    """Listen at an address, and say what the institution that collects there gets wrong."""
    book = open_book()
    report = Report({**book["checks"], **book["collect_checks"]})
    signer = Signer.of_seed(book["key"]["keyId"], bytes.fromhex(book["key"]["seed"]))
    place = urlsplit(url)
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S") + secrets.token_hex(2)
    desk = Desk(subject, place.path.rstrip("/"), signer, report, stamp)
    handler = type("Handler", (_Handler,), {"desk": desk})
    server = ThreadingHTTPServer((place.hostname or "127.0.0.1", place.port or 8099), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        check_answers(desk)
        _check_again(desk)
        check_controls(desk)
    finally:
        server.shutdown()
        server.server_close()
    _judge(desk)
    return report


def _check_again(desk: Desk) -> None:
    """Hand a request out twice, and see that nothing else is said of it."""
    body = desk.delivery("known")
    number = body["request"]["requestNo"]
    desk.hand_over(body)
    first = [digest(m["body"]["feedbacks"]) for m in desk.wait(number)]
    desk.hand_over(body)
    time.sleep(min(QUIET_SECONDS, desk.subject.wait_seconds))
    with desk.lock:
        told = [digest(m["body"]["feedbacks"]) for m in desk.messages.get(number, ())]
    fine = bool(first) and set(told) == set(first)
    desk.report.note("again", fine, compared(listed(first), listed(told)))


def _judge(desk: Desk) -> None:
    note = desk.report.note
    polls = {kind: desk.polled.get(kind, 0) for kind in sorted(KINDS)}
    seen = ", ".join(f"{kind} {count}" for kind, count in polls.items())
    note("polled", all(polls.values()), compared("POST polls", seen))
    note("patient", polls["QUERY"] > 1, compared("QUERY > 1", seen))
    note("call-signed", not desk.unproved, "; ".join(dict.fromkeys(desk.unproved)))
    note("fresh", not desk.used_twice, listed(desk.used_twice))
    note("forged", bool(desk.forged) and not desk.forged_taken, listed([desk.forged]))
    early = desk.early - {desk.forged}
    note("documents", bool(desk.fetched) and not early, listed(sorted(early)))
    heard = bool(desk.lost) and desk.lost in desk.asked and not desk.blind
    wanted = f"GET feedbacks/{desk.lost}"
    note("asked-first", heard, compared(wanted, listed(sorted(desk.asked | desk.blind))))


def _error(code: str) -> Object:
    return {"error": {"code": code, "field": "", "zh": "试验应答。", "en": "An answer of the kit."}}


class _Handler(BaseHTTPRequestHandler):
    desk: Desk

    def do_GET(self) -> None:
        if self.path == f"{self.desk.prefix}/keys":
            own = self.desk.signer.public_key
            key = {"keyId": own.key_id, "algorithm": own.algorithm, "hex": own.public.hex()}
            self._send(200, canonical({"keys": [key]}), {})
            return
        self._call("GET")

    def do_POST(self) -> None:
        self._call("POST")

    def _call(self, method: str) -> None:
        raw, desk = self.rfile.read(int(self.headers.get("Content-Length") or 0)), self.desk
        with desk.lock:
            try:
                statement, signature = read_statement(method, self.path, dict(self.headers), raw)
                desk.prove(statement, signature)
                status, body, is_true = desk.answer(statement, signature)
            except Lost:
                self.close_connection = True
                return
            except WireError as error:
                desk.unproved.append(f"{error.zh} {error.en}")
                status, is_true = (401 if isinstance(error, Unproven) else 400), True
                body = {"error": {"code": error.code, "field": "", "zh": error.zh, "en": error.en}}
        self._send(status, canonical(body), self._proof(status, body, is_true))

    def _proof(self, status: int, body: Object, is_true: bool) -> dict[str, str]:
        own = self.desk.signer
        said = {
            "body": body if is_true else {},
            "inReplyTo": self.headers.get(HEADERS["nonce"], ""),
            "keyId": own.key_id,
            "status": status,
            "timestamp": datetime.now(UTC).isoformat(timespec="milliseconds"),
        }
        return {
            HEADERS["sender"]: PLATFORM,
            HEADERS["key_id"]: own.key_id,
            HEADERS["algorithm"]: ED25519,
            HEADERS["timestamp"]: str(said["timestamp"]),
            HEADERS["signature"]: base64.b64encode(own.sign(canonical(said))).decode(),
        }

    def _send(self, status: int, content: bytes, more: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json; charset=utf-8", **more}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *values: object) -> None:
        """Say nothing."""
