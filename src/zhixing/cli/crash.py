"""``./zx crash``: kills programs under load, and compares what is left with what was told."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from zhixing.cli.bench import RESULTS, own_platform
from zhixing.cli.command import Command

LIFELINE: Final = "ZX_LIFELINE"
"""Set for a program whose standard input is the pipe of the one that started it."""


def run(arguments: Sequence[str]) -> int:
    """Run load and kills in a platform of its own, and judge."""
    return run_apart("crash", arguments)


def run_apart(name: str, arguments: Sequence[str]) -> int:
    """Run ``tests.NAME.run`` in a platform of its own below ``.state/NAME``, and take it down.

    The report is recorded as ``NAME.json`` unless ``--report`` names another place.
    """
    given = list(arguments)
    if "--report" in given:
        place = given.index("--report") + 1
        given[place] = str(Path(given[place]).absolute())
    else:
        given += ["--report", str(RESULTS / f"{name}.json")]
    prepared, state = own_platform(name)
    environment = {**os.environ, "ZX_STATE": str(state), "PYTHONUNBUFFERED": "1"}
    for hidden in ("ZX_DSN_OWNER", "DATABASE_URL"):
        environment.pop(hidden, None)
    try:
        command = [sys.executable, "-m", f"tests.{name}.run", *given]
        return run_together(command, environment, state)
    finally:
        prepared.release()


def run_together(command: Sequence[str], environment: Mapping[str, str], place: Path) -> int:
    """Run a program that starts others, all of them in one process group that ends with it.

    The program holds the other end of a pipe: should this process be killed, it notices and
    ends the group itself (``tests.crash.lifeline``), so that nothing of a killed run lives on.
    """
    given = {**environment, LIFELINE: "1"}
    process = subprocess.Popen(
        command, env=given, cwd=place, stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        return process.wait()
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


COMMAND = Command(
    "在负载下按种子反复强杀各程序，核对已答复的一切是否完好。",
    "Kill the programs under load, seeded, and compare what is left with what was told.",
    run,
    "[--kills 50] [--seed N] [--report FILE]",
)
