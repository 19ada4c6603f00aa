"""``./zx migrate``: bring the database's structure up to date, as its owner."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.cli import manage
from zhixing.cli.command import Command


def run(arguments: Sequence[str]) -> int:
    """Migrate through the owner's login; nothing else ever uses it."""
    return manage.run(["migrate", "--database", "owner", *arguments])


COMMAND = Command(
    "以属主身份升级数据库结构。", "Migrate the database as its owner.", run, "[APP [MIGRATION]]"
)
