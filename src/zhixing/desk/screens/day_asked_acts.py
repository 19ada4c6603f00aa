"""My day: single acts that other courts ask for and that nobody answered yet."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.inquiry.entrusted.single_acts import AskedActView, list_asked_acts
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/tasks.html"
MOST: Final = 20


@day_section("asked-acts", order=8, needs="record")
def asked_acts(ask: Ask) -> Fragment | None:
    """Show what other courts of the platform wait for, the earliest day first."""
    waiting = list_asked_acts(ask.by.court_no, is_open=True)
    if not waiting:
        return None
    tasks = [_task(ask, a) for a in waiting[:MOST]]
    title = Words("其他法院委托的事项", "Asked for by other courts")
    return Fragment(title, TEMPLATE, {"tasks": tasks}, len(waiting), True)


def _task(ask: Ask, a: AskedActView) -> Task:
    late = a.overdue_days(ask.on)
    return Task(
        key=f"asked-act-{a.id.hex}",
        mark=Mark(Status.OVERDUE, late) if late else Mark(Status.DUE, (a.due_on - ask.on).days),
        what=Words("办理受托事项并回复", "Do what is asked and answer"),
        case_no=a.from_case_no,
        case_url=reverse("desk:asked_acts"),
        about=Words("{c}：{t}", "{c}: {t}").filled(c=a.from_court, t=a.task),
        due_on=a.due_on,
        link=Link(Words("办理", "Deal with it"), reverse("desk:asked_act", args=[a.id])),
    )
