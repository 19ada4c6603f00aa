"""The programs of a crash run, a simulated bank among them: started, killed, started again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from simulators import points
from tests.crash import lifeline
from tests.crash.nursery import Nursery, Nursling
from zhixing.platform.crashpoints import (
    AFTER_COMMIT,
    AFTER_FSYNC,
    BEFORE_ACKNOWLEDGEMENT,
    BEFORE_COMMIT,
    BEFORE_FSYNC,
    HAND_OUT,
)
from zhixing.platform.embedded import postmaster
from zhixing.platform.embedded.server import EmbeddedServer

POINTS: Mapping[str, tuple[str, ...]] = {
    "web": (
        *(BEFORE_COMMIT, AFTER_COMMIT, BEFORE_FSYNC, AFTER_FSYNC),
        *(HAND_OUT, BEFORE_ACKNOWLEDGEMENT),
    ),
    "worker": (HAND_OUT, BEFORE_COMMIT, AFTER_COMMIT, BEFORE_ACKNOWLEDGEMENT),
    "sequencer": (BEFORE_COMMIT, AFTER_COMMIT),
    "bank": (
        *(points.HAND_OUT, points.BEFORE_COMMIT, points.AFTER_COMMIT),
        *(points.BEFORE_SEND, points.BEFORE_ACKNOWLEDGEMENT),
    ),
}
DATABASE = "database"
DAY = "2018-03-05"
BANK = "gongshang"
"""The simulated bank; it shares no code with the platform and has points of its own."""
DATABASE_POINTS: tuple[tuple[str, str], ...] = (
    *(("web", point) for point in (BEFORE_COMMIT, AFTER_COMMIT, BEFORE_FSYNC, AFTER_FSYNC)),
    *(("worker", point) for point in (HAND_OUT, BEFORE_COMMIT, AFTER_COMMIT)),
    *(("sequencer", point) for point in (BEFORE_COMMIT, AFTER_COMMIT)),
)
"""Where which program stands while the database is killed under it."""
HAND_OUT_AGAIN_SECONDS = "5"
"""How soon a poll's answer that was lost is given again; half an hour outside a crash run."""
_LOGINS = {"web": ("APP",), "worker": ("APP", "REAPER"), "sequencer": ("APP", "SEQUENCER")}


