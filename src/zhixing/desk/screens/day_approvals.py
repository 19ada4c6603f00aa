"""My day: what waits for this post's approval, oldest first."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.decisions.queries import (
    BundleView,
    MatterView,
    count_waiting,
    list_waiting,
    list_waiting_bundles,
)
from zhixing.desk.matters import waiting_words
from zhixing.desk.words import MATTERS, word
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

MOST_SHOWN: Final = 10
BUNDLE: Final = Words("批量{m}（{n}件案件）", "{m} in {n} cases")


@day_section("approvals", order=5, needs="approve")
def approvals(ask: Ask) -> Fragment | None:
    """Show the oldest matters that wait, each one click from its tray."""
    waiting = list_waiting(ask.by, MOST_SHOWN)
    bundles = list_waiting_bundles(ask.by, MOST_SHOWN)
    if not (waiting or bundles):
        return None
    ids = tuple({m.case for m in waiting})
    numbers = {c.id: c.number for c in list_cases(CaseFilter(ids=ids), order="claim").cases}
    tasks = [
        *(_bundle(ask, b) for b in bundles),
        *(_task(ask, m, numbers.get(m.case, "")) for m in waiting),
    ]
    more = Link(Words("打开审批台", "Open the tray"), reverse("desk:approvals"))
    title = Words("待我审批", "Waiting for my approval")
    context = {"tasks": tasks, "more": more}
    return Fragment(title, "desk/sections/tasks.html", context, count_waiting(ask.by), True)


def _bundle(ask: Ask, b: BundleView) -> Task:
    return Task(
        key=b.id.hex,
        mark=Mark(Status.DUE),
        what=BUNDLE.filled(m=word(MATTERS, b.code), n=b.matters),
        case_no="",
        case_url=reverse("desk:bundle", args=[b.id]),
        about=waiting_words(b.opened_on, ask.on),
        due_on=b.opened_on,
        link=Link(Words("审批", "Decide"), reverse("desk:bundle", args=[b.id])),
    )


def _task(ask: Ask, m: MatterView, number: str) -> Task:
    url = reverse("desk:matter", args=[m.id])
    return Task(
        key=m.id.hex,
        mark=Mark(Status.DUE),
        what=word(MATTERS, m.code),
        case_no=number,
        case_url=reverse("desk:case", args=[m.court_no, m.case]),
        about=waiting_words(m.opened_on, ask.on),
        due_on=m.opened_on,
        link=Link(Words("审批", "Decide"), url),
    )
