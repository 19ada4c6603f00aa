"""A place of exchange that is a directory of this machine or of a shared disk."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import IO

from zhixing.inquiry.exchange.place import DOWNLOAD, TAKEN, UPLOAD, Seen, Watch


class Directory:
    """Exchange packages through the folders of one bank; made when they are not there."""

    def __init__(self, folder: Path) -> None:
        self._upload, self._download = folder / UPLOAD, folder / DOWNLOAD
        self._taken = folder / TAKEN
        self._watch = Watch()
        for part in (self._upload, self._download, self._taken):
            part.mkdir(parents=True, exist_ok=True)

    def arrivals(self) -> list[Seen]:
        """Give what was taken before a halt, then what lies complete."""
        left = sorted(_look(self._taken), key=lambda seen: seen.changed)
        return [*left, *self._watch.finished(_look(self._upload))]

    def take(self, seen: Seen) -> bytes:
        """Move a file aside, with one step of the file system, and read it there."""
        mine = self._taken / seen.name
        if not mine.exists():
            (self._upload / seen.name).rename(mine)
        return mine.read_bytes()

    def settle(self, seen: Seen) -> None:
        """Remove a file that was taken."""
        (self._taken / seen.name).unlink(missing_ok=True)

    def put(self, name: str, content: IO[bytes]) -> None:
        """Write a package beside its name, to the disk, and rename it."""
        fresh = self._download / f".{name}.part"
        with fresh.open("wb") as out:
            shutil.copyfileobj(content, out, 1024 * 1024)
            out.flush()
            os.fsync(out.fileno())
        fresh.rename(self._download / name)
        _sync(self._download)

    def close(self) -> None:
        """Nothing to let go of."""


def _look(folder: Path) -> list[Seen]:
    found = []
    for entry in os.scandir(folder):
        if entry.is_file(follow_symlinks=False):
            stat = entry.stat(follow_symlinks=False)
            found.append(Seen(entry.name, stat.st_size, stat.st_mtime))
    return found


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
