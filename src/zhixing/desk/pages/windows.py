"""Windows: the court's window tasks, what can go that way, how long it takes, who has a window."""

from __future__ import annotations

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.inquiry.answer_time import RULE
from zhixing.inquiry.counter.queries import (
    CycleTime,
    WindowTaskView,
    compare_cycle_times,
    list_divertible,
    list_window_tasks,
)
from zhixing.inquiry.counter.tasks_of import RESULT_WORDS, STATE_WORDS
from zhixing.inquiry.counter.window_words import hours_words
from zhixing.inquiry.operations import divert_to_window
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.queries import get_institution, list_windows
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

PERIOD_DAYS: Final = 365
TASKS: Final = (
    Column("reference", Words("编号", "Reference"), Kind.TEXT, fixed=True),
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO),
    Column("errand", Words("事项", "Errand"), Kind.TEXT),
    Column("officers", Words("前往人员", "Officers"), Kind.TEXT),
    Column("state", Words("进度", "Progress"), Kind.TEXT),
    Column("due", Words("期限", "Due"), Kind.DAY),
    Column("mark", Words("状态", "Status"), Kind.STATUS),
)
CYCLES: Final = (
    Column("kind", Words("单位类别", "Kind of unit"), Kind.TEXT, fixed=True),
    Column("asked", Words("事项", "Errand"), Kind.TEXT),
    Column("road", Words("途径", "Road"), Kind.TEXT),
    Column("requests", Words("请求", "Requests"), Kind.NUMBER),
    Column("answered", Words("已反馈", "Answered"), Kind.NUMBER),
    Column("service", Words("法院送达（天）", "Days to service"), Kind.NUMBER),
    Column("median", Words("单位反馈（天）", "Days to answer"), Kind.NUMBER),
    Column("tenth", Words("最慢一成（天）", "Slowest tenth"), Kind.NUMBER),
    Column("unserved", Words("法院待送达", "Court to carry"), Kind.NUMBER),
)
PLACES: Final = (
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT, fixed=True),
    Column("department", Words("部门", "Department"), Kind.TEXT),
    Column("address", Words("地址", "Address"), Kind.TEXT),
    Column("hours", Words("受理时间", "Hours"), Kind.TEXT),
    Column("contact", Words("联系岗位", "Contact post"), Kind.TEXT),
)
ERRANDS: Final = {"QUERY": Words("查询", "query"), "CONTROL": Words("控制", "control")}
BY_HAND: Final = Words("窗口", "window")
BY_WIRE: Final = Words("网络", "wire")


