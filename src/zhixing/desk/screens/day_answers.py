"""My day: the answers that came in, and the money that waits for its order to pay out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.urls import reverse

from zhixing.assets.acts import Property
from zhixing.cases.queries import CaseFilter, CaseView, list_cases, list_facts
from zhixing.desk.screens.day_nodes import handlers_of
from zhixing.desk.screens.places import deed_or_tab
from zhixing.funds.queries import list_case_balances
from zhixing.inquiry.queries import list_answered_cases
from zhixing.platform.screenkit.casework import Task
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import Ask, Fragment, day_section

TEMPLATE: Final = "desk/sections/tasks.html"
RECENT_DAYS: Final = 7
MOST_SHOWN: Final = 20


@day_section("answers", order=3, needs="view_case")
def answers(ask: Ask) -> Fragment | None:
    """Show the cases in which institutions answered in the last days and nothing was done yet.

    Found property stands there until something of the case is controlled.
    """
    found = {
        a[0]: a for a in list_answered_cases(ask.by.court_no, ask.on - timedelta(days=RECENT_DAYS))
    }
    mine = _mine(ask, found)
    facts = list_facts(ask.by.court_no, list(mine))
    open_ = [c for c in mine if not facts[c].of(Property).controls] if facts else []
    if not open_:
        return None
    tasks = [_answer(ask, mine[c], *found[c][1:]) for c in found if c in open_][:MOST_SHOWN]
    title = Words("查询有反馈", "Answers that came in")
    more = Link(Words("查询中心", "Query centre"), reverse("desk:queries"))
    return Fragment(title, TEMPLATE, {"tasks": tasks, "more": more}, len(open_))


def _mine(ask: Ask, cases: Iterable[UUID]) -> dict[UUID, CaseView]:
    """Give those of some cases that are open and that this person answers for."""
    ids = tuple(cases)
    if not ids:
        return {}
    handlers = handlers_of(ask)
    wanted = CaseFilter(ids=ids, court_no=ask.by.court_no, is_open=True)
    views = list_cases(wanted, order="claim", limit=len(ids)).cases
    return {v.id: v for v in views if handlers is None or v.handler_person in handlers}


def _answer(
    ask: Ask, case: CaseView, latest: date | None, answered: int, hits: int, waiting: int
) -> Task:
    what: Text = (
        Words("{n}家查到财产，请决定控制", "{n} found property: decide on control").filled(n=hits)
        if hits
        else Words("未查到财产", "Nothing was found")
    )
    about = Words("{d}；已反馈{a}，待反馈{w}", "{d}; {a} answered, {w} to come").filled(
        d=case.debtor_names, a=answered, w=waiting
    )
    deed = "freeze" if hits else ""
    return Task(
        key=f"answer-{case.id.hex}",
        mark=Mark(Status.DUE) if hits else Mark(Status.DONE),
        what=what,
        case_no=case.number,
        case_url=reverse("desk:case", args=[case.court_no, case.id]),
        about=about,
        due_on=latest,
        link=Link(
            Words("办理", "Act") if hits else Words("查看", "Look"),
            deed_or_tab(ask.by, case.court_no, case.id, deed, "property"),
        ),
    )


@day_section("money", order=41, needs="view_case")
def money(ask: Ask) -> Fragment | None:
    """Show the money that is held for one's cases and that no payment order is under way for."""
    held = dict(list_case_balances(ask.by.court_no))
    mine = _mine(ask, held)
    if not mine:
        return None
    ordered = [c for c in held if c in mine]
    tasks = [
        Task(
            key=f"held-{c.hex}",
            mark=Mark(Status.DUE),
            what=Words("发放案款{m}", "Pay out {m}").filled(m=money_text(held[c])),
            case_no=mine[c].number,
            case_url=reverse("desk:case", args=[ask.by.court_no, c]),
            about=mine[c].creditor_names,
            link=Link(
                Words("开具发放单", "Order the payment"),
                deed_or_tab(ask.by, ask.by.court_no, c, "order-payment", "money"),
            ),
        )
        for c in ordered[:MOST_SHOWN]
    ]
    title = Words("案款在账，待发放", "Money held, to be paid out")
    return Fragment(title, TEMPLATE, {"tasks": tasks}, len(ordered))
