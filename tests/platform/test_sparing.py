"""What one item of a batch raises is held; what the machine or the database raises is not."""

from __future__ import annotations

import pytest
from django.db import DataError, OperationalError
from psycopg import errors

from zhixing.platform.jobs.sparing import Spared


def _from(outer: type[Exception], cause: Exception) -> Exception:
    error = outer("words")
    error.__cause__ = cause
    return error


HELD = [
    ValueError("x"),
    RecursionError(),
    _from(DataError, errors.DataError("NUL")),
    _from(DataError, errors.StringDataRightTruncation("too long")),
    _from(OperationalError, errors.ProgramLimitExceeded("index row too large")),
]
RISES = [
    OSError("no space left"),
    MemoryError(),
    KeyboardInterrupt(),
    OperationalError("the connection is closed"),
    _from(OperationalError, errors.OperationalError("server closed the connection")),
    _from(OperationalError, errors.DeadlockDetected("deadlock")),
    _from(OperationalError, errors.AdminShutdown("shutdown")),
    _from(RuntimeError, _from(OperationalError, errors.LockNotAvailable("lock"))),
]


@pytest.mark.parametrize("error", HELD, ids=repr)
def test_what_is_the_item_s_own_is_held(error: Exception) -> None:
    with Spared() as item:
        raise error
    assert item.error is error


@pytest.mark.parametrize("error", RISES, ids=repr)
def test_what_is_the_machine_s_rises(error: BaseException) -> None:
    item = Spared()
    with pytest.raises(type(error)), item:
        raise error
    assert item.error is None


def test_nothing_raised_is_nothing_held() -> None:
    with Spared() as item:
        pass
    assert (item.error, item.where) == (None, "")
