"""``./zx crash``: kills programs under load, and compares what is left with what was told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from zhixing.cli.bench import RESULTS, own_platform
from zhixing.cli.command import Command


def run(arguments: Sequence[str]) -> int:
    """Make a platform of its own below ``.state/crash``, run load and kills in it, and judge.

    The report is recorded unless ``--report`` names another place.
    """
    given = list(arguments)
    if "--report" in given:
        place = given.index("--report") + 1
        given[place] = str(Path(given[place]).absolute())
    else:
        given += ["--report", str(REPORT)]
    prepared, state = own_platform("crash")
    environment = {**os.environ, "ZX_STATE": str(state), "PYTHONUNBUFFERED": "1"}
    for hidden in ("ZX_DSN_OWNER", "DATABASE_URL"):
        environment.pop(hidden, None)
    try:
        command = [sys.executable, "-m", "tests.crash.run", *given]
        return subprocess.run(command, env=environment, cwd=state, check=False).returncode
    finally:
        prepared.release()


REPORT = RESULTS / "crash.json"
COMMAND = Command(
    "在负载下按种子反复强杀各程序，核对已答复的一切是否完好。",
    "Kill the programs under load, seeded, and compare what is left with what was told.",
    run,
    "[--kills 50] [--seed N] [--report FILE]",
)
