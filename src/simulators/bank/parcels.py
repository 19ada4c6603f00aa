"""The front-end of the file channel: packages collected, worked through, fed back.

Queries are fed back a batch at a time, only when every request of it is done; controls one
package for each request. A failure receipt opens requests again, whose feedback is then sent
once more under the same name. So is what the bank thinks of later, once the court has taken its
first word away: nobody acknowledges anything here.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from simulators import points
from simulators.bank import plain
from simulators.bank.codec import Incoming, Node, UnreadableAnswer, Values, receipt_node
from simulators.bank.front import MOST_CARD_BYTES, Front
from simulators.bank.receipt import receipt_pdf
from simulators.bank.second_thoughts import first_word, think_again
from simulators.bank.wholesale import Wholesale
from simulators.bank.work import Work

ROWS_A_DOCUMENT = 500
"""How many requests' rows stand in one document of a query feedback."""
_SCHEMA = """
create table if not exists parcels (
  batch text not null, kind text not null, code text not null, request_no text not null,
  primary key (batch, request_no));
create index if not exists parcels_by_request on parcels (request_no);
create table if not exists batches (
  batch text primary key, kind text not null, code text not null,
  is_sent integer not null default 0, times integer not null default 0);
create index if not exists batches_unsent on batches (is_sent);
"""


_AGAIN = (
    "update batches set is_sent = 0 where batch in (select batch from parcels where request_no = ?)"
)
_TAKEN = (
    "select o.*, p.batch, p.code, b.kind from outbox o"
    " join parcels p on p.request_no = o.request_no join batches b on b.batch = p.batch"
    " where o.is_sent and o.is_final order by o.id"
)
"""The words put down for the court, each with its package."""


