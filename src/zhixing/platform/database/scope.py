"""A scope says whose rows a transaction may see and write; without one it sees none.

The five kinds are set with ``set_config(…, true)``, so that they end with the
transaction and never travel with a pooled connection. Courts are numbered in
preorder: a court and its subordinates are one range of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from zhixing.platform.crashpoints import AFTER_COMMIT, BEFORE_COMMIT, reach

EVERY_COURT = 2**31 - 1


class ScopeKind(StrEnum):
    """Name whose eyes a transaction has."""

    COURT = "COURT"
    INSTITUTION = "INSTITUTION"
    PARTY = "PARTY"
    PUBLIC = "PUBLIC"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True, slots=True)
class Scope:
    """Bound what a transaction sees: rows read within two court numbers, written within two."""

    kind: ScopeKind
    read_low: int = 1
    read_high: int = 0
    write_low: int = 1
    write_high: int = 0
    institution: UUID | None = None
    person_index: str = ""
    """Blind index of the party's own number, for the PARTY scope."""
    person: UUID | None = None
    post: UUID | None = None

    @classmethod
    def of_court(
        cls, court_no: int, last_no: int, *, person: UUID | None = None, post: UUID | None = None
    ) -> Scope:
        """Read a court and its subordinates (``court_no`` to ``last_no``), write only its own."""
        return cls(ScopeKind.COURT, court_no, last_no, court_no, court_no, person=person, post=post)

    @classmethod
    def of_institution(cls, institution: UUID) -> Scope:
        """See what is addressed to one institution, and nothing else."""
        return cls(ScopeKind.INSTITUTION, institution=institution)

    @classmethod
    def of_party(cls, *person_indexes: str) -> Scope:
        """See the cases in which one person is a party, by its indexes under every live key."""
        return cls(ScopeKind.PARTY, person_index=",".join(person_indexes))

    @classmethod
    def public(cls) -> Scope:
        """See what is published."""
        return cls(ScopeKind.PUBLIC)

    @classmethod
    def system(cls) -> Scope:
        """See and write every court: for loading, sign-in and jobs that find their court."""
        return cls(ScopeKind.SYSTEM, 0, EVERY_COURT, 0, EVERY_COURT)


_current: ContextVar[Scope | None] = ContextVar("zhixing_scope", default=None)


def current_scope() -> Scope | None:
    """Give the scope this transaction runs in, or None."""
    return _current.get()


@contextmanager
def open_scope(scope: Scope) -> Iterator[None]:
    """Open a transaction (or a savepoint in one) that sees what ``scope`` sees.

    On leaving, the surrounding scope holds again. Doors open scopes; operations
    require one.
    """
    before = _current.get()
    with transaction.atomic():
        _set(scope)
        token = _current.set(scope)
        try:
            yield
        finally:
            _current.reset(token)
        if before is not None:
            _set(before)
        else:
            reach(BEFORE_COMMIT)
    if before is None:
        reach(AFTER_COMMIT)


def _set(scope: Scope) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, {**_values(scope)})


_SET = """
/* set_scope: whose rows this transaction sees */
SELECT set_config('zx.kind', %(kind)s, true),
       set_config('zx.read_low', %(read_low)s, true),
       set_config('zx.read_high', %(read_high)s, true),
       set_config('zx.write_low', %(write_low)s, true),
       set_config('zx.write_high', %(write_high)s, true),
       set_config('zx.institution', %(institution)s, true),
       set_config('zx.person_index', %(person_index)s, true),
       set_config('zx.person', %(person)s, true),
       set_config('zx.post', %(post)s, true)
"""


def _values(scope: Scope) -> dict[str, str]:
    return {
        "kind": scope.kind.value,
        "read_low": str(scope.read_low),
        "read_high": str(scope.read_high),
        "write_low": str(scope.write_low),
        "write_high": str(scope.write_high),
        "institution": str(scope.institution or ""),
        "person_index": scope.person_index,
        "person": str(scope.person or ""),
        "post": str(scope.post or ""),
    }
