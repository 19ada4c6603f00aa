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
    Names,
    Subject,
    book_delivery,
    check_answers,
    check_controls,
    is_whole,
)
from zhixing.scenarios.conformance.report import Report, Verdict, compared, listed, quoted
from zhixing.scenarios.conformance.schema import UNKNOWN_MEMBER, schema_faults

MOST_SECONDS = 60
NOT_THERE = frozenset({404, 405})
FIRST_SERVER_ERROR = 500
MOST_ANSWER = 300
"""How much of an answer is quoted of somebody who is no front-end of this profile."""
QUIET_SECONDS = 2.0
"""How long the kit waits for what must not come."""
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
    names: Names = field(default_factory=Names)
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
        """Ask until the request is answered in full; gives its messages, none when time is over."""
        end = time.monotonic() + self.subject.wait_seconds
        while time.monotonic() < end:
            told = self.messages(number)
            if is_whole(told, number) or (told and not all(map(_is_message, told))):
                return told
            time.sleep(0.2)
        return self.messages(number)

    def messages(self, number: str) -> list[Object]:
        """Ask once what was fed back of a request."""
        status, told, _ = self.send("GET", f"/requests/{number}")
        found = told.get("messages") if status == 200 and isinstance(told, dict) else None
        return list(found) if isinstance(found, list) else []


def check_address(subject: Subject) -> Report:
    """Run the whole book against an address."""
    book = open_book()
    report = Report(book["checks"])
    signer = Signer.of_seed(book["key"]["keyId"], bytes.fromhex(book["key"]["seed"]))
    started = time.monotonic()
    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S") + secrets.token_hex(2)
    with httpx.Client(timeout=10) as client:
        run = Run(subject, client, report, signer, stamp)
        try:
            if _is_reached(run):
                _run_book(run)
        except httpx.HTTPError as error:
            _note_lost(report, subject.url, error)
    seconds = time.monotonic() - started
    if report.lines[0].verdict is not Verdict.FAIL:
        report.note("minute", seconds <= MOST_SECONDS, f"{seconds:.0f} s")
    return report


def _is_reached(run: Run) -> bool:
    """Say whether a front-end of this profile is there; without one nothing else is tried."""
    status, told, _ = run.send("POST", "/requests", run.delivery("known"))
    reached = status < FIRST_SERVER_ERROR and status not in NOT_THERE
    seen = f"HTTP {status} {quoted(told)[:MOST_ANSWER]}"
    url = run.subject.url.rstrip("/")
    run.report.note("reached", reached, compared(f"POST {url}/requests → HTTP 200", seen))
    return reached


def _note_lost(report: Report, url: str, error: httpx.HTTPError) -> None:
    seen = f"{type(error).__name__}: {error}"
    report.note("reached", False, compared(f"{url} 有应答 answers", seen))


def _run_book(run: Run) -> None:
    """Go through all parts of the book; nothing is asked of one that takes no good request."""
    if not _proofs(run):
        return
    for part in (_repeats, _malformed, check_answers, check_controls):
        part(run)


def _proofs(run: Run) -> bool:
    """See whom the institution believes; False when it takes no good request."""
    note, body = run.report.note, run.delivery("known")
    wrong = base64.b64encode(bytes(64)).decode()
    for code, more in (
        ("unsigned", {"change": dict.fromkeys(HEADERS.values(), "")}),
        ("wrong-signature", {"change": {HEADERS["signature"]: wrong}}),
        ("old", {"age": timedelta(minutes=10)}),
        ("stranger", {"recipient": "ANOTHER0001"}),
    ):
        status, _, _ = run.send("POST", "/requests", body, **more)
        note(code, status == 401, compared("HTTP 401", f"HTTP {status}"))
    status, told, proof = run.send("POST", "/requests", body)
    number = body["request"]["requestNo"]
    problems = _unlike_taken(told, number) if status == 200 else ["HTTP"]
    seen = f"HTTP {status} {quoted(told)} {'; '.join(problems)}"
    note("taken", not problems, compared(f"HTTP 200, requestNo {number}", seen))
    again = run.again(body, proof)
    note("replay", again == 401, compared("HTTP 401", f"HTTP {again}"))
    return status == 200


def _unlike_taken(told: Any, number: str) -> list[str]:
    """List in what an answer differs from the published ``Taken`` about a request."""
    found = [f.text for f in schema_faults(told, "Taken") if f.code != UNKNOWN_MEMBER]
    if isinstance(told, dict) and told.get("requestNo") != number:
        found.append(f"requestNo {told.get('requestNo')}")
    return found


def _repeats(run: Run) -> None:
    """See whether a lost answer could be asked about, and a repeat does no harm."""
    note, body = run.report.note, run.delivery("known")
    number = body["request"]["requestNo"]
    status, _, _ = run.send("GET", f"/requests/{number}")
    note("unheard", status == 404, compared("HTTP 404", f"HTTP {status}"))
    run.send("POST", "/requests", body)
    status, told, _ = run.send("GET", f"/requests/{number}")
    known = isinstance(told, dict) and told.get("requestNo") == number
    seen = f"HTTP {status} {quoted(told)}"
    note("asked", status == 200 and known, compared(f"HTTP 200, requestNo {number}", seen))
    before = _names(run.wait(number))
    status, _, _ = run.send("POST", "/requests", body)
    # What is worked on twice is told a moment later: an answer at once proves nothing.
    time.sleep(min(QUIET_SECONDS, run.subject.wait_seconds))
    after = _names(run.messages(number))
    seen = f"HTTP {status}, messageId {listed(after)}"
    wanted = f"HTTP 200, messageId {listed(before)}"
    note("repeat", status == 200 and before == after, compared(wanted, seen))
    other = copy.deepcopy(body)
    other["request"]["caseNo"] += "（另）"
    status, _, _ = run.send("POST", "/requests", other)
    note("other-body", status == 409, compared("HTTP 409", f"HTTP {status}"))


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
        wanted = f"HTTP {listed(case['expect'])}（{case['zh']} · {case['en']}）"
        fine = status in case["expect"]
        run.report.note(f"malformed/{case['name']}", fine, compared(wanted, f"HTTP {status}"))


def _is_message(told: Any) -> bool:
    return isinstance(told, dict) and isinstance(told.get("body"), dict)


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
