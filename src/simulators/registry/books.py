"""The registry's books in one SQLite file: houses, sealings, messages still to send."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_SCHEMA = """
create table if not exists houses (unit text primary key, detail text not null);
create table if not exists sealings (
  id integer primary key, unit text not null, request_no text not null default '',
  authority text not null, document text not null, kind text not null,
  starts text not null, ends text not null, ref text not null,
  is_active integer not null default 1);
create index if not exists sealings_by_unit on sealings (unit, is_active);
create table if not exists cases (request_no text not null, unit text not null, ref text not null,
  primary key (request_no, unit));
create table if not exists outbox (
  id integer primary key, request_no text not null, operation text not null, payload text not null,
  is_sent integer not null default 0, attempts integer not null default 0,
  not_before real not null default 0);
create index if not exists outbox_unsent on outbox (is_sent, not_before);
create table if not exists faults (name text not null, key text not null, primary key (name, key));
"""

House = dict[str, Any]


class Books:
    """Open the books, making them when the file is new."""

    def __init__(self, path: Path | str) -> None:
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        self.db.executescript(_SCHEMA)

    @contextmanager
    def step(self) -> Iterator[None]:
        """Run one step whole or not at all; a step within a step is part of it."""
        if self.db.in_transaction:
            yield
            return
        self.db.execute("begin immediate")
        ending = "rollback"
        try:
            yield
            ending = "commit"
        finally:
            self.db.execute(ending)

    def rows(self, sql: str, *given: object) -> list[sqlite3.Row]:
        """Give the rows of a query."""
        return self.db.execute(sql, given).fetchall()

    def admit(self, world: dict[str, Any]) -> None:
        """Take the houses of a world in, leaving those already known as they are now."""
        with self.step():
            for house in world["houses"]:
                detail = {k: v for k, v in house.items() if k != "sealings"}
                done = self.db.execute(
                    "insert or ignore into houses values (?, ?)",
                    (house["unit"], json.dumps(detail, ensure_ascii=False)),
                )
                for sealing in house.get("sealings", ()) if done.rowcount else ():
                    self.seal(house["unit"], sealing, "", sealing.get("ref", ""))

    def seal(self, unit: str, sealing: dict[str, str], request_no: str, ref: str) -> None:
        """Enter a sealing."""
        self.db.execute(
            "insert into sealings (unit, request_no, authority, document, kind, starts, ends, ref)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                unit,
                request_no,
                sealing["authority"],
                sealing["document"],
                sealing["kind"],
                sealing["from"],
                sealing["until"],
                ref,
            ),
        )

    def houses(self) -> list[House]:
        """Give every house."""
        return [json.loads(row["detail"]) for row in self.rows("select * from houses")]

    def house(self, unit: str) -> House | None:
        """Give one house, or None."""
        found = self.rows("select * from houses where unit = ?", unit)
        return json.loads(found[0]["detail"]) if found else None

    def standing(self, unit: str) -> list[sqlite3.Row]:
        """Give the sealings that stand on a unit, the first first."""
        return self.rows("select * from sealings where unit = ? and is_active order by id", unit)

    def lift(self, ref: str) -> int:
        """Lift a sealing by the registry's own number; whoever waited behind it moves up."""
        found = self.rows("select unit from sealings where ref = ? and is_active", ref)
        self.db.execute("update sealings set is_active = 0 where ref = ?", (ref,))
        for row in found:
            for first in self.standing(row["unit"])[:1]:
                kind = {"2": "1", "4": "3"}.get(first["kind"], first["kind"])
                self.db.execute("update sealings set kind = ? where id = ?", (kind, first["id"]))
        return len(found)

    def note_fault(self, name: str, key: str) -> bool:
        """Keep that a fault strikes; False when it struck before."""
        sql = "insert or ignore into faults values (?, ?)"
        return self.db.execute(sql, (name, key)).rowcount == 1

    def queue(self, number: str, operation: str, payload: str, not_before: float = 0) -> None:
        """Put a message in the outbox."""
        self.db.execute(
            "insert into outbox (request_no, operation, payload, not_before) values (?, ?, ?, ?)",
            (number, operation, payload, not_before),
        )
