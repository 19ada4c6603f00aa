"""``./zx help``: every command with its line in both languages."""

from __future__ import annotations

from collections.abc import Sequence

from zhixing.cli.command import Command, Failure, find_command, list_commands


def run(arguments: Sequence[str]) -> int:
    """Print all commands, or one of them with its usage."""
    if arguments:
        return _one(arguments[0])
    print("执行 Zhixing — ./zx COMMAND [ARGUMENTS]\n")
    for name, command in list_commands().items():
        print(f"  {name:<13}{command.zh}\n  {'':<13}{command.en}")
    print("\n  环境变量 · environment: ZX_STATE, ZX_VENV, ZX_PYTHON, ZX_BROWSER, DATABASE_URL")
    return 0


def _one(name: str) -> int:
    command = find_command(name)
    if command is None:
        raise Failure(f"没有命令 {name}。", f"There is no command {name}.", 2)
    print(f"./zx {name} {command.usage}\n\n{command.zh}\n{command.en}")
    return 0


COMMAND = Command("列出全部命令。", "List all commands.", run, "[COMMAND]")
