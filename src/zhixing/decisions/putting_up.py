"""What is put up for decision: the submission, its row, and the act by which it is put up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases.docket.values import NewAct, finding_reference
from zhixing.decisions import acts, models
from zhixing.kernel.canonical import digest, to_json
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.platform.principal import Principal

PARTS = "parts"
"""The key under which a matter's contents name its parts."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Describe a matter: its code, what exactly is to be decided, and the findings behind it."""

    case: UUID
    code: str
    payload: Mapping[str, Any]
    summary_zh: str
    summary_en: str
    subject: UUID | None = None
    document: UUID | None = None
    is_coercive: bool = False
    needs_panel: bool = False
    findings: tuple[Finding[Any], ...] = ()
    parts: tuple[UUID, ...] = ()
    """What may be struck one by one where the matter is decided in a bundle."""


def new_matter(
    submission: Submission, route: tuple[str, ...], on: date, by: Principal
) -> models.Matter:
    """Give the row of a matter to be put up along a route."""
    payload = to_json(submission.payload)
    if submission.parts and isinstance(payload, dict):
        payload[PARTS] = [str(part) for part in submission.parts]
    return models.Matter(
        id=new_id(),
        court_no=by.court_no,
        case_id=submission.case,
        code=submission.code,
        subject_id=submission.subject,
        summary_zh=submission.summary_zh,
        summary_en=submission.summary_en,
        payload=payload,
        payload_hash=digest(payload),
        findings=[finding_reference(f) for f in submission.findings],
        document=submission.document,
        is_coercive=submission.is_coercive,
        applicant_person=by.person,
        applicant_post=by.post,
        opened_on=on,
        route=list(route),
        waiting_kind=route[0],
    )


def submitted(matter: models.Matter, submission: Submission, on: date) -> NewAct:
    """Give the act by which a matter is put up."""
    payload = acts.MatterSubmitted(
        matter.id, matter.code, matter.payload_hash, tuple(matter.route), matter.bundle_id
    )
    return NewAct(submission.case, payload, on, findings=submission.findings, correlation=matter.id)


def parts_of(matter: models.Matter) -> tuple[UUID, ...]:
    """Give the parts of a matter that may be struck one by one."""
    named = matter.payload.get(PARTS, []) if isinstance(matter.payload, dict) else []
    return tuple(UUID(str(part)) for part in named)
