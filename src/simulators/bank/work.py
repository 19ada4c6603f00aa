"""The bank's own work on accepted requests: queries answered, lines executed, messages made."""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from simulators.bank.books import Books
from simulators.bank.codec import Values, yuan
from simulators.bank.faults import Faults
from simulators.bank.lookup import FAILED, invent_unknown, look_up, sentinel
from simulators.bank.measures import Order, execute, hold
from simulators.bank.messages import control_message, query_messages
from simulators.bank.settings import Settings

BEYOND_FEN = 10_00
"""What a bank freezes beyond the order by mistake."""


@dataclass(slots=True)
class Work:
    """Hold what the work needs."""

    settings: Settings
    books: Books
    faults: Faults
    log: Callable[..., None]

    def execute_due(self, moment: datetime) -> None:
        """Do everything that is due at a moment of the bank's clock."""
        sql = "select * from requests where state = 'READY' and due_at <= ? order by due_at, rowid"
        for row in self.books.rows(sql, time.time()):
            body = json.loads(row["body"])
            if row["kind"] == "query":
                self._answer(body["values"], moment)
            else:
                self._control(body["values"], moment)
            self.faults.maybe_die("after_execute", row["no"])
            self.faults.maybe_restart(row["no"])

    def _answer(self, request: Values, moment: datetime) -> None:
        number, stamp = request["BDHM"], moment.strftime("%Y/%m/%d %H:%M:%S")
        if self.faults.strikes("lookup_failure", number):
            found = [sentinel(number, FAILED, stamp)]
        else:
            invent_unknown(self.books, request, self.settings.seed, self.settings.generate_rate)
            found = look_up(self.books, request, moment.date().isoformat(), stamp)
        count = len(found)
        # In a file transactions stay with their account, however many.
        most = sys.maxsize if self.settings.dialect == "packages" else self.settings.ledger_split
        message, ledger = query_messages(found, most)
        with self.books.step() as db:
            if ledger is not None:
                self.books.queue(number, "shfeedXzcxwlxxInfo", ledger, is_final=False)
            self.books.queue(number, "shfeedXzcxInfo", message)
            db.execute("update requests set state = 'BUILT' where no = ?", (number,))
        self.log("answered", request=number, rows=count)

    def _control(self, request: Values, moment: datetime) -> None:
        number, today = request["BDHM"], moment.date().isoformat()
        sql = "select * from lines where request_no = ? and state <> 'DONE' order by place"
        for row in self.books.rows(sql, number):
            beyond = BEYOND_FEN if self.faults.strikes("over_freeze", number) else 0
            order = Order(request, json.loads(row["body"]), today, beyond)
            if row["state"] == "NEW":
                with self.books.step() as db:
                    hold(db, order)
                    self._mark(db, row, "WAITING", None)
                self.log("held", request=number, line=row["line"])
            if row["due_at"] <= time.time():
                self._execute(order, row)
        self._build(request, today)

    def _execute(self, order: Order, row: sqlite3.Row) -> None:
        with self.books.step() as db:
            result, before = execute(db, order)
            self._mark(db, row, "DONE", json.dumps([result, before], ensure_ascii=False))
        self.log(
            "executed",
            request=order.number,
            line=row["line"],
            measure=order.line.get("KZCS"),
            state=result["KZZT"],
            actual=result.get("SKJE", ""),
            reason=result.get("WNKZYY", ""),
        )

    def _mark(
        self, db: sqlite3.Connection, row: sqlite3.Row, state: str, result: str | None
    ) -> None:
        sql = "update lines set state = ?, result = ? where request_no = ? and line = ?"
        db.execute(sql, (state, result, row["request_no"], row["line"]))

    def _build(self, request: Values, today: str) -> None:
        """Make the one message of a request once all its lines are finished."""
        number = request["BDHM"]
        lines = self.books.rows("select * from lines where request_no = ? order by place", number)
        if any(line["state"] != "DONE" for line in lines):
            return
        results = [json.loads(line["result"]) for line in lines]
        pairs: list[tuple[Values, list[Values]]] = [(values, prior) for values, prior in results]
        message = control_message(request, pairs, self.settings.bank_title, today)
        with self.books.step() as db:
            self.books.queue(number, "shfeedXzkzInfo", message)
            db.execute("update requests set state = 'BUILT' where no = ?", (number,))
        self.write_statement()

    def write_statement(self) -> None:
        """Write every transfer so far to the statement file, for the court's own bank."""
        if not self.settings.statement:
            return
        made = [
            {**dict(row), "amount": yuan(row["amount_fen"]), "bank": self.settings.bank_title}
            for row in self.books.rows("select * from transfers order by rowid")
        ]
        path = Path(self.settings.statement)
        fresh = path.with_suffix(path.suffix + ".new")
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made)
        fresh.write_text(text, "utf-8")
        fresh.replace(path)
