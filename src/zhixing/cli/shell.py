"""``./zx shell``: a Python prompt inside the platform, as the application role."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.cli import manage
from zhixing.cli.command import Command


def run(arguments: Sequence[str]) -> int:
    """Open Django's shell."""
    return manage.run(["shell", *arguments])


COMMAND = Command("打开交互式 Python。", "Open a Python prompt.", run)
