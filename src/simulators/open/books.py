"""The institution's books in one SQLite file: requests, what is still to be sent, controls."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists requests (
  no text primary key, body text not null, documents text not null default '',
  state text not null default 'RECEIVED', due_at real not null default 0,
  times integer not null default 1);
create index if not exists requests_by_state on requests (state, due_at);
create index if not exists requests_bare on requests (no) where documents = '';
create table if not exists outbox (
  key text primary key, request_no text not null, body text not null,
  is_sent integer not null default 0, attempts integer not null default 0,
  not_before real not null default 0, receipt text not null default '');
create index if not exists outbox_unsent on outbox (is_sent, not_before);
create index if not exists outbox_by_request on outbox (request_no);
create table if not exists controls (
  identifier text not null, request_no text not null, line text not null,
  amount_fen integer not null default 0, taken_fen integer not null default 0,
  until text not null, court text not null default '', told text not null default '',
  is_active integer not null default 1, primary key (request_no, line));
create table if not exists seen (nonce text primary key);
create table if not exists faults (name text not null, key text not null, primary key (name, key));
"""


class Books:
    """Open the books, making them when the file is new."""

    def __init__(self, path: Path | str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30, check_same_thread=False)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        self.db.executescript(_SCHEMA)

    def rows(self, sql: str, *values: object) -> list[Any]:
        """Give the rows of a question."""
        return self.db.execute(sql, values).fetchall()

    def do(self, sql: str, *values: object) -> int:
        """Write, and say how many rows."""
        return self.db.execute(sql, values).rowcount

    def admit(self, request: dict[str, Any], documents: Any = None, due_at: float = 0) -> bool:
        """Keep a request; False when it was known, which is counted."""
        told = json.dumps(documents) if documents else ""
        sql = "insert or ignore into requests (no, body, documents, due_at) values (?, ?, ?, ?)"
        number = request["requestNo"]
        if self.do(sql, number, json.dumps(request), told, due_at):
            return True
        self.do("update requests set times = times + 1 where no = ?", number)
        return False

    def note_fault(self, name: str, key: str) -> bool:
        """Say whether a fault strikes this key for the first time."""
        return self.do("insert or ignore into faults values (?, ?)", name, key) == 1

    def is_new_nonce(self, nonce: str) -> bool:
        """Keep a one-time number; False when it was seen before."""
        return self.do("insert or ignore into seen values (?)", nonce) == 1
