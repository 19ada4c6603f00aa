"""Named points at which a crash run ends a program on purpose; outside such a run, nothing.

A crash run sets ``ZX_CRASH_POINTS`` to a folder and ``ZX_CRASH_PROGRAM`` to the name of
the program. It arms a point by writing ``POINT COUNT`` into the file of that name:
the program that reaches the point for the COUNT-th time kills itself as ``kill -9``
would, without a chance to tidy up. Without the two variables :func:`reach` returns
at once.
"""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path
from typing import Final

BEFORE_COMMIT: Final = "before-commit"
AFTER_COMMIT: Final = "after-commit"
BEFORE_FSYNC: Final = "before-fsync"
AFTER_FSYNC: Final = "after-fsync"
HAND_OUT: Final = "hand-out"
BEFORE_ACKNOWLEDGEMENT: Final = "before-acknowledgement"

_folder = os.environ.get("ZX_CRASH_POINTS", "")
_program = os.environ.get("ZX_CRASH_PROGRAM", "")
_reaching = threading.Lock()


def reach(point: str) -> None:
    """Pass a named point; in a crash run that armed it, end this process here."""
    if _folder and _program:
        with _reaching:
            _pass(Path(_folder) / _program, point)


def _pass(armed: Path, point: str) -> None:
    try:
        wanted, _, rest = armed.read_text(encoding="ascii").partition(" ")
    except FileNotFoundError:
        return
    if wanted != point:
        return
    if int(rest) > 1:
        armed.write_text(f"{point} {int(rest) - 1}", encoding="ascii")
        return
    armed.rename(armed.with_suffix(".hit"))
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()
