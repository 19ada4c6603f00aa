"""``./zx reaper``: gives the jobs of dead workers back to the queue; a worker does it as well."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import signal
from collections.abc import Sequence

from zhixing.cli.command import Command, Failure, say


def run(arguments: Sequence[str]) -> int:
    """Reap until told to stop, or once."""
    from zhixing.cli.environment import prepare

    parser = argparse.ArgumentParser("./zx reaper")
    parser.add_argument("--once", action="store_true", help="look once and stop")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    prepared = prepare()
    try:
        dsn = os.environ.get("ZX_DSN_REAPER", "")
        if not dsn:
            raise Failure("缺少 ZX_DSN_REAPER。", "ZX_DSN_REAPER is not set.")
        asyncio.run(_once(dsn) if options.once else _until_told(dsn))
    finally:
        prepared.release()
    return 0


async def _once(dsn: str) -> None:
    from zhixing.platform.jobs.reaper import reap

    given_back = await reap(dsn)
    say(f"已将 {len(given_back)} 项任务放回队列。", f"{len(given_back)} jobs are queued again.")


async def _until_told(dsn: str) -> None:
    from zhixing.platform.jobs.reaper import reap_until

    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    say("任务回收程序已启动。", "The reaper runs.")
    await reap_until(stop, dsn)
    say("任务回收程序已停止。", "The reaper has stopped.")


COMMAND = Command(
    "将中途被终止的任务放回队列。",
    "Give the jobs of dead workers back to the queue.",
    run,
    "[--once]",
)
