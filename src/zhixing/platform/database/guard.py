"""Refuses a query outside a transaction: it would run without a scope and see nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

TIMER = "procrastinate_defer_periodic_job"
"""The queue's timer puts its jobs in by this function, one statement that sees no court's rows."""


class NoTransaction(RuntimeError):
    """Tell that a query was tried outside a scope's transaction."""

    def __init__(self, sql: str) -> None:
        super().__init__(f"open a scope before asking the database: {sql[:120]}")


def install() -> None:
    """Put the guard on every connection that will be made."""
    connection_created.connect(_on_connection, dispatch_uid="zhixing.guard")


def _on_connection(connection: BaseDatabaseWrapper, **_: object) -> None:
    if connection.alias == "default" and _guard not in connection.execute_wrappers:
        connection.execute_wrappers.append(_guard)


def _guard(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if not context["connection"].in_atomic_block and TIMER not in str(sql):
        raise NoTransaction(str(sql))
    return execute(sql, params, many, context)
