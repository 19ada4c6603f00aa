"""My day: the nodes that are overdue, due today, and due in the coming week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.cases.docket.reminders import reminders_of
from zhixing.cases.queries import CaseView, NodeView, count_open_nodes, list_open_nodes
from zhixing.cases.reminded import count_reminded_nodes, list_reminded_nodes
from zhixing.courts.kinds import TeamRole
from zhixing.courts.queries import list_teams
from zhixing.desk.casefile import mark_of
from zhixing.desk.screens.places import place_of
from zhixing.desk.words import GROUNDS, node_word, word
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

SOON_DAYS: Final = 7
MOST_SHOWN: Final = 50
TEMPLATE: Final = "desk/sections/tasks.html"
Due = tuple[CaseView, NodeView]
BY_COURT: Final = Words("催办日期由本院自定：{b}", "The days are set by the court: {b}")
BY_USAGE: Final = Words(
    "届满前30日、15日、7日催办；本院未自定", "30, 15 and 7 days before the end; the court set none"
)


@day_section("overdue", order=10, needs="view_case")
def overdue(ask: Ask) -> Fragment | None:
    """Show what has passed its line."""
    before = ask.on - timedelta(days=1)
    return _fragment(ask, Words("逾期", "Overdue"), None, before, "overdue", urgent=True)


@day_section("today", order=20, needs="view_case")
def today(ask: Ask) -> Fragment | None:
    """Show what is due today."""
    return _fragment(ask, Words("今日到期", "Due today"), ask.on, ask.on, "today", urgent=True)


@day_section("week", order=30, needs="view_case")
def week(ask: Ask) -> Fragment | None:
    """Show what is due in the seven days to come."""
    tomorrow, last = ask.on + timedelta(days=1), ask.on + timedelta(days=SOON_DAYS)
    return _fragment(ask, Words("七日内到期", "Due within seven days"), tomorrow, last, "week")


@day_section("reminded", order=35, needs="view_case")
def reminded(ask: Ask) -> Fragment | None:
    """Show what is due later than a week and reminded of these days, and who set the days."""
    own = reminders_of(ask.by.court_no, ask.on)
    handlers = handlers_of(ask)
    after = ask.on + timedelta(days=SOON_DAYS)
    found = list_reminded_nodes(
        ask.by.court_no, ask.on, own, due_after=after, handlers=handlers, limit=MOST_SHOWN
    )
    if not found:
        return None
    count = len(found)
    if count == MOST_SHOWN:
        count = count_reminded_nodes(
            ask.by.court_no, ask.on, own, due_after=after, handlers=handlers
        )
    title = Words("期限届满前催办", "Reminders before a time limit ends")
    note = BY_COURT if own.days else BY_USAGE
    more = Link(Words("催办规定", "The rules on reminders"), reverse("desk:charters"))
    tasks = [_task(ask, case, node) for case, node in found]
    context = {"tasks": tasks, "more": more, "note": note.filled(b=own.legal_basis)}
    return Fragment(title, TEMPLATE, context, count)


def list_due(ask: Ask, due_by: date, due_from: date | None = None) -> list[Due]:
    """Give the first of what is due between two days in the cases this person answers for."""
    handlers = handlers_of(ask)
    found = [
        due
        for handler in ([None] if handlers is None else handlers)
        for due in list_open_nodes(
            ask.by.court_no, due_from=due_from, due_by=due_by, handler=handler
        )
    ]
    return sorted(found, key=_order)


def _order(due: Due) -> tuple[date, int, str, int, str]:
    case, node = due
    return node.due_on or date.max, case.year, case.type_code, case.serial, node.code


def handlers_of(ask: Ask) -> Sequence[UUID] | None:
    """Give whose cases a person works on: one's own, the team's, or None for all of the court."""
    if ask.by.may("supervise"):
        return None
    if not ask.by.may("draft"):
        return []
    return team_of(ask)


def team_of(ask: Ask) -> Sequence[UUID]:
    """Give a person and the officers of the teams the person works in."""
    own = [ask.by.person]
    for team in list_teams(ask.by.court_no, ask.on):
        if any(m.person == ask.by.person for m in team.members):
            own += [m.person for m in team.of_role(TeamRole.OFFICER)]
    return list(dict.fromkeys(own))


def _fragment(
    ask: Ask, title: Text, due_from: date | None, due_by: date, due: str, *, urgent: bool = False
) -> Fragment | None:
    handlers = handlers_of(ask)
    count = count_open_nodes(ask.by.court_no, due_from=due_from, due_by=due_by, handlers=handlers)
    if not count:
        return None
    found = list_due(ask, due_by, due_from)
    more = None
    if count > MOST_SHOWN:
        url = f"{reverse('desk:cases')}?due={due}&order=due"
        more = Link(Words("查看全部", "See them all"), url)
    tasks = [_task(ask, case, node) for case, node in found[:MOST_SHOWN]]
    return Fragment(title, TEMPLATE, {"tasks": tasks, "more": more}, count, urgent)


def _task(ask: Ask, case: CaseView, node: NodeView) -> Task:
    url = reverse("desk:case", args=[case.court_no, case.id])
    why = reverse("desk:why", args=[case.court_no, case.id, f"node:{node.code}"])
    mark = mark_of(node.due_on or ask.on, ask.on)
    about = Words("{d}；{g}", "{d}; {g}").filled(d=case.debtor_names, g=word(GROUNDS, node.kind))
    return Task(
        key=f"{case.id.hex}-{node.code.replace(':', '-')}",
        mark=Mark(mark.status, mark.days, f"{why}?on={ask.on.isoformat()}"),
        what=node_word(node.code),
        case_no=case.number,
        case_url=url,
        about=about,
        due_on=node.due_on,
        link=Link(Words("去办理", "Do it"), place_of(ask.by, case.court_no, case.id, node.code)),
    )
