"""``./zx worker``: the jobs of every queue, the timers, and the reaper of dead workers' jobs."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
from collections.abc import Sequence
from typing import Any

from zhixing.cli.command import Command, say
from zhixing.cli.house import opened

CONCURRENCY = 2
GRACE_SECONDS = 10.0
"""What a running job has to finish in after the word to stop; then it is left to the reaper."""
LOST_SECONDS = 0.5
"""How long a worker that lost the database waits before it looks for it again."""
log = logging.getLogger("zhixing.worker")


def run(arguments: Sequence[str]) -> int:
    """Work until told to stop."""
    parser = argparse.ArgumentParser("./zx worker")
    parser.add_argument("--concurrency", type=int, default=CONCURRENCY)
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    with opened():
        say("后台任务程序已启动。", "The worker runs.")
        asyncio.run(_work(options.concurrency))
    say("后台任务程序已停止。", "The worker has stopped.")
    return 0


async def _work(concurrency: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    working = asyncio.create_task(work_on(concurrency))
    reaping = asyncio.create_task(_reap(stop))
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({working, reaping, waiting}, return_when=asyncio.FIRST_COMPLETED)
    stop.set()
    working.cancel()
    ended = await asyncio.gather(working, reaping, waiting, return_exceptions=True)
    for reason in ended:
        if isinstance(reason, Exception):
            raise reason


async def work_on(concurrency: int, queues: Sequence[str] | None = None) -> None:
    """Work until cancelled; where the database goes away, wait for it and go on.

    What was being worked on then is given back by the reaper, as of a worker that died.
    """
    from asgiref.sync import sync_to_async
    from django.db import connections
    from procrastinate.exceptions import ConnectorException

    while True:
        try:
            await _work_while_connected(concurrency, queues)
        except (ConnectorException, OSError) as error:
            log.warning("the database cannot be reached: %s", error.__cause__ or error)
        # The timers have a connection of Django's, which stays broken until it is closed.
        await sync_to_async(connections.close_all)()
        await asyncio.sleep(LOST_SECONDS)


async def _work_while_connected(concurrency: int, queues: Sequence[str] | None) -> None:
    """Work until cancelled, or until the database is lost."""
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.utils import connector_params
    from procrastinate.psycopg_connector import PsycopgConnector

    from zhixing.platform.jobs.reaper import SIGN_SECONDS

    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=concurrency + 2, timeout=10
    )
    worker_app = app.with_connector(connector)
    async with worker_app.open_async():
        only: dict[str, Any] = {} if queues is None else {"queues": queues}
        await worker_app.run_worker_async(
            **only,
            concurrency=concurrency,
            install_signal_handlers=False,
            shutdown_graceful_timeout=GRACE_SECONDS,
            delete_jobs="successful",
            update_heartbeat_interval=SIGN_SECONDS,
        )


async def _reap(stop: asyncio.Event) -> None:
    """Look after the jobs of dead workers beside the work, where this process has the login."""
    from zhixing.platform.jobs.reaper import reap_until

    dsn = os.environ.get("ZX_DSN_REAPER", "")
    if dsn:
        await reap_until(stop, dsn)
    else:
        await stop.wait()


COMMAND = Command(
    "运行后台任务（全部队列与定时任务）。",
    "Run the jobs of every queue, and the timers.",
    run,
    "[--concurrency N]",
)
