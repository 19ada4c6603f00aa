"""The cycle of an institution that polls: collect, fetch documents, work, feed back."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simulators import points
from simulators.open.books import Books
from simulators.open.faults import Faults, Restart
from simulators.open.line import Line
from simulators.open.work import Work


@dataclass
class Front:
    """Go through the cycle, whatever was left undone by an earlier one."""

    line: Line
    books: Books
    faults: Faults
    work: Work
    log: Callable[..., None]
    retry_seconds: float = 0.5

    def cycle(self, polls: bool = True) -> None:
        """Collect what waits, answer what is due, send what is not acknowledged."""
        if polls:
            for kind in ("QUERY", "CONTROL"):
                self._poll(kind)
        self._documents()
        self._answer()
        self._send()

    def _poll(self, kind: str) -> None:
        status, told = self.line.call("POST", "/polls", {"kind": kind})
        if status != 200:
            self.log("poll_refused", status=status, told=told)
            return
        points.reach(points.HAND_OUT)
        for request in told["requests"]:
            number = request["requestNo"]
            if self.faults.once("lose_poll_answer", number):
                continue
            delay = self.faults.delay_seconds if self.faults.strikes("delay", number) else 0
            self.books.admit(request, due_at=time.time() + delay)
            self.log("collected", request=number)
            self.faults.maybe_die("after_poll", number)

    def _documents(self) -> None:
        for row in self.books.rows("select no from requests where documents = ''"):
            status, told = self.line.call("GET", f"/requests/{row['no']}/documents")
            if status == 200:
                whole = json.dumps(told)
                self.books.do("update requests set documents = ? where no = ?", whole, row["no"])

    def _answer(self) -> None:
        sql = "select * from requests where state = 'RECEIVED' and documents <> '' and due_at <= ?"
        for row in self.books.rows(sql, time.time()):
            if self.faults.once("restart", row["no"]):
                raise Restart(row["no"])
            self.work.answer(json.loads(row["body"]))

    def _send(self) -> None:
        order = "desc" if self.faults.strikes("reorder") else "asc"
        sql = f"select * from outbox where is_sent = 0 and not_before <= ? order by rowid {order}"
        for row in self.books.rows(sql, time.time()):
            self._feed(row)

    def _feed(self, row: Any) -> None:
        key, body, number = row["key"], json.loads(row["body"]), row["request_no"]
        if row["attempts"]:
            status, told = self.line.call("GET", f"/feedbacks/{key}")
            if status == 200:
                self._acknowledged(key, told)
                return
        self.books.do(
            "update outbox set attempts = attempts + 1, not_before = ? where key = ?",
            time.time() + self.retry_seconds,
            key,
        )
        self.faults.maybe_die("before_send", number)
        points.reach(points.BEFORE_SEND)
        path = "/polls" if self.faults.once("wrong_operation", number) else "/feedbacks"
        proof = self.line.signed("POST", path, body)
        if self.faults.once("bad_signature", number):
            proof["Zx-Signature"] = "A" * 86 + "=="
        status, told = self.line.send("POST", path, body, proof)
        self.faults.maybe_die("after_send", number)
        points.reach(points.BEFORE_ACKNOWLEDGEMENT)
        if self.faults.once("replay", number):
            again, refused = self.line.send("POST", path, body, proof)
            self.log("replayed", status=again, told=refused)
        if status != 200:
            self.log("refused", request=number, status=status, told=told)
            return
        if self.faults.once("lose_answer", number):
            self.log("lost_answer", request=number)
            return
        self._acknowledged(key, told)
        if self.faults.once("same_again", number):
            self.line.call("POST", "/feedbacks", body)
        if self.faults.once("duplicate_message", number):
            self.line.call("POST", "/feedbacks", {**body, "messageId": f"{key}-again"})

    def _acknowledged(self, key: str, told: Any) -> None:
        self.books.do(
            "update outbox set is_sent = 1, receipt = ? where key = ?", json.dumps(told), key
        )
        self.log("acknowledged", key=key, seq=told["receipt"]["seq"])
