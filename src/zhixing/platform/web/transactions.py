"""One transaction for one request; broken for another's sake, it is run again whole."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, TypeVar

from django.db import OperationalError
from psycopg import errors

from zhixing.platform.database.scope import Scope, open_scope

T = TypeVar("T")

MOST_TRIES: Final = 4
_FIRST_WAIT_SECONDS: Final = 0.02
_ANOTHER_WON: Final = (
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.LockNotAvailable,
)


class Busy(Exception):
    """Say that others held what this request needed through every try."""


def run_whole(
    scope: Scope, work: Callable[[], T], *, pause: Callable[[float], None] = time.sleep
) -> T:
    """Run ``work`` in one transaction of a scope, again from its beginning where it lost a lock.

    ``work`` must give the same answer when it is called again after a rollback.

    :raises Busy: it lost each time.
    """
    for attempt in range(MOST_TRIES):
        try:
            with open_scope(scope):
                return work()
        except OperationalError as broken:
            if not lost_to_another(broken):
                raise
            if attempt + 1 == MOST_TRIES:
                raise Busy from broken
        pause(_FIRST_WAIT_SECONDS * 2**attempt * (1 + random.random()))
    raise Busy


def lost_to_another(broken: OperationalError) -> bool:
    """Say whether the database ended a transaction so that another could go on."""
    return isinstance(broken.__cause__, _ANOTHER_WON)
