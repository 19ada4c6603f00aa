"""Every sealed column and blind index moves to a newer key, or is said to be plain."""

from __future__ import annotations

import importlib
from importlib.util import find_spec

import pytest
from django.db import connection

from zhixing.config.rooms import ROOMS
from zhixing.platform.crypto.reindexing import INDEXED_TABLES
from zhixing.platform.crypto.rotation import SEALED_COLUMNS, SealedColumn
from zhixing.platform.database.scope import Scope, open_scope

PLAIN = {
    ("institutions_wire_key", "public_key"): "a public key",
    ("platform_file", "sha256"): "the hash of a ciphertext, by which a file is found",
    ("platform_leaf", "leaf_hash"): "a hash of the public log",
    ("platform_leaf", "salt"): "shown with a proof, so that a leaf can be derived",
    ("platform_leaf_queue", "leaf_hash"): "a hash on its way into the public log",
    ("platform_leaf_queue", "salt"): "shown with a proof, so that a leaf can be derived",
    ("platform_tree_node", "hash"): "a hash of the public log",
    ("platform_checkpoint", "root"): "a hash of the public log, signed and published",
}
"""The byte columns that hold no secret, each with what it is."""

COLUMNS = """
SELECT c.relname, a.attname FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND a.atttypid = 'bytea'::regtype
"""


def byte_columns() -> set[tuple[str, str]]:
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return {(table, column) for table, column in cursor.fetchall()}


def registered() -> set[tuple[str, str]]:
    for room in (*ROOMS, "api", "platform"):
        if find_spec(f"zhixing.{room}.models"):
            importlib.import_module(f"zhixing.{room}.models")
    return {(c.table, c.column) for c in SEALED_COLUMNS}


def test_every_byte_column_is_rotated_or_plain() -> None:
    found = byte_columns()
    assert found - registered() - PLAIN.keys() == set()
    assert registered() - found == set(), "registered, but the database has no such column"
    assert PLAIN.keys() - found == set(), "called plain, but the database has no such column"
    assert PLAIN.keys() & registered() == set()


def test_a_column_named_sealed_is_never_called_plain() -> None:
    assert not [c for c in PLAIN if c[1].endswith(("_sealed", "wrapped", "wrapped_key"))]


def test_a_column_is_registered_once() -> None:
    registered()
    assert len({(c.table, c.column) for c in SEALED_COLUMNS}) == len(SEALED_COLUMNS)


def test_a_column_that_nobody_registered_is_found() -> None:
    some = ("funds_payment_order", "account_sealed")
    assert byte_columns() - (registered() - {some}) - PLAIN.keys() == {some}


@pytest.mark.parametrize("column", SEALED_COLUMNS, ids=lambda c: f"{c.table}.{c.column}")
def test_the_application_may_read_and_move_it(column: SealedColumn) -> None:
    with open_scope(Scope.system()), connection.cursor() as cursor:
        for right in ("SELECT", "UPDATE"):
            cursor.execute(
                "SELECT has_column_privilege(%s, %s, %s)", [column.table, column.column, right]
            )
            assert cursor.fetchone() == (True,), f"{right} on {column.table}.{column.column}"


INDEXES = r"""
SELECT c.relname, a.attname FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
   AND a.attname LIKE '%%\_index' AND a.atttypid = 'varchar'::regtype
"""


def test_every_blind_index_is_made_again_under_a_newer_key() -> None:
    registered()
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(INDEXES, [])
        found = {(table, column) for table, column in cursor.fetchall()}
        for t in INDEXED_TABLES:
            for column in (*t.indexes, "index_key"):
                cursor.execute("SELECT has_column_privilege(%s, %s, 'UPDATE')", [t.table, column])
                assert cursor.fetchone() == (True,), f"{t.table}.{column}"
    assert found == {(t.table, column) for t in INDEXED_TABLES for column in t.indexes}
