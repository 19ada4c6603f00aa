"""What filing answers: each application filed or rejected, with everything worth saying."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from zhixing.cases.filing.problem import Problem


class Mode(StrEnum):
    """Say what a batch does with its good rows when others are bad."""

    ALL_OR_NONE = "ALL_OR_NONE"
    GOOD_ROWS = "GOOD_ROWS"


@dataclass(frozen=True, slots=True)
class Filed:
    """Give one filed case; ``is_repeat`` says that it was filed before under the same key."""

    row: int
    case: UUID
    number: str
    application_key: str
    application_hash: str
    is_repeat: bool = False
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchResult:
    """Give what became of a batch: what was filed, and every problem by row."""

    filed: tuple[Filed, ...]
    problems: tuple[Problem, ...]
    rows: int

    @property
    def rejected_rows(self) -> tuple[int, ...]:
        """Give the rows that could not be filed."""
        return tuple(sorted({p.row for p in self.problems if not p.warning}))
