"""Who does enforcement in the court on a day: command, departments, posts, teams, who is short."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from zhixing.courts import queries as courts
from zhixing.courts.capabilities import Capability
from zhixing.courts.card_sheet import template
from zhixing.courts.duties import NAMES, RoleCount, TeamCheck
from zhixing.courts.records import HeldPost, TeamView
from zhixing.desk.court_deeds import STAFF, list_court_deeds
from zhixing.desk.visit import Visit
from zhixing.desk.words import POSTS
from zhixing.kernel.clock import legal_day
from zhixing.kernel.finding import Finding
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words

PEOPLE: Final = (
    Column("post", Words("岗位", "Post"), fixed=True),
    Column("person", Words("任职人", "Held by"), Kind.NAME, fixed=True),
    Column("since", Words("自", "Since"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
)
MEMBERS: Final = (
    Column("role", Words("职责", "Role"), fixed=True),
    Column("present", Words("现有", "Present"), Kind.NUMBER),
    Column("wanted", Words("应有", "Wanted"), Kind.NUMBER),
    Column("people", Words("人员", "People"), Kind.NAME, fixed=True),
    Column("missing", Words("缺额", "Short of"), fixed=True),
)
CARDS: Final = (
    Column("person", Words("人员", "Person"), Kind.NAME, fixed=True),
    Column("work", Words("工作证号", "Work card"), fixed=True),
    Column("duty", Words("执行公务证号", "Duty card"), fixed=True),
    Column("since", Words("有效期自", "From"), Kind.DAY),
    Column("until", Words("有效期至", "Last day"), Kind.DAY),
    Column("reported", Words("报备", "Reported"), fixed=True),
    Column("recorded", Words("登记", "Recorded"), fixed=True),
)
NOT_REPORTED: Final = Words("▲ 未报备", "▲ not reported")
RECORDED: Final = Words("{n}，{d}", "{n}, {d}")
VACANT: Final = Words("空缺", "vacant")


@dataclass(frozen=True, slots=True)
class Team:
    """Show a team: its members by role beside what the proportion asks for, and the finding."""

    name: Text
    is_met: bool
    conclusion: Text
    table: Table
    key: str


def show(visit: Visit) -> HttpResponse:
    """Show the court's people as they stood on a day, today unless ``?on=`` says another."""
    on = asked_day(visit)
    court_no = visit.by.court_no
    is_today = on == visit.on
    context = {
        "on": on,
        "is_today": is_today,
        "action": reverse("desk:organisation"),
        "command": _command(court_no, on),
        "departments": _departments(court_no, on),
        "teams": [_team(court_no, t, on) for t in courts.list_teams(court_no, on)],
        "cards": _cards(court_no, on),
        "is_rehearsal": visit.by.is_rehearsal,
        "may_record_cards": visit.by.may(Capability.CONFIGURE),
        "deeds": deed_links(visit, STAFF) if is_today else [],
    }
    return visit.under("organisation").render("desk/organisation.html", context)


def asked_day(visit: Visit) -> date:
    """Give the day ``?on=`` asks about, today where it names none."""
    try:
        return date.fromisoformat(visit.request.GET.get("on", ""))
    except ValueError:
        return visit.on


def deed_links(visit: Visit, group: str, **query: str) -> list[Link]:
    """Give what the post may change here, each as a link to its form."""
    if not visit.by.may(Capability.CONFIGURE):
        return []
    more = f"?{urlencode(query)}" if query else ""
    return [
        Link(d.label, reverse("desk:court_deed", args=[d.key]) + more)
        for d in list_court_deeds()
        if d.group == group
    ]


def _command(court_no: int, on: date) -> Sequence[Answer]:
    found = courts.get_command_structure(court_no, on)
    deputies = "、".join(h.person.name for h in found.deputies) or VACANT
    return [
        Answer(Words("分管副院长", "Vice-president in charge"), _holder(found.vice_president)),
        Answer(Words("执行局局长", "Bureau director"), _holder(found.director)),
        Answer(Words("副局长", "Deputy directors"), deputies),
    ]


def _holder(held: HeldPost | None) -> Text:
    return VACANT if held is None else held.person.name


def _departments(court_no: int, on: date) -> list[Table]:
    held = courts.list_held_posts(court_no, on)
    vacant = courts.list_vacant_posts(court_no, on)
    empty = Empty(Words("该部门当日没有岗位", "No post in this department on that day"))
    tables = []
    for d in courts.list_departments(court_no, on):
        rows = [_held_row(h) for h in held if h.post.department == d.id]
        rows += [
            Row(str(p.id), (Words(p.title, p.title_en), Cell(VACANT), None, None))
            for p in vacant
            if p.department == d.id
        ]
        tables.append(Table(f"d-{d.id.hex}", Words(d.name, d.name_en), PEOPLE, rows, empty=empty))
    return tables


def _held_row(h: HeldPost) -> Row:
    title: Text = Words(h.post.title, h.post.title_en) if h.post.title else POSTS[h.post.kind]
    return Row(str(h.holding), (title, Cell(h.person.name), h.valid_from, _last(h.valid_until)))


def _last(until: date | None) -> date | None:
    """Give the last day that belongs to a term that ends before ``until``."""
    return None if until is None else date.fromordinal(until.toordinal() - 1)


def _cards(court_no: int, on: date) -> Table:
    """Show whose cards hold on the day, and who recorded them when."""
    rows = [
        Row(
            str(card.id),
            (
                Cell(card.person_name),
                card.work_no,
                card.duty_no,
                card.valid_from,
                _last(card.valid_until),
                card.reported_on.isoformat() if card.reported_on else NOT_REPORTED,
                RECORDED.filled(n=card.recorded_by, d=legal_day(card.recorded_at).isoformat()),
            ),
        )
        for card in courts.list_cards_on(court_no, on).values()
    ]
    empty = Empty(Words("当日没有登记的证件", "No cards are recorded for that day"))
    name = Words("执行人员证件", "Officers' cards")
    return Table("cards", name, CARDS, rows, total=len(rows), empty=empty)


def _team(court_no: int, team: TeamView, on: date) -> Team:
    found: Finding[TeamCheck] = courts.check_team(court_no, team.id, on)
    rows = [_role_row(c, [m.name for m in team.of_role(c.role)]) for c in found.value.counts]
    name = Words(team.name, team.name_en)
    return Team(
        name=name,
        is_met=found.value.is_met,
        conclusion=Words(found.conclusion_zh, _sentence(found.conclusion_en)),
        table=Table(f"t-{team.id.hex}", name, MEMBERS, rows),
        key=team.id.hex,
    )


def _role_row(count: RoleCount, people: Iterable[str]) -> Row:
    zh, en = NAMES[count.role]
    missing: Text = NOTHING
    if count.missing > 0:
        missing = Words("▲ 缺{n}人", "▲ short of {n}").filled(n=count.missing)
    elif count.missing < 0:
        missing = Words("多{n}人", "{n} above").filled(n=-count.missing)
    cells = (Words(zh, _sentence(en)), count.present, count.wanted, "、".join(people), missing)
    return Row(count.role.value, cells)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def cards_template(visit: Visit) -> HttpResponse:
    """Give an empty sheet of officers' cards, its heads as the import reads them."""
    response = HttpResponse(template(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="officers-cards.csv"'
    return response
