"""The responsibility tab: every handler for good, how each came to the case, and the receipt."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from zhixing.cases.docket.chapters import Handling, Responsibility
from zhixing.desk.roster import Roster
from zhixing.desk.words import HANDLED_HOW, word
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("责任记录", "Responsibility")
COLUMNS: Final = (
    Column("on", Words("自", "From"), Kind.DAY, fixed=True),
    Column("person", Words("承办人", "Handler"), Kind.NAME, fixed=True),
    Column("post", Words("岗位", "Post")),
    Column("how", Words("产生方式", "How")),
)


def _count(ask: CaseAsk) -> int:
    return len(ask.facts.of(Responsibility).handlers)


@case_tab("responsibility", LABEL, order=90, count=_count)
def responsibility(ask: CaseAsk) -> Fragment:
    """Show the lifelong record of responsibility (办案质量终身负责)."""
    roster = Roster.of(ask.court_no, ask.on)
    handlers = ask.facts.of(Responsibility).handlers
    rows = [_row(n, h, roster) for n, h in enumerate(handlers)]
    empty = Empty(Words("尚未分案", "Not yet assigned"))
    table = Table("handlers", LABEL, COLUMNS, rows, empty=empty)
    receipt = None
    if any(h.how == "ROTATION" for h in handlers):
        url = reverse("desk:receipt", args=[ask.court_no, ask.case])
        receipt = Link(Words("分案凭证", "Assignment receipt"), url)
    context = {"tables": [table], "receipt": receipt}
    return Fragment(LABEL, "desk/tabs/responsibility.html", context, len(rows))


def _row(place: int, h: Handling, roster: Roster) -> Row:
    cells = (h.on, roster.name(h.person), roster.post(h.post), word(HANDLED_HOW, h.how))
    return Row(str(place), cells)
