"""A worker outlives its database: it waits for it and goes on, without being started again."""

from __future__ import annotations

import asyncio
import os

import psycopg
from django.db import connection
from procrastinate.contrib.django import app

from zhixing.cli.worker import work_on
from zhixing.platform.database.scope import Scope, open_scope

QUEUE = "tests-worker"
done: list[int] = []


@app.task(name="tests.noted", queue=QUEUE, pass_context=False)
def note(n: int) -> None:
    """Note that a job was done."""
    done.append(n)


def defer(n: int) -> None:
    with open_scope(Scope.system()):
        note.defer(n=n)
    connection.close()


def cut(name: str) -> int:
    """End every connection of a program as a lost server does; gives how many there were."""
    sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s"
    with psycopg.connect(os.environ["ZX_DSN_APP"], application_name="cut") as own:
        return len(own.execute(sql, [name]).fetchall())


async def until_done(n: int) -> None:
    while n not in done:
        await asyncio.sleep(0.05)


def test_a_worker_goes_on_when_its_database_is_back(monkeypatch):
    name = f"worker-{os.getpid()}"
    monkeypatch.setenv("PGAPPNAME", name)

    async def story() -> None:
        working = asyncio.create_task(work_on(1, [QUEUE]))
        await asyncio.to_thread(defer, 1)
        await asyncio.wait_for(until_done(1), 30)
        assert await asyncio.to_thread(cut, name) >= 2
        await asyncio.sleep(0.3)
        await asyncio.to_thread(defer, 2)
        await asyncio.wait_for(until_done(2), 30)
        assert not working.done()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    asyncio.run(story())
