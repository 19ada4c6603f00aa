"""A nursery: a process that has imported a program's modules, and forks it as often as it is killed.

Nearly all that a program of the platform costs at its start is Python reading modules. A long run
that kills one every few seconds would spend its day on that; from a nursery a program begins within
a second, with nothing but the modules: no connection, no thread, nothing of the one
before. The short crash run starts its programs in the ordinary way.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

BEGIN = ("zhixing.config.asgi", "zhixing.config.urls")
"""What a program of the platform imports, and with it nearly everything else."""
ROOMS = ("zhixing.cli", "zhixing.inquiry", "zhixing.platform.jobs")


@dataclass(slots=True)
class Nursling:
    """Hold a process that a nursery forked; it is watched as a child of ours would be."""

    pid: int
    _fd: int | None

    @classmethod
    def of(cls, pid: int) -> Nursling:
        """Take hold of a process by its number, unless it has ended already."""
        try:
            return cls(pid, os.pidfd_open(pid))
        except ProcessLookupError:
            return cls(pid, None)

    def poll(self) -> int | None:
        """Give a number when it has ended, nothing while it lives."""
        if self._fd is not None and not select.select([self._fd], [], [], 0)[0]:
            return None
        self._close()
        return 0

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        if self._fd is not None and not select.select([self._fd], [], [], timeout)[0]:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        self._close()
        return 0

    def kill(self) -> None:
        """End it as ``kill -9`` does."""
        self._signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self._fd is not None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._fd, number)

    def _close(self) -> None:
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


@dataclass(slots=True)
class Nursery:
    """Hold the nursery of one program: its environment is the program's."""

    environment: Mapping[str, str]
    _popen: subprocess.Popen[bytes] | None = field(default=None)

    def fork(self, arguments: Sequence[str], log: Path) -> Nursling:
        """Start the program as ``python -P`` with these arguments would; it writes to ``log``."""
        if self._popen is None or self._popen.poll() is not None:
            self._popen = subprocess.Popen(
                [sys.executable, "-P", "-m", "tests.crash.nursery"],
                env=dict(self.environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        asked, told = self._popen.stdin, self._popen.stdout
        assert asked is not None and told is not None
        asked.write(json.dumps({"arguments": list(arguments), "log": str(log)}).encode() + b"\n")
        asked.flush()
        return Nursling.of(int(told.readline()))

    def end(self) -> None:
        """End the nursery itself; what it forked is ended before."""
        if self._popen is not None:
            self._popen.kill()
            self._popen.wait()


def main() -> None:
    """Import, then fork whenever asked, until nobody asks any more."""
    import django

    django.setup()
    for name in BEGIN:
        importlib.import_module(name)
    for room in ROOMS:
        for found in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}."):
            if ".migrations" not in found.name and not found.name.endswith("__main__"):
                importlib.import_module(found.name)
    gc.freeze()
    signal.signal(signal.SIGCHLD, _bury)
    while line := _next_line():
        asked = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(asked["arguments"], asked["log"])
        os.write(1, f"{pid}\n".encode())


def _next_line() -> bytes:
    """Read a line without a buffer of which a child would get a copy."""
    line = b""
    while not line.endswith(b"\n"):
        one = os.read(0, 1)
        if not one:
            return b""
        line += one
    return line


def _bury(*_: object) -> None:
    """Let no ended child stay in the process table."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            continue


def _become(arguments: Sequence[str], log: str) -> None:
    """Go on as the program itself."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    nothing, out = os.open(os.devnull, os.O_RDONLY), os.open(log, os.O_WRONLY | os.O_APPEND)
    for place, source in ((0, nothing), (1, out), (2, out)):
        os.dup2(source, place)
    os.close(nothing)
    os.close(out)
    code = 1
    try:
        minus_m, module, *given = arguments
        assert minus_m == "-m"
        sys.argv = [module, *given]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except Exception:  # noqa: BLE001 - said in its log, and its end is its answer
        sys.excepthook(*sys.exc_info())
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
