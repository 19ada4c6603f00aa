"""``./zx manage``: Django's management commands, as the application role."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.cli.command import Command


def run(arguments: Sequence[str]) -> int:
    """Prepare the environment and hand over to Django."""
    from zhixing.cli.environment import prepare

    prepared = prepare()
    try:
        from django.core.management import execute_from_command_line

        execute_from_command_line(["./zx manage", *arguments])
    finally:
        prepared.release()
    return 0


COMMAND = Command(
    "运行 Django 管理命令。", "Run a Django management command.", run, "COMMAND [ARGUMENTS]"
)
