"""Nothing of a killed run lives on, and a later run ends only what an earlier one left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash import lifeline
from zhixing.cli.command import REPOSITORY

INNER = """
import subprocess, sys
from tests.crash import lifeline
lifeline.hold()
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
print(child.pid, flush=True)
child.wait()
"""
OUTER = """
import os, signal, sys
from pathlib import Path
from zhixing.cli.crash import run_together
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background ignores it
sys.exit(run_together([sys.executable, "-c", {inner!r}], os.environ, Path(".")))
"""


def is_gone(pid: int, seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while lifeline.born(pid) and time.monotonic() < end:
        time.sleep(0.05)
    return not lifeline.born(pid)


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"]) as process:
        yield process
        process.kill()


@pytest.mark.crash
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=lambda s: s.name)
def test_what_a_run_started_ends_with_whoever_started_the_run(how: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"}
    command = [sys.executable, "-c", OUTER.format(inner=INNER)]
    with subprocess.Popen(
        command,
        env=environment,
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as outer:
        assert outer.stdout is not None
        child = int(outer.stdout.readline())
        assert lifeline.born(child)
        outer.send_signal(how)
        outer.wait(60)
    assert is_gone(child)


def test_a_later_run_ends_what_was_left_and_no_stranger(
    tmp_path: Path, sleeper: subprocess.Popen[bytes]
) -> None:
    lifeline.note(tmp_path, "bank", sleeper.pid)
    lifeline.note(tmp_path, "gone", 2**22 - 3)
    stranger = tmp_path / lifeline.FOLDER / "stranger"
    stranger.write_text(f"{os.getpid()} 1")
    assert lifeline.end_leftovers(tmp_path) == ["bank"], "this process was not born at tick 1"
    assert is_gone(sleeper.pid)
    assert lifeline.end_leftovers(tmp_path) == []
