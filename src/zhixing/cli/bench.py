"""``./zx bench``: timed scenarios on a database of their own, never the demo's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from zhixing.cli.command import REPOSITORY, Command, say
from zhixing.cli.environment import VARIABLES, Prepared, prepare, state_directory
from zhixing.platform.embedded.place import state_place
from zhixing.platform.embedded.server import EmbeddedServer

INSTRUMENTS = "instruments"
NAMES = ("fold", "log", "excel", "assignment", "filing", "case-page", "case-list", INSTRUMENTS)


def run(arguments: Sequence[str]) -> int:
    """Make a fresh platform below ``.state/bench``, measure in it, and take it down."""
    options = [a for a in arguments if a != "--keep"]
    names = [a for a in options if a in NAMES]
    wants_instruments = INSTRUMENTS in names or not names
    code = 0
    if set(names) != {INSTRUMENTS}:
        code = _measure([a for a in options if a != INSTRUMENTS], keep="--keep" in arguments)
    if wants_instruments:
        code = max(code, _instruments(options))
    return code


def _measure(arguments: Sequence[str], *, keep: bool) -> int:
    prepared, state = own_platform("bench", keep=keep)
    try:
        environment = program_environment(state) | {
            "ZX_BENCH_OWNER": os.environ["ZX_DSN_OWNER"],
        }
        command = [sys.executable, "-m", "benchmarks.run", *arguments]
        return subprocess.run(command, env=environment, cwd=REPOSITORY, check=False).returncode
    finally:
        prepared.release()


def _instruments(arguments: Sequence[str]) -> int:
    script = REPOSITORY / "benchmarks" / "instruments.py"
    more = ["--record"] if "--record" in arguments else []
    if "--scale" in arguments:
        scale = float(arguments[list(arguments).index("--scale") + 1])
        more += ["--documents", str(max(60, round(600 * scale)))]
    return subprocess.run([sys.executable, str(script), *more], check=False).returncode


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
    os.environ["PYTHONPATH"] = f"{REPOSITORY / 'src'}{os.pathsep}{REPOSITORY}"
    prepared = prepare()
    say("准备独立的数据库……", "making a database of its own …")
    for arguments in (
        ["migrate", "--database", "owner", "-v", "0", "--skip-checks"],
        ["load_courts"],
    ):
        subprocess.run([sys.executable, "-W", "ignore", "-m", "django", *arguments], check=True)
    return prepared, state


def program_environment(state: Path) -> dict[str, str]:
    """Give what the measuring programs may know: the application's and the sequencer's login."""
    hidden = ("ZX_DSN_OWNER", "ZX_DSN_REAPER", "DATABASE_URL")
    kept = {k: v for k, v in os.environ.items() if k not in hidden}
    return kept | {"ZX_STATE": str(state), "ZX_POOL": "1", "PYTHONUNBUFFERED": "1"}


COMMAND = Command(
    "在独立的数据库上计时，结果可存档。",
    "Time scenarios on a database of their own; results can be recorded.",
    run,
    "[NAME …] [--scale 0.1] [--record] [--keep]",
)
