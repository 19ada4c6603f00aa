"""A worker outlives its database: it waits for it and goes on, without being started again."""

from __future__ import annotations

import asyncio
import os

import psycopg
from django.db import OperationalError, connection
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException

from zhixing.cli import worker
from zhixing.cli.worker import work_on
from zhixing.platform.database.scope import Scope, open_scope

QUEUE = "tests-worker"
done: list[int] = []
ticks: list[int] = []


@app.task(name="tests.noted", queue=QUEUE, pass_context=False)
def note(n: int) -> None:
    """Note that a job was done."""
    done.append(n)


@app.periodic(cron="* * * * * */1")
@app.task(name="tests.ticked", queue=QUEUE, pass_context=False)
def tick(timestamp: int) -> None:
    """Note that a timer went off."""
    ticks.append(timestamp)


def defer(n: int) -> None:
    """Enqueue a job; connections that were cut and lie in the pool are passed over."""
    for attempt in range(20):
        connection.close()
        try:
            with open_scope(Scope.system()):
                note.defer(n=n)
        except (OperationalError, ConnectorException):
            assert attempt < 19
        else:
            connection.close()
            return


def cut() -> int:
    """End every connection of this test's database as a lost server does; gives how many."""
    sql = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND usename = current_user
               AND pid <> pg_backend_pid()"""
    name = connection.settings_dict["NAME"]
    with psycopg.connect(os.environ["ZX_DSN_APP"], dbname=name) as own:
        return len(own.execute(sql).fetchall())


async def until_done(n: int) -> None:
    while n not in done:
        await asyncio.sleep(0.05)


async def until_ticked(count: int) -> None:
    """Wait until so many timers went off, each deferred over the connection of the timers."""
    while len(ticks) < count:
        await asyncio.sleep(0.05)


def test_a_worker_goes_on_when_its_database_is_back(monkeypatch):
    begun, begin = list[int](), worker._work_while_connected
    connection.close()

    async def counted(*given) -> None:
        begun.append(len(begun))
        await begin(*given)

    monkeypatch.setattr(worker, "_work_while_connected", counted)

    async def story() -> None:
        working = asyncio.create_task(work_on(1, [QUEUE]))
        await asyncio.to_thread(defer, 1)
        await asyncio.wait_for(until_done(1), 30)
        await asyncio.wait_for(until_ticked(1), 60)
        assert await asyncio.to_thread(cut) >= 3, "the worker's two, and its timers' one"
        await asyncio.sleep(0.3)
        await asyncio.to_thread(defer, 2)
        await asyncio.wait_for(until_done(2), 30)
        ticked = len(ticks)
        await asyncio.wait_for(until_ticked(ticked + 3), 60)
        before = len(begun)
        await asyncio.wait_for(until_ticked(ticked + 5), 60)
        assert len(begun) == before, "it works on, and does not begin anew for ever"
        assert not working.done()
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)

    asyncio.run(story())
