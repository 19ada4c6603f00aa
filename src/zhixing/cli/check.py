"""``./zx check``: the quick gate before every commit."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Command, say

STRICT = ("src/zhixing", "src/simulators")
"""What must be strictly typed; tests hand in wrong types on purpose and are not."""


@dataclass(frozen=True, slots=True)
class Check:
    """One tool and its arguments."""

    name: str
    command: tuple[str, ...]


def checks() -> tuple[Check, ...]:
    """List the checks in the order in which they are run, the quickest first."""
    return (
        Check("ruff", _tool("ruff", "check", "src", "tests")),
        Check("ruff format", _tool("ruff", "format", "--check", "src", "tests")),
        Check("import-linter", _tool("lint-imports")),
        Check("semgrep", _semgrep()),
        Check("mypy --strict", (sys.executable, "-m", "mypy", *STRICT)),
        Check("structure", (sys.executable, "-m", "pytest", "tests/structure")),
    )


def run(arguments: Sequence[str]) -> int:
    """Run every check, or those named, and say which failed."""
    failed = []
    chosen = [c for c in checks() if not arguments or c.name.split()[0] in arguments]
    for check in chosen:
        started = time.monotonic()
        done = subprocess.run(
            check.command,
            cwd=REPOSITORY,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        mark = "✓" if done.returncode == 0 else "✗"
        print(f"{mark} {check.name} ({time.monotonic() - started:.1f} s)", flush=True)
        if done.returncode != 0:
            failed.append(check.name)
            print(done.stdout, flush=True)
    if failed or not chosen:
        say(f"未通过：{'、'.join(failed)}", f"Failed: {', '.join(failed) or 'nothing was run'}")
        return 1
    say("全部通过。", "All checks passed.")
    return 0


def _tool(name: str, *arguments: str) -> tuple[str, ...]:
    return (str(Path(sysconfig.get_path("scripts")) / name), *arguments)


def _semgrep() -> tuple[str, ...]:
    quiet = ("--metrics=off", "--disable-version-check", "--no-git-ignore", "--quiet")
    here = ("--project-root", ".", "src")  # without it a tree that is no clone matches nothing
    return _tool("semgrep", "scan", "--config", ".semgrep/house.yml", "--error", *quiet, *here)


def _environment() -> dict[str, str]:
    """Keep the tools off the network and out of a home that may be read-only."""
    from zhixing.cli.environment import state_directory

    place = state_directory(quiet=True) / "check"
    place.mkdir(exist_ok=True)
    scripts = sysconfig.get_path("scripts")
    return {
        **os.environ,
        "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "PYTHONPATH": str(REPOSITORY / "src"),
        "SEMGREP_SETTINGS_FILE": str(place / "semgrep.yml"),
        "SEMGREP_LOG_FILE": str(place / "semgrep.log"),
        "SEMGREP_VERSION_CACHE_PATH": str(place / "semgrep-version"),
        "SEMGREP_SEND_METRICS": "off",
        "ZX_POOL": "0",
        "NO_COLOR": "1",
    }


COMMAND = Command(
    "快速检查（ruff、mypy、import-linter、semgrep、结构测试）。",
    "The quick gate: ruff, mypy, import-linter, semgrep, structure tests.",
    run,
    "[ruff|import-linter|semgrep|mypy|structure …]",
)
