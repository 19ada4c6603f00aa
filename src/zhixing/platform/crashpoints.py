"""Named points at which a crash run ends a program on purpose; outside such a run, nothing.

A crash run sets ``ZX_CRASH_POINTS`` to a folder and ``ZX_CRASH_PROGRAM`` to the name of
the program. It arms a point by writing ``POINT COUNT`` into the file of that name:
the program that reaches the point for the COUNT-th time kills itself as ``kill -9``
would, without a chance to tidy up. ``POINT COUNT hold`` lets it stand there instead
until the file ``.hit`` is taken away, so that something else (the database) can be
killed at that very moment. Without the two variables :func:`reach` returns at once.
"""

from __future__ import annotations

import os
import signal
import threading
import time
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
_MOST_LOOKS: Final = 6000
_BETWEEN_LOOKS_SECONDS: Final = 0.005
"""A program that is held goes on by itself after half a minute."""


def reach(point: str) -> None:
    """Pass a named point; in a crash run that armed it, end this process here."""
    if _folder and _program:
        with _reaching:
            held = _pass(Path(_folder) / _program, point)
        if held is not None:
            _stand(held)


def _pass(armed: Path, point: str) -> Path | None:
    """Count a point down; gives the file to wait for where the program shall stand here."""
    try:
        wanted, count, *hold = armed.read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    if wanted != point:
        return None
    if int(count) > 1:
        armed.write_text(" ".join((point, str(int(count) - 1), *hold)), encoding="ascii")
        return None
    hit = armed.with_suffix(".hit")
    armed.rename(hit)
    if hold:
        return hit
    os.kill(os.getpid(), signal.SIGKILL)
    threading.Event().wait()
    return None


def _stand(hit: Path) -> None:
    for _ in range(_MOST_LOOKS):
        if not hit.exists():
            return
        time.sleep(_BETWEEN_LOOKS_SECONDS)
