"""Deeds on departments, posts, people and teams; each is dated, none rewrites a past day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.courts import operations as courts
from zhixing.courts import queries
from zhixing.courts.duties import NAMES
from zhixing.courts.kinds import CommandRole, TeamRole
from zhixing.desk.court_deeds import CourtDeed, court_deed
from zhixing.desk.visit import Visit
from zhixing.desk.words import POSTS
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.words import Text, Words

KINDS: list[tuple[str, Text]] = [(k.value, POSTS[k]) for k in PostKind if k is not PostKind.SYSTEM]
COMMAND: list[tuple[str, Text]] = [
    ("", Words("不属指挥架构", "None")),
    (CommandRole.SUPERVISING_VICE_PRESIDENT.value, Words("分管副院长", "Vice-president in charge")),
    (CommandRole.BUREAU_DIRECTOR.value, Words("执行局局长", "Bureau director")),
    (CommandRole.DEPUTY_DIRECTOR.value, Words("副局长", "Deputy director")),
]
ROLES: list[tuple[str, Text]] = [(r.value, Words(*NAMES[r])) for r in TeamRole]
SINCE = Words("自何日起", "From which day")
HOLDS = Words("{t}：{n}", "{t}: {n}")
IN_TEAM = Words("{t}：{n}（{r}）", "{t}: {n} ({r})")


def departments(visit: Visit) -> list[tuple[str, Text]]:
    """Give the departments of the court today as choices of a form."""
    found = queries.list_departments(visit.by.court_no, visit.on)
    return [(str(d.id), Words(d.name, d.name_en)) for d in found]


def teams(visit: Visit) -> list[tuple[str, Text]]:
    """Give the teams of the court today as choices of a form."""
    found = queries.list_teams(visit.by.court_no, visit.on)
    return [(str(t.id), Words(t.name, t.name_en)) for t in found]


def people(visit: Visit) -> list[tuple[str, Text]]:
    """Give the staff of the court today as choices of a form."""
    found = queries.list_persons(visit.by.court_no, visit.on)
    return [(str(p.id), p.name) for p in found]


class _Named(forms.Form):
    code = boxes.text(Words("代码", "Code"), most=20)
    name = boxes.text(Words("名称", "Name"), most=60)
    name_en = boxes.text(Words("英文名称", "Name in English"), most=80)
    valid_from = boxes.day(SINCE)


class DepartmentForm(_Named):
    """A department, and which it belongs to."""

    parent = boxes.choice(Words("上级部门", "Belongs to"), [], required=False)


@court_deed
class OpenDepartment(CourtDeed):
    """Open a department."""

    key = "open-department"
    label = Words("设立部门", "Open a department")
    form = DepartmentForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = DepartmentForm(data, initial={"valid_from": visit.on})
        boxes.offer(form, "parent", [("", Words("无", "none")), *departments(visit)])
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        new = courts.NewDepartment(
            visit.by.court_no,
            given["code"],
            given["name"],
            given["name_en"],
            given["valid_from"],
            UUID(given["parent"]) if given["parent"] else None,
        )
        courts.open_department(new, by=visit.by)
        return Words("已设立部门。", "The department is open.")


class PostForm(forms.Form):
    """A post: where, of which kind, under which title."""

    department = boxes.choice(Words("部门", "Department"), [])
    kind = boxes.choice(Words("岗位类别", "Kind of post"), KINDS)
    title = boxes.text(Words("岗位名称", "Title"), most=60)
    title_en = boxes.text(Words("英文名称", "Title in English"), most=80)
    command_role = boxes.choice(Words("指挥架构", "Command"), COMMAND, required=False)
    valid_from = boxes.day(SINCE)


@court_deed
class CreatePost(CourtDeed):
    """Create a post."""

    key = "create-post"
    label = Words("设立岗位", "Create a post")
    form = PostForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = PostForm(data, initial={"valid_from": visit.on})
        boxes.offer(form, "department", departments(visit))
        boxes.offer(form, "command_role", COMMAND)
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        role = CommandRole(given["command_role"]) if given["command_role"] else None
        new = courts.NewPost(
            visit.by.court_no,
            UUID(given["department"]),
            PostKind(given["kind"]),
            given["title"],
            given["title_en"],
            given["valid_from"],
            role,
        )
        courts.create_post(new, by=visit.by)
        return Words("已设立岗位。", "The post is created.")


class PersonForm(forms.Form):
    """A member of the staff."""

    login = boxes.text(Words("登录名", "Login"), most=40)
    name = boxes.text(Words("姓名", "Name"), most=60)
    name_en = boxes.text(Words("英文姓名", "Name in English"), required=False, most=80)
    valid_from = boxes.day(SINCE)


@court_deed
class EnterPerson(CourtDeed):
    """Enter a member of the staff."""

    key = "enter-person"
    label = Words("登记人员", "Enter a person")
    form = PersonForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "登记后即可任职；登录凭据由运维另行发放。",
            "The person can be appointed; credentials are issued by the operator.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        return PersonForm(data, initial={"valid_from": visit.on})

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        names = (given["login"], given["name"], given["valid_from"], given["name_en"])
        courts.enter_person(courts.NewPerson(visit.by.court_no, *names), by=visit.by)
        return Words("已登记人员。", "The person is entered.")


class AppointForm(forms.Form):
    """Who, to which post, from when."""

    post = boxes.choice(Words("空缺岗位", "Vacant post"), [])
    person = boxes.choice(Words("人员", "Person"), [])
    valid_from = boxes.day(SINCE)


@court_deed
class Appoint(CourtDeed):
    """Appoint a person to a vacant post."""

    key = "appoint"
    label = Words("任职", "Appoint")
    form = AppointForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自该日起以此岗位办事和审批；审批流程按当日任职人走。",
            "From that day the person acts and approves in this post.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = AppointForm(data, initial={"valid_from": visit.on})
        vacant = queries.list_vacant_posts(visit.by.court_no, visit.on)
        boxes.offer(form, "post", [(str(p.id), Words(p.title, p.title_en)) for p in vacant])
        boxes.offer(form, "person", people(visit))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        post, person = UUID(given["post"]), UUID(given["person"])
        courts.appoint(post, person, given["valid_from"], by=visit.by)
        return Words("已任职。", "The appointment is made.")


class EndForm(forms.Form):
    """Which appointment or membership ends, and from which day."""

    which = boxes.choice(Words("任职", "Appointment"), [])
    on = boxes.day(Words("自何日起不再担任", "First day it no longer holds"))


@court_deed
class EndAppointment(CourtDeed):
    """End an appointment."""

    key = "end-appointment"
    label = Words("免职", "End an appointment")
    form = EndForm

    def consequence(self, visit: Visit) -> Text:
        return Words(
            "自该日起不再以此岗位办事，其会话随之终止；以前经手的事项不变。",
            "From that day the person no longer acts in the post, and its sessions end; what "
            "was done before stands.",
        )

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = EndForm(data, initial={"on": visit.on})
        held = queries.list_held_posts(visit.by.court_no, visit.on)
        shown = [
            (str(h.holding), HOLDS.filled(t=Words(h.post.title, h.post.title_en), n=h.person.name))
            for h in held
        ]
        boxes.offer(form, "which", shown)
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        courts.end_appointment(UUID(given["which"]), given["on"], by=visit.by)
        return Words("已免职。", "The appointment ends.")


class TeamForm(_Named):
    """A team, and in which department."""

    department = boxes.choice(Words("部门", "Department"), [])


@court_deed
class FormTeam(CourtDeed):
    """Form a team."""

    key = "form-team"
    label = Words("组建团队", "Form a team")
    form = TeamForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = TeamForm(data, initial={"valid_from": visit.on})
        boxes.offer(form, "department", departments(visit))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        new = courts.NewTeam(
            visit.by.court_no,
            UUID(given["department"]),
            given["code"],
            given["name"],
            given["name_en"],
            given["valid_from"],
        )
        courts.form_team(new, by=visit.by)
        return Words("已组建团队。", "The team is formed.")


class JoinForm(forms.Form):
    """Who joins which team, in which role, from when."""

    team = boxes.choice(Words("团队", "Team"), [])
    person = boxes.choice(Words("人员", "Person"), [])
    role = boxes.choice(Words("职责", "Role"), ROLES)
    valid_from = boxes.day(SINCE)


@court_deed
class JoinTeam(CourtDeed):
    """Let a person serve in a team."""

    key = "join-team"
    label = Words("加入团队", "Join a team")
    form = JoinForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = JoinForm(data, initial={"valid_from": visit.on})
        boxes.offer(form, "team", teams(visit))
        boxes.offer(form, "person", people(visit))
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        team, person, role = UUID(given["team"]), UUID(given["person"]), TeamRole(given["role"])
        courts.join_team(team, person, role, given["valid_from"], by=visit.by)
        return Words("已加入团队。", "The person serves in the team.")


@court_deed
class LeaveTeam(CourtDeed):
    """Let a person leave a team."""

    key = "leave-team"
    label = Words("退出团队", "Leave a team")
    form = EndForm

    def make_form(self, visit: Visit, data: Any = None) -> forms.Form:
        form = EndForm(data, initial={"on": visit.on})
        label: Any = Words("团队成员", "Member")
        form.fields["which"].label = label
        found = queries.list_teams(visit.by.court_no, visit.on)
        shown = [
            (
                str(m.membership),
                IN_TEAM.filled(t=Words(t.name, t.name_en), n=m.name, r=Words(*NAMES[m.role])),
            )
            for t in found
            for m in t.members
        ]
        boxes.offer(form, "which", shown)
        return form

    def carry_out(self, visit: Visit, given: Mapping[str, Any]) -> Text:
        courts.leave_team(UUID(given["which"]), given["on"], by=visit.by)
        return Words("已退出团队。", "The membership ends.")
