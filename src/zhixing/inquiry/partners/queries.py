"""Reads of the engagement log, and of the evidence a case has from partners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases.queries import list_acts
from zhixing.inquiry import models
from zhixing.inquiry.partners.acts import EvidenceKind
from zhixing.inquiry.partners.operations import EngagementForm
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.platform.screenkit.words import Words

FORMS: Final[Mapping[EngagementForm, tuple[str, str]]] = {
    EngagementForm.SYMPOSIUM: ("座谈会", "symposium"),
    EngagementForm.VISIT: ("走访", "visit"),
    EngagementForm.TRAINING: ("培训", "training"),
}
"""The forms in which partners are met, in their words."""
KINDS: Final[Mapping[EvidenceKind, tuple[str, str]]] = {
    EvidenceKind.ADDRESS: ("住址", "an address"),
    EvidenceKind.EMPLOYER: ("工作单位", "an employer"),
    EvidenceKind.SUBSCRIBER: ("号码实名登记", "the registration of a number"),
    EvidenceKind.PAYMENTS: ("缴费账户", "the account that pays the bills"),
    EvidenceKind.OTHER: ("其他", "something else"),
}
"""What evidence tells, in its words."""


@dataclass(frozen=True, slots=True)
class PointView:
    """Give one point that was agreed: who owes it by when, and what became of it."""

    number: int
    text: str
    due_on: date
    institution: UUID | None
    is_kept: bool | None
    result: str
    recorded_on: date | None

    def is_overdue(self, on: date) -> bool:
        """Say whether its last day has gone by and nothing is told of it."""
        return self.is_kept is None and self.due_on < on


@dataclass(frozen=True, slots=True)
class EngagementView:
    """Give one meeting with partners, with the points that were agreed."""

    id: UUID
    held_on: date
    form: EngagementForm
    topic: str
    place: str
    partners: tuple[UUID, ...]
    names: tuple[tuple[str, str], ...]
    attended: int
    points: tuple[PointView, ...]

    @property
    def words(self) -> tuple[str, str]:
        """Give the form in Chinese and English."""
        return FORMS[self.form]

    @property
    def open_points(self) -> int:
        """Count the points of which nothing is told yet."""
        return sum(p.is_kept is None for p in self.points)


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Give one piece of evidence of a case: whence, when, of what kind, where in the file."""

    institution: str
    institution_en: str
    party: UUID
    taken_on: date
    kind: EvidenceKind
    letter: str
    folio: str
    out_of_area: str

    @property
    def words(self) -> tuple[str, str]:
        """Give the kind in Chinese and English."""
        return KINDS[self.kind]


def name_and_code(institution: InstitutionView) -> Words:
    """Name an institution as a choice; in English several share a name, so the code is added."""
    code = institution.code
    english = f"{institution.name_en} ({code})" if institution.name_en else code
    return Words(institution.name, english)


def list_engagements(court_no: int, *, limit: int = 100) -> list[EngagementView]:
    """List a court's meetings with partners, the newest first."""
    rows = models.Engagement.objects.filter(court_no=court_no).order_by("-held_on", "-id")
    found = list(rows[:limit])
    told: dict[tuple[UUID, int], models.EngagementResult] = {
        (r.engagement_id, r.point): r
        for r in models.EngagementResult.objects.filter(
            court_no=court_no, engagement_id__in=[row.id for row in found]
        )
    }
    known = list_institutions_by_id({UUID(p) for row in found for p in row.partners})
    views = []
    for row in found:
        ids = tuple(UUID(p) for p in row.partners)
        names = tuple((known[i].name, known[i].name_en or known[i].name) for i in ids)
        points = tuple(_point(n, p, told.get((row.id, n))) for n, p in enumerate(row.points))
        views.append(
            EngagementView(
                row.id,
                row.held_on,
                EngagementForm(row.form),
                row.topic,
                row.place,
                ids,
                names,
                row.attended,
                points,
            )
        )
    return views


def list_evidence(court_no: int, case: UUID) -> list[EvidenceView]:
    """List the evidence a case has from partners, the newest first."""
    taken = [
        (act.occurred_on, act.payload)
        for act in list_acts(court_no, case)
        if act.type == "EVIDENCE_TAKEN" and isinstance(act.payload, dict)
    ]
    known = list_institutions_by_id({UUID(str(p["institution"])) for _, p in taken})
    views = []
    for on, payload in reversed(taken):
        institution = known[UUID(str(payload["institution"]))]
        views.append(
            EvidenceView(
                institution.name,
                institution.name_en or institution.name,
                UUID(str(payload["party"])),
                on,
                EvidenceKind(str(payload["kind"])),
                str(payload["letter"]),
                str(payload["folio"]),
                str(payload.get("out_of_area", "")),
            )
        )
    return views


def _point(
    number: int, told: Mapping[str, str | None], result: models.EngagementResult | None
) -> PointView:
    owed_by = told["institution"]
    return PointView(
        number,
        str(told["text"]),
        date.fromisoformat(str(told["due_on"])),
        None if owed_by is None else UUID(owed_by),
        None if result is None else result.is_kept,
        "" if result is None else result.result,
        None if result is None else result.recorded_on,
    )
