"""Gives the jobs of dead workers back to the queue: a worker that was killed says nothing.

It runs as a role of its own that may see jobs and set them waiting again, and
nothing else. A job may so run twice; every job of the house is written for that.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging

import procrastinate
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

SIGN_SECONDS = 2.0
"""So often a worker gives a sign of life."""
SILENT_SECONDS = 10.0
"""A worker that gave no sign of life for so long is dead; what it had locked waits the while."""
EVERY_SECONDS = 2.5
log = logging.getLogger("zhixing.reaper")


async def reap(dsn: str, *, silent_seconds: float = SILENT_SECONDS) -> list[int]:
    """Set the jobs of silent workers waiting again; gives their numbers."""
    connector = PsycopgConnector(conninfo=dsn, min_size=1, max_size=1, timeout=5)
    app = procrastinate.App(connector=connector)
    async with app.open_async():
        manager = app.job_manager
        stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=silent_seconds)
        given_back = []
        for job in stalled:
            if job.id is None:
                continue
            try:
                await manager.retry_job(job)
            except ConnectorException as error:
                # Another hand was faster, or the queue refuses it; the next round looks again.
                log.warning("job %s is not queued again: %s", job.id, error.__cause__ or error)
            else:
                given_back.append(job.id)
    if given_back:
        log.info("jobs %s of dead workers are queued again", given_back)
    return given_back


async def reap_until(stop: asyncio.Event, dsn: str, *, every: float = EVERY_SECONDS) -> None:
    """Reap again and again until told to stop; a database out of reach is tried again."""
    while not stop.is_set():
        try:
            await reap(dsn)
        except (ConnectorException, OSError) as error:
            log.warning("the database cannot be reached: %s", error)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), every)
