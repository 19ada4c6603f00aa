"""Equips a court with an enforcement bureau and invented staff, for rehearsals and tests."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from zhixing.courts import credentials
from zhixing.courts.capabilities import DEFAULTS, needs_code
from zhixing.courts.kinds import CommandRole, TeamRole
from zhixing.courts.operations.credentials import enrol_code, store_password
from zhixing.courts.operations.staff import (
    NewDepartment,
    NewPerson,
    NewPost,
    NewTeam,
    appoint,
    create_post,
    enter_person,
    form_team,
    join_team,
    open_department,
)
from zhixing.courts.policies import require_system
from zhixing.courts.queries.court import get_court
from zhixing.courts.queries.principal import get_principal
from zhixing.kernel.clock import instant
from zhixing.platform.principal import PostKind, Principal


@dataclass(frozen=True, slots=True)
class Equipment:
    """Say how a court is equipped: each team adds seven people to the eight of the bureau.

    ``password`` is everybody's (one is made up if it stays empty). Without
    ``credentials`` nobody can sign in, which spares tests the slow hash.
    """

    teams: int = 1
    login_prefix: str = ""
    password: str = ""
    credentials: bool = True


@dataclass(frozen=True, slots=True)
class EquippedPerson:
    """Show an invented member of the staff with their post and, for approvers, code secret."""

    person: UUID
    name: str
    login: str
    post: UUID
    kind: PostKind
    title: str
    title_en: str
    code_secret: str = ""

    def code_at(self, at: datetime) -> str:
        """Give the one-time code this person's authenticator shows at an instant."""
        return credentials.code_at(credentials.read_secret(self.code_secret), at)


@dataclass(frozen=True, slots=True)
class EquippedCourt:
    """Show what a court was equipped with."""

    court_no: int
    on: date
    password: str
    departments: dict[str, UUID]
    teams: tuple[UUID, ...]
    staff: tuple[EquippedPerson, ...]

    def of_kind(self, kind: PostKind, number: int = 0) -> EquippedPerson:
        """Give the ``number``-th member of the staff whose post is of a kind, from 0."""
        return [s for s in self.staff if s.kind is kind][number]

    def principal(self, kind: PostKind, number: int = 0, on: date | None = None) -> Principal:
        """Make the principal of a member of the staff on a day, the day of equipment if none."""
        found = self.of_kind(kind, number)
        return get_principal(found.person, found.post, on or self.on)


@dataclass(frozen=True, slots=True)
class _Place:
    kind: PostKind
    department: str
    login: str
    title: str
    title_en: str
    role: CommandRole | TeamRole | None = None


_DEPARTMENTS: Final = (
    ("LEADERSHIP", "院领导", "Court leadership", ""),
    ("BUREAU", "执行局", "Enforcement bureau", ""),
    ("DIVISION_1", "执行一庭", "First enforcement division", "BUREAU"),
    ("COMMAND_CENTRE", "执行指挥中心", "Enforcement command centre", "BUREAU"),
    ("COURT_POLICE", "司法警察大队", "Court police brigade", ""),
    ("FINANCE", "财务科", "Finance section", ""),
)
_K, _R, _T = PostKind, CommandRole, TeamRole
_LEADERS: Final = (
    _Place(_K.PRESIDENT, "LEADERSHIP", "president", "院长", "President"),
    _Place(
        _K.VICE_PRESIDENT,
        "LEADERSHIP",
        "vice-president",
        "分管副院长",
        "Supervising vice-president",
        _R.SUPERVISING_VICE_PRESIDENT,
    ),
    _Place(_K.DIRECTOR, "BUREAU", "director", "执行局局长", "Bureau director", _R.BUREAU_DIRECTOR),
    _Place(_K.COMMAND_CENTRE, "COMMAND_CENTRE", "command", "指挥中心值班员", "Duty officer"),
    _Place(_K.ACCOUNTANT, "FINANCE", "accountant", "案款会计", "Accountant"),
    _Place(_K.CASHIER, "FINANCE", "cashier", "案款出纳", "Cashier"),
)
_DEPUTIES: Final = tuple(
    _Place(_K.JUDGE, "BUREAU", f"deputy{n}", "执行局副局长", "Deputy director", _R.DEPUTY_DIRECTOR)
    for n in (1, 2)
)
_TEAM: Final = (
    (_Place(_K.JUDGE, "DIVISION_1", "judge", "执行法官", "Enforcement judge", _T.OFFICER), 1),
    (_Place(_K.ASSISTANT, "DIVISION_1", "assistant", "法官助理", "Assistant", _T.ASSISTANT), 3),
    (_Place(_K.CLERK, "DIVISION_1", "clerk", "书记员", "Clerk", _T.CLERK), 2),
    (
        _Place(
            _K.COURT_POLICE, "COURT_POLICE", "police", "司法警察", "Court police", _T.COURT_POLICE
        ),
        1,
    ),
)
_SURNAMES: Final = "方任沈秦柳邱程姚谭贺莫龚"
_GIVEN: Final = (
    "若川",
    "知远",
    "书澜",
    "明澈",
    "清和",
    "望舒",
    "云起",
    "怀瑾",
    "景行",
    "以宁",
    "砚秋",
)


