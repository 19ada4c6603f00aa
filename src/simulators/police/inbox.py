"""What the inbox keeps and checks: packages, their cancellation, hits and their call-backs."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import sqlite3
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists lookouts (
  id integer primary key, key text not null unique, sha256 text not null,
  lookout_no text not null unique, body text not null, state text not null default 'OPEN',
  received_at text not null);
create table if not exists hits (
  id integer primary key, hit_no text not null unique, lookout_no text not null,
  body text not null, state text not null default 'PENDING', status integer not null default 0);
"""
_NEEDED = ("lookout_no", "case_no", "court", "person", "attachments")
_NEEDED_PERSON = ("name", "id_no")

Values = dict[str, Any]


class Refused(Exception):
    """Carry the HTTP status and the reasons of a refusal."""

    def __init__(self, status: int, code: str, **details: Any) -> None:
        super().__init__(code)
        self.status = status
        self.body = {"error": code, **details}


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold an answer: HTTP status and JSON body."""

    status: int
    body: Any


class Inbox:
    """Keep look-outs in one file; every answer is given only after it is kept."""

    def __init__(self, path: Path | str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._db.row_factory = sqlite3.Row
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = full")
        self._db.executescript(_SCHEMA)
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def receive(self, key: str, body: bytes, at: str) -> Answer:
        """Take a package in; the same key and body again gives the same answer.

        :raises Refused: 400 no key, 409 the key came with another body, 422 what is wrong.
        """
        if not key:
            raise Refused(400, "idempotency-key-missing")
        sha256 = hashlib.sha256(body).hexdigest()
        with self._lock:
            known = self._one("select * from lookouts where key = ?", key)
            if known is not None:
                if known["sha256"] != sha256:
                    raise Refused(409, "key-reused", first=known["sha256"], now=sha256)
                return Answer(200, {**_receipt(known), "replayed": True})
            package = read_package(body)
            number = package["lookout_no"]
            if self._one("select 1 from lookouts where lookout_no = ?", number):
                raise Refused(409, "lookout-known", lookout_no=number)
            self._db.execute(
                "insert into lookouts (key, sha256, lookout_no, body, received_at)"
                " values (?, ?, ?, ?, ?)",
                (key, sha256, number, json.dumps(package, ensure_ascii=False), at),
            )
            row = self._one("select * from lookouts where key = ?", key)
        return Answer(201, {**_receipt(row), "replayed": False})

    def listed(self) -> Answer:
        """Give every look-out in order of receipt, without the bytes of attachments."""
        with self._lock:
            rows = self._db.execute("select * from lookouts order by id").fetchall()
        return Answer(200, {"lookouts": [_shown(row) for row in rows]})

    def one(self, number: str) -> Answer:
        """Give one look-out.

        :raises Refused: 404 there is none.
        """
        with self._lock:
            row = self._one("select * from lookouts where lookout_no = ?", number)
        if row is None:
            raise Refused(404, "lookout-unknown", lookout_no=number)
        return Answer(200, _shown(row))

    def cancel(self, number: str) -> Answer:
        """End a look-out; ending it again changes nothing.

        :raises Refused: 404 there is none.
        """
        with self._lock:
            sql = "update lookouts set state = 'CANCELLED' where lookout_no = ? and state = 'OPEN'"
            self._db.execute(sql, (number,))
        return self.one(number)

    def note_hit(self, given: Values, at: str) -> Values:
        """Keep that a person was found and give the message for the court.

        The same ``hit_no`` again gives the same message, to be sent again.

        :raises Refused: 404 no such look-out, 409 it is cancelled, 422 no number.
        """
        number = given.get("lookout_no")
        if not isinstance(number, str):
            raise Refused(422, "field-missing", field="lookout_no")
        with self._lock:
            lookout = self._one("select * from lookouts where lookout_no = ?", number)
            if lookout is None:
                raise Refused(404, "lookout-unknown", lookout_no=number)
            hit_no = str(given.get("hit_no") or f"HIT-{number}-1")
            known = self._one("select * from hits where hit_no = ?", hit_no)
            if known is not None:
                return _object(known["body"])
            if lookout["state"] == "CANCELLED":
                raise Refused(409, "lookout-cancelled", lookout_no=number)
            message = _message(given, _object(lookout["body"]), hit_no, at)
            self._db.execute(
                "insert into hits (hit_no, lookout_no, body) values (?, ?, ?)",
                (hit_no, number, json.dumps(message, ensure_ascii=False)),
            )
            sql = "update lookouts set state = 'HIT' where lookout_no = ?"
            self._db.execute(sql, (number,))
        return message

    def settle_hit(self, hit_no: str, status: int) -> str:
        """Keep what the court answered to a hit: DELIVERED for 2xx, else PENDING."""
        state = "DELIVERED" if 200 <= status < 300 else "PENDING"
        with self._lock:
            sql = "update hits set state = ?, status = ? where hit_no = ?"
            self._db.execute(sql, (state, status, hit_no))
        return state

    def _one(self, sql: str, *values: object) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return found


def read_package(body: bytes) -> Values:
    """Read a look-out package and check its attachments against their SHA-256.

    :raises Refused: 422 naming the field.
    """
    package = read_object(body)
    for name in _NEEDED:
        if not package.get(name):
            raise Refused(422, "field-missing", field=name)
    person = package["person"]
    for name in _NEEDED_PERSON:
        if not isinstance(person, dict) or not person.get(name):
            raise Refused(422, "field-missing", field=f"person.{name}")
    if not isinstance(package["attachments"], list):
        raise Refused(422, "not-a-list", field="attachments")
    for place, attachment in enumerate(package["attachments"]):
        _check_attachment(place, attachment)
    return package


def read_object(body: bytes) -> Values:
    """Read a JSON object.

    :raises Refused: 400 it is none.
    """
    try:
        given = json.loads(body)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refused(400, "not-a-json-object")
    return given


def _check_attachment(place: int, attachment: object) -> None:
    where = f"attachments[{place}]"
    if not isinstance(attachment, dict):
        raise Refused(422, "not-an-object", field=where)
    for name in ("name", "sha256", "content_base64"):
        if not isinstance(attachment.get(name), str):
            raise Refused(422, "field-missing", field=f"{where}.{name}")
    try:
        content = base64.b64decode(attachment["content_base64"], validate=True)
    except binascii.Error:
        raise Refused(422, "not-base64", field=f"{where}.content_base64") from None
    found = hashlib.sha256(content).hexdigest()
    if found != attachment["sha256"].lower():
        stated = attachment["sha256"]
        raise Refused(422, "sha256-differs", field=f"{where}.sha256", stated=stated, found=found)


def _message(given: Values, package: Values, hit_no: str, at: str) -> Values:
    return {
        "hit_no": hit_no,
        "lookout_no": package["lookout_no"],
        "case_no": package["case_no"],
        "at": given.get("at") or at,
        "place": given.get("place", ""),
        "circumstance": given.get("circumstance", ""),
        "unit": given.get("unit", "示例市公安局情报支队"),
        "contact": given.get("contact", "010-00000000"),
    }


def _object(text: str) -> Values:
    found: Values = json.loads(text)
    return found


def _receipt(row: sqlite3.Row | None) -> Values:
    if row is None:
        raise LookupError("a look-out just kept is gone")
    return {
        "inbox_no": f"BK{row['id']:08d}",
        "lookout_no": row["lookout_no"],
        "sha256": row["sha256"],
        "state": row["state"],
        "received_at": row["received_at"],
    }


def _shown(row: sqlite3.Row) -> Values:
    package = _object(row["body"])
    attachments = [
        {"name": a["name"], "sha256": a["sha256"].lower()} for a in package.pop("attachments")
    ]
    return {**_receipt(row), "package": {**package, "attachments": attachments}}