@dataclass(slots=True)
class Program:
    """Hold one program and its present process."""

    name: str
    arguments: tuple[str, ...]
    state: Path
    environment: Mapping[str, str]
    popen: subprocess.Popen[bytes] | Nursling | None = None
    nursery: Nursery | None = None
    """Where it is forked from; without one it is started in the ordinary way."""

    @property
    def armed(self) -> Path:
        """Give the file through which a point of this program is armed."""
        return self.state / "points" / self.name

    def start(self) -> None:
        """Start it, with no point armed and only its own logins."""
        self.disarm()
        log = self.state / "logs" / f"{self.name}.log"
        with log.open("ab") as out:
            if self.nursery is not None:
                self.popen = self.nursery.fork(self.arguments, log)
            else:
                self.popen = subprocess.Popen(
                    [sys.executable, "-P", *self.arguments],
                    env=dict(self.environment),
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                )
        lifeline.note(self.state, self.name, self.popen.pid)

    def arm(self, point: str, count: int, *, hold: bool = False) -> None:
        """Let it end itself, or stand still, when it reaches a point for the ``count``-th time."""
        new = self.armed.with_suffix(".new")
        new.write_text(f"{point} {count}{' hold' if hold else ''}", encoding="ascii")
        new.replace(self.armed)

    def disarm(self) -> bool:
        """Take the armed point away; tells whether it had been reached."""
        self.armed.unlink(missing_ok=True)
        hit = self.armed.with_suffix(".hit")
        was_hit = hit.exists()
        hit.unlink(missing_ok=True)
        return was_hit

    def has_hit(self) -> bool:
        """Tell whether it has come to the armed point."""
        return self.armed.with_suffix(".hit").exists()

    def is_dead(self) -> bool:
        """Tell whether its process has ended."""
        return self.popen is None or self.popen.poll() is not None

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        if self.popen is not None:
            self.popen.kill()
            self.popen.wait()

    def stop(self) -> None:
        """End it in good order, and then its nursery."""
        self._leave()
        if self.nursery is not None:
            self.nursery.end()

    def _leave(self) -> None:
        if self.popen is not None and self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class House:
    """Hold the programs of one platform and its database server."""

    def __init__(self, state: Path, port: int) -> None:
        lifeline.end_leftovers(state)
        for folder in ("points", "logs", "outside", "bank"):
            (state / folder).mkdir(exist_ok=True)
        self.server = EmbeddedServer(state)
        web = ("-m", "uvicorn", "zhixing.config.asgi:application", "--host", "127.0.0.1")
        more = ("--port", str(port), "--log-level", "warning", "--no-server-header")
        arguments = {
            "web": (*web, *more),
            "worker": ("-m", "zhixing.cli", "worker"),
            "sequencer": ("-m", "zhixing.cli", "sequencer"),
        }
        self.programs = {
            name: Program(name, given, state, _of_the_platform(name, state))
            for name, given in arguments.items()
        }
        self.programs["bank"] = _bank(state, port)

    def start(self) -> None:
        """Start every program."""
        for program in self.programs.values():
            program.start()

    def restart_dead(self) -> list[str]:
        """Start again what has ended, by us or by itself; gives the names."""
        dead = [p for p in self.programs.values() if p.is_dead()]
        for program in dead:
            program.start()
        return [p.name for p in dead]

    def kill_database(self) -> None:
        """Kill the postmaster as ``kill -9`` does."""
        pid = postmaster.living_pid(self.server.data)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """Stop every program in good order."""
        for program in self.programs.values():
            program.stop()

    def wait_hit(self, name: str, seconds: float) -> bool:
        """Wait until a program has come to its armed point; tells whether it did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.programs[name].has_hit() or self.programs[name].is_dead():
                return self.programs[name].has_hit()
            time.sleep(0.005)
        return False


def _of_the_platform(name: str, state: Path) -> dict[str, str]:
    """Give a program of the platform its own logins and the folder of its points."""
    hidden = [n for n in os.environ if n.startswith(("ZX_DSN_", "ZX_BENCH_"))]
    env = {k: v for k, v in os.environ.items() if k not in hidden}
    env |= {f"ZX_DSN_{n}": os.environ[f"ZX_DSN_{n}"] for n in _LOGINS[name]}
    env |= {"ZX_CRASH_POINTS": str(state / "points"), "ZX_CRASH_PROGRAM": name}
    env |= {"ZX_PREPARED": "1", "PYTHONUNBUFFERED": "1", "ZX_POOL": "1", "ZX_POOL_SIZE": "8"}
    return env | {"ZX_HAND_OUT_AGAIN_SECONDS": HAND_OUT_AGAIN_SECONDS}


def _bank(state: Path, port: int) -> Program:
    """Make the simulated bank, whose every stranger turns out to have accounts."""
    from zhixing.scenarios.banks import bank_arguments, world_of, write_world

    folder = state / "bank"
    for old in folder.iterdir():
        old.unlink()
    write_world(world_of(folder, BANK), [])
    arguments = (
        *bank_arguments(BANK, f"http://127.0.0.1:{port}", folder),
        *("--interval", "0.4", "--retry-seconds", "0.5", "--timeout", "20"),
        *("--generate-rate", "1", "--today", DAY),
    )
    kept = {n: os.environ[n] for n in ("PATH", "PYTHONPATH", "LANG") if n in os.environ}
    env = kept | {"SIMULATOR_POINTS": str(state / "points" / "bank"), "PYTHONUNBUFFERED": "1"}
    return Program("bank", arguments, state, env)


def books_of(state: Path) -> Path:
    """Name the file of the bank's books."""
    return state / "bank" / f"{BANK}.sqlite3"
