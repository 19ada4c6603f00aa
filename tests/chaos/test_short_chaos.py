"""Some seventy requests under every fault and six kills: judged as the long run is."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.crash.test_short_crash import folder
from zhixing.cli.command import REPOSITORY

__all__ = ["folder"]


@pytest.mark.crash
def test_each_request_ends_once_and_nothing_is_lost_under_six_kills(folder):
    report = folder / "report.json"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ZX_", "DJANGO_"))}
    environment |= {"ZX_STATE": str(folder / "state"), "PYTHONPATH": str(REPOSITORY / "src")}
    command = [*(sys.executable, "-P", "-m", "zhixing.cli", "chaos"), "--requests", "60"]
    few = ("--file-banks", "1", "--settling", "8", "--kill-every", "2", "--most-kills", "6")
    done = subprocess.run(
        [*command, *few, "--seed", "7", "--report", str(report)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert report.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads(report.read_text("utf-8"))
    assert found["clean"], {k: found[k] for k in ("differences", "verify", "failure", "states")}
    assert done.returncode == 0
    assert found["kills"] == 6 and len(found["kills_by_target"]) >= 2
    assert found["requests"] >= 55 and found["controls"] >= 1
    assert set(found["states"]) <= {"CLOSED", "CORRECTED", "REISSUED", "WITHDRAWN"}
    assert found["messages_kept"] <= found["messages_in"], "repeats are counted and kept once"
