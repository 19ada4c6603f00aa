"""The sequencer as a program: killed at any moment, no leaf is lost, doubled or misplaced."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

import pytest
from django.db import connection

from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.proofs import latest_checkpoint
from zhixing.platform.log.queue import NewLeaf, enqueue_leaves
from zhixing.platform.log.verify_tree import verify_tree


def start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "zhixing.platform.log.sequencer"], stderr=subprocess.DEVNULL
    )


def signed_size(court_no: int) -> int:
    with open_scope(Scope.of_court(court_no, court_no)):
        checkpoint = latest_checkpoint(court_no)
    return checkpoint.size if checkpoint else 0


def wait_for(court_no: int, size: int, seconds: float = 30) -> int:
    deadline = time.monotonic() + seconds
    while (seen := signed_size(court_no)) < size and time.monotonic() < deadline:
        time.sleep(0.005)
    return seen


@pytest.mark.crash
def test_killed_sequencer_loses_doubles_and_misplaces_nothing(court_no: int) -> None:
    subjects = [new_id() for _ in range(24_000)]
    with open_scope(Scope.of_court(court_no, court_no)):
        enqueue_leaves([NewLeaf(court_no, "log_test_crash", s, 1) for s in subjects])
    for least in (1, 5_000, 10_000):
        program = start()
        assert wait_for(court_no, least) >= least
        program.send_signal(signal.SIGKILL)
        program.wait(10)
    program = start()
    try:
        assert wait_for(court_no, len(subjects)) == len(subjects)
        program.send_signal(signal.SIGTERM)
        assert program.wait(10) == 0, "it stops when told to"
    finally:
        program.kill()
    with open_scope(Scope.of_court(court_no, court_no)), connection.cursor() as cursor:
        assert verify_tree(court_no) == []
        cursor.execute(
            "SELECT array_agg(subject_id ORDER BY leaf_index) FROM platform_leaf WHERE court_no = %s",
            [court_no],
        )
        assert sorted(cursor.fetchone()[0]) == sorted(subjects)


def test_second_sequencer_waits_for_the_first(court_no: int) -> None:
    with open_scope(Scope.of_court(court_no, court_no)):
        enqueue_leaves([NewLeaf(court_no, "log_test_crash", new_id(), 1)])
    programs = [start(), start()]
    try:
        assert wait_for(court_no, 1) == 1
        programs[0].send_signal(signal.SIGTERM)
        programs[0].wait(10)
        with open_scope(Scope.of_court(court_no, court_no)):
            enqueue_leaves([NewLeaf(court_no, "log_test_crash", new_id(), 1)])
        assert wait_for(court_no, 2) == 2, "the other takes over, whichever was first"
    finally:
        for program in programs:
            program.kill()
            program.wait(10)
