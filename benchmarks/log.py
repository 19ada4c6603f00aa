"""How many queued leaves a second the sequencer gives their place, and signs."""

from __future__ import annotations

import os
import secrets

import psycopg

from benchmarks.ground import found_court
from benchmarks.measuring import Measured, Scenario, median, profiled, timed
from zhixing.kernel.clock import SystemClock
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.embedded.secrets import read_secrets
from zhixing.platform.log.note import LOG_KEY_NAME, SignKey
from zhixing.platform.log.sequencer import Sequencer

LEAVES = 100_000
COLUMNS = ("id", "court_no", "kind", "subject_id", "leaf_hash", "salt")
courts: list[int] = []
scratch: list[int] = []
"""Courts whose leaves stand for no row; they are left out of the verification."""


def measure(scale: float) -> Measured:
    """Queue leaves of three courts and let the sequencer empty the queue."""
    count = max(1000, round(LEAVES * scale))
    seconds = [_drain(count) for _ in range(3)]
    found = Measured(
        {"leaves": count, "courts": 3},
        3,
        {
            "seconds": median(seconds),
            "each_run": [round(s, 2) for s in seconds],
            "leaves_per_second": round(count / median(seconds)),
        },
    )
    found.notes.append(
        "the leaves are random hashes in courts of their own, which no row stands for"
    )
    found.profile = profiled(lambda: _drain(min(count, 10_000)))
    return found


def _drain(count: int) -> float:
    numbers = [found_court().court_no for _ in range(3)]
    scratch.extend(numbers)
    with open_scope(Scope.system()):
        insert_rows(
            "platform_leaf_queue",
            COLUMNS,
            (
                (new_id(), numbers[n % 3], "act", new_id(), secrets.token_bytes(32), b"0" * 16)
                for n in range(count)
            ),
        )
    key = SignKey.of_text(LOG_KEY_NAME, read_secrets(os.environ)["log_signing_key"])
    with psycopg.connect(os.environ["ZX_DSN_SEQUENCER"]) as connection:
        sequencer = Sequencer(connection, key, SystemClock(), 5000)
        if not sequencer.acquire():
            raise Impossible("another sequencer is at work")
        done: list[int] = []
        seconds = timed(lambda: done.append(sequencer.drain()))
    if done != [count]:
        raise Impossible(f"{done} of {count} leaves were sequenced")
    return seconds


SCENARIO = Scenario(
    "log",
    "The sequencer: place, hash into the tree, sign a checkpoint, per batch of 5,000",
    "no target; the log must keep up with filing (100,000 cases, 200,000 leaves in 3 minutes)",
    measure,
)
