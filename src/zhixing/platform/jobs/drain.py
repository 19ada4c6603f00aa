"""Runs waiting jobs in this process until none is left: for rehearsals, tests and commands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

DEFAULT_QUEUES = ("reactions",)

_WAITING = """
/* has_waiting_jobs: whether a worker of these queues would find anything to do now */
SELECT EXISTS (SELECT FROM procrastinate_jobs
               WHERE status = 'todo' AND queue_name = ANY(%s)
                 AND (scheduled_at IS NULL OR scheduled_at <= now()))
"""


def drain(queues: Sequence[str] = DEFAULT_QUEUES, *, concurrency: int = 1) -> None:
    """Run every job that waits now, and those that these bring about, then return.

    Jobs commit on their own: call it outside any transaction.
    """
    if not _are_waiting(queues):
        return
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=concurrency + 1)
    worker_app = app.with_connector(connector)

    async def run() -> None:
        async with worker_app.open_async():
            await worker_app.run_worker_async(
                queues=list(queues),
                wait=False,
                concurrency=concurrency,
                install_signal_handlers=False,
                listen_notify=False,
                delete_jobs="successful",
            )

    asyncio.run(run())


def _are_waiting(queues: Sequence[str]) -> bool:
    """Ask cheaply first: starting a worker costs more than most jobs."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(queues)])
        row = cursor.fetchone()
    return bool(row and row[0])
