"""The bank's books in one SQLite file: customers, freezes, requests, messages still to send.

Every step of the work is one transaction, so that the program may be killed anywhere and goes on
where it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from simulators import points
from simulators.bank.codec import fen

_SCHEMA = """
create table if not exists meta (key text primary key, value text not null);
create table if not exists persons (
  id_no text not null, name text not null, lookup text not null default '',
  primary key (id_no, name));
create table if not exists accounts (
  no text primary key, id_no text not null, name text not null,
  balance_fen integer not null check (balance_fen >= 0), detail text not null);
create table if not exists products (
  account_no text not null, product_no text not null, wealth_account text not null,
  quantity_hundredths integer not null, detail text not null,
  primary key (account_no, product_no));
create table if not exists freezes (
  id integer primary key, account_no text not null, product_no text not null default '',
  request_no text not null, line text not null, authority text not null, document text not null,
  limit_fen integer not null, units_hundredths integer not null default 0,
  scope text not null default '1', ends text not null, is_active integer not null default 1,
  is_hold integer not null default 0);
create index if not exists freezes_by_account on freezes (account_no, is_active);
create table if not exists transfers (
  request_no text not null, line text not null, account_no text not null, to_account text not null,
  to_name text not null, to_bank text not null, amount_fen integer not null, at text not null,
  case_no text not null, primary key (request_no, line));
create table if not exists requests (
  no text primary key, kind text not null, body text not null, state text not null,
  due_at real not null default 0);
create index if not exists requests_by_state on requests (state, kind);
create table if not exists lines (
  request_no text not null, line text not null, place integer not null, body text not null,
  state text not null, due_at real not null, result text,
  primary key (request_no, line));
create table if not exists outbox (
  id integer primary key, request_no text not null, operation text not null, body text not null,
  is_sent integer not null default 0, is_final integer not null default 1,
  attempts integer not null default 0, not_before real not null default 0);
create index if not exists outbox_unsent on outbox (is_sent, not_before);
create index if not exists outbox_by_request on outbox (request_no);
create table if not exists faults (name text not null, key text not null, primary key (name, key));
"""

Values = dict[str, Any]


class Books:
    """Open the books, making them when the file is new."""

    def __init__(self, path: Path | str) -> None:
        self.path = path
        self.db = sqlite3.connect(path, isolation_level=None, timeout=30)
        self.db.row_factory = sqlite3.Row
        self.db.execute("pragma journal_mode = wal")
        self.db.execute("pragma synchronous = full")
        self.db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @contextmanager
    def step(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction: all of a step, or nothing of it.

        A step within a step is part of it.
        """
        if self.db.in_transaction:
            yield self.db
            return
        self.db.execute("begin immediate")
        ending = "rollback"
        try:
            yield self.db
            ending = "commit"
            points.reach(points.BEFORE_COMMIT)
        finally:
            self.db.execute(ending)
        points.reach(points.AFTER_COMMIT)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Give the rows of a query."""
        return self.db.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """Give the first row of a query, or None."""
        found: sqlite3.Row | None = self.db.execute(sql, values).fetchone()
        return found

    def note_fault(self, name: str, key: str) -> bool:
        """Keep that a fault strikes; False when it struck before."""
        sql = "insert or ignore into faults values (?, ?)"
        return self.db.execute(sql, (name, key)).rowcount == 1

    def admit(self, world: Values) -> int:
        """Take the customers of a world in, leaving those already known as they are now."""
        taken = 0
        with self.step():
            for person in world["persons"]:
                taken += self.admit_person(person)
        return taken

    def admit_person(self, person: Values) -> int:
        """Take one customer in with all accounts; the number of accounts that were new."""
        self.db.execute(
            "insert or ignore into persons values (?, ?, ?)",
            (person["id_no"], person["name"], person.get("lookup", "")),
        )
        return sum(self._admit_account(person, account) for account in person["accounts"])

    def _admit_account(self, person: Values, account: Values) -> int:
        known = {"freezes", "products", "balance"}
        detail = {k: v for k, v in account.items() if k not in known}
        done = self.db.execute(
            "insert or ignore into accounts values (?, ?, ?, ?, ?)",
            (
                account["no"],
                person["id_no"],
                person["name"],
                fen(account["balance"]),
                json.dumps(detail, ensure_ascii=False),
            ),
        )
        if done.rowcount == 0:
            return 0
        for product in account.get("products", ()):
            self._admit_product(account["no"], product)
        for prior in account.get("freezes", ()):
            self.db.execute(
                "insert into freezes (account_no, request_no, line, authority, document,"
                " limit_fen, ends) values (?, '', '', ?, ?, ?, ?)",
                (
                    account["no"],
                    prior["authority"],
                    prior["document"],
                    fen(prior["amount"]),
                    prior["until"],
                ),
            )
        return 1

    def _admit_product(self, account_no: str, product: Values) -> None:
        self.db.execute(
            "insert or ignore into products values (?, ?, ?, ?, ?)",
            (
                account_no,
                product["product_no"],
                product.get("wealth_account", ""),
                fen(product["quantity"]),
                json.dumps(product, ensure_ascii=False),
            ),
        )

    def queue(
        self,
        number: str,
        operation: str,
        body: Values,
        not_before: float = 0,
        is_final: bool = True,
    ) -> None:
        """Put a message in the outbox; ``is_final`` closes its request when it is answered."""
        self.db.execute(
            "insert into outbox (request_no, operation, body, not_before, is_final)"
            " values (?, ?, ?, ?, ?)",
            (number, operation, json.dumps(body, ensure_ascii=False), not_before, is_final),
        )
