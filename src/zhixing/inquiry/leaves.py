"""What the leaf of a raw message covers, and how it is derived again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from uuid import UUID

from zhixing.inquiry import models
from zhixing.kernel.canonical import Json
from zhixing.platform.log.sources import leaf_source


def raw_message_value(row: models.RawMessage) -> dict[str, Json]:
    """Give what a raw message's leaf covers: who sent what when, by its hash."""
    return {
        "id": str(row.id),
        "institution": str(row.institution_id),
        "operation": row.operation,
        "sha256": row.sha256,
        "size": row.size,
        "file": str(row.file_id),
        "received_at": row.received_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


def _courts() -> list[int]:
    return [0] if models.RawMessage.objects.exists() else []


@leaf_source("raw_message", courts=_courts)
def derive_raw_messages(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every raw message again, ordered by id; they lie under the number of no court."""
    rows = models.RawMessage.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, raw_message_value(row)


def scan_value(row: models.WindowScan) -> dict[str, Json]:
    """Give what a scan's leaf covers: whose receipt, by its hash, taken in by whom and when."""
    return {
        "id": str(row.id),
        "task": str(row.task_id),
        "sha256": row.sha256,
        "size": row.size,
        "media_type": row.media_type,
        "file": str(row.file_id),
        "taken_by": str(row.taken_by),
        "taken_at": row.taken_at.astimezone(UTC).isoformat(timespec="microseconds"),
    }


@leaf_source("window_scan")
def derive_scans(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every scan of a receipt again, ordered by id."""
    rows = models.WindowScan.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, scan_value(row)


def excuse_value(row: models.ClosingExcuse) -> dict[str, Json]:
    """Give what the leaf of an excused closing day covers: all of it."""
    return {
        "id": str(row.id),
        "institution": str(row.institution_id),
        "day": row.day.isoformat(),
        "reason": row.reason,
        "moved": row.moved,
        "excused_on": row.excused_on.isoformat(),
        "person": str(row.person),
        "post": str(row.post),
    }


@leaf_source("closing_excuse")
def derive_excuses(court_no: int) -> Iterator[tuple[UUID, object]]:
    """Give every excused closing day again, ordered by id."""
    rows = models.ClosingExcuse.objects.filter(court_no=court_no).order_by("id")
    for row in rows.iterator(chunk_size=2000):
        yield row.id, excuse_value(row)
