"""My day: window tasks one goes on oneself, and those of the court nobody goes on yet."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.desk.pages.windows import ERRANDS, state_words
from zhixing.inquiry.counter.queries import WindowTaskView, list_window_tasks
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/tasks.html"


@day_section("window-tasks", order=25, needs="record")
def window_tasks(ask: Ask) -> Fragment | None:
    """Show window tasks of one's own; who may order queries sees those not assigned as well."""
    may_assign = ask.by.may("order_query")
    tasks = [
        t
        for t in list_window_tasks(ask.by.court_no, open_only=True)
        if ask.by.person in (t.first_officer, t.second_officer)
        or (t.state == "OPEN" and may_assign)
        or (t.state == "SERVED" and may_assign)
    ]
    if not tasks:
        return None
    numbers = {
        c.id: c.number
        for c in list_cases(CaseFilter(ids=tuple({t.case for t in tasks})), limit=len(tasks)).cases
    }
    rows = [_row(ask, t, numbers.get(t.case, "")) for t in tasks]
    late = any(t.is_overdue(ask.on) for t in tasks)
    return Fragment(Words("窗口任务", "Window tasks"), TEMPLATE, {"tasks": rows}, len(rows), late)


def _row(ask: Ask, task: WindowTaskView, number: str) -> Task:
    days = (ask.on - task.due_on).days
    unit = Words(task.institution_name, task.institution_name_en or task.institution_name)
    return Task(
        key=f"window-{task.id.hex}",
        mark=Mark(Status.OVERDUE, days) if days > 0 else Mark(Status.DUE, -days),
        what=Words("{u}：{e}，{s}", "{u}: {e}, {s}").filled(
            u=unit, e=ERRANDS[task.kind], s=state_words(task)
        ),
        case_no=number,
        case_url=reverse("desk:case", args=[task.court_no, task.case]),
        due_on=task.due_on,
        link=Link(Words("去办理", "Go on"), reverse("desk:window_task", args=[task.id])),
    )
