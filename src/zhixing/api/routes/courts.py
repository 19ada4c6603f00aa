"""Courts: who I am, my court, its staff, posts, teams, routes of approval and policies."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from zhixing.api.problems import not_found
from zhixing.api.route import get, in_path, own_court, post
from zhixing.api.schemas.courts import Court, Me
from zhixing.courts import operations as courts
from zhixing.courts import queries
from zhixing.courts.capabilities import Capability
from zhixing.courts.records import (
    CommandStructure,
    CourtView,
    DepartmentView,
    HeldPost,
    PolicyView,
    PostView,
    RouteView,
    TeamView,
)
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import PostKind, Principal


def me(on: date, *, by: Principal) -> Me:
    """Tell whom the token is bound to, in which post, and what the post may do."""
    return Me(
        person=by.person,
        person_name=by.person_name,
        post=by.post,
        kind=by.kind,
        court_no=by.court_no,
        court_name=by.court_name,
        capabilities=tuple(sorted(by.capabilities)),
        is_rehearsal=by.is_rehearsal,
        today=on,
    )


def own(*, by: Principal) -> Court:
    """Show the token's own court."""
    return _shown(queries.get_court(by.court_no))


def subordinates(*, by: Principal) -> tuple[Court, ...]:
    """List the courts below the token's own."""
    return tuple(_shown(court) for court in queries.list_subordinates(by.court_no))


def _shown(view: CourtView) -> Court:
    return Court(
        court_no=view.court_no,
        last_no=view.last_no,
        parent_no=view.parent_no,
        code=view.code,
        name=view.name,
        level=view.level.value,
        province=view.province,
        case_code=view.case_code,
        is_rehearsal=view.is_rehearsal,
        can_issue_numbers=view.can_issue_numbers,
    )


def staff(on: date, *, by: Principal) -> tuple[HeldPost, ...]:
    """List who holds which post on a day."""
    return queries.list_held_posts(by.court_no, on)


def vacant_posts(on: date, *, by: Principal) -> tuple[PostView, ...]:
    """List the posts nobody holds on a day."""
    return queries.list_vacant_posts(by.court_no, on)


def departments(on: date, *, by: Principal) -> tuple[DepartmentView, ...]:
    """List the departments on a day."""
    return queries.list_departments(by.court_no, on)


def command(on: date, *, by: Principal) -> CommandStructure:
    """Show who commands enforcement on a day."""
    return queries.get_command_structure(by.court_no, on)


def teams(on: date, *, by: Principal) -> tuple[TeamView, ...]:
    """List the teams with their members on a day."""
    return queries.list_teams(by.court_no, on)


def team_check(team: UUID, on: date, *, by: Principal) -> Finding[Any]:
    """Compare a team with its proportion of officers, assistants, clerks and police."""
    if team not in {t.id for t in queries.list_teams(by.court_no, on)}:
        raise not_found("team")
    return queries.check_team(by.court_no, team, on)


def policies(on: date, *, by: Principal) -> tuple[PolicyView, ...]:
    """List the policies the court follows on a day."""
    return queries.list_policies(by.court_no, on)


def policy_history(code: str, *, by: Principal) -> tuple[PolicyView, ...]:
    """List every policy of one code that the court ever adopted."""
    return queries.list_policy_history(by.court_no, code)


def approval_route(matter: str, on: date, *, by: Principal) -> RouteView:
    """Show the route of approval a matter takes on a day."""
    return queries.get_approval_route(by.court_no, matter, on)


def lay_down_route(
    matter: str, steps: tuple[PostKind, ...], valid_from: date, legal_basis: str, *, by: Principal
) -> UUID:
    """Lay down who approves a matter, in order, from a day on; the earlier route ends then."""
    return courts.lay_down_route(
        by.court_no, matter, steps, valid_from, legal_basis=legal_basis, by=by
    )


def adopt_policy(new: courts.NewPolicy, *, by: Principal) -> UUID:
    """Adopt a policy from a day on; the earlier one of its code ends then."""
    return courts.adopt_policy(new, by=by)


def end_policy(code: str, on: date, *, by: Principal) -> None:
    """End a policy: ``on`` is the first day on which it holds no longer."""
    courts.end_policy(by.court_no, code, on, by=by)


def create_post(new: courts.NewPost, *, by: Principal) -> UUID:
    """Create a post in a department from a day on."""
    if new.kind is PostKind.SYSTEM:
        raise Refusal(
            "SYSTEM_POST",
            message_zh="系统岗位不由人担任，不能设立。",
            message_en="Nobody holds the platform's own post.",
            field="new.kind",
        )
    return courts.create_post(new, by=by)


