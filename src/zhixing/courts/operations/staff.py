"""Enters departments, posts, people, appointments and teams, each from a day on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.courts.kinds import CommandRole, TeamRole
from zhixing.courts.models import Department, Person, Post, PostHolding, Team, TeamMembership
from zhixing.courts.operations.conflicts import refusing
from zhixing.courts.policies import require_configuring
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.principal import PostKind, Principal


@dataclass(frozen=True, slots=True)
class NewDepartment:
    """Say what department a court opens, and below which."""

    court_no: int
    code: str
    name: str
    name_en: str
    valid_from: date
    parent: UUID | None = None


@dataclass(frozen=True, slots=True)
class NewPost:
    """Say what post a department gets; two kinds of head exist once a day in a court."""

    court_no: int
    department: UUID
    kind: PostKind
    title: str
    title_en: str
    valid_from: date
    command_role: CommandRole | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Say who joins the staff; ``login`` is one person's in the whole platform."""

    court_no: int
    login: str
    name: str
    valid_from: date
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class NewTeam:
    """Say what team is formed and in which department."""

    court_no: int
    department: UUID
    code: str
    name: str
    name_en: str
    valid_from: date


def open_department(new: NewDepartment, by: Principal | None = None) -> UUID:
    """Open a department of a court from a day on.

    :raises Refusal: ``DEPARTMENT_CODE_TAKEN``, ``NOT_ALLOWED``, ``OTHER_COURT``.
    """
    require_configuring(by, new.court_no)
    taken = _taken("DEPARTMENT_CODE_TAKEN", "code", f"部门代码“{new.code}”", f"code {new.code}")
    with refusing({"department_code_is_used_once_a_day": taken}):
        row = Department.objects.create(
            court_no=new.court_no,
            code=new.code,
            name=new.name,
            name_en=new.name_en,
            parent_id=new.parent,
            valid_from=new.valid_from,
        )
    return row.id


def create_post(new: NewPost, by: Principal | None = None) -> UUID:
    """Create a post in a department from a day on.

    :raises Refusal: ``COMMAND_HAS_A_HEAD``, ``NOT_ALLOWED``, ``OTHER_COURT``.
    """
    require_configuring(by, new.court_no)
    if new.kind is PostKind.SYSTEM:
        raise Impossible("nobody holds the platform's own post")
    head = Refusal(
        "COMMAND_HAS_A_HEAD",
        message_zh=f"本院当日已设“{new.title}”一职，不能重复设置。",
        message_en=f"The court already has a {new.title_en} on these days.",
        remedy_zh="请先撤销原岗位，或改为副职。",
        remedy_en="End the other post first, or create a deputy's.",
        field="command_role",
    )
    with refusing({"command_has_one_head_a_day": head}):
        row = Post.objects.create(
            court_no=new.court_no,
            department_id=new.department,
            kind=new.kind.value,
            command_role=new.command_role.value if new.command_role else "",
            title=new.title,
            title_en=new.title_en,
            valid_from=new.valid_from,
        )
    return row.id


def enter_person(new: NewPerson, by: Principal | None = None) -> UUID:
    """Enter a member of the staff; without credentials nobody signs in as them.

    :raises Refusal: ``LOGIN_TAKEN``, ``NOT_ALLOWED``, ``OTHER_COURT``.
    """
    require_configuring(by, new.court_no)
    login = new.login.strip().lower()
    taken = _taken("LOGIN_TAKEN", "login", f"登录名“{login}”", f"login {login}")
    with refusing({"login_belongs_to_one_person": taken}):
        row = Person.objects.create(
            court_no=new.court_no,
            login=login,
            name=new.name,
            name_en=new.name_en,
            valid_from=new.valid_from,
        )
    return row.id


def appoint(
    post: UUID,
    person: UUID,
    valid_from: date,
    valid_until: date | None = None,
    by: Principal | None = None,
) -> UUID:
    """Appoint a person to a post from a day on; ``valid_until`` no longer belongs to the term.

    :raises Refusal: ``POST_HELD`` by somebody on one of these days.
    """
    row = Post.objects.get(id=post)
    require_configuring(by, row.court_no)
    held = Refusal(
        "POST_HELD",
        message_zh=f"岗位“{row.title}”在该期间已有人担任。",
        message_en=f"The post {row.title_en} is held on one of these days.",
        remedy_zh="请先结束原任职，或调整任职起止日期。",
        remedy_en="End the other appointment first, or change the days.",
        field="post",
    )
    with refusing({"post_has_one_holder_a_day": held}):
        holding = PostHolding.objects.create(
            court_no=row.court_no,
            post=row,
            person_id=person,
            valid_from=valid_from,
            valid_until=valid_until,
        )
    return holding.id


def end_appointment(holding: UUID, on: date, by: Principal | None = None) -> None:
    """End an appointment: ``on`` is the first day on which the post is no longer held."""
    row = PostHolding.objects.select_for_update().get(id=holding)
    require_configuring(by, row.court_no)
    row.valid_until = on
    row.save(update_fields=["valid_until"])


def form_team(new: NewTeam, by: Principal | None = None) -> UUID:
    """Form a team from a day on.

    :raises Refusal: ``TEAM_CODE_TAKEN``, ``NOT_ALLOWED``, ``OTHER_COURT``.
    """
    require_configuring(by, new.court_no)
    taken = _taken("TEAM_CODE_TAKEN", "code", f"团队代码“{new.code}”", f"code {new.code}")
    with refusing({"team_code_is_used_once_a_day": taken}):
        row = Team.objects.create(
            court_no=new.court_no,
            department_id=new.department,
            code=new.code,
            name=new.name,
            name_en=new.name_en,
            valid_from=new.valid_from,
        )
    return row.id


def join_team(
    team: UUID, person: UUID, role: TeamRole, valid_from: date, by: Principal | None = None
) -> UUID:
    """Let a person serve in a team in one role from a day on.

    :raises Refusal: ``ALREADY_IN_TEAM``.
    """
    row = Team.objects.get(id=team)
    require_configuring(by, row.court_no)
    already = _taken("ALREADY_IN_TEAM", "person", "该人员在本团队的位置", "the person's place")
    with refusing({"person_serves_once_in_a_team_a_day": already}):
        membership = TeamMembership.objects.create(
            court_no=row.court_no,
            team=row,
            person_id=person,
            role=role.value,
            valid_from=valid_from,
        )
    return membership.id


def leave_team(membership: UUID, on: date, by: Principal | None = None) -> None:
    """End a membership: ``on`` is the first day on which the person is not in the team."""
    row = TeamMembership.objects.select_for_update().get(id=membership)
    require_configuring(by, row.court_no)
    row.valid_until = on
    row.save(update_fields=["valid_until"])


def _taken(code: str, field: str, zh: str, en: str) -> Refusal:
    return Refusal(
        code,
        message_zh=f"{zh}在该期间已被使用。",
        message_en=f"{en[0].upper()}{en[1:]} is taken on one of these days.",
        remedy_zh="请换一个，或先结束原记录。",
        remedy_en="Use another, or end the earlier record first.",
        field=field,
    )
