"""The closing tab: what stands between the case and its end, and the days that do not count."""

from __future__ import annotations

from typing import Final

from django.utils.html import format_html

from zhixing.closing.chapter import Period, Periods
from zhixing.closing.queries import Check
from zhixing.closing.screens.close import checklist_of
from zhixing.closing.screens.periods import KINDS
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("结案与期限", "Closing and time")
CONDITIONS: Final = (
    Column("condition", Words("条件", "Condition"), fixed=True),
    Column("state", Words("状态", "Status"), Kind.HTML, fixed=True),
    Column("remedy", Words("怎样才符合", "What would make it hold")),
)
PERIODS: Final = (
    Column("kind", Words("扣除事由", "Ground"), fixed=True),
    Column("from", Words("自", "From"), Kind.DAY),
    Column("until", Words("至", "Until"), Kind.DAY),
    Column("document", Words("依据文书", "Document")),
)
HOLDS = ("st-done", "●", Words("符合", "holds"))
FAILS = ("st-overdue", "▲", Words("不符合", "not met"))
WARNS = ("st-due", "◐", Words("提示", "a note only"))
SIGN: Final = '<span class="st {}"><span class="sign" aria-hidden="true">{}</span> {}</span>'


@case_tab("closing", LABEL, order=90)
def closing(ask: CaseAsk) -> Fragment:
    """Show the conditions of closing, as of now, and the periods of the day."""
    tables = [_periods(ask)]
    if ask.is_today:
        rows = [_condition(c) for c in checklist_of(ask)]
        name = Words("执行完毕结案的条件", "Conditions of closing as performed")
        tables.insert(0, Table("closing", name, CONDITIONS, rows))
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": tables})


def _condition(c: Check) -> Row:
    text = Words(c.zh, c.en[:1].upper() + c.en[1:])
    state = HOLDS if c.holds else WARNS if c.warns else FAILS
    remedy = NOTHING if c.holds else Words(c.remedy_zh, c.remedy_en)
    css, sign, said = state
    return Row(c.code, (Cell(text), format_html(SIGN, css, sign, str(said)), remedy))


def _periods(ask: CaseAsk) -> Table:
    rows = [_period(p) for p in ask.facts.of(Periods).periods]
    empty = Empty(Words("没有扣除的期间", "No day is excluded"))
    return Table("periods", Words("扣除期间", "Excluded periods"), PERIODS, rows, empty=empty)


def _period(p: Period) -> Row:
    days = p.range.days
    return Row(str(p.period), (KINDS[p.range.kind], days.start, days.last, p.range.document))
