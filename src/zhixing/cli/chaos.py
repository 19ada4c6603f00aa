"""``./zx chaos``: many requests under faults and kills, and what is left of them."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.cli.command import Command
from zhixing.cli.crash import run_apart


def run(arguments: Sequence[str]) -> int:
    """Let everything go wrong in a platform of its own, and judge."""
    return run_apart("chaos", arguments)


COMMAND = Command(
    "查控请求在丢失、重复、反转与强杀之下的混沌测试，最后逐笔核对。",
    "Put requests to institutions through loss, repeats, reversals and kills, and compare all.",
    run,
    "[--requests 50000] [--file-banks 12] [--settling 45] [--seed N] [--report FILE]",
)
