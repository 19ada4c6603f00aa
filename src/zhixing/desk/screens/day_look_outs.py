"""My day: a person looked for was met. It stands at the top, for the handler and the team."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final
from uuid import UUID

from django.urls import reverse

from zhixing.cases.docket.chapters import Closure, Responsibility
from zhixing.cases.queries import CaseFilter, list_cases, list_cases_with, list_facts
from zhixing.desk.screens.day_nodes import team_of
from zhixing.desk.screens.places import deed_or_tab
from zhixing.measures.chapter import LookOut, Measures
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/tasks.html"
HIT: Final = "LOOK_OUT_HIT"


@day_section("look-out-hits", order=1, needs="view_case")
def look_out_hits(ask: Ask) -> Fragment | None:
    """Show the hits on open look-outs in the cases of one's team; supervisors see the court's."""
    hits = list(_hits(ask))
    if not hits:
        return None
    numbers = {
        c.id: c.number
        for c in list_cases(CaseFilter(ids=tuple({case for case, _ in hits})), order="claim").cases
    }
    names = {p: v.name for p, v in list_parties({x.party for _, x in hits}).items()}
    tasks = [_task(ask, case, x, numbers.get(case, ""), names.get(x.party, "")) for case, x in hits]
    title = Words("紧急：布控命中", "Urgent: a person looked for was met")
    return Fragment(title, TEMPLATE, {"tasks": tasks}, len(tasks), True)


def _hits(ask: Ask) -> Iterator[tuple[UUID, LookOut]]:
    cases = list_cases_with(ask.by.court_no, HIT)
    mine = None if ask.by.may("supervise") else set(team_of(ask))
    for case, facts in list_facts(ask.by.court_no, cases).items():
        current = facts.of(Responsibility).current
        if mine is not None and (current is None or current.person not in mine):
            continue
        if facts.of(Closure).closed_on is not None:
            continue
        for x in facts.of(Measures).look_outs:
            if x.hit_on is not None and x.closed_on is None:
                yield case, x


def _task(ask: Ask, case: UUID, x: LookOut, number: str, name: str) -> Task:
    hit_on: Any = x.hit_on
    days = (ask.on - hit_on).days
    mark = Mark(Status.OVERDUE, days) if days > 0 else Mark(Status.DUE, 0)
    about = Words("{n}于{d}在{p}被发现", "{n} was met on {d}, {p}").filled(
        n=name, d=day_words(hit_on), p=x.hit_place or Words("地点未报", "place not reported")
    )
    return Task(
        key=f"hit-{x.measure.hex}",
        mark=mark,
        what=Words("立即派员处置，处置后撤销布控", "Send officers now; then end the look-out"),
        case_no=number,
        case_url=reverse("desk:case", args=[ask.by.court_no, case]),
        about=about,
        due_on=hit_on,
        link=Link(
            Words("去处置", "Deal with it"),
            deed_or_tab(ask.by, ask.by.court_no, case, "close-look-out", "measures"),
        ),
    )
