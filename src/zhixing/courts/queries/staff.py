"""Departments, people, posts and teams of a court as they stood on a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from uuid import UUID

from zhixing.courts import duties
from zhixing.courts.kinds import CommandRole, PolicyCode, TeamRole
from zhixing.courts.models import Department, Person, Post, PostHolding, Team, TeamMembership
from zhixing.courts.queries.dated import in_force
from zhixing.courts.queries.rules import find_policy
from zhixing.courts.records import (
    CommandStructure,
    DepartmentView,
    HeldPost,
    PersonView,
    PostView,
    TeamMember,
    TeamView,
)
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Impossible
from zhixing.platform.principal import PostKind


def list_departments(court_no: int, on: date) -> tuple[DepartmentView, ...]:
    """List the departments of a court on a day, by code."""
    rows = Department.objects.filter(in_force(on), court_no=court_no).order_by("code")
    return tuple(
        DepartmentView(d.id, d.court_no, d.code, d.name, d.name_en, d.parent_id) for d in rows
    )


def get_person(person: UUID) -> PersonView:
    """Get a member of the staff whose row the scope sees.

    :raises Impossible: nobody has this id.
    """
    row = Person.objects.filter(id=person).first()
    if row is None:
        raise Impossible(f"no person {person} in this scope")
    return _person_of(row)


def find_person_by_login(login: str) -> PersonView | None:
    """Find a member of the staff by login name, however it is written."""
    row = Person.objects.filter(login=login.strip().lower()).first()
    return None if row is None else _person_of(row)


def list_persons(court_no: int, on: date) -> tuple[PersonView, ...]:
    """List the staff a court employs on a day, by login name."""
    rows = Person.objects.filter(in_force(on), court_no=court_no).order_by("login")
    return tuple(_person_of(row) for row in rows)


def list_held_posts(court_no: int, on: date) -> tuple[HeldPost, ...]:
    """List the posts of a court that are held on a day, with their holders."""
    rows = (
        PostHolding.objects.select_related("post", "person")
        .filter(in_force(on), in_force(on, "post__"), court_no=court_no)
        .order_by("post__kind", "post__title", "post_id")
    )
    return tuple(_held(row) for row in rows)


def list_posts_of(person: UUID, on: date) -> tuple[HeldPost, ...]:
    """List the posts a person holds on a day, in every court the scope sees."""
    rows = (
        PostHolding.objects.select_related("post", "person")
        .filter(in_force(on), in_force(on, "post__"), in_force(on, "person__"))
        .filter(person_id=person)
        .order_by("court_no", "post__kind", "post_id")
    )
    return tuple(_held(row) for row in rows)


def list_vacant_posts(court_no: int, on: date) -> tuple[PostView, ...]:
    """List the posts of a court that nobody holds on a day."""
    held = PostHolding.objects.filter(in_force(on), court_no=court_no).values("post_id")
    rows = Post.objects.filter(in_force(on), court_no=court_no).exclude(id__in=held)
    return tuple(_post_of(row) for row in rows.order_by("kind", "title", "id"))


def get_command_structure(court_no: int, on: date) -> CommandStructure:
    """Get who commands enforcement: vice-president (分管副院长), director, deputies."""
    by_role: dict[CommandRole, list[HeldPost]] = defaultdict(list)
    for held in list_held_posts(court_no, on):
        if held.post.command_role is not None:
            by_role[held.post.command_role].append(held)
    head = by_role[CommandRole.SUPERVISING_VICE_PRESIDENT]
    director = by_role[CommandRole.BUREAU_DIRECTOR]
    return CommandStructure(
        court_no=court_no,
        on=on,
        vice_president=head[0] if head else None,
        director=director[0] if director else None,
        deputies=tuple(by_role[CommandRole.DEPUTY_DIRECTOR]),
    )


def list_teams(court_no: int, on: date) -> tuple[TeamView, ...]:
    """List the teams of a court with their members on a day, by code."""
    teams = Team.objects.filter(in_force(on), court_no=court_no).order_by("code")
    members: dict[UUID, list[TeamMember]] = defaultdict(list)
    rows = TeamMembership.objects.select_related("person").filter(in_force(on), court_no=court_no)
    for row in rows.order_by("role", "person__login"):
        member = TeamMember(row.id, row.person_id, row.person.name, TeamRole(row.role))
        members[row.team_id].append(member)
    return tuple(
        TeamView(t.id, t.court_no, t.department_id, t.code, t.name, t.name_en, tuple(members[t.id]))
        for t in teams
    )


def get_team(court_no: int, team: UUID, on: date) -> TeamView:
    """Get one team of a court with its members on a day.

    :raises Impossible: the court has no such team on that day.
    """
    for found in list_teams(court_no, on):
        if found.id == team:
            return found
    raise Impossible(f"court {court_no} has no team {team} on {on}")


def check_team(court_no: int, team: UUID, on: date) -> Finding[duties.TeamCheck]:
    """Compare a team with its proportion, 1:3:2:1 or the one the court adopted."""
    members = get_team(court_no, team, on).members
    policy = find_policy(court_no, PolicyCode.TEAM_RATIO, on)
    ratio = duties.RATIO
    if policy is not None:
        ratio = {role: int(str(policy.value[role.value])) for role in TeamRole}
    return duties.check_team(on=on, roles=[m.role for m in members], ratio=ratio)


def _person_of(row: Person) -> PersonView:
    return PersonView(row.id, row.court_no, row.login, row.name, row.name_en)


def _post_of(row: Post) -> PostView:
    return PostView(
        id=row.id,
        court_no=row.court_no,
        department=row.department_id,
        kind=PostKind(row.kind),
        command_role=CommandRole(row.command_role) if row.command_role else None,
        title=row.title,
        title_en=row.title_en,
    )


def _held(row: PostHolding) -> HeldPost:
    return HeldPost(
        row.id, _post_of(row.post), _person_of(row.person), row.valid_from, row.valid_until
    )
