"""Plays the platform against an institution's own address, by the book of the open profile."""

from __future__ import annotations

import base64
import copy
import secrets
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from zhixing.inquiry.wire.openjson.statement import HEADERS, PLATFORM, Statement
from zhixing.inquiry.wire.testbook import open_book
from zhixing.kernel.canonical import canonical
from zhixing.platform.crypto.detached import ED25519, Signer
from zhixing.scenarios.conformance.open_answers import (
    Subject,
    book_delivery,
    check_answers,
    check_controls,
)
from zhixing.scenarios.conformance.report import Report

MOST_SECONDS = 60
FEEDBACK_TARGET = "/wire/open/v1/feedbacks"
Object = dict[str, Any]


@dataclass(slots=True)
class Run:
    """Hold one run of the book."""

    subject: Subject
    client: httpx.Client
    report: Report
    signer: Signer
    stamp: str
    serial: int = 0
    raw: list[Object] = field(default_factory=list)
    feedback_target: str = FEEDBACK_TARGET

    def delivery(self, person: str, **changes: Any) -> Object:
        """Give a good delivery about a person of the book, under a number of its own."""
        self.serial += 1
        return book_delivery(person, self.subject.code, f"{self.stamp}{self.serial:06d}", changes)

    def hand_over(self, body: Object) -> None:
        """Deliver a request."""
        self.send("POST", "/requests", body)

    def send(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        raw: bytes | None = None,
        change: Object | None = None,
        age: timedelta = timedelta(),
        recipient: str = "",
    ) -> tuple[int, Any, dict[str, str]]:
        """Make one signed call; ``change`` alters its headers after signing."""
        target = urlsplit(self.subject.url).path.rstrip("/") + path
        statement = Statement(
            method,
            target,
            PLATFORM,
            recipient or self.subject.code,
            self.signer.key_id,
            ED25519,
            (datetime.now(UTC) - age).isoformat(timespec="milliseconds"),
            secrets.token_urlsafe(18),
            body,
        )
        proof = statement.headers(self.signer.sign(statement.signed_bytes))
        given = {k: v for k, v in {**proof, **(change or {})}.items() if v}
        content = raw if raw is not None else b"" if body is None else canonical(body)
        url = self.subject.url.rstrip("/") + path
        answer = self.client.request(method, url, content=content, headers=given)
        return answer.status_code, _json(answer), given

    def again(self, body: Any, proof: dict[str, str]) -> int:
        """Send the same bytes with the same proof once more."""
        url = self.subject.url.rstrip("/") + "/requests"
        return self.client.post(url, content=canonical(body), headers=proof).status_code

    def wait(self, number: str) -> list[Object]:
        """Ask until the request is answered; gives its messages, none when time is over."""
        end = time.monotonic() + self.subject.wait_seconds
        while time.monotonic() < end:
            status, told, _ = self.send("GET", f"/requests/{number}")
            if status == 200 and isinstance(told, dict) and told.get("messages"):
                return list(told["messages"])
            time.sleep(0.2)
        return []


def check_address(subject: Subject) -> Report:
    """Run the whole book against an address."""
    book = open_book()
    report = Report(book["checks"])
    signer = Signer.of_seed(book["key"]["keyId"], bytes.fromhex(book["key"]["seed"]))
    started = time.monotonic()
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S") + secrets.token_hex(2)
    with httpx.Client(timeout=10) as client:
        run = Run(subject, client, report, signer, stamp)
        for part in (_proofs, _repeats, _malformed, check_answers, check_controls):
            try:
                part(run)
            except httpx.HTTPError as error:
                report.note("taken/line", False, f"{type(error).__name__}: {error}")
    seconds = time.monotonic() - started
    report.note("minute", seconds <= MOST_SECONDS, f"{seconds:.0f} s")
    return report


def _proofs(run: Run) -> None:
    """See whom the institution believes."""
    note, body = run.report.note, run.delivery("known")
    wrong = base64.b64encode(bytes(64)).decode()
    for code, more in (
        ("unsigned", {"change": dict.fromkeys(HEADERS.values(), "")}),
        ("wrong-signature", {"change": {HEADERS["signature"]: wrong}}),
        ("old", {"age": timedelta(minutes=10)}),
        ("stranger", {"recipient": "ANOTHER0001"}),
    ):
        status, _, _ = run.send("POST", "/requests", body, **more)
        note(code, status == 401, f"HTTP {status}, 401 expected")
    status, told, proof = run.send("POST", "/requests", body)
    number = body["request"]["requestNo"]
    same = isinstance(told, dict) and told.get("requestNo") == number
    note("taken", status == 200 and same, f"HTTP {status} {told}")
    status = run.again(body, proof)
    note("replay", status == 401, f"HTTP {status}, 401 expected")


def _repeats(run: Run) -> None:
    """See whether a lost answer could be asked about, and a repeat does no harm."""
    note, body = run.report.note, run.delivery("known")
    number = body["request"]["requestNo"]
    status, _, _ = run.send("GET", f"/requests/{number}")
    note("unheard", status == 404, f"HTTP {status}, 404 expected")
    run.send("POST", "/requests", body)
    status, told, _ = run.send("GET", f"/requests/{number}")
    known = isinstance(told, dict) and told.get("requestNo") == number
    note("asked", status == 200 and known, f"HTTP {status} {told}")
    before = _names(run.wait(number))
    status, _, _ = run.send("POST", "/requests", body)
    after = _names(run.wait(number))
    fine = status == 200 and before == after
    note("repeat", fine, f"HTTP {status}; {before} -> {after}")
    other = copy.deepcopy(body)
    other["request"]["caseNo"] += "（另）"
    status, _, _ = run.send("POST", "/requests", other)
    note("other-body", status == 409, f"HTTP {status}, 409 expected")


def _malformed(run: Run) -> None:
    for case in open_book()["malformed"]:
        body, raw = run.delivery("known"), None
        if "raw" in case:
            raw = case["raw"].encode()
        for path in case.get("drop", ()):
            _parent(body, path).pop(path.rpartition(".")[2])
        for path, value in case.get("set", {}).items():
            _parent(body, path)[path.rpartition(".")[2]] = value
        status, _, _ = run.send("POST", "/requests", body, raw=raw)
        seen = f"{case['zh']} · {case['en']}: HTTP {status}"
        run.report.note(f"malformed/{case['name']}", status in case["expect"], seen)


def _names(messages: list[Object]) -> list[str]:
    bodies = [m.get("body") for m in messages if isinstance(m, dict)]
    return sorted(str(b.get("messageId")) for b in bodies if isinstance(b, dict))


def _parent(body: Object, path: str) -> Object:
    for step in path.split(".")[:-1]:
        body = body[step]
    return body


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None
