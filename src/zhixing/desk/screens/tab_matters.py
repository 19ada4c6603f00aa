"""The decisions tab: every matter put up in the case, what was said, and how it ended."""

from __future__ import annotations

from typing import Final

from zhixing.decisions.queries import MatterView, list_matters
from zhixing.desk.roster import Roster
from zhixing.desk.words import MATTER_STATES, MATTERS, POSTS, VERDICTS, word
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("审批", "Decisions")
COLUMNS: Final = (
    Column("matter", Words("事项", "Matter"), fixed=True),
    Column("state", Words("状态", "Status")),
    Column("opened", Words("提请日", "Put up on"), Kind.DAY),
    Column("applicant", Words("提请人", "Put up by"), Kind.NAME),
    Column("opinions", Words("意见", "Opinions")),
    Column("decided", Words("决定日", "Decided on"), Kind.DAY),
)


@case_tab("matters", LABEL, order=50)
def matters(ask: CaseAsk) -> Fragment:
    """Show the matters opened until the day."""
    roster = Roster.of(ask.court_no, ask.on)
    found = [m for m in list_matters(ask.court_no, ask.case) if m.opened_on <= ask.on]
    rows = [_row(m, roster, ask) for m in found]
    empty = Empty(Words("尚无提请审批的事项", "Nothing was put up for a decision"))
    table = Table("matters", LABEL, COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": [table]}, len(rows))


def _row(m: MatterView, roster: Roster, ask: CaseAsk) -> Row:
    was_decided = m.decided_on is not None and m.decided_on <= ask.on
    summary = Words(m.summary_zh, m.summary_en)
    cells = (
        Cell(word(MATTERS, m.code), note=summary),
        _state(m) if was_decided or ask.is_today else MATTER_STATES["OPEN"],
        m.opened_on,
        roster.name(m.applicant_person),
        _opinions(m, roster, ask),
        m.decided_on if was_decided else None,
    )
    return Row(str(m.id), cells)


def _state(m: MatterView) -> Text:
    state = word(MATTER_STATES, m.state)
    if m.state != "OPEN":
        return state
    return Words("{s}，待{p}处理", "{s}: waits for {p}").filled(
        s=state, p=word(POSTS, m.waiting_kind)
    )


def _opinions(m: MatterView, roster: Roster, ask: CaseAsk) -> Text:
    said = []
    for o in m.opinions:
        if o.given_on > ask.on:
            continue
        verdict = word(VERDICTS, o.verdict)
        said.append(Words("{n} {v}", "{n}: {v}").filled(n=roster.name(o.person), v=verdict))
    if not said:
        return NOTHING
    return Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language
