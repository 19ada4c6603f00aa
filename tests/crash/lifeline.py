"""Lets nothing of a run live on: the group ends with its starter, and leftovers before a new run.

A program that is killed cannot take its children along. So whoever starts a run holds a pipe to
it, and what was started is written down with the instant of its start, by which the next run tells
a leftover from a stranger that was given the same number.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from zhixing.cli.crash import LIFELINE

FOLDER = "processes"


def hold() -> None:
    """End this process group as soon as the starter's end of the pipe is closed."""
    if os.environ.get(LIFELINE) == "1":
        threading.Thread(target=_wait, daemon=True).start()


def _wait() -> None:
    while os.read(sys.stdin.fileno(), 1):
        continue
    os.killpg(os.getpgrp(), signal.SIGKILL)


def note(state: Path, name: str, pid: int) -> None:
    """Write down that a program runs as a process."""
    (state / FOLDER).mkdir(exist_ok=True)
    (state / FOLDER / name).write_text(f"{pid} {born(pid)}", encoding="ascii")


def end_leftovers(state: Path) -> list[str]:
    """End what an earlier run in this place left alive; gives the names."""
    ended = []
    for path in sorted((state / FOLDER).glob("*")):
        pid, _, start = path.read_text("ascii").partition(" ")
        if start and born(int(pid)) == start:
            os.kill(int(pid), signal.SIGKILL)
            ended.append(path.name)
        path.unlink()
    return ended


def born(pid: int) -> str:
    """Give the instant a process was started at, in the kernel's ticks; empty if there is none."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return ""
    after_name = told.rpartition(")")[2].split()
    return "" if after_name[0] == "Z" else after_name[19]