def grant_capability(new: courts.NewGrant, *, by: Principal) -> UUID:
    """Grant or withdraw a capability from a day on: of a kind of post, or of one post."""
    if (new.kind is None) == (new.post is None):
        raise Refusal(
            "ONE_OF_KIND_AND_POST",
            message_zh="权限授予某类岗位或者某一岗位，二者择一。",
            message_en="A grant is for a kind of post or for one post.",
            field="new.kind",
        )
    if new.capability not in set(Capability):
        raise Refusal(
            "CAPABILITY_UNKNOWN",
            message_zh="没有此项权限。",
            message_en="There is no such capability.",
            field="new.capability",
        )
    return courts.grant_capability(new, by=by)


def cards(*, by: Principal) -> tuple[queries.CardView, ...]:
    """List every pair of officers' cards the court recorded, the latest first."""
    return queries.list_cards(by.court_no)


_OWN = {"new.court_no": own_court}

ROUTES = (
    get("/me", me, "我的身份", "Who I am", needs="", today=True),
    get("/court", own, "本院", "My court", needs=""),
    get("/court/subordinates", subordinates, "下级法院", "Courts below", needs=""),
    get("/court/staff", staff, "任职名录", "Staff by post"),
    get("/court/posts/vacant", vacant_posts, "空缺岗位", "Vacant posts"),
    get("/court/departments", departments, "部门", "Departments"),
    get("/court/command", command, "指挥架构", "Who commands"),
    get("/court/teams", teams, "执行团队", "Teams"),
    get("/court/teams/{team}/check", team_check, "团队配比", "A team's proportion"),
    get("/court/policies", policies, "本院规定", "Policies in force"),
    get("/court/policies/{code}", policy_history, "规定沿革", "A policy's history"),
    get("/court/approval-routes/{matter}", approval_route, "审批流程", "A route of approval"),
    post(
        "/court/policies/{code}",
        adopt_policy,
        "施行本院规定",
        "Adopt a policy",
        status=201,
        fills={"new.court_no": own_court, "new.code": in_path("code")},
        covers=(courts.adopt_policy,),
    ),
    post(
        "/court/policies/{code}/end",
        end_policy,
        "终止本院规定",
        "End a policy",
        covers=(courts.end_policy,),
    ),
    post(
        "/court/approval-routes/{matter}",
        lay_down_route,
        "规定审批流程",
        "Lay down a route of approval",
        status=201,
        covers=(courts.lay_down_route,),
    ),
    post(
        "/court/capabilities",
        grant_capability,
        "授予或收回权限",
        "Grant or withdraw",
        status=201,
        fills=_OWN,
        covers=(courts.grant_capability,),
    ),
    post(
        "/court/departments",
        courts.open_department,
        "设立部门",
        "Open a department",
        status=201,
        fills=_OWN,
    ),
    post(
        "/court/posts",
        create_post,
        "设立岗位",
        "Create a post",
        status=201,
        fills=_OWN,
        covers=(courts.create_post,),
    ),
    post(
        "/court/persons", courts.enter_person, "登记人员", "Enter a person", status=201, fills=_OWN
    ),
    post("/court/posts/{post}/holders", courts.appoint, "任职", "Appoint", status=201),
    post("/court/appointments/{holding}/end", courts.end_appointment, "免职", "End an appointment"),
    post("/court/teams", courts.form_team, "组建团队", "Form a team", status=201, fills=_OWN),
    post("/court/teams/{team}/members", courts.join_team, "加入团队", "Join a team", status=201),
    get("/court/cards", cards, "执行人员证件", "Officers' cards"),
    post(
        "/court/cards",
        courts.register_card,
        "登记执行人员证件",
        "Record an officer's cards",
        status=201,
        today=True,
        fills=_OWN,
    ),
    post(
        "/court/cards/sheet",
        courts.import_cards,
        "批量登记证件",
        "Record cards from a sheet",
        status=201,
        today=True,
    ),
    post(
        "/court/cards/report",
        courts.report_cards,
        "登记证件报备",
        "Note that cards were reported",
        today=True,
    ),
    post("/court/cards/{card}/end", courts.end_card, "终止证件", "End cards"),
    post("/court/memberships/{membership}/end", courts.leave_team, "退出团队", "Leave a team"),
)
