"""Gives the structure tests the house's own files, as texts and as trees."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HOUSE = REPOSITORY / "src" / "zhixing"
NOT_OURS = {
    ".git",
    ".venv",
    ".state",
    ".hypothesis",
    "node_modules",
    "__pycache__",
    "build",
    "dist",
}
DOORS = ("desk", "portal", "api", "cli", "scenarios", "config")


def files(root: Path = REPOSITORY) -> Iterator[Path]:
    """Give every file of the tree, without what is made from it."""
    for path in sorted(root.iterdir()):
        if path.name in NOT_OURS or path.name.endswith(("_cache", ".egg-info")):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def modules(root: Path = HOUSE) -> list[Path]:
    """Give every Python module below a folder, migrations left out."""
    return [p for p in files(root) if p.suffix == ".py" and "migrations" not in p.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    """Give a module parsed."""
    return ast.parse(path.read_text(encoding="utf-8"))


def below_the_doors() -> list[Path]:
    """Give the modules of ground and rooms."""
    return [p for p in modules() if p.relative_to(HOUSE).parts[0] not in DOORS]


def place(path: Path) -> str:
    """Name a file as people do: from the root of the tree."""
    return path.relative_to(REPOSITORY).as_posix()
