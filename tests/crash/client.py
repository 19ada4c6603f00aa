"""A client under load: it lives whole cases through the HTTP API and writes down what it is told.

A request that gets no answer, or the answer that the server is broken, is asked
again under the same key until it is answered; a person at a desk would do the same.
"""

from __future__ import annotations

import http.client
import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.invented import application, on_the_wire
from tests.crash.programs import DAY
from tests.crash.record import Record

PATIENCE_SECONDS = 120.0
LONGEST_WAIT_SECONDS = 300.0
"""What the bank and the worker may take, both of them killed again and again."""
FROZEN = "100.00"
API = "/api/v1"


class NeverAnswered(Exception):
    """Tell that a request got no answer for too long."""


@dataclass(slots=True)
class Counts:
    """Count what the clients saw: answers, and attempts that got none."""

    answers: int = 0
    repeats: int = 0
    unexpected: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Client:
    """Hold one client: where it sends, as whom, and where it writes down what it is told."""

    number: int
    port: int
    tokens: Mapping[str, str]
    record: Record
    stop: threading.Event
    patience_seconds: float = PATIENCE_SECONDS
    counts: Counts = field(default_factory=Counts)
    _line: http.client.HTTPConnection | None = None

    def run(self) -> None:
        """Live case after case until told to stop."""
        n = 0
        try:
            while not self.stop.is_set():
                n += 1
                self._live(self.number * 100_000 + n)
        except NeverAnswered as failure:
            self.counts.unexpected.append(str(failure))
        except _Ended:
            return

    def ask(self, step: str, post: str, path: str, body: dict[str, Any]) -> Any:
        """Write under a new key until it is answered, and note the answer."""
        key = uuid.uuid4().hex
        self.record.asks(step, path, post, key, body)
        status, answer = self.insist("POST", path, post, key, body)
        self.record.told(key, status, answer)
        self.counts.answers += 1
        if status >= 300:
            self.counts.unexpected.append(f"{step} {path}: {status} {str(answer)[:300]}")
            raise _Ended
        if self.stop.is_set():
            raise _Ended
        return answer

    def insist(
        self, method: str, path: str, post: str, key: str, body: dict[str, Any] | None
    ) -> tuple[int, Any]:
        """Send the same request until somebody answers it."""
        end = time.monotonic() + self.patience_seconds
        while time.monotonic() < end:
            try:
                status, answer = self._send(method, path, post, key, body)
            except (OSError, http.client.HTTPException):
                self._line = None
            else:
                if status < 500:
                    return status, answer
            self.counts.repeats += 1
            time.sleep(0.25)
        raise NeverAnswered(f"{method} {path} was not answered for {self.patience_seconds:.0f} s")

    def _send(
        self, method: str, path: str, post: str, key: str, body: dict[str, Any] | None
    ) -> tuple[int, Any]:
        if self._line is None:
            self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Authorization": f"Bearer {self.tokens[post]}", "Idempotency-Key": key}
        content = None
        if body is not None:
            headers["Content-Type"] = "application/json"
            content = json.dumps(body, ensure_ascii=False).encode()
        self._line.request(method, API + path, content, headers)
        answer = self._line.getresponse()
        given = answer.read()
        try:
            return answer.status, json.loads(given) if given else None
        except ValueError:
            return answer.status, given[:200].decode("utf-8", "replace")

    def _live(self, n: int) -> None:
        given = on_the_wire(application(n, "C"))
        case = self.ask("file", "JUDGE", "/cases", {"application": given})["case"]
        number = f"62281{n:09d}"
        self.ask("account", "ACCOUNTANT", f"/cases/{case}/account", {"number": number})
        incoming = {
            "reference": f"REF-{n}",
            "received_on": DAY,
            "amount": "5000.00",
            "account_number": number,
        }
        self.ask("receipt", "ACCOUNTANT", "/receipts", {"incoming": incoming})
        if n % 4 == 1:
            self._pay(n, case)
        elif n % 4 == 3:
            self._suspend(n, case)
        else:
            self._seek(case)
        if n % 3 == 0:
            self._issue(case)

    def _look(self, path: str) -> Any:
        _, seen = self.insist("GET", path, "JUDGE", uuid.uuid4().hex, None)
        return seen["items"] if set(seen) == {"items"} else seen

    def _party(self, case: str, role: str) -> str:
        standings = self._look(f"/cases/{case}")["facts"]["standings"]["parties"]
        return str(next(s["party"] for s in standings if s["role"] == role))

    def _wait_for(self, what: str, look: Callable[[], Any]) -> Any:
        """Look again and again until there is something to see."""
        end = time.monotonic() + LONGEST_WAIT_SECONDS
        while time.monotonic() < end:
            if found := look():
                return found
            if self.stop.is_set():
                raise _Ended
            time.sleep(0.3)
        self.counts.unexpected.append(f"{what}: never in {LONGEST_WAIT_SECONDS:.0f} s")
        raise _Ended

    def _seek(self, case: str) -> None:
        """Ask the bank what the debtor has, and freeze a part of the first deposit."""
        order: dict[str, Any] = {"parties": [self._party(case, "DEBTOR")]}
        self.ask("query", "JUDGE", f"/cases/{case}/queries", {"order": order})
        known = self._wait_for(f"the answer in {case}", lambda: self._look(f"/cases/{case}/assets"))
        rich = [a for a in known if float(a["available"] or 0) >= float(FROZEN)]
        if not rich:
            return
        order = {"asset": rich[0]["id"], "amount": FROZEN}
        matter = self.ask("freeze", "JUDGE", f"/cases/{case}/freezes", {"order": order})["id"]
        opinion = {"approve": True, "text": "同意"}
        self.ask("approve freeze", "DIRECTOR", f"/matters/{matter}/opinion", opinion)
        seen = self._wait_for(f"the freeze in {case}", lambda: self._answered(case, matter))
        self.record.saw("seen freeze", f"/cases/{case}/requests", seen)

    def _answered(self, case: str, matter: str) -> Any:
        """Give the request of a matter once the bank's word about it is in."""
        found = [r for r in self._look(f"/cases/{case}/requests") if r["matter"] == matter]
        return found[0] if found and found[0]["lines"][0]["outcome"] else None

    def _pay(self, n: int, case: str) -> None:
        payee = self._party(case, "APPLICANT")
        request = {
            "payee": payee,
            "amount": "3000.00",
            "bank_name": "示例银行",
            "account_number": f"6222020{n:012d}",
            "purpose": "发放案款",
        }
        order = self.ask("order", "CLERK", f"/cases/{case}/payments", {"request": request})["id"]
        self.ask("check", "ACCOUNTANT", f"/payments/{order}/check", {})
        self.ask("approve", "DIRECTOR", f"/payments/{order}/approval", {})
        paid = {"bank_reference": f"B-{n}"}
        self.ask("settle", "CASHIER", f"/payments/{order}/settlement", paid)

    def _suspend(self, n: int, case: str) -> None:
        period = {"kind": "SUSPENSION", "start_on": DAY, "document": f"（2018）示例{n}号裁定"}
        path = f"/cases/{case}/suspensions"
        matter = self.ask("suspend", "JUDGE", path, {"period": period})["id"]
        opinion = {"approve": True, "text": "同意"}
        self.ask("opinion", "DIRECTOR", f"/matters/{matter}/opinion", opinion)

    def _issue(self, case: str) -> None:
        data = {"applied_on": "2018-03-02", "filed_on": DAY, "officer": "示例", "clue_days": 7}
        draft = {"template": "ACCEPTANCE_NOTICE", "data": data}
        path = f"/cases/{case}/instruments"
        instrument = self.ask("draft", "CLERK", path, {"draft": draft})["id"]
        self.ask("issue", "CLERK", f"/instruments/{instrument}/issue", {})


class _Ended(Exception):
    """End a client's story before its end."""
