"""Who asks, and the court's own standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.platform.principal import PostKind


@dataclass(frozen=True, slots=True)
class Me:
    """Show whom a token is bound to: the person, the post, and what it may do today."""

    person: UUID
    person_name: str
    post: UUID
    kind: PostKind
    court_no: int
    court_name: str
    capabilities: tuple[str, ...]
    is_rehearsal: bool
    today: date


@dataclass(frozen=True, slots=True)
class Court:
    """Show a court: its numbers, its codes, and whether it is a rehearsal (演练)."""

    court_no: int
    last_no: int
    parent_no: int | None
    code: str
    name: str
    level: str
    province: str
    case_code: str
    is_rehearsal: bool
    can_issue_numbers: bool


@dataclass(frozen=True, slots=True)
class TeamMeasure:
    """Show how a team compares with its proportion: the finding, reasons included."""

    finding: dict[str, object]
