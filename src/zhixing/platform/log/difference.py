"""What a verification found: one named difference between what is and what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class DifferenceKind(StrEnum):
    """The ways in which rows, files and the log can part."""

    ALTERED = "ALTERED"
    SWAPPED = "SWAPPED"
    DELETED = "DELETED"
    ADDED = "ADDED"
    LOGGED_TWICE = "LOGGED_TWICE"
    WITHOUT_SOURCE = "WITHOUT_SOURCE"
    LEAF_MISSING = "LEAF_MISSING"
    NODE_ALTERED = "NODE_ALTERED"
    ROOT_DIFFERS = "ROOT_DIFFERS"
    UNSIGNED = "UNSIGNED"
    FILE_MISSING = "FILE_MISSING"
    FILE_ALTERED = "FILE_ALTERED"


@dataclass(frozen=True, slots=True)
class Difference:
    """Name one difference: the court, what kind of subject, which one, and what is wrong."""

    court_no: int
    what: DifferenceKind
    kind: str
    subject_id: UUID | None
    leaf_index: int | None
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        place = f"court {self.court_no} {self.kind} {self.subject_id or ''}".rstrip()
        return f"{self.what} {place}: {self.message_zh} {self.message_en}"
