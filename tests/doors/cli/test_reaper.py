"""A worker killed in the middle: its job waits again, by a role that can do nothing else."""

from __future__ import annotations

import asyncio
import os

import psycopg
import pytest
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.reaper import reap

NAME = "tests.reaped"


@app.task(name=NAME, queue="tests-reaper", pass_context=False)
def nothing(n: int) -> None:
    """Do nothing."""


def start_and_die(n: int, *, silent_seconds: int, name: str | None = None) -> int:
    """Put a job into the state in which a killed worker leaves it."""
    with open_scope(Scope.system()):
        job = nothing.configure(lock=name, queueing_lock=name).defer(n=n)
    with psycopg.connect(os.environ["ZX_DSN_APP"], autocommit=True) as connection:
        row = connection.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) "
            "VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [silent_seconds],
        ).fetchone()
        assert row is not None
        connection.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE id = %s",
            [row[0], job],
        )
    return job


def status(job: int) -> tuple[str, int]:
    with psycopg.connect(os.environ["ZX_DSN_APP"], autocommit=True) as connection:
        row = connection.execute(
            "SELECT status::text, attempts FROM procrastinate_jobs WHERE id = %s", [job]
        ).fetchone()
        assert row is not None
        return row


def test_the_job_of_a_silent_worker_waits_again_and_that_of_a_living_one_does_not() -> None:
    dead = start_and_die(1, silent_seconds=120)
    living = start_and_die(2, silent_seconds=1)
    given_back = asyncio.run(reap(os.environ["ZX_DSN_REAPER"]))
    assert dead in given_back and living not in given_back
    assert status(dead) == ("todo", 1)
    assert status(living)[0] == "doing"
    assert dead not in asyncio.run(reap(os.environ["ZX_DSN_REAPER"]))


def test_a_dead_job_waits_again_although_the_next_under_its_name_waits_already() -> None:
    name = f"reaped/{os.getpid()}"
    dead = start_and_die(3, silent_seconds=120, name=name)
    with open_scope(Scope.system()):
        following = nothing.configure(lock=name, queueing_lock=name).defer(n=4)
    assert dead in asyncio.run(reap(os.environ["ZX_DSN_REAPER"]))
    assert (status(dead), status(following)) == (("todo", 1), ("todo", 0))
    with open_scope(Scope.system()), pytest.raises(AlreadyEnqueued):
        nothing.configure(lock=name, queueing_lock=name).defer(n=5)


@pytest.mark.parametrize(
    "forbidden",
    [
        "DELETE FROM procrastinate_jobs",
        "UPDATE procrastinate_jobs SET args = '{}'",
        "UPDATE procrastinate_jobs SET task_name = 'x'",
        "INSERT INTO procrastinate_jobs (task_name, queue_name) VALUES ('x', 'x')",
        "DELETE FROM procrastinate_workers",
        "SELECT count(*) FROM cases_case",
        "SELECT count(*) FROM courts_court",
        "SELECT count(*) FROM platform_leaf",
        "CREATE TABLE mine (id int)",
    ],
)
def test_the_reaper_may_do_nothing_else(forbidden: str) -> None:
    with psycopg.connect(os.environ["ZX_DSN_REAPER"]) as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(forbidden)
