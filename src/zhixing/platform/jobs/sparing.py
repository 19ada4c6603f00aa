"""Lets one item of a batch fail without costing the others.

What others wrote may break our reading of it in ways that nobody thought of: a sign the database
does not keep, a text too long, a field where none was expected. A batch in which one item does so
each time it is read would never end, and all that stands behind it would wait. So here, in this
one place, whatever an item raises is held; everywhere else the house names what it expects. What
is held is no less a defect: whoever spares an item notes it where people look, and logs it.

A database that went away, a lock lost to another, a machine without memory or disk is not the
item's own: it goes up, and the job is tried again.
"""

from __future__ import annotations

import traceback
from types import TracebackType
from typing import Final

import psycopg
from django.db import InterfaceError, OperationalError

ITS_OWN: Final = ("21", "22", "23", "42", "44", "54", "P0")
"""Classes of SQLSTATE by which the database speaks of what it was given, and not of itself."""


class Spared:
    """Hold what an item raises instead of letting it end the batch.

    >>> with Spared() as item:
    ...     int("x")
    >>> type(item.error).__name__, item.where
    ('ValueError', '')
    """

    def __init__(self) -> None:
        self.error: Exception | None = None

    def __enter__(self) -> Spared:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception) or is_of_the_machine(error):
            return False
        self.error = error
        return True

    @property
    def where(self) -> str:
        """Name the places of the house it came through, without what was read there."""
        trace = None if self.error is None else self.error.__traceback__
        frames = [f for f in traceback.extract_tb(trace) if "/zhixing/" in f.filename]
        return " < ".join(f"{f.filename.rpartition('/zhixing/')[2]}:{f.lineno}" for f in frames)


def is_of_the_machine(error: BaseException) -> bool:
    """Say whether an error tells of the database or the machine, whatever was being read."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError | MemoryError):
            return True
        if isinstance(seen, psycopg.Error):
            state = seen.sqlstate or ""
            lost = isinstance(seen, psycopg.OperationalError | psycopg.InterfaceError)
            return lost and not state.startswith(ITS_OWN)
        if isinstance(seen, OperationalError | InterfaceError) and seen.__cause__ is None:
            return True
        seen = seen.__cause__
    return False
