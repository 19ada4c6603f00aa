"""The settlement tab: what was agreed, and each instalment with its day."""

from __future__ import annotations

from typing import Final

from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.desk.casefile import mark_of
from zhixing.law.nodes.node import SubjectKind
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("和解", "Settlement")
COLUMNS: Final = (
    Column("due", Words("到期日", "Due on"), Kind.DAY, fixed=True),
    Column("done", Words("履行日", "Met on"), Kind.DAY),
    Column("state", Words("状态", "Status"), Kind.STATUS),
)


def _count(ask: CaseAsk) -> int:
    return sum(s.kind is SubjectKind.INSTALMENT for s in ask.facts.of(Agenda).subjects)


@case_tab("settlement", LABEL, order=70, count=_count)
def settlement(ask: CaseAsk) -> Fragment:
    """Show the settlement as the docket knows it."""
    debt = ask.facts.of(Debt)
    agreed = []
    if debt.agreed_total is not None and debt.agreed_on is not None:
        agreed = [
            Answer(Words("约定总额", "Agreed total"), money_text(debt.agreed_total)),
            Answer(Words("达成日", "Agreed on"), day_words(debt.agreed_on)),
        ]
    due = [s for s in ask.facts.of(Agenda).subjects if s.kind is SubjectKind.INSTALMENT]
    rows = []
    for n, s in enumerate(sorted(due, key=lambda s: s.ends_on or s.happened_on)):
        day = s.ends_on or s.happened_on
        mark = Mark(Status.DONE) if s.done_on is not None else mark_of(day, ask.on)
        rows.append(Row(str(n), (day, s.done_on, mark)))
    empty = Empty(Words("未达成和解", "There is no settlement"))
    table = Table("instalments", Words("分期", "Instalments"), COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/settlement.html", {"agreed": agreed, "tables": [table]})
