"""Knowing whether the server of a data directory lives, from ``/proc`` and not from hope.

After a kill -9 the dead postmaster can stay in the process table as a zombie
and ``pg_ctl status`` calls it alive; its number may also be in use by another
program after a restart of the machine. Both leave a pid file in the way.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

READY = "ready"
GRACE_SECONDS = 5.0


def read_pid(data: Path) -> int | None:
    """Read the postmaster's number from its pid file."""
    lines = _pid_lines(data)
    try:
        return abs(int(lines[0])) if lines else None
    except ValueError:
        return None


def is_ready(data: Path) -> bool:
    """Tell whether the postmaster has written that it takes connections."""
    lines = _pid_lines(data)
    return len(lines) >= 8 and lines[7].strip() == READY


def socket_directory(data: Path) -> Path:
    """Read from the pid file of a ready postmaster where it listens."""
    return Path(_pid_lines(data)[4])


def living_pid(data: Path) -> int | None:
    """Find the number of the living postmaster of this data directory."""
    pid = read_pid(data)
    return pid if pid is not None and _is_server_of(pid, data) else None


def clear_the_dead(data: Path) -> bool:
    """Remove what a killed postmaster left: its orphans and its pid file.

    The orphans notice by themselves; those that do not within some seconds are
    ended, for a new postmaster must not share memory with them.
    """
    if living_pid(data) is not None:
        return False
    end = time.monotonic() + GRACE_SECONDS
    while orphans := _processes_of(data):
        if living_pid(data) is not None:
            return False
        if time.monotonic() > end:
            for pid in orphans:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            end += GRACE_SECONDS
        time.sleep(0.02)
    pid_file = data / "postmaster.pid"
    if pid_file.exists():
        pid_file.unlink()
        return True
    return False


def wait_until_gone(data: Path, pid: int, seconds: float) -> bool:
    """Wait for a postmaster to end; a zombie has ended."""
    end = time.monotonic() + seconds
    while _is_server_of(pid, data):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _pid_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except (FileNotFoundError, NotADirectoryError):
        return []


def process_state(pid: int) -> str | None:
    """Read a process's state letter; ``Z`` is dead and unburied, ``None`` is no process."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return line.rpartition(")")[2].split()[0]


def _is_server_of(pid: int, data: Path) -> bool:
    if not Path("/proc/self/stat").exists():
        return _answers_signals(pid)
    if process_state(pid) in (None, "Z", "X"):
        return False
    try:
        program = Path(os.readlink(f"/proc/{pid}/exe")).name
        place = Path(os.readlink(f"/proc/{pid}/cwd"))
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False  # ended just now, or another account's: never our postmaster
    return program.split()[0] == "postgres" and place == data.resolve()


def _processes_of(data: Path) -> list[int]:
    return [
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if int(entry.name) != os.getpid() and _is_server_of(int(entry.name), data)
    ]


def _answers_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
