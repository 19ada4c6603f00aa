"""``./zx law``: the law's topics over JSON, its schemas, texts and differences."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from zhixing.cli.command import Command


def run(arguments: Sequence[str]) -> int:
    """Hand over to the library's own command; texts lie in the platform's state."""
    from zhixing.cli.environment import state_directory
    from zhixing.law.command import main

    place = None
    if arguments[:1] == ["texts"]:
        place = state_directory(quiet=True) / "law-texts"
    return main(arguments, sys.stdin, sys.stdout, sys.stderr, place)


COMMAND = Command(
    "按法律回答问题、查看依据（JSON）",
    "ask the law: topics over JSON, schemas, texts, differences",
    run,
    "[TOPIC | --schema TOPIC | diff DAY DAY | texts load DIR | texts list]",
    group="law",
)
