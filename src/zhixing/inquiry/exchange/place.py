"""What a place of exchange offers, whatever it is made of.

The court puts packages into ``download`` and takes what lies in ``upload``; both lie in one
folder for each bank. A file is put down under a name nobody collects and then renamed; it is
taken by renaming it out of the way, read, and removed only once its content is stored. A file
still being written is known by its ending, or by having changed since the last look.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import IO, Final, Protocol

DOWNLOAD, UPLOAD, TAKEN = "download", "upload", "taken"
MAX_FILE_BYTES: Final = 512 * 1024 * 1024
"""The largest file taken; a larger one is left where it lies and named in the log."""
UNFINISHED: Final = (".part", ".tmp", ".filepart", ".uploading")


@dataclass(frozen=True, slots=True)
class Seen:
    """Hold a file as a look found it."""

    name: str
    size: int
    changed: float


class Place(Protocol):
    """Put packages down for an institution, and take what it put down."""

    def arrivals(self) -> list[Seen]:
        """Give the files that lie complete, oldest first, those taken before a halt included."""

    def take(self, seen: Seen) -> bytes:
        """Take a file out of others' way and give its content."""

    def settle(self, seen: Seen) -> None:
        """Remove a file that was taken; its content is stored by now."""

    def put(self, name: str, content: IO[bytes]) -> None:
        """Put a package down under its name, whole or not at all."""

    def close(self) -> None:
        """Let go of the place."""


@dataclass(slots=True)
class Watch:
    """Tell finished files from those still being written, from one look to the next."""

    before: dict[str, Seen] = field(default_factory=dict)

    def finished(self, found: list[Seen]) -> list[Seen]:
        """Give the files that are as they were at the look before, oldest first."""
        wanted = [seen for seen in found if is_wanted(seen.name) and seen.size <= MAX_FILE_BYTES]
        done = [seen for seen in wanted if self.before.get(seen.name) == seen]
        self.before = {seen.name: seen for seen in wanted}
        return sorted(done, key=lambda seen: (seen.changed, seen.name))


def is_wanted(name: str) -> bool:
    """Say whether a file may be a package, by its name alone.

    >>> is_wanted("CXFK1.zip"), is_wanted("CXFK1.zip.part"), is_wanted(".CXFK1.zip")
    (True, False, False)
    """
    return not name.startswith(".") and not name.lower().endswith(UNFINISHED)
