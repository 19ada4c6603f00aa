"""What this room's queries give out: frozen, without a database behind them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.courts.kinds import CommandRole, CourtLevel, TeamRole
from zhixing.kernel.canonical import Json
from zhixing.kernel.case_number import LegacyPattern
from zhixing.platform.principal import PostKind, Principal


@dataclass(frozen=True, slots=True)
class CourtView:
    """Show a court; it and its subordinates are ``court_no`` to ``last_no``, both included."""

    court_no: int
    last_no: int
    parent_no: int | None
    code: str
    name: str
    level: CourtLevel
    province: str
    case_code: str
    case_code_basis: str
    legacy_patterns: tuple[LegacyPattern, ...]
    is_rehearsal: bool
    like_no: int | None
    valid_from: date | None
    valid_until: date | None

    @property
    def can_issue_numbers(self) -> bool:
        """Say whether the court's case-number code (法院代字) is known."""
        return bool(self.case_code)

    def covers(self, court_no: int) -> bool:
        """Say whether a court is this one or below it."""
        return self.court_no <= court_no <= self.last_no


@dataclass(frozen=True, slots=True)
class DepartmentView:
    """Show a department and the one it belongs to."""

    id: UUID
    court_no: int
    code: str
    name: str
    name_en: str
    parent: UUID | None


@dataclass(frozen=True, slots=True)
class PersonView:
    """Show a member of the staff."""

    id: UUID
    court_no: int
    login: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PostView:
    """Show a post; ``command_role`` is set for the posts of the command structure."""

    id: UUID
    court_no: int
    department: UUID
    kind: PostKind
    command_role: CommandRole | None
    title: str
    title_en: str


@dataclass(frozen=True, slots=True)
class HeldPost:
    """Show a post with who holds it and since when."""

    holding: UUID
    post: PostView
    person: PersonView
    valid_from: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class CommandStructure:
    """Show who commands enforcement in a court on a day; an empty post shows as None."""

    court_no: int
    on: date
    vice_president: HeldPost | None
    director: HeldPost | None
    deputies: tuple[HeldPost, ...]


@dataclass(frozen=True, slots=True)
class TeamMember:
    """Show a person's place in a team."""

    membership: UUID
    person: UUID
    name: str
    role: TeamRole


@dataclass(frozen=True, slots=True)
class TeamView:
    """Show a team with its members on the day asked about."""

    id: UUID
    court_no: int
    department: UUID
    code: str
    name: str
    name_en: str
    members: tuple[TeamMember, ...]

    def of_role(self, role: TeamRole) -> tuple[TeamMember, ...]:
        """Give the members who serve in one role."""
        return tuple(m for m in self.members if m.role is role)


@dataclass(frozen=True, slots=True)
class RouteView:
    """Show the kinds of post that approve a matter, in order; ``id`` is None for the default."""

    id: UUID | None
    court_no: int
    matter: str
    steps: tuple[PostKind, ...]
    legal_basis: str
    valid_from: date | None
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class RouteStep:
    """Show one step of a route with everyone who could take it on the day."""

    number: int
    kind: PostKind
    approvers: tuple[Principal, ...]


@dataclass(frozen=True, slots=True)
class PolicyView:
    """Show a policy a court adopted, its basis and the day it must be looked at again."""

    id: UUID
    court_no: int
    code: str
    value: Mapping[str, Json]
    legal_basis: str
    valid_from: date
    valid_until: date | None
    review_on: date | None

    def is_review_due(self, on: date) -> bool:
        """Say whether the day of review has come."""
        return self.review_on is not None and self.review_on <= on


@dataclass(frozen=True, slots=True)
class SessionView:
    """Show a session; ``principal`` is None while its person has yet to choose a post."""

    id: UUID
    person: UUID
    person_name: str
    principal: Principal | None
    purpose: str
    code_given_at: datetime | None
    began_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class TokenView:
    """Show an API token; the token itself is shown once, when issued."""

    id: UUID
    label: str
    person: UUID
    post: UUID
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
