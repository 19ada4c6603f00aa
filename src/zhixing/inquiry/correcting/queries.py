"""Reads of corrections by hand, and of those that the institution answered otherwise since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef

from zhixing.inquiry import models


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """Give a correction; ``answered_since`` names a later answer, which may say otherwise."""

    id: UUID
    request: UUID
    case: UUID
    state: str
    before: Mapping[str, Any]
    now: Mapping[str, Any]
    reason: str
    basis: str
    person: UUID
    made_on: date
    second_person: UUID | None
    second_reason: str
    applied_at: datetime | None
    answered_since: UUID | None = None


def list_corrections(court_no: int, request: UUID) -> list[CorrectionView]:
    """List the corrections of a request's answers, oldest first."""
    rows = models.Correction.objects.filter(court_no=court_no, request_id=request)
    return _views(court_no, list(rows.order_by("id")))


def list_proposed(court_no: int, case: UUID) -> list[CorrectionView]:
    """List the corrections of a case that wait for another person."""
    rows = models.Correction.objects.filter(court_no=court_no, case_id=case, state="PROPOSED")
    return _views(court_no, list(rows.order_by("id")))


def list_conflicts(court_no: int, *, limit: int = 50) -> list[CorrectionView]:
    """List the corrections in force whose institution has answered again since, oldest first.

    What it said last stands in the docket, as every answer does; somebody should look.
    """
    later = models.Answer.objects.filter(
        court_no=court_no,
        request_id=OuterRef("request_id"),
        received_at__gt=OuterRef("applied_at"),
    )
    newer = models.Correction.objects.filter(
        court_no=court_no,
        request_id=OuterRef("request_id"),
        state="APPLIED",
        applied_at__gt=OuterRef("applied_at"),
    )
    rows = models.Correction.objects.filter(
        Exists(later), ~Exists(newer), court_no=court_no, state="APPLIED"
    )
    return _views(court_no, list(rows.order_by("id")[:limit]))


def _views(court_no: int, rows: Sequence[models.Correction]) -> list[CorrectionView]:
    since: dict[UUID, list[tuple[datetime, UUID]]] = {}
    asked = [row.request_id for row in rows]
    answers = models.Answer.objects.filter(court_no=court_no, request_id__in=asked)
    for request, at, answer in answers.values_list("request_id", "received_at", "id"):
        since.setdefault(request, []).append((at, answer))
    return [_view(row, since.get(row.request_id, [])) for row in rows]


def _view(row: models.Correction, answers: list[tuple[datetime, UUID]]) -> CorrectionView:
    later = [a for a in answers if row.applied_at is not None and a[0] > row.applied_at]
    return CorrectionView(
        row.id,
        row.request_id,
        row.case_id,
        row.state,
        row.before,
        row.now,
        row.reason,
        row.basis,
        row.person,
        row.made_on,
        row.second_person,
        row.second_reason,
        row.applied_at,
        max(later)[1] if later else None,
    )
