"""Writing small files so that a kill leaves the old one or the new one, never half of one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path


def write_private(path: Path, text: str, *, mode: int = 0o600) -> None:
    """Write a file whole, readable by its owner alone (or as ``mode`` says), and sync it."""
    building = path.with_name(f".{path.name}.{os.getpid()}")
    building.unlink(missing_ok=True)
    handle = os.open(building, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    os.replace(building, path)
    sync_directory(path.parent)


def write_private_json(path: Path, value: Mapping[str, object]) -> None:
    """Write a mapping as readable JSON, as ``write_private`` does."""
    write_private(path, json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


def sync_directory(directory: Path) -> None:
    """Make a rename in this directory survive a power cut."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
