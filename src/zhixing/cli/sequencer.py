"""``./zx sequencer``: the one program that gives log leaves their place and signs the trees."""

from __future__ import annotations

import os
from collections.abc import Sequence

from zhixing.cli.command import Command, Failure, say


def run(arguments: Sequence[str]) -> int:
    """Sequence until told to stop; a second one stands by."""
    from zhixing.cli.environment import prepare

    prepared = prepare()
    try:
        if not os.environ.get("ZX_DSN_SEQUENCER"):
            raise Failure("缺少 ZX_DSN_SEQUENCER。", "ZX_DSN_SEQUENCER is not set.")
        say("存证排序程序已启动。", "The sequencer runs.")
        from zhixing.platform.log.sequencer import main

        main()
    finally:
        prepared.release()
    say("存证排序程序已停止。", "The sequencer has stopped.")
    return 0


COMMAND = Command(
    "运行存证排序程序（只有一个在工作，其余待命）。",
    "Run the log's sequencer; a second one stands by.",
    run,
)