def show(visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    """Show the tasks of the court, what could go by a window, and both roads side by side."""
    court_no = visit.by.court_no
    tasks = list_window_tasks(court_no)
    stuck = list_divertible(court_no)
    wanted = {t.case for t in tasks} | {case for _, case, _, _ in stuck}
    page = list_cases(CaseFilter(ids=tuple(wanted)), limit=max(len(wanted), 1))
    known = {case.id: case for case in page.cases}
    roster = Roster.of(court_no, visit.on)
    since, until = visit.on - timedelta(days=PERIOD_DAYS), visit.on + timedelta(days=1)
    context = {
        "refusal": shown(refusal) if refusal is not None else None,
        "tasks": Table(
            "window-tasks",
            Words("在办和已办", "Open and ended"),
            TASKS,
            [_task(visit, t, known, roster) for t in tasks],
            empty=Empty(
                Words("没有窗口任务", "No window task"),
                Words(
                    "向未联网单位查询或者控制时，任务在此列出。",
                    "What goes to a unit without a connection is listed here.",
                ),
            ),
        ),
        "stuck": [_stuck(row, known) for row in stuck],
        "cycles": Table(
            "cycle-times",
            Words(
                "窗口与网络用时（近一年，中位数）", "Median days by window and by wire, a year back"
            ),
            CYCLES,
            [_cycle(c) for c in compare_cycle_times(court_no, since, until)],
            empty=Empty(Words("近一年没有请求", "No request in a year")),
        ),
        "rule": Words(*RULE),
        "places": Table(
            "windows",
            Words("各单位业务窗口", "Designated windows"),
            PLACES,
            _places(),
            empty=Empty(Words("尚未登记业务窗口", "No window is recorded")),
        ),
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("windows").render("desk/windows.html", context, status=status)


def divert(visit: Visit, asked: UUID) -> HttpResponse:
    """Send a stuck request by a window."""
    outcome = perform(lambda: divert_to_window(asked, visit.on, by=visit.by))
    if outcome.refusal is not None:
        return show(visit, outcome.refusal)
    visit.tell(Words("已转窗口办理，请派员。", "It goes by a window: assign two officers."))
    return visit.go(reverse("desk:windows"))


def state_words(task: WindowTaskView) -> Text:
    """Say how far a task got."""
    words = STATE_WORDS[task.state] if not task.result else RESULT_WORDS[task.result]
    return Words(*words)


def mark_of(visit: Visit, task: WindowTaskView) -> Mark:
    """Mark a task by its day."""
    if task.ended_on is not None:
        return Mark(Status.DONE)
    days = (visit.on - task.due_on).days
    return Mark(Status.OVERDUE, days) if days > 0 else Mark(Status.DUE, -days)


def _task(visit: Visit, task: WindowTaskView, known: dict[UUID, CaseView], roster: Roster) -> Row:
    url = reverse("desk:window_task", args=[task.id])
    case = known.get(task.case)
    people = [p for p in (task.first_officer, task.second_officer) if p is not None]
    return Row(
        str(task.id),
        (
            Cell(task.reference, url=url),
            Words(task.institution_name, task.institution_name_en or task.institution_name),
            None if case is None else Cell(case.number, url=_case_url(case)),
            ERRANDS[task.kind],
            "、".join(str(roster.name(p)) for p in people),
            state_words(task),
            task.due_on,
            mark_of(visit, task),
        ),
        url=url,
    )


def _stuck(row: tuple[UUID, UUID, UUID, str], known: dict[UUID, CaseView]) -> dict[str, object]:
    request, case, institution, reason = row
    unit = get_institution(institution)
    return {
        "institution": Words(unit.name, unit.name_en or unit.name),
        "number": known[case].number if case in known else "",
        "url": _case_url(known[case]) if case in known else "",
        "reason": reason,
        "decision": Decision(
            name=f"divert-{request.hex}",
            label=Words("转窗口办理", "Send it by a window"),
            url=reverse("desk:window_divert", args=[request]),
            consequence=Words(
                "以新编号另行发出，交两名执行人员到该单位窗口送达；原请求不再发出。",
                "It goes out under a new number, carried by two officers; the old one does not.",
            ),
        ),
    }


def _cycle(c: CycleTime) -> Row:
    ability = ability_of(c.kind)
    return Row(
        f"{c.kind}-{c.asked}-{c.by_hand}",
        (
            Words(ability.zh, ability.en),
            ERRANDS[c.asked],
            BY_HAND if c.by_hand else BY_WIRE,
            c.requests,
            c.answered,
            c.to_service,
            c.median,
            c.slowest_tenth,
            c.unserved if c.by_hand else None,
        ),
    )


def _places() -> list[Row]:
    rows = []
    for institution, window in list_windows().items():
        unit = get_institution(institution)
        name = Words(unit.name, unit.name_en or unit.name)
        contact = f"{window.contact_post} {window.phone}".strip()
        hours = Words(*hours_words(window.hours))
        cells = (name, window.department, window.address, hours, contact)
        rows.append(Row(str(institution), cells))
    return rows


def _case_url(case: CaseView) -> str:
    return reverse("desk:case", kwargs={"court_no": case.court_no, "case": case.id})
