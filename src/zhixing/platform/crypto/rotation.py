"""Moves sealed columns to the newest data key, in batches, and can be stopped at any moment.

Where the work stands is written in the rows themselves: the first byte of a
sealed value names its key. A run that was killed is simply started again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from zhixing.platform.crypto.vault import SUBJECT_KEY, Vault, vault
from zhixing.platform.database.scope import Scope, open_scope

BEGINNING = UUID(int=0)


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """Name a bytea column sealed by the vault, and how its rows are found in order.

    Rows are keyed by a UUID unless ``id_type`` and a value before the first say otherwise.
    ``plain_when`` is the SQL condition that tells a row from before its column was
    sealed; such a row is sealed where it stands.
    """

    table: str
    column: str
    id_column: str = "id"
    id_type: str = "uuid"
    beginning: UUID | int = BEGINNING
    plain_when: str = "false"


SEALED_COLUMNS: list[SealedColumn] = [
    SealedColumn("platform_subject_key", "wrapped"),
    SealedColumn("platform_file", "wrapped_key"),
    SealedColumn("platform_outbox", "body", plain_when="encode(sha256(body), 'hex') = body_sha256"),
]
"""Every column the vault seals; a room adds its own beside its models."""

_SELECT = """
/* rotate_select: the next rows that an older key sealed */
SELECT {id}, {column}, {plain_when} FROM {table}
WHERE {id} > %s AND length({column}) > 0 AND NOT substring({column} FROM 1 FOR 1) = ANY(%s)
ORDER BY {id} LIMIT %s FOR UPDATE
"""
_UPDATE = """
/* rotate_update: the same content under the newest key */
UPDATE {table} SET {column} = renewed.sealed
FROM unnest(%s::{id_type}[], %s::bytea[]) AS renewed (id, sealed) WHERE {table}.{id} = renewed.id
"""
_COUNT = """
/* count_outdated: rows that an older key sealed */
SELECT count(*) FROM {table}
WHERE length({column}) > 0 AND NOT substring({column} FROM 1 FOR 1) = ANY(%s)
"""


def rotate(
    columns: Iterable[SealedColumn],
    *,
    scope: Scope,
    keys: Vault | None = None,
    batch: int = 500,
    most_batches: int | None = None,
) -> int:
    """Re-seal the rows that ``scope`` may write under the newest key; give how many moved.

    Each batch is a transaction of its own, so this is called outside one.
    ``most_batches`` ends the run early; the next one goes on where it stopped.
    """
    holder = keys or vault()
    moved, left = 0, most_batches
    for column in columns:
        after: UUID | int | None = column.beginning
        while after is not None and left != 0:
            with open_scope(scope):
                count, after = _rotate_batch(column, holder, after, batch)
            moved += count
            left = left - 1 if left is not None else None
    return moved


def count_outdated(column: SealedColumn, keys: Vault | None = None) -> int:
    """Count the rows in scope that an older key still seals; at none, that key may go."""
    with connection.cursor() as cursor:
        cursor.execute(_sql(_COUNT, column), [_current(keys or vault())])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _rotate_batch(
    column: SealedColumn, keys: Vault, after: UUID | int, batch: int
) -> tuple[int, UUID | int | None]:
    with connection.cursor() as cursor:
        cursor.execute(_sql(_SELECT, column), [after, _current(keys), batch])
        rows = cursor.fetchall()
        if not rows:
            return 0, None
        renewed = [
            keys.seal_bytes(
                column.table,
                column.column,
                str(row_id),
                bytes(kept)
                if is_plain
                else keys.open_bytes(column.table, column.column, str(row_id), kept),
            )
            for row_id, kept, is_plain in rows
        ]
        ids = [row_id for row_id, *_ in rows]
        cursor.execute(_sql(_UPDATE, column), [ids, renewed])
    return len(rows), ids[-1]


def _current(keys: Vault) -> list[bytes]:
    return [bytes([SUBJECT_KEY]), bytes([keys.newest])]


def _sql(text: str, column: SealedColumn) -> str:
    quote = connection.ops.quote_name
    return text.format(
        table=quote(column.table),
        column=quote(column.column),
        id=quote(column.id_column),
        id_type=column.id_type,
        plain_when=column.plain_when,
    )
