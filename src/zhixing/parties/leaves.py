"""What the leaves of this room's log entries cover, and how they are derived again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

from zhixing.kernel.canonical import Json
from zhixing.parties import models
from zhixing.platform.log.sources import leaf_source


def identity_read_value(row: models.IdentityRead) -> dict[str, Json]:
    """Give what the leaf of a shown identity covers: everything but the identity."""
    return {
        "id": str(row.id),
        "party": str(row.party_id),
        "person": str(row.person),
        "post": str(row.post),
        "purpose": row.purpose,
        "purpose_text": row.purpose_text,
        "ground": row.ground,
        "case": None if row.case_id is None else str(row.case_id),
        "read_at": _utc(row.read_at),
    }


def search_read_value(row: models.SearchRead) -> dict[str, Json]:
    """Give what the leaf of a search covers; what was searched stands there as a hash."""
    return {
        "id": str(row.id),
        "person": None if row.person is None else str(row.person),
        "post": None if row.post is None else str(row.post),
        "by_what": row.by_what,
        "wanted_hash": row.wanted_hash,
        "high_no": row.high_no,
        "found": row.found,
        "read_at": _utc(row.read_at),
    }


def break_glass_value(row: models.BreakGlass) -> dict[str, Json]:
    """Give what the leaf of an emergency look covers."""
    return {
        "id": str(row.id),
        "party": str(row.party_id),
        "read": str(row.read_id),
        "person": str(row.person),
        "post": str(row.post),
        "reason": row.reason,
        "opened_at": _utc(row.opened_at),
    }


def review_value(row: models.BreakGlass) -> dict[str, Json]:
    """Give what the leaf of a review covers."""
    return {
        "id": str(row.id),
        "reviewer": str(row.reviewer),
        "reviewer_post": str(row.reviewer_post),
        "outcome": row.outcome,
        "note": row.note,
        "reviewed_at": None if row.reviewed_at is None else _utc(row.reviewed_at),
    }


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@leaf_source("identity_read")
def derive_identity_reads(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every shown identity of a court again."""
    for row in models.IdentityRead.objects.filter(court_no=court_no).order_by("id").iterator():
        yield row.id, identity_read_value(row)


@leaf_source("search_read")
def derive_search_reads(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every search of a court again."""
    for row in models.SearchRead.objects.filter(court_no=court_no).order_by("id").iterator():
        yield row.id, search_read_value(row)


@leaf_source("break_glass")
def derive_break_glass(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every emergency look of a court again."""
    for row in models.BreakGlass.objects.filter(court_no=court_no).order_by("id").iterator():
        yield row.id, break_glass_value(row)


@leaf_source("break_glass_review")
def derive_reviews(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every review of an emergency look of a court again."""
    rows = models.BreakGlass.objects.filter(court_no=court_no, reviewer__isnull=False)
    for row in rows.order_by("id").iterator():
        yield row.id, review_value(row)
