"""The table of a case's queries, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from zhixing.inquiry.queries import Matrix, RequestView


@dataclass(frozen=True, slots=True)
class Column:
    """Name an institution of the table."""

    institution: UUID
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class QueryTable:
    """Show what was asked of whom about whom, and how many wait, found or found nothing."""

    institutions: tuple[Column, ...]
    parties: tuple[UUID, ...]
    requests: tuple[RequestView, ...]
    waiting: int
    found: int
    nil: int
    stuck: int

    @classmethod
    def of(cls, matrix: Matrix) -> QueryTable:
        """Make the table out of the room's."""
        return cls(
            institutions=tuple(Column(*column) for column in matrix.institutions),
            parties=matrix.parties,
            requests=tuple(matrix.cells.values()),
            waiting=matrix.waiting,
            found=matrix.found,
            nil=matrix.nil,
            stuck=matrix.stuck,
        )
