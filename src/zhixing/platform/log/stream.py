"""Reads results that may not fit into memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection


def stream(sql: str, params: list[Any], size: int = 2000) -> Iterator[tuple[Any, ...]]:
    """Read a large result in pieces through a cursor on the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(size):
            yield from rows
