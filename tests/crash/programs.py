"""The programs of the platform as a crash run starts, kills and restarts them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

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
    "web": (BEFORE_COMMIT, AFTER_COMMIT, BEFORE_FSYNC, AFTER_FSYNC),
    "worker": (HAND_OUT, BEFORE_COMMIT, AFTER_COMMIT, BEFORE_ACKNOWLEDGEMENT),
    "sequencer": (BEFORE_COMMIT, AFTER_COMMIT),
}
DATABASE = "database"
_LOGINS = {"web": ("APP",), "worker": ("APP", "REAPER"), "sequencer": ("APP", "SEQUENCER")}


@dataclass(slots=True)
class Program:
    """Hold one program and its present process."""

    name: str
    arguments: tuple[str, ...]
    state: Path
    popen: subprocess.Popen[bytes] | None = None

    @property
    def armed(self) -> Path:
        """Give the file through which a point of this program is armed."""
        return self.state / "points" / self.name

    def start(self) -> None:
        """Start it, with no point armed and only its own logins."""
        self.disarm()
        hidden = [n for n in os.environ if n.startswith(("ZX_DSN_", "ZX_BENCH_"))]
        env = {k: v for k, v in os.environ.items() if k not in hidden}
        env |= {f"ZX_DSN_{n}": os.environ[f"ZX_DSN_{n}"] for n in _LOGINS[self.name]}
        env |= {"ZX_CRASH_POINTS": str(self.armed.parent), "ZX_CRASH_PROGRAM": self.name}
        env |= {"ZX_PREPARED": "1", "PYTHONUNBUFFERED": "1", "ZX_POOL": "1", "ZX_POOL_SIZE": "8"}
        with (self.state / "logs" / f"{self.name}.log").open("ab") as out:
            self.popen = subprocess.Popen(
                [sys.executable, "-P", *self.arguments],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def arm(self, point: str, count: int) -> None:
        """Let it end itself when it reaches a point for the ``count``-th time."""
        new = self.armed.with_suffix(".new")
        new.write_text(f"{point} {count}", encoding="ascii")
        new.replace(self.armed)

    def disarm(self) -> bool:
        """Take the armed point away; tells whether it had been reached."""
        self.armed.unlink(missing_ok=True)
        hit = self.armed.with_suffix(".hit")
        was_hit = hit.exists()
        hit.unlink(missing_ok=True)
        return was_hit

    def is_dead(self) -> bool:
        """Tell whether its process has ended."""
        return self.popen is None or self.popen.poll() is not None

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        if self.popen is not None:
            self.popen.kill()
            self.popen.wait()

    def stop(self) -> None:
        """End it in good order."""
        if self.popen is not None and self.popen.poll() is None:
            self.popen.terminate()
            try:
                self.popen.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()


class House:
    """Hold the programs of one platform and its database server."""

    def __init__(self, state: Path, port: int) -> None:
        for folder in ("points", "logs", "outside"):
            (state / folder).mkdir(exist_ok=True)
        self.server = EmbeddedServer(state)
        web = ("-m", "uvicorn", "zhixing.config.asgi:application", "--host", "127.0.0.1")
        more = ("--port", str(port), "--log-level", "warning", "--no-server-header")
        self.programs = {
            "web": Program("web", (*web, *more), state),
            "worker": Program("worker", ("-m", "zhixing.cli", "worker"), state),
            "sequencer": Program("sequencer", ("-m", "zhixing.cli", "sequencer"), state),
        }

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
        """Kill the postmaster, and start the server again; it recovers from its log."""
        pid = postmaster.living_pid(self.server.data)
        if pid is not None:
            os.kill(pid, signal.SIGKILL)
        self.server.start()

    def stop(self) -> None:
        """Stop every program in good order."""
        for program in self.programs.values():
            program.stop()

    def wait_dead(self, name: str, seconds: float) -> bool:
        """Wait until a program has ended; tells whether it did."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.programs[name].is_dead():
                return True
            time.sleep(0.01)
        return False
