"""Brings many rows in at once: COPY into a session table, then INSERT … SELECT.

COPY straight into a table is refused under row security; this path keeps every
policy, trigger and constraint in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql


def insert_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, on_conflict: str = ""
) -> int:
    """Insert rows through a session table and give how many were inserted.

    ``on_conflict`` is a constant clause of the caller's (``ON CONFLICT DO NOTHING``).
    """
    stage = f"stage_{table}"
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        raw = cursor.connection.cursor()
        raw.execute(
            sql.SQL(
                "/* stage_rows */ CREATE TEMP TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS "
                "SELECT * FROM {} WITH NO DATA"
            ).format(sql.Identifier(stage), sql.Identifier(table))
        )
        raw.execute(sql.SQL("/* clear_stage */ DELETE FROM {}").format(sql.Identifier(stage)))
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(stage), names)
        with raw.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        raw.execute(
            sql.SQL("/* take_rows */ INSERT INTO {} ({}) SELECT {} FROM {} {}").format(
                sql.Identifier(table),
                names,
                names,
                sql.Identifier(stage),
                sql.SQL(on_conflict),
            )
        )
        return int(raw.rowcount)