class ParcelFront(Front):
    """Play a front-end that knows no SOAP, between two folders."""

    def cycle(self) -> bool:
        """Go through one cycle; False when the folder is not there."""
        self.books.db.executescript(_SCHEMA)
        folder = Path(self.settings.exchange)
        download, read = folder / "download", folder / "read"
        if not download.is_dir():
            return False
        read.mkdir(exist_ok=True)
        (folder / "upload").mkdir(exist_ok=True)
        for path in sorted(download.glob("*.zip")):
            if self.settings.bulk and path.name.startswith("CXQQ"):
                self._answer_whole(path, folder / "upload")
            else:
                with self._whole():
                    self._collect(path)
            path.rename(read / path.name)
        with self._whole():
            Work(self.settings, self.books, self.faults, self.log).execute_due(self.clock.now())
        self._send(folder / "upload")
        return True

    def _answer_whole(self, path: Path, upload: Path) -> None:
        """Answer a package of queries in one step, without a row for each."""
        whole = Wholesale(self.settings, self.books, self.clock, self._lacking_of)
        try:
            with self.books.step() as db:
                documents = whole.answer(path)
                self._put(upload, f"CXFK{path.name[4:51]}", documents, path.name[21:51])
                sql = "update batches set is_sent = 1, times = times + 1 where batch = ?"
                db.execute(sql, (path.name[21:51],))
        except (UnreadableAnswer, KeyError) as error:
            self.log("package_unreadable", file=path.name, reason=str(error))

    def _lacking_of(self, request: Incoming, writs: dict[str, bool], cards: dict[str, bool]) -> str:
        key = request.values.get("WSBH", "") if request.kind == "query" else request.number
        return self._lacking(request, key, writs, cards)

    def _whole(self) -> AbstractContextManager[object]:
        return self.books.step() if self.settings.bulk else nullcontext()

    def _collect(self, path: Path) -> None:
        points.reach(points.HAND_OUT)
        try:
            parcel = plain.open_parcel(path.read_bytes())
            if path.name[:4] in ("CXHZ", "KZHZ"):
                self._open_again(plain.failures_of(parcel["QNR"]))
                return
            received = plain.requests_of(parcel["QA"])
            query = path.name.startswith("CXQQ")
            writs = plain.papers_of(parcel.get("QI"), "WSBH" if query else "BDHM", "WSNR")
            cards = plain.papers_of(parcel.get("QC"), "BDHM", "GZZ", "GWZ")
        except (UnreadableAnswer, KeyError) as error:
            self.log("package_unreadable", file=path.name, reason=str(error))
            return
        code, batch = path.name[4:21], path.name[21:51]
        with self.books.step() as db:
            kind = "query" if query else "control"
            sql = "insert or ignore into batches (batch, kind, code) values (?, ?, ?)"
            is_new = db.execute(sql, (batch, kind, code)).rowcount == 1
            keys = [(batch, kind, code, r.number) for r in received]
            db.executemany("insert or ignore into parcels values (?, ?, ?, ?)", keys)
        self.log("package", file=path.name, requests=len(received), is_new=is_new)
        if is_new:
            for request in received:
                self._receive(request, writs, cards)

    def _receive(self, request: Incoming, writs: dict[str, bool], cards: dict[str, bool]) -> None:
        with self.books.step():
            self._keep_one(request)
        reason = self._lacking_of(request, writs, cards)
        if reason:
            self._reject(request.kind, request.values, list(request.lines), reason)
        else:
            self._accept(request.kind, request.values, list(request.lines))

    def _lacking(
        self, request: Incoming, key: str, writs: dict[str, bool], cards: dict[str, bool]
    ) -> str:
        if request.kind == "query" and not key:
            return "无文书编号"
        for what, found in (("文书", writs.get(key)), ("证件", cards.get(request.number))):
            if not found:
                return f"无{what}" if found is None else f"{what}内容为空"
        numbers = [request.values.get(name, "") for name in ("GZZBH", "GWZBH")]
        if any(len(n.encode("gbk", "replace")) > MOST_CARD_BYTES for n in numbers):
            return "工作证编号过长，请线下办理"
        return ""

    def _open_again(self, failed: list[Values]) -> None:
        with self.books.step() as db:
            for row in failed:
                number = row["BDHM"]
                sql = "select max(id) from outbox where request_no = ?"
                db.execute(f"update outbox set is_sent = 0 where id = ({sql})", (number,))
                db.execute(_AGAIN, (number,))
                self.faults.strikes_once("reopened_correction", number)
        self.log("opened_again", requests=len(failed))

    def _think_again(self, upload: Path) -> None:
        """Queue what follows the words the court has taken, where the plan has any."""
        if not self.faults.is_planned("correction", "reversal"):
            return
        for row in self.books.rows(_TAKEN):
            number, is_query = row["request_no"], row["kind"] == "query"
            stem = f"{row['code']}{row['batch']}"
            named = f"CXFK{stem}" if is_query else f"KZFK{stem}{number.rjust(30, '0')}"
            if _lies_there(upload, named):
                continue
            with self.books.step() as db:
                done = think_again(self.books, self.faults, row)
                if done:
                    db.execute(_AGAIN, (number,))
            if done:
                self.log(done, request=number)

    def _send(self, upload: Path) -> None:
        self._think_again(upload)
        order = "desc" if self.faults.strikes("reorder", "") else "asc"
        waiting = f"select * from batches where is_sent = 0 order by rowid {order}"
        for row in self.books.rows(waiting):
            if row["kind"] == "whole":
                name = f"CXQQ{row['code']}{row['batch']}.zip"
                self._answer_whole(Path(self.settings.exchange) / "read" / name, upload)
            elif row["kind"] == "query":
                self._send_batch(row, upload)
            else:
                self._send_controls(row, upload)

    def _messages(self, batch: str) -> dict[str, list[dict[str, Any]]]:
        sql = (
            "select o.request_no, o.body, o.is_final from parcels p join outbox o"
            " on o.request_no = p.request_no where p.batch = ? and not o.is_sent order by o.id"
        )
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self.books.rows(sql, batch):
            number, body = row["request_no"], json.loads(row["body"])
            told = first_word(self.faults, number, body) if row["is_final"] else body
            found.setdefault(number, []).append(told)
        return found

    def _numbers(self, batch: str) -> set[str]:
        sql = "select request_no from parcels where batch = ?"
        return {row["request_no"] for row in self.books.rows(sql, batch)}

    def _is_done(self, batch: str) -> bool:
        sql = (
            "select 1 from parcels p where p.batch = ? and not exists"
            " (select 1 from outbox o where o.request_no = p.request_no)"
        )
        return self.books.row(sql, batch) is None

    def _send_batch(self, row: sqlite3.Row, upload: Path) -> None:
        batch = row["batch"]
        if not self._is_done(batch) or _lies_there(upload, f"CXFK{row['code']}{batch}"):
            return
        found = self._messages(batch)
        numbers = sorted(found)
        if len(numbers) > 1 and self.faults.strikes_once("partial_batch", batch):
            numbers = numbers[: len(numbers) // 2]
            self.log("partial_batch", batch=batch, requests=len(numbers))
        stem = f"{row['code']}{batch}"
        documents = _query_documents([(n, found[n]) for n in numbers], stem)
        if self.faults.strikes_once("poison_document", batch):
            documents = [(documents[0][0], documents[0][1][:-9]), *documents[1:]]
        self._put(upload, f"CXFK{stem}", documents, batch)
        self._sent(row, numbers, whole=len(numbers) == len(found))

    def _send_controls(self, row: sqlite3.Row, upload: Path) -> None:
        found = self._messages(row["batch"])
        for number, bodies in sorted(found.items()):
            code = "" if self.faults.strikes("loose_names", number) else row["code"]
            stem = f"{row['code']}{row['batch']}{number.rjust(30, '0')}"
            if _lies_there(upload, f"KZFK{stem}"):
                continue
            inner = f"{code}{row['batch']}{number.rjust(30, '0')}"
            self._put(upload, f"KZFK{stem}", _control_documents(number, bodies, inner), number)
            self._sent(row, [number], whole=False)
        if self._is_done(row["batch"]) and not self._messages(row["batch"]):
            self._sent(row, [], whole=True)

    def _sent(self, row: sqlite3.Row, numbers: list[str], *, whole: bool) -> None:
        with self.books.step() as db:
            done = [(number,) for number in numbers]
            db.executemany("update outbox set is_sent = 1 where request_no = ?", done)
            db.executemany("update requests set state = 'CLOSED' where no = ?", done)
            sql = "update batches set is_sent = ?, times = times + 1 where batch = ?"
            db.execute(sql, (whole, row["batch"]))
        for number in numbers:
            self.log("fed_back", request=number)

    def _put(self, upload: Path, stem: str, documents: list[tuple[str, bytes]], key: str) -> None:
        content = plain.make_parcel(documents)
        self.faults.maybe_die("before_send", key)
        points.reach(points.BEFORE_SEND)
        ending = ".ZIP" if self.faults.strikes("loose_names", key) else ".zip"
        if self.faults.strikes_once("corrupt_package", key):
            content = content[: len(content) // 2]
            self.log("corrupt_package", file=stem)
        _lay(upload / f"{stem}{ending}", content)
        if self.faults.strikes_once("duplicate_package", key):
            _lay(upload / f"{stem}-again{ending}", content)
        self.log(
            "put",
            file=f"{stem}{ending}",
            documents=len(documents),
            at=time.time(),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        self.faults.maybe_die("after_send", key)


def _lies_there(upload: Path, stem: str) -> bool:
    """Say whether the court has not yet taken what was put under a name before."""
    return any(upload.glob(f"{stem}*"))


def _lay(path: Path, content: bytes) -> None:
    fresh = path.with_name(f"{path.name}.part")
    fresh.write_bytes(content)
    fresh.rename(path)


def _node(body: dict[str, Any]) -> Node:
    return Node(body["name"], dict(body["values"]), [_node(c) for c in body["children"]])


def _query_documents(
    answers: list[tuple[str, list[dict[str, Any]]]], stem: str
) -> list[tuple[str, bytes]]:
    results: list[list[Node]] = []
    rejections: list[Node] = []
    for _, bodies in answers:
        for root in (_node(body["root"]) for body in bodies):
            if root.name == "htxxList":
                rejections += root.children
            elif root.name == "zhxxList":
                results.append(root.children)
    documents = []
    for place, start in enumerate(range(0, len(results), ROWS_A_DOCUMENT), 1):
        some = [node for nodes in results[start : start + ROWS_A_DOCUMENT] for node in nodes]
        documents.append((f"QR{stem}{place:012d}.xml", plain.render(Node("zhxxList", {}, some))))
    if rejections:
        documents.append((f"QNA{stem}.xml", plain.render(Node("htxxList", {}, rejections))))
    return documents


def _control_documents(
    number: str, bodies: list[dict[str, Any]], stem: str
) -> list[tuple[str, bytes]]:
    documents = []
    for body in bodies:
        root = _node(body["root"])
        prefix = "QNA" if root.name == "htxxList" else "QR"
        # A front-end without the bank code in its inner names also leaves this ending away.
        ending = ".xml" if prefix == "QR" or len(stem) > 60 else ""
        documents.append((f"{prefix}{stem}{ending}", plain.render(root)))
        if body["title"]:
            pdf = receipt_pdf(body["title"], body["receipt"])
            row = receipt_node(number, body["title"], pdf)
            listing = Node("hzxxList", {}, [row])
            documents.append((f"QRI{stem}.xml", plain.render(listing, {"@receipt": pdf})))
    return documents
