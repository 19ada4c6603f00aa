"""Runs waiting jobs in this process until none is left: for rehearsals, tests and commands."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from procrastinate.contrib.django import app

DEFAULT_QUEUES = ("reactions",)


def drain(queues: Sequence[str] = DEFAULT_QUEUES, *, concurrency: int = 1) -> None:
    """Run every job that waits now, and those that these bring about, then return.

    Jobs commit on their own: call it outside any transaction.
    """
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]

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
