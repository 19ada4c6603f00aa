"""Sending feedback until the court has it, and sometimes once more."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass

from simulators import points
from simulators.bank import codec
from simulators.bank.books import Books
from simulators.bank.dialects import Dialect, dialect_of
from simulators.bank.faults import Faults
from simulators.bank.line import Line, LineDown
from simulators.bank.messages import on_wire
from simulators.bank.second_thoughts import first_word, think_again
from simulators.bank.settings import Settings

_LONGEST_WAIT = 60


@dataclass(slots=True)
class Outbox:
    """Hold what sending needs."""

    settings: Settings
    line: Line
    books: Books
    faults: Faults
    log: Callable[..., None]

    @property
    def _dialect(self) -> Dialect:
        return dialect_of(self.settings.dialect)

    def send_due(self) -> bool:
        """Send everything that is due, in order; False when the court could not be reached.

        A plan that reorders sends the last first.
        """
        order = "desc" if self.faults.strikes("reorder", "") else "asc"
        sql = f"select * from outbox where is_sent = 0 and not_before <= ? order by id {order}"
        for row in self.books.rows(sql, time.time()):
            try:
                self._send(row)
            except LineDown as failure:
                self.log("line_down", request=row["request_no"], reason=str(failure))
                return False
        return True

    def _send(self, row: sqlite3.Row) -> None:
        number = row["request_no"]
        payload = self._payload(row)
        self._count(row)
        self.faults.maybe_die("before_send", number)
        points.reach(points.BEFORE_SEND)
        raw = self._dialect.has_raw_marker
        marker = codec.usermarker(self.settings.bank_user, self.settings.password, raw=raw)
        if self.faults.strikes_once("poison", number):
            self._poison(row, marker, payload)
        answer = self.line.call(row["operation"], marker, payload)
        self.faults.maybe_die("after_send", number)
        points.reach(points.BEFORE_ACKNOWLEDGEMENT)
        if self.faults.strikes_once("lose_answer", number):
            self.log("answer_lost", request=number)
            return
        self._settle(row, payload, answer)

    def _poison(self, row: sqlite3.Row, marker: str, payload: str) -> None:
        """Send a part of the message that nobody can read, before the whole."""
        try:
            self.line.call(row["operation"], marker, payload[: len(payload) // 2])
        except LineDown as failure:
            self.log("poison_refused", request=row["request_no"], reason=str(failure))

    def _payload(self, row: sqlite3.Row) -> str:
        number, is_fresh = row["request_no"], row["attempts"] == 0
        body = json.loads(row["body"])
        return on_wire(
            number,
            first_word(self.faults, number, body) if row["is_final"] else body,
            lower_case_md5=self.faults.strikes("lower_case_md5", number),
            missing_bdhm=is_fresh and self.faults.strikes("missing_bdhm", number),
            old_names=self._dialect.has_old_names or self.faults.strikes("old_names", number),
        )

    def _count(self, row: sqlite3.Row) -> None:
        wait = min(self.settings.retry_seconds * 2 ** min(row["attempts"], 10), _LONGEST_WAIT)
        with self.books.step() as db:
            sql = "update outbox set attempts = attempts + 1, not_before = ? where id = ?"
            db.execute(sql, (time.time() + wait, row["id"]))

    def _settle(self, row: sqlite3.Row, payload: str, answer: str) -> None:
        number = row["request_no"]
        try:
            is_finished, message = codec.read_ack(answer, number, self._dialect.error_names)
        except codec.UnreadableAnswer as error:
            is_finished, message = False, str(error)
        self.log(
            "acknowledged" if is_finished else "refused",
            request=number,
            operation=row["operation"],
            message=message,
            sha256=hashlib.sha256(payload.encode()).hexdigest(),
        )
        if not is_finished:
            return
        with self.books.step() as db:
            db.execute("update outbox set is_sent = 1 where id = ?", (row["id"],))
            if row["is_final"]:
                db.execute("update requests set state = 'CLOSED' where no = ?", (number,))
        if row["is_final"] and self.faults.strikes_once("duplicate_feedback", number):
            with self.books.step():
                again = first_word(self.faults, number, json.loads(row["body"]))
                self.books.queue(number, row["operation"], again, is_final=False)
        if row["is_final"] and (done := think_again(self.books, self.faults, row)):
            self.log(done, request=number)
