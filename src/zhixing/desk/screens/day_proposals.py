"""My day: renewals that must be decided before a control ends, and excesses to let go."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases, list_facts
from zhixing.decisions.proposals import PROPOSED
from zhixing.decisions.queries import MatterView, list_open
from zhixing.desk.matters import waiting_words
from zhixing.desk.screens.day_nodes import handlers_of
from zhixing.desk.words import MATTERS, word
from zhixing.inquiry.keeping.chapter import Keeping
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/tasks.html"
MOST_SHOWN: Final = 20
NEAR_DAYS: Final = 7


@day_section("proposals", order=4, needs="view_case")
def proposals(ask: Ask) -> Fragment | None:
    """Show what the platform proposed in the cases this person answers for, the nearest end first.

    Assistant and judge see their team's; the director sees what the director was called to.
    """
    waiting = list_open(ask.by.court_no, PROPOSED)
    handlers = handlers_of(ask)
    if handlers is None:
        waiting = [m for m in waiting if m.waiting_kind == str(PostKind.DIRECTOR)]
    cases = _cases(ask, {m.case for m in waiting})
    mine = [
        m
        for m in waiting
        if m.case in cases and (handlers is None or cases[m.case].handler_person in handlers)
    ]
    if not mine:
        return None
    ends = _ends(ask, mine)
    mine.sort(key=lambda m: (ends.get(m.id, date.max), m.opened_on, m.id))
    tasks = [_task(ask, m, cases[m.case], ends.get(m.id)) for m in mine[:MOST_SHOWN]]
    title = Words("控制措施：续行与解除超标", "Controls: renew, or release an excess")
    return Fragment(title, TEMPLATE, {"tasks": tasks}, len(mine), True)


def _cases(ask: Ask, ids: set[UUID]) -> dict[UUID, CaseView]:
    if not ids:
        return {}
    wanted = CaseFilter(ids=tuple(ids), court_no=ask.by.court_no)
    return {c.id: c for c in list_cases(wanted, order="claim", limit=len(ids)).cases}


def _ends(ask: Ask, mine: list[MatterView]) -> dict[UUID, date]:
    """Give the last day of each control whose renewal waits, by its matter."""
    facts = list_facts(ask.by.court_no, sorted({m.case for m in mine}))
    return {
        r.matter: r.ends_on
        for known in facts.values()
        for r in known.of(Keeping).renewals
        if r.matter is not None
    }


def _task(ask: Ask, m: MatterView, case: CaseView, ends_on: date | None) -> Task:
    url = reverse("desk:case_tab", args=[m.court_no, m.case, "matters"])
    if ask.by.may("order_freeze"):
        url = reverse("desk:deed", args=[m.court_no, m.case, "decide-proposal"]) + f"?of={m.id}"
    elif ask.by.may("approve"):
        url = reverse("desk:matter", args=[m.id])
    is_near = ends_on is not None and (ends_on - ask.on).days <= NEAR_DAYS
    return Task(
        key=f"proposal-{m.id.hex}",
        mark=Mark(Status.OVERDUE) if is_near else Mark(Status.DUE),
        what=word(MATTERS, m.code),
        case_no=case.number,
        case_url=reverse("desk:case", args=[m.court_no, m.case]),
        about=_about(ask, m, ends_on),
        due_on=ends_on or m.opened_on,
        link=Link(Words("决定", "Decide"), url),
    )


def _about(ask: Ask, m: MatterView, ends_on: date | None) -> Text:
    if ends_on is None:
        return Words(m.summary_zh, m.summary_en)
    left = (ends_on - ask.on).days
    said = waiting_words(m.opened_on, ask.on)
    return Words("距届满{n}日，{w}", "{n} days left, {w}").filled(n=left, w=said)
