"""Named points at which a simulator can be ended as ``kill -9`` would; usually nothing.

``SIMULATOR_POINTS`` names a file. Whoever writes ``POINT COUNT`` into it has the
program end itself when it reaches that point for the COUNT-th time; the file is then
renamed to ``.hit``.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

HAND_OUT = "hand-out"
"""The court's answer to a poll is here and not yet kept."""
BEFORE_COMMIT = "before-commit"
AFTER_COMMIT = "after-commit"
BEFORE_SEND = "before-send"
"""A message is counted as tried and not yet sent."""
BEFORE_ACKNOWLEDGEMENT = "before-acknowledgement"
"""The court has acknowledged a message, and that is not yet kept."""

_armed = os.environ.get("SIMULATOR_POINTS", "")


def reach(point: str) -> None:
    """Pass a point; where it is armed, end this process here."""
    if not _armed:
        return
    armed = Path(_armed)
    try:
        wanted, count = armed.read_text("ascii").split()
    except FileNotFoundError:
        return
    if wanted != point:
        return
    if int(count) > 1:
        armed.write_text(f"{point} {int(count) - 1}", "ascii")
        return
    armed.rename(armed.with_suffix(".hit"))
    os.kill(os.getpid(), signal.SIGKILL)
