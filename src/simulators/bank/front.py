"""The front-end: polls, fetches documents, works through requests, feeds back.

One cycle goes: poll the queries and fetch their documents, poll the controls and fetch theirs,
execute what is due, send what is waiting. Every step is kept before the next begins.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from simulators import points
from simulators.bank import codec
from simulators.bank.books import Books
from simulators.bank.codec import Incoming, Values
from simulators.bank.dialects import Dialect, dialect_of
from simulators.bank.faults import Faults
from simulators.bank.line import Line, LineDown
from simulators.bank.messages import reject_control, reject_query
from simulators.bank.outbox import Outbox
from simulators.bank.settings import BusinessClock, Settings
from simulators.bank.work import Work

Log = Callable[..., None]
MOST_CARD_BYTES = 15


@dataclass(slots=True)
class Front:
    """Hold one running front-end."""

    settings: Settings
    line: Line
    books: Books
    faults: Faults
    clock: BusinessClock
    log: Log

    def cycle(self) -> bool:
        """Go through one cycle; False when the court could not be reached."""
        reached = self._intake("getXzcxList", "query") & self._intake("getXzkzList", "control")
        moment = self.clock.now()
        Work(self.settings, self.books, self.faults, self.log).execute_due(moment)
        sent = Outbox(self.settings, self.line, self.books, self.faults, self.log).send_due()
        return reached and sent

    @property
    def dialect(self) -> Dialect:
        return dialect_of(self.settings.dialect)

    def _marker(self) -> str:
        raw = self.dialect.has_raw_marker
        return codec.usermarker(self.settings.bank_user, self.settings.password, raw=raw)

    def _intake(self, operation: str, kind: str) -> bool:
        try:
            answer = self.line.call(operation, self._marker())
            self._keep(operation, answer)
            self._documents(kind)
        except LineDown as failure:
            self.log("line_down", operation=operation, reason=str(failure))
            return False
        return True

    def _keep(self, operation: str, answer: str) -> None:
        try:
            received = codec.read_requests(answer, self.dialect.error_names)
        except codec.CourtError as error:
            self.log("court_error", operation=operation, message=str(error))
            return
        except codec.UnreadableAnswer as error:
            self.log("answer_unreadable", operation=operation, reason=str(error))
            return
        if received:
            points.reach(points.HAND_OUT)
        kept = [r for r in received if not self._is_lost(r)]
        with self.books.step():
            for request in kept:
                self._keep_one(request)
        for request in kept:
            self.faults.maybe_die("after_poll", request.number)

    def _is_lost(self, request: Incoming) -> bool:
        if self.faults.strikes_once("lose_poll_answer", request.number):
            self.log("poll_answer_lost", request=request.number)
            return True
        return False

    def _keep_one(self, request: Incoming) -> None:
        sql = "select 1 from outbox where request_no = ? and not is_sent"
        if self.books.row(sql, request.number):
            self.log("already_answering", request=request.number)
            return
        body = json.dumps({"values": request.values, "lines": request.lines}, ensure_ascii=False)
        done = self.books.db.execute(
            "insert or ignore into requests (no, kind, body, state) values (?, ?, ?, 'RECEIVED')",
            (request.number, request.kind, body),
        )
        event = "received" if done.rowcount else "received_again"
        self.log(event, request=request.number, kind=request.kind, lines=len(request.lines))

    def _documents(self, kind: str) -> None:
        """Fetch the documents of everything received, a writ set once per poll."""
        sets: dict[str, str] = {}
        sql = "select * from requests where kind = ? and state = 'RECEIVED' order by rowid"
        for row in self.books.rows(sql, kind):
            body = json.loads(row["body"])
            reason = self._examine(kind, body["values"], sets)
            if reason:
                self._reject(kind, body["values"], body["lines"], reason)
            else:
                self._accept(kind, body["values"], body["lines"])
            self.faults.maybe_die("after_documents", row["no"])

    def _examine(self, kind: str, values: Values, sets: dict[str, str]) -> str:
        """Fetch writs and credentials; why the request cannot be taken, empty when it can."""
        if len(values["BDHM"]) > self.dialect.most_number_bytes:
            return "请求编号过长"
        ways = {"query": self.dialect.query_writs, "control": self.dialect.control_writs}
        operation, name = ways[kind]
        key = values.get(name, "")
        if not key:
            return "无文书编号"
        if key not in sets:
            sets[key] = self._fetch(operation, name, key, "wsinfo", "文书")
        reason = sets[key] or self._fetch("zjInfo", "BDHM", values["BDHM"], "zjinfo", "证件")
        if reason:
            return reason
        numbers = [values.get(name, "") for name in ("GZZBH", "GWZBH")]
        if any(len(number.encode("gbk", "replace")) > MOST_CARD_BYTES for number in numbers):
            return "工作证编号过长，请线下办理"
        return ""

    def _fetch(self, operation: str, name: str, key: str, item: str, what: str) -> str:
        answer = self.line.call(operation, self._marker(), codec.document_key(name, key))
        try:
            found = codec.read_documents(answer, item, self.dialect.error_names)
        except codec.CourtError as error:
            self.log("court_error", operation=operation, key=key, message=str(error))
            return f"无{what}"
        except codec.UnreadableAnswer as error:
            self.log("answer_unreadable", operation=operation, key=key, reason=str(error))
            return f"无{what}"
        self.log("documents", operation=operation, key=key, count=len(found))
        if not found:
            return f"无{what}"
        if not all(any(blobs.values()) for _, blobs in found):
            return f"{what}内容为空"
        return ""

    def _reject(self, kind: str, values: Values, lines: list[Values], reason: str) -> None:
        """Answer that the request is not taken; it is not kept, so it may come again."""
        number = values["BDHM"]
        own_list = self.faults.strikes("own_list_for_rejection", number)
        if kind == "query":
            stamp = self.clock.now().strftime("%Y/%m/%d %H:%M:%S")
            operation, body = reject_query(number, reason, stamp, own_list=own_list)
        else:
            wrong = self.faults.strikes("wrong_operation_for_rejection", number)
            operation, body = reject_control(number, lines, reason, own_list=own_list, wrong=wrong)
        with self.books.step() as db:
            db.execute("delete from requests where no = ?", (number,))
            self.books.queue(number, operation, body)
        self.log("rejected", request=number, reason=reason, operation=operation)

    def _pace(self, number: str) -> float:
        """Give how much longer than usual a request waits, the same whenever it is asked."""
        spread = self.settings.spread
        return 1.0 + Random(f"{self.settings.seed}:pace:{number}").uniform(0.0, spread)

    def _accept(self, kind: str, values: Values, lines: list[Values]) -> None:
        number, moment = values["BDHM"], time.time()
        wait = {"query": self.settings.query_seconds, "control": self.settings.control_seconds}
        due = moment + wait[kind] * self._pace(number)
        if self.faults.strikes("delay", number):
            due += self.faults.delay_seconds
        with self.books.step() as db:
            sql = "update requests set state = 'READY', due_at = ? where no = ?"
            db.execute(sql, (due, number))
            for place, line in enumerate(lines, 1):
                is_slow = line.get("KZCS") == "06"
                line_due = due + (self.settings.transfer_seconds if is_slow else 0)
                db.execute(
                    "insert or ignore into lines values (?, ?, ?, ?, ?, ?, null)",
                    (
                        number,
                        line.get("CCXH", str(place)),
                        place,
                        json.dumps(line, ensure_ascii=False),
                        "NEW" if is_slow else "WAITING",
                        line_due,
                    ),
                )
        self.log("accepted", request=number, kind=kind)
