"""The front-end: polls queries and answers them, polls controls, opens a case, says so at once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree

from simulators.registry import codec
from simulators.registry.answers import control_answer, garble, query_answer
from simulators.registry.books import Books
from simulators.registry.codec import Node, Values
from simulators.registry.faults import Faults, Restart
from simulators.registry.line import Line, LineDown

CHINA = timezone(timedelta(hours=8))
SEAL, RENEW, RELEASE, TITLE = "11", "12", "14", "15"
BACK = "单元号与权证不符，登记科退回"


@dataclass(slots=True)
class Front:
    """Hold one running front-end."""

    user: str
    password: str
    line: Line
    books: Books
    faults: Faults
    log: Callable[..., None]

    def cycle(self) -> bool:
        """Go through one cycle; False when the court could not be reached."""
        try:
            self._poll_queries()
            self._poll_controls()
            return self._send_due()
        except LineDown as failure:
            self.log("line_down", reason=str(failure))
            return False

    def _poll(self, operation: str, item: str) -> list[ElementTree.Element]:
        answer = self.line.call(operation, usermarker=self._marker())
        try:
            read = codec.read(answer)
        except codec.UnreadableAnswer as error:
            self.log("answer_unreadable", operation=operation, reason=str(error))
            return []
        if read.error:
            self.log("court_error", operation=operation, message=read.error)
        # A control poll goes on although an error is set; there is nothing else in it then.
        return [] if read.error and operation == "cxBdcQL" else read.items(item)

    def _poll_queries(self) -> None:
        for node in self._poll("cxBdcQL", "BDCCXQQ"):
            who = codec.values(node)
            number = who.get("CXQQDH", "")
            if self.faults.strikes("silence", number):
                self.log("silent", request=number)
                continue
            by_name = self.faults.strikes("wrong_owner", number)
            answer = query_answer(self.books, who, by_name=by_name)
            if self.faults.strikes("garbled", number) and garble(answer):
                self.log("garbled", request=number)
            self._tell(number, "feedBdcQL", answer)

    def _poll_controls(self) -> None:
        for node in self._poll("kzBdcQL", "BDCKZQQ"):
            self._control(node)
            if self.faults.strikes("twice", codec.values(node).get("CXQQDH", "")):
                self._control(node)

    def _control(self, node: ElementTree.Element) -> None:
        """Act on a request by its first line's measure; a failure is swallowed without a word."""
        who = codec.values(node)
        number = who.get("CXQQDH", "")
        lines = [codec.values(line) for line in node.iter("BDCQL")]
        if self.faults.strikes("silence", number) or not lines:
            self.log("silent", request=number)
            return
        measure = lines[0].get("KZCS", "")
        try:
            # What was done and the word about it are kept together: a kill loses neither.
            with self.books.step():
                results = [self._act(measure, who, line) for line in lines]
                self._tell(number, "feedkzBdcQL", control_answer(number, results))
                if measure == SEAL and self.faults.strikes("reverse", number):
                    self._reverse(number, results)
        except _Locked as locked:
            self.log("swallowed", request=number, reason=str(locked))
            return
        self._maybe_restart(number)
        self._download(number)

    def _maybe_restart(self, number: str) -> None:
        """Ask for a restart, where the plan says so: what was done is in the books by now.

        :raises Restart: the plan says so.
        """
        if self.faults.strikes("restart", number) and self.books.note_fault("restart", number):
            raise Restart(number)

    def _act(self, measure: str, who: Values, line: Values) -> Values:
        unit, number = line.get("BDCDYH", ""), who["CXQQDH"]
        ref = f"SL{number[-10:]}"
        if measure == SEAL:
            if self.books.rows("select 1 from cases where request_no = ?", number):
                raise _Locked(f"unit {unit} is locked under {number}")
            house = self.books.house(unit)
            if house is None:
                return _not_done(unit, "无此不动产单元")
            waits = bool(self.books.standing(unit))
            kinds = ("3", "4") if house.get("pre_notice") else ("1", "2")
            self.books.db.execute("insert into cases values (?, ?, ?)", (number, unit, ref))
            sealing = {
                "authority": who.get("FYMC", ""),
                "document": line.get("CKWH", ""),
                "kind": kinds[waits],
                "from": _day(line.get("KSRQ", "")),
                "until": _day(line.get("JSRQ", "")),
            }
            self.books.seal(unit, sealing, number, ref)
            return _done(unit, line, ref)
        earlier = line.get("YCFYWH", "")
        known = self.books.rows("select * from sealings where ref = ? and is_active", earlier)
        if not known:
            return _not_done(unit, "原查封不存在")
        if measure == RENEW:
            sql = "update sealings set ends = ? where ref = ?"
            self.books.db.execute(sql, (_day(line.get("JSRQ", "")), earlier))
            return _done(unit, line, earlier)
        if measure == RELEASE:
            self.books.lift(earlier)
            return _done(unit, line, earlier)
        return _not_done(unit, "不支持的控制措施")

    def _download(self, number: str) -> None:
        """Fetch the documents after acting; whether they are there is not looked at."""
        key = codec.document_key(number)
        for operation, item in (("kzwsInfo", "WSINFO"), ("zjInfo", "ZJINFO")):
            answer = self.line.call(operation, usermarker=self._marker(), wsbhinfo=key)
            read = codec.read(answer)
            found = [codec.values(node) for node in read.items(item)]
            filed = [" ".join(v[n] for n in ("DJR", "DJRQ") if v.get(n)) for v in found]
            self.log("documents", operation=operation, key=number, count=len(found), filed=filed)

    def _reverse(self, number: str, results: list[Values]) -> None:
        back = [_not_done(r["BDCDYH"], BACK) | {"CFYWH": r.get("CFYWH", "")} for r in results]
        with self.books.step():
            for result in results:
                self.books.lift(result.get("CFYWH", ""))
            payload = codec.encode(codec.message([control_answer(number, back)], self._now()))
            later = time.time() + self.faults.reverse_seconds
            self.books.queue(number, "feedkzBdcQL", payload, later)

    def _tell(self, number: str, operation: str, answer: Node) -> None:
        is_plain = self.faults.strikes("plain", number)
        payload = codec.encode(codec.message([answer], self._now()), is_plain=is_plain)
        late = self.faults.late_seconds if self.faults.strikes("late", number) else 0
        with self.books.step():
            if self.faults.strikes("poison", number):
                self.books.queue("", operation, codec.wrap("<Message><Data><BDCFK"), 0)
            for _ in range(2 if self.faults.strikes("duplicate", number) else 1):
                self.books.queue(number, operation, payload, time.time() + late if late else 0)

    def _send_due(self) -> bool:
        order = "desc" if self.faults.strikes("reorder", "") else "asc"
        sql = f"select * from outbox where is_sent = 0 and not_before <= ? order by id {order}"
        for row in self.books.rows(sql, time.time()):
            self._maybe_restart(row["request_no"])
            self.books.db.execute(
                "update outbox set attempts = attempts + 1 where id = ?", (row["id"],)
            )
            operation = self._operation(row)
            answer = self.line.call(
                operation, usermarker=self._marker(), feedbackinfo=row["payload"]
            )
            if row["attempts"] == 0 and self.faults.strikes("lose_answer", row["request_no"]):
                self.log("answer_lost", request=row["request_no"])
                continue
            self._settle(row, answer)
        return True

    def _operation(self, row: Any) -> str:
        named = str(row["operation"])
        if not self.faults.strikes("wrong_operation", row["request_no"]):
            return named
        return "feedBdcQL" if named == "feedkzBdcQL" else "feedkzBdcQL"

    def _settle(self, row: Any, answer: str) -> None:
        read = codec.read(answer)
        said = [codec.values(item) for item in read.items("JG")]
        is_fail = any(v.get("RESULT", "").lower() == "fail" for v in said)
        self.log(
            "acknowledged",
            request=row["request_no"],
            error=read.error,
            said=said,
            sha256=hashlib.sha256(row["payload"].encode()).hexdigest(),
        )
        if not is_fail:
            # An error is logged and not tried again: the front-end knows no retry.
            self.books.db.execute("update outbox set is_sent = 1 where id = ?", (row["id"],))

    def _now(self) -> str:
        at = datetime.now(CHINA) + timedelta(seconds=self.faults.clock_skew_seconds)
        return at.strftime("%Y/%m/%d %H:%M:%S")

    def _marker(self) -> str:
        return codec.usermarker(self.user, self.password)


class _Locked(Exception):
    """Tell that a unit is locked already under this number."""


def _done(unit: str, line: Values, ref: str) -> Values:
    return {
        "BDCDYH": unit,
        "KZZT": "1",
        "CSKSRQ": line.get("KSRQ", ""),
        "CSJSRQ": line.get("JSRQ", ""),
        "YWH": ref,
        "CFYWH": ref,
    }


def _not_done(unit: str, reason: str) -> Values:
    return {"BDCDYH": unit, "KZZT": "2", "WNKZYY": reason}


def _day(text: str) -> str:
    return text.replace("/", "-")
