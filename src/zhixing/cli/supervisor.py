"""Keeping programs running: start, watch, restart with back-off, stop in order.

The programs die with their supervisor, even when it is killed without a
chance to act: the kernel is asked to end them (Linux), and the next start ends
whatever a record on disk still names.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhixing.cli.command import say
from zhixing.cli.processes import Process
from zhixing.platform.embedded.paths import write_private_json

PR_SET_PDEATHSIG = 1
FIRST_WAIT_SECONDS = 0.5
LONGEST_WAIT_SECONDS = 30.0
STEADY_SECONDS = 60.0
STOP_SECONDS = 10.0
LOG_LIMIT_BYTES = 20_000_000
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


@dataclass(slots=True)
class Child:
    """One program and its present process, if it has one."""

    process: Process
    popen: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    crashes: int = 0
    restart: float = 0.0


class Supervisor:
    """Run a list of programs until told to stop."""

    def __init__(
        self, processes: Iterable[Process], state: Path, places: Mapping[str, str]
    ) -> None:
        self.children = [Child(process) for process in processes]
        self.logs = state / "logs"
        self.record = state / "demo-processes.json"
        self.places = places

    def end_strangers(self) -> int:
        """End what a supervisor that was killed left running; tells how many there were."""
        known = json.loads(self.record.read_text()) if self.record.exists() else {}
        ended = 0
        for pid, birth in known.items():
            if process_birth(int(pid)) == birth:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(int(pid), signal.SIGKILL)
                    ended += 1
        self.record.unlink(missing_ok=True)
        return ended

    def start(self) -> None:
        """Start every program once."""
        self.logs.mkdir(mode=0o700, exist_ok=True)
        for child in self.children:
            self._start(child)

    def watch(self) -> list[Child]:
        """Look once at every program, restart those whose time has come; name the crashed."""
        now = time.monotonic()
        crashed = [child for child in self.children if self._has_crashed(child, now)]
        for child in self.children:
            if child.popen is None and now >= child.restart:
                self._start(child)
        return crashed

    def stop(self) -> None:
        """Stop every program, the last started first, gently and then firmly."""
        running = [c for c in reversed(self.children) if c.popen is not None]
        for child in running:
            self._signal(child, signal.SIGTERM)
        end = time.monotonic() + STOP_SECONDS
        for child in running:
            if child.popen is None:
                continue
            try:
                child.popen.wait(max(0.05, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._signal(child, signal.SIGKILL)
                child.popen.wait()
            child.popen = None
        self.record.unlink(missing_ok=True)

    def log_of(self, name: str) -> Path:
        """Name the file that holds what a program wrote."""
        return self.logs / f"{name}.log"

    def _has_crashed(self, child: Child, now: float) -> bool:
        if child.popen is None or child.popen.poll() is None:
            return False
        code, child.popen = child.popen.returncode, None
        child.crashes = 1 if now - child.started > STEADY_SECONDS else child.crashes + 1
        wait = min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** (child.crashes - 1))
        child.restart = now + wait
        name = child.process.name
        say(
            f"{name} 意外退出（{code}），{wait:.1f} 秒后重启；详见 {self.log_of(name)}",
            f"{name} ended unexpectedly ({code}); starting again in {wait:.1f} s",
        )
        return True

    def _start(self, child: Child) -> None:
        log = self.log_of(child.process.name)
        if log.exists() and log.stat().st_size > LOG_LIMIT_BYTES:
            log.replace(log.with_suffix(".log.old"))
        with log.open("ab") as out:
            child.popen = subprocess.Popen(
                [sys.executable, *(a.format(**self.places) for a in child.process.arguments)],
                env=child_environment(child.process, os.environ),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with(os.getpid()),
            )
        child.started = time.monotonic()
        living = [c.popen.pid for c in self.children if c.popen is not None]
        write_private_json(self.record, {str(pid): process_birth(pid) for pid in living})

    @staticmethod
    def _signal(child: Child, number: signal.Signals) -> None:
        if child.popen is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.popen.pid, number)


def child_environment(process: Process, environ: Mapping[str, str]) -> dict[str, str]:
    """Build a program's environment: only the logins and keys that are its own."""
    hidden = ("ZX_DSN_", "ZX_SECRET", "DATABASE_URL")
    env = {k: v for k, v in environ.items() if not k.startswith(hidden)}
    for login in process.logins:
        env[f"ZX_DSN_{login}"] = environ[f"ZX_DSN_{login}"]
    if process.keys:
        env |= {k: v for k, v in environ.items() if k.startswith("ZX_SECRET")}
    return env | {"ZX_PREPARED": "1", "PYTHONUNBUFFERED": "1"}


def process_birth(pid: int) -> str:
    """Read when a process began, which together with its number names it for good."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""
    return line.rpartition(")")[2].split()[19]


def _die_with(parent: int) -> Callable[[], None] | None:
    """Make the step a new process takes first: ask the kernel to end it with its parent."""
    libc = _LIBC
    if libc is None:
        return None

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before we asked
            os._exit(1)

    return ask


def tail(path: Path, lines: int = 15) -> Sequence[str]:
    """Read the last lines of a log."""
    if not path.exists():
        return []
    return path.read_text(errors="replace").splitlines()[-lines:]
