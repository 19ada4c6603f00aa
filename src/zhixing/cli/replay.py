"""``./zx replay``: live a recorded case through real operations, and tell its story."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from zhixing.cli.command import Command, say
from zhixing.cli.house import opened

STORIES = ("wu",)


def run(arguments: Sequence[str]) -> int:
    """Play a story in a rehearsal court of its own and print it."""
    parser = argparse.ArgumentParser("./zx replay")
    parser.add_argument("story", choices=STORIES)
    parser.add_argument("--prefix", default="", help="what the logins of the court begin with")
    parser.add_argument("--en", action="store_true", help="tell the story in English")
    options = parser.parse_args(arguments)
    with opened():
        from zhixing.kernel.ids import new_id
        from zhixing.scenarios.wu.replay import play
        from zhixing.scenarios.wu.story import tell

        say("正在演练法院中重演……", "playing in a rehearsal court …")
        wu = play(options.prefix or f"wu-{new_id().hex[-8:]}-")
        for line in tell(wu):
            print(line.en if options.en else line.zh)
        say(
            f"\n演练法院编号 {wu.stage.court_no}；"
            f"可用 ./zx explain {wu.case} debt --on 2017-03-28 查看推导。",
            "ask why with the same words",
        )
    return 0


COMMAND = Command(
    "在演练法院重演真实案件，打印办案经过与数据。",
    "Replay a real case in a rehearsal court and print its story.",
    run,
    "wu [--prefix PREFIX] [--en]",
)
