"""Courts, hands and programs that the ground's tests need."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from tests.support.database import superuser_dsn


@pytest.fixture
def court_no() -> int:
    """Give the number of a court that no other test uses."""
    return 1_000_000_000 + secrets.randbelow(900_000_000)


@pytest.fixture
def tamper() -> Iterator[psycopg.Connection]:
    """Give the superuser's hand: row security, triggers and rights do not stop it."""
    with psycopg.connect(superuser_dsn(), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


@pytest.fixture
def sequence() -> Iterator[Callable[[], int]]:
    """Give a function that sequences all that is queued, as the sequencer's role."""
    from zhixing.kernel.clock import DrivenClock
    from zhixing.platform.embedded.secrets import read_secrets
    from zhixing.platform.log.note import LOG_KEY_NAME, SignKey
    from zhixing.platform.log.sequencer import Sequencer

    key = SignKey.of_text(LOG_KEY_NAME, read_secrets(os.environ)["log_signing_key"])
    clock = DrivenClock(datetime(2017, 3, 14, 1, 0, tzinfo=UTC))
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"]) as connection:
        sequencer = Sequencer(connection, key, clock)
        end = time.monotonic() + 20
        while not sequencer.acquire():  # the server is still ending the one before
            assert time.monotonic() < end
            time.sleep(0.05)
        yield sequencer.drain
