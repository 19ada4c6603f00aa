"""What a command is, and how the commands of this directory are found."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Command:
    """One word after ``./zx``: what it does in both languages, and the doing.

    ``run`` takes the arguments after the name and returns the exit code. A
    command's module imports heavy things inside ``run``, so that help is quick.
    """

    zh: str
    en: str
    run: Callable[[Sequence[str]], int]
    usage: str = ""
    group: str = "platform"


class Failure(Exception):
    """A command cannot do its work; the message says why and what would help."""

    def __init__(self, zh: str, en: str, code: int = 1) -> None:
        self.code = code
        super().__init__(f"{zh}\n{en}")


def find_command(name: str) -> Command | None:
    """Find a command by the word the user typed."""
    module = f"zhixing.cli.{name.replace('-', '_')}"
    if not name.replace("-", "").isalnum() or find_spec(module) is None:
        return None
    found = getattr(import_module(module), "COMMAND", None)
    return found if isinstance(found, Command) else None


def list_commands() -> dict[str, Command]:
    """List every command by its word, in alphabetical order."""
    import zhixing.cli as here

    names = sorted(m.name.replace("_", "-") for m in pkgutil.iter_modules(here.__path__))
    found = {name: find_command(name) for name in names if not name.startswith("-")}
    return {name: command for name, command in found.items() if command is not None}


def say(zh: str, en: str = "") -> None:
    """Tell the user one line of progress in both languages."""
    print(f"{zh} · {en}" if en else zh, flush=True)
