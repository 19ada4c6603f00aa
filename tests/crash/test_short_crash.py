"""Five seeded kills under load: everything that was acknowledged is there, once and whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from zhixing.cli.command import REPOSITORY
from zhixing.platform.embedded.place import state_place


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that the database's own account may enter, unlike pytest's."""
    usual = state_place(REPOSITORY, {}).path
    made = state_place(REPOSITORY, {"ZX_STATE": str(usual / f"crash-{os.getpid()}")}).path
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.mark.crash
def test_what_was_acknowledged_survives_five_kills(folder: Path) -> None:
    report = folder / "report.json"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("ZX_", "DJANGO_"))}
    environment |= {"ZX_STATE": str(folder / "state"), "PYTHONPATH": str(REPOSITORY / "src")}
    command = [*(sys.executable, "-P", "-m", "zhixing.cli", "crash"), "--kills", "5"]
    done = subprocess.run(
        [*command, "--seed", "7", "--report", str(report)],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert report.exists(), done.stdout[-2000:] + done.stderr[-2000:]
    found = json.loads(report.read_text("utf-8"))
    assert found["clean"], {k: found[k] for k in ("differences", "verify", "failure")}
    assert done.returncode == 0
    assert found["kills"] == 5
    assert found["told"]["file"] >= 5
    assert Path(folder / "state" / "crash" / "outside").is_dir()
