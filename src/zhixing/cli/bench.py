"""``./zx bench``: timed scenarios on a database of their own, never the demo's."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Command, say
from zhixing.cli.environment import VARIABLES, Prepared, prepare, state_directory
from zhixing.platform.embedded.place import state_place
from zhixing.platform.embedded.server import EmbeddedServer

INSTRUMENTS, LAW, QUALITY = "instruments", "law", "search-quality"
GROUPS = (
    *(("fold",), ("log",), ("excel",), ("assignment",), ("filing",)),
    ("inquiry-batch",),
    ("inquiry-soap",),
    ("freeze-orders",),
    ("case-page", "case-list"),
)
"""Scenarios that share a process: the two pages share the 200,000 cases behind them."""
NAMES = (*(name for group in GROUPS for name in group), INSTRUMENTS, LAW, QUALITY)
ON_REQUEST = ("inquiry-batch", "inquiry-soap", "freeze-orders")
"""Scenarios that run only when they are named; the two of ``inquiry`` together by that name."""
RESULTS = REPOSITORY / "benchmarks" / "results"
FROZEN = ("src", "benchmarks", "tests", "scripts")
LONGEST_SECONDS, LONGEST_NAMED_SECONDS = 3600, 4 * 3600
"""A scenario that takes longer is ended, and counts as missed; the others go on. One that runs only
when it is named may take its time to build what it measures on."""


def run(arguments: Sequence[str]) -> int:
    """Make a fresh platform below ``.state/bench``, measure in it, and take it down."""
    asked = _read(arguments)
    names = asked.names or [n for n in NAMES if n not in ON_REQUEST]
    names = [b for a in names for b in (ON_REQUEST if a == "inquiry" else (a,))]
    options = _passed_on(asked)
    groups = [chosen for group in GROUPS if (chosen := [n for n in group if n in names])]
    started, failed = time.monotonic(), []
    if groups:
        failed = _measure(groups, options, keep=asked.keep)
    if INSTRUMENTS in names and _instruments(asked) != 0:
        failed.append(INSTRUMENTS)
    if LAW in names and _alone("law", [*options, *_parts(asked)]) != 0:
        failed.append(LAW)
    if QUALITY in names and _alone("search_quality", options) != 0:
        failed.append(QUALITY)
    seconds = round(time.monotonic() - started)
    say(f"共 {seconds} 秒；未达目标或未完成：{'、'.join(failed) or '无'}。", f"{seconds} s in all.")
    return 1 if failed else 0


def _measure(groups: Sequence[Sequence[str]], options: Sequence[str], *, keep: bool) -> list[str]:
    """Run each group in a process of its own, whose memory is then its own; give the failed."""
    prepared, state = own_platform("bench", keep=keep)
    environment = program_environment(state) | {"ZX_BENCH_OWNER": os.environ["ZX_DSN_OWNER"]}
    failed = []
    try:
        for group in groups:
            command = [sys.executable, "-m", "benchmarks.run", *group, *options]
            try:
                limit = LONGEST_NAMED_SECONDS if group[0] in ON_REQUEST else LONGEST_SECONDS
                done = subprocess.run(
                    command, env=environment, cwd=state, timeout=limit, check=False
                )
                failed += list(group) if done.returncode else []
            except subprocess.TimeoutExpired:
                failed += group
    finally:
        prepared.release()
    return failed


def _read(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments before anything is made: a wrong one, or ``--help``, measures nothing."""
    parser = argparse.ArgumentParser("./zx bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join((*NAMES, "inquiry")))
    parser.add_argument("--scale", type=float, default=1.0, help="0.1: a tenth of the load")
    parser.add_argument("--record", action="store_true", help="keep the result in the tree")
    parser.add_argument("--keep", action="store_true", help="go on with what an earlier run left")
    parser.add_argument("--part", action="append", default=[], help="a part of `law`")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.names if name not in (*NAMES, "inquiry")]:
        parser.error(f"没有这个计时场景 · no such scenario: {', '.join(unknown)}")
    if asked.scale <= 0:
        parser.error("--scale 应大于零 · --scale must be above zero")
    return asked


