"""What the query pool shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.inquiry.pool.preview import Preview, PreviewRow, Refusing
from zhixing.inquiry.pool.waiting import PoolPage


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """Name a case that waits."""

    case: UUID
    number: str
    filed_on: date | None
    debtor_names: str


@dataclass(frozen=True, slots=True)
class PoolList:
    """Give a page of what waits; ``next`` is the ``after`` of the next page."""

    items: tuple[WaitingCase, ...]
    next: str

    @classmethod
    def of(cls, page: PoolPage) -> PoolList:
        """Make the list out of the room's."""
        items = (WaitingCase(c.id, c.number, c.filed_on, c.debtor_names) for c in page.cases)
        return cls(tuple(items), page.next_key)


@dataclass(frozen=True, slots=True)
class PreviewedCase:
    """Say of one case who will be asked about, and what stands against the rest."""

    case: UUID
    parties: tuple[UUID, ...]
    refused: tuple[Refusing, ...]
    requests: int

    @classmethod
    def of(cls, row: PreviewRow) -> PreviewedCase:
        """Make the row out of the room's."""
        return cls(row.case, row.parties, row.refused, row.requests)


@dataclass(frozen=True, slots=True)
class PortionPreview:
    """Say what submitting would do; ``institutions`` is the full set that a first query asks."""

    institutions: tuple[UUID, ...]
    requests: int
    cases: tuple[PreviewedCase, ...]

    @classmethod
    def of(cls, preview: Preview) -> PortionPreview:
        """Make the preview out of the room's."""
        asked = tuple(i.id for i in (*preview.national, *preview.local))
        return cls(asked, preview.requests, tuple(PreviewedCase.of(r) for r in preview.rows))
