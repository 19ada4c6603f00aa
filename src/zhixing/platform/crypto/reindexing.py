"""Moves blind indexes to the newest index key, in batches, and can be stopped at any moment.

An index cannot be read back, so it is made again from the sealed number beside it.
The row says in ``index_key`` under which key it is indexed: a run that was killed is
simply started again, and meanwhile whoever looks a number up tries every live key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.platform.crypto.vault import Vault, vault
from zhixing.platform.database.scope import Scope, open_scope

BEGINNING = UUID(int=0)

Row = tuple[Any, ...]
"""The id of a row and what its indexes are made from."""

Renewed = tuple[Any, ...]
"""The id of a row and its new indexes, in the order of ``IndexedTable.indexes``."""


@dataclass(frozen=True, slots=True)
class IndexedTable:
    """Name a table with blind indexes, what they are made from, and who makes them again.

    A row whose first index is empty has no number and stays as it is. The table names
    the key of its indexes in ``index_key``.
    """

    table: str
    indexes: tuple[str, ...]
    made_from: tuple[str, ...]
    renew: Callable[[Vault, Sequence[Row]], list[Renewed]]


INDEXED_TABLES: list[IndexedTable] = []
"""Every table with blind indexes; a room adds its own beside its models."""

_SELECT = """
/* reindex_select: the next rows indexed under an older key */
SELECT id, {made_from} FROM {table}
WHERE id > %s AND {first} <> '' AND index_key <> %s ORDER BY id LIMIT %s FOR UPDATE
"""
_UPDATE = """
/* reindex_update: the same numbers under the newest key */
UPDATE {table} SET {sets}, index_key = %s
FROM unnest({arrays}) AS renewed (id, {columns}) WHERE {table}.id = renewed.id
"""
_COUNT = """
/* count_outdated_indexes: rows indexed under an older key */
SELECT count(*) FROM {table} WHERE {first} <> '' AND index_key <> %s
"""


def reindex(
    tables: Iterable[IndexedTable],
    *,
    scope: Scope,
    keys: Vault | None = None,
    batch: int = 500,
) -> int:
    """Index the rows that ``scope`` may write under the newest key; give how many moved.

    Each batch is a transaction of its own, so this is called outside one.
    """
    holder, moved = keys or vault(), 0
    for table in tables:
        after: UUID | None = BEGINNING
        while after is not None:
            with open_scope(scope):
                count, after = _reindex_batch(table, holder, after, batch)
            moved += count
    return moved


def count_outdated_indexes(table: IndexedTable, keys: Vault | None = None) -> int:
    """Count the rows in scope that an older key still indexes; at none, that key may go."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(_COUNT, table), [(keys or vault()).newest_index])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _reindex_batch(
    table: IndexedTable, keys: Vault, after: UUID, batch: int
) -> tuple[int, UUID | None]:
    with connection.cursor() as cursor:
        cursor.execute(_sql(_SELECT, table), [after, keys.newest_index, batch])
        rows = cursor.fetchall()
        if not rows:
            return 0, None
        renewed = table.renew(keys, rows)
        columns = [list(values) for values in zip(*renewed, strict=True)]
        cursor.execute(_sql(_UPDATE, table), [keys.newest_index, *columns])
    return len(rows), rows[-1][0]


def _sql(text: str, table: IndexedTable) -> str:
    quote = connection.ops.quote_name
    names = [quote(name) for name in table.indexes]
    return text.format(
        table=quote(table.table),
        first=names[0],
        made_from=", ".join(map(quote, table.made_from)),
        sets=", ".join(f"{name} = renewed.{name}" for name in names),
        columns=", ".join(names),
        arrays=", ".join(["%s::uuid[]", *("%s::text[]" for _ in names)]),
    )