def _passed_on(asked: argparse.Namespace) -> list[str]:
    scale = [] if asked.scale == 1 else ["--scale", f"{asked.scale:g}"]
    return [*scale, *(["--record"] if asked.record else [])]


def _parts(asked: argparse.Namespace) -> list[str]:
    return [word for part in asked.part for word in ("--part", part)]


def _instruments(asked: argparse.Namespace) -> int:
    script = REPOSITORY / "benchmarks" / "instruments.py"
    more = ["--record"] if asked.record else []
    if asked.scale != 1:
        more += ["--documents", str(max(60, round(600 * asked.scale)))]
    return subprocess.run([sys.executable, str(script), *more], check=False).returncode


def _alone(module: str, arguments: Sequence[str]) -> int:
    """Run a measurement that needs no platform from a copy of its own."""
    code = freeze(state_directory() / f"bench-{module}")
    paths = f"{code / 'src'}{os.pathsep}{code}"
    return subprocess.run(
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        env={**os.environ, "PYTHONPATH": paths, "ZX_BENCH_RESULTS": str(RESULTS)},
        cwd=code,
        check=False,
    ).returncode


def own_platform(name: str, *, keep: bool = False) -> tuple[Prepared, Path]:
    """Prepare a platform with a state of its own: database, tables, the list of courts.

    ``keep`` goes on with what an earlier run left there.
    """
    for variable in (*VARIABLES, "DATABASE_URL", "ZX_PREPARED", "ZX_SECRETS"):
        os.environ.pop(variable, None)
    state = Path(state_place(REPOSITORY, {"ZX_STATE": str(state_directory() / name)}).path)
    if not keep:
        EmbeddedServer(state).stop(mode="immediate")
        for left in ("pg", "files", "packs", "logs"):
            shutil.rmtree(state / left, ignore_errors=True)
    os.environ["ZX_STATE"] = str(state)
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
    code = freeze(state)
    os.environ["PYTHONPATH"] = f"{code / 'src'}{os.pathsep}{code}"
    os.environ["ZX_BENCH_RESULTS"] = str(RESULTS)
    prepared = prepare()
    say("准备独立的数据库……", "making a database of its own …")
    for arguments in (
        ["migrate", "--database", "owner", "-v", "0", "--skip-checks"],
        ["load_courts"],
    ):
        command = [sys.executable, "-W", "ignore", "-m", "django", *arguments]
        subprocess.run(command, cwd=code, check=True)
    return prepared, state


def freeze(state: Path) -> Path:
    """Copy the code below the state, so that what is worked on meanwhile changes no result.

    A long run starts programs to its end; half of them would else be of another day, and
    the verification would hold one rule against another.
    """
    code = state / "code"
    shutil.rmtree(code, ignore_errors=True)
    leave = shutil.ignore_patterns("__pycache__", "results", ".*")
    for name in FROZEN:
        shutil.copytree(REPOSITORY / name, code / name, ignore=leave)
    return code


def program_environment(state: Path) -> dict[str, str]:
    """Give what the measuring programs may know: the application's and the sequencer's login."""
    hidden = ("ZX_DSN_OWNER", "ZX_DSN_REAPER", "DATABASE_URL")
    kept = {k: v for k, v in os.environ.items() if k not in hidden}
    return kept | {"ZX_STATE": str(state), "ZX_POOL": "1", "PYTHONUNBUFFERED": "1"}


COMMAND = Command(
    "在独立的数据库上计时，结果可存档。",
    "Time scenarios on a database of their own; results can be recorded.",
    run,
    "[NAME …] [--part PART] [--scale 0.1] [--record] [--keep]",
)