def equip_court(court_no: int, on: date, spec: Equipment | None = None) -> EquippedCourt:
    """Equip a court from a day on with departments, posts, teams and invented people.

    Everything goes through the room's own operations. Fifteen people fill one
    court with one team: president, supervising vice-president, director, two deputies,
    duty officer, accountant, cashier, and a team of 1:3:2:1.

    :raises Refusal: ``DEPARTMENT_CODE_TAKEN`` when the court was equipped before.
    """
    require_system()
    return _Equipping(court_no, on, spec or Equipment()).run()


@dataclass(slots=True)
class _Equipping:
    court_no: int
    on: date
    spec: Equipment
    staff: list[EquippedPerson] = field(default_factory=list)
    departments: dict[str, UUID] = field(default_factory=dict)

    def run(self) -> EquippedCourt:
        password = self.spec.password or secrets.token_urlsafe(12)
        hashed = credentials.hash_password(password) if self.spec.credentials else ""
        for code, name, name_en, parent in _DEPARTMENTS:
            self.departments[code] = open_department(
                NewDepartment(
                    self.court_no, code, name, name_en, self.on, self.departments.get(parent)
                )
            )
        for place in (*_LEADERS, *_DEPUTIES):
            self._settle(place, place.login, hashed)
        teams = tuple(self._form(n, hashed) for n in range(1, self.spec.teams + 1))
        return EquippedCourt(
            self.court_no, self.on, password, self.departments, teams, tuple(self.staff)
        )

    def _form(self, number: int, hashed: str) -> UUID:
        team = form_team(
            NewTeam(
                self.court_no,
                self.departments["DIVISION_1"],
                f"T{number}",
                f"第{number}执行团队",
                f"Enforcement team {number}",
                self.on,
            )
        )
        for place, heads in _TEAM:
            for head in range(1, heads + 1):
                login = f"{place.login}{(number - 1) * heads + head}"
                member = self._settle(place, login, hashed)
                if isinstance(place.role, TeamRole):
                    join_team(team, member.person, place.role, self.on)
        return team

    def _settle(self, place: _Place, login: str, hashed: str) -> EquippedPerson:
        seat = len(self.staff)
        prefix = self.spec.login_prefix or f"{get_court(self.court_no).code.lower()}-"
        name = _SURNAMES[seat % len(_SURNAMES)] + _GIVEN[(seat * 7) % len(_GIVEN)]
        person = enter_person(NewPerson(self.court_no, prefix + login, name, self.on))
        post = create_post(
            NewPost(
                self.court_no,
                self.departments[place.department],
                place.kind,
                place.title,
                place.title_en,
                self.on,
                place.role if isinstance(place.role, CommandRole) else None,
            )
        )
        appoint(post, person, self.on)
        secret = self._enrol(person, place.kind, hashed)
        member = EquippedPerson(
            person, name, prefix + login, post, place.kind, place.title, place.title_en, secret
        )
        self.staff.append(member)
        return member

    def _enrol(self, person: UUID, kind: PostKind, hashed: str) -> str:
        if not hashed:
            return ""
        store_password(person, hashed, instant(self.on))
        capabilities = frozenset(c.value for c in DEFAULTS[kind])
        return enrol_code(person) if needs_code(kind, capabilities) else ""
