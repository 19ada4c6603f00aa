"""Brings many rows in at once: COPY into a session table, then INSERT … SELECT.

COPY straight into a table is refused under row security; this path keeps every
policy, trigger and constraint in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql

PLACE = "place_in_stage"
"""The column of the session table that keeps the order in which rows were given."""


def insert_rows(
    table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, on_conflict: str = ""
) -> int:
    """Insert rows, in the order given, through a session table; give how many were inserted.

    ``on_conflict`` is a constant clause of the caller's (``ON CONFLICT DO NOTHING``).
    The order is kept by a number of its own: a table gives its rows back in the order
    of its pages, and a small row may lie on an earlier page than a large one before it.
    """
    stage = f"stage_{table}"
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    numbered = sql.SQL(", ").join(map(sql.Identifier, (*columns, PLACE)))
    with connection.cursor() as cursor, connection.wrap_database_errors:
        raw = cursor.connection.cursor()
        raw.execute(
            sql.SQL(
                "/* stage_rows */ CREATE TEMP TABLE IF NOT EXISTS {} ON COMMIT DELETE ROWS AS "
                "SELECT *, NULL::integer AS {} FROM {} WITH NO DATA"
            ).format(sql.Identifier(stage), sql.Identifier(PLACE), sql.Identifier(table))
        )
        raw.execute(sql.SQL("/* clear_stage */ DELETE FROM {}").format(sql.Identifier(stage)))
        copying = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(stage), numbered)
        with raw.copy(copying) as copy:
            for place, row in enumerate(rows):
                copy.write_row((*row, place))
        raw.execute(
            sql.SQL("/* take_rows */ INSERT INTO {} ({}) SELECT {} FROM {} ORDER BY {} {}").format(
                sql.Identifier(table),
                names,
                names,
                sql.Identifier(stage),
                sql.Identifier(PLACE),
                sql.SQL(on_conflict),
            )
        )
        return int(raw.rowcount)
