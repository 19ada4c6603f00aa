"""Plays the platform against an institution's own address, by the book of the open profile."""

from __future__ import annotations

import base64
import copy
import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.inquiry.wire.openjson.statement import HEADERS, PLATFORM, Statement, read_body
from zhixing.inquiry.wire.testbook import golden, open_book
from zhixing.kernel.canonical import canonical
from zhixing.platform.crypto.detached import ED25519, PublicKey, Signer
from zhixing.scenarios.conformance.report import Report

MOST_SECONDS = 60
FEEDBACK_TARGET = "/wire/open/v1/feedbacks"
Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """Name the institution under test: its address, its code, its public key."""

    url: str
    code: str
    key: PublicKey
    wait_seconds: float = 20


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

    def delivery(self, person: str, **changes: Any) -> Object:
        """Give a good delivery about a person of the book, under a number of its own."""
        made: Object = json.loads(golden("delivery"))
        self.serial += 1
        made["request"] |= {
            "requestNo": f"{self.stamp}{self.serial:06d}",
            "institution": self.subject.code,
            "subject": open_book()["people"][person],
            **changes,
        }
        return made

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
        for part in (_proofs, _repeats, _malformed, _answers, _controls):
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


def _answers(run: Run) -> None:
    """See what is said of somebody known, of somebody unknown, and of a namesake."""
    for person, wanted in (("known", "FOUND"), ("unknown", "NIL"), ("namesake", "NIL")):
        body = run.delivery(person)
        results = [f.get("result") for f in _feedbacks(run, body, person)]
        fine = bool(results) and set(results) == {wanted}
        run.report.note(person, fine, f"{results}, {wanted} expected")


def _controls(run: Run) -> None:
    """Freeze the first thing reported, and a thing that is not there."""
    reported = [
        record["identifier"]
        for message in run.raw
        for feedback in message.get("feedbacks", ())
        for record in feedback.get("records", ())
        if isinstance(record, dict) and record.get("identifier")
    ]
    line = json.loads(golden("requests_control"))["requests"][0]["lines"][0]
    for code, identifier, wanted in (
        ("controlled", reported[0] if reported else "", {"DONE", "PARTIAL"}),
        ("no-such-thing", "ZX-NO-SUCH-THING", {"NOT_DONE"}),
    ):
        today = datetime.now(UTC).date()
        term = {"from": today.isoformat(), "to": (today + timedelta(days=364)).isoformat()}
        asked = {**line, "identifier": identifier, "amount": "1.00", "term": term}
        body = run.delivery("known", kind="CONTROL", lines=[asked])
        del body["request"]["ledgerPeriod"]
        results = [r for f in _feedbacks(run, body, code) for r in f.get("results", ())]
        outcomes = {r.get("lineNo"): r.get("outcome") for r in results}
        fine = outcomes.keys() == {"1"} and outcomes["1"] in wanted
        told = code == "controlled" or all(r.get("reason") for r in results)
        run.report.note(code, fine and told, f"{outcomes}, {sorted(wanted)} expected")


def _feedbacks(run: Run, body: Object, what: str) -> list[Object]:
    """Deliver a request, wait for its feedback, and check form and signature of each message."""
    number = body["request"]["requestNo"]
    run.send("POST", "/requests", body)
    messages = run.wait(number)
    run.report.note(f"in-time/{what}", bool(messages), f"{run.subject.wait_seconds:.0f} s")
    found: list[Object] = []
    for message in messages:
        told = message.get("body") if isinstance(message, dict) else None
        if not isinstance(told, dict):
            run.report.note(f"feedback-reads/{what}", False, f"{message}")
            continue
        run.report.note(f"feedback-signed/{what}", _is_signed(run.subject, message), "")
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


def _is_signed(subject: Subject, message: Object) -> bool:
    given = message.get("headers")
    if not isinstance(given, dict):
        return False
    try:
        statement = Statement(
            "POST",
            FEEDBACK_TARGET,
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
