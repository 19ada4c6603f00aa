"""What is handed to the docket and what its readers get back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhixing.kernel.canonical import Json
from zhixing.kernel.finding import Finding


@dataclass(frozen=True, slots=True)
class NewAct:
    """Describe an act to record: its payload, its legal day, and the findings it rests on."""

    case: UUID
    payload: Any
    occurred_on: date
    occurred_at: datetime | None = None
    subject: UUID | None = None
    findings: tuple[Finding[Any], ...] = ()
    references: tuple[UUID, ...] = ()
    corrects: UUID | None = None
    correlation: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActView:
    """Give one act of a docket to readers; ``payload`` is the JSON of its dataclass."""

    id: UUID
    court_no: int
    case: UUID
    seq: int
    type: str
    zh: str
    en: str
    occurred_on: date
    occurred_at: datetime | None
    recorded_at: datetime
    by_person: UUID
    by_post: UUID
    subject: UUID | None
    payload: Json
    findings: Json
    references: Json
    correlation: UUID | None
    corrects: UUID | None


def finding_reference(finding: Finding[Any]) -> dict[str, Json]:
    """Give what an act keeps of a finding: enough to execute it again to the same value."""
    return {
        "rule": finding.rule,
        "version": finding.version,
        "on": finding.on.isoformat(),
        "inputs": dict(finding.inputs),
        "input_hash": finding.input_hash,
    }
