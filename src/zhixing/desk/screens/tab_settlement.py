"""The settlement tab: what was agreed, and each instalment with its day and what was paid on it."""

from __future__ import annotations

from typing import Any, Final

from zhixing.cases.docket.chapters import Agenda
from zhixing.desk.casefile import mark_of
from zhixing.law.nodes.node import SubjectKind
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.status import Mark, Status
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab
from zhixing.settlement.queries import SettlementState, SettlementView, settlement_of
from zhixing.settlement.reckoning import InstalmentState

LABEL: Final = Words("和解", "Settlement")
STATES: Final = {
    SettlementState.LIVING: Words("履行中", "Being performed"),
    SettlementState.DEFAULTED: Words("已违约", "In default"),
    SettlementState.PERFORMED: Words("已履行完毕", "Performed"),
    SettlementState.RESUMED: Words("已恢复执行", "Enforcement resumed"),
    SettlementState.REPLACED: Words("已被新协议取代", "Replaced"),
}
COLUMNS: Final = (
    Column("number", Words("期次", "No."), Kind.NUMBER, fixed=True),
    Column("due", Words("到期日", "Due on"), Kind.DAY, fixed=True),
    Column("amount", Words("应付", "Due"), Kind.MONEY),
    Column("paid", Words("已付", "Paid"), Kind.MONEY),
    Column("met", Words("付清日", "Met on"), Kind.DAY),
    Column("state", Words("状态", "Status"), Kind.STATUS),
)


def _count(ask: CaseAsk) -> int:
    return sum(s.kind is SubjectKind.INSTALMENT for s in ask.facts.of(Agenda).subjects)


@case_tab("settlement", LABEL, order=70, count=_count)
def settlement(ask: CaseAsk) -> Fragment:
    """Show the latest settlement as it stood on the day."""
    facts: Any = ask.facts
    found = settlement_of(facts, ask.on)
    rows = [] if found is None else [_row(i, ask) for i in found.instalments]
    empty = Empty(Words("未达成和解", "There is no settlement"))
    table = Table("instalments", Words("分期", "Instalments"), COLUMNS, rows, empty=empty)
    context = {"agreed": [] if found is None else _agreed(found), "tables": [table]}
    return Fragment(LABEL, "desk/tabs/settlement.html", context, len(rows))


def _agreed(found: SettlementView) -> list[Answer]:
    return [
        Answer(Words("状态", "Status"), STATES[found.state]),
        Answer(Words("达成日", "Agreed on"), day_words(found.agreed_on)),
        Answer(Words("约定总额", "Agreed total"), money_text(found.total)),
        Answer(Words("已付", "Paid"), money_text(found.paid)),
        Answer(Words("尚余", "Left"), money_text(found.outstanding)),
    ]


def _row(i: InstalmentState, ask: CaseAsk) -> Row:
    mark = Mark(Status.DONE) if i.is_met else mark_of(i.due_on, ask.on)
    return Row(str(i.number), (i.number, i.due_on, int(i.amount), int(i.paid), i.met_on, mark))
