"""The queries tab: every request of the case to an institution, and how far it got."""

from __future__ import annotations

from typing import Final

from zhixing.cases.lawful_deed import names_of
from zhixing.desk.query_centre import request_url, state_words
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.partly_read import list_partly_read
from zhixing.inquiry.queries import RequestView
from zhixing.inquiry.repair_deed import institutions_of, requests_of
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.records import InstitutionView
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import once
from zhixing.platform.web.fragments import CaseAsk, Fragment, case_tab

LABEL: Final = Words("查控", "Queries")
KINDS: Final = {"QUERY": Words("查询", "query"), "CONTROL": Words("控制", "control")}
OUTCOMES: Final = {
    "FOUND": Words("有财产", "found"),
    "NIL": Words("无财产", "nothing"),
    "FAILED": Words("查询异常", "look-up failed"),
    "REJECTED": Words("退回", "rejected"),
    "DONE": Words("已办理", "carried out"),
    "PARTIAL": Words("部分办理", "carried out in part"),
    "NOT_DONE": Words("未办理", "not carried out"),
}
LEAD: Final = Words("有线索", "lead")
"""What was found where an institution tells of no property: an address, an account elsewhere."""
NOT_WHOLE: Final = Words("▲ 反馈未能全部读取", "▲ answer not read whole")
COLUMNS: Final = (
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT, fixed=True),
    Column("about", Words("被查询人", "About whom"), Kind.NAME),
    Column("kind", Words("事项", "Kind"), Kind.TEXT),
    Column("state", Words("状态", "State"), Kind.TEXT),
    Column("outcome", Words("结果", "Outcome"), Kind.TEXT),
    Column("hits", Words("件数", "Things"), Kind.NUMBER),
    Column("issued", Words("发出", "Issued"), Kind.DAY),
    Column("due", Words("应反馈", "Due"), Kind.DAY),
    Column("answered", Words("反馈", "Answered"), Kind.DAY),
)


@case_tab("queries", LABEL, order=25, count=lambda ask: _count(ask))
def queries(ask: CaseAsk) -> Fragment:
    """Show the requests issued until the day, the newest first."""
    found = [v for v in requests_of(ask) if v.issued_on is None or v.issued_on <= ask.on]
    rows = [_row(v, ask) for v in reversed(found)]
    empty = Empty(
        Words("尚未查询或控制", "Nothing was asked or ordered yet"),
        Words("在“财产”中发起财产查询。", "Order a query under Property."),
    )
    table = Table("requests", LABEL, COLUMNS, rows, empty=empty)
    return Fragment(LABEL, "desk/tabs/table.html", {"tables": [table]}, len(rows))


def _count(ask: CaseAsk) -> int:
    return sum(s.requests for s in ask.facts.of(Inquiry).sets)


def outcome_words(outcome: str, institution: InstitutionView | None) -> Text:
    """Give what came of a request in words; nothing where nothing came of it yet."""
    if outcome != "FOUND" or institution is None or ability_of(institution.kind).tells_property:
        return OUTCOMES.get(outcome, NOTHING)
    return LEAD


def _outcome(view: RequestView, ask: CaseAsk) -> Cell:
    found = once(ask, "partly read", lambda: list_partly_read(ask.court_no, ask.case))
    note = NOT_WHOLE if view.id in {gap.request for gap in found} else NOTHING
    words = outcome_words(view.outcome, institutions_of(ask).get(view.institution))
    return Cell(words, note=note)


def _row(view: RequestView, ask: CaseAsk) -> Row:
    institution = institutions_of(ask).get(view.institution)
    name: Text = NOTHING
    if institution is not None:
        name = Words(institution.name, institution.name_en or institution.name)
    url = request_url(view.court_no, view.id)
    reason = Words(view.reason or view.reason_en, view.reason_en or view.reason)
    cells = (
        Cell(name, url=url, note=view.external_no),
        names_of(ask).get(view.party, ""),
        KINDS.get(view.kind, NOTHING),
        Cell(state_words(view.state), note=reason if reason.zh else NOTHING),
        _outcome(view, ask),
        view.hits or None,
        view.issued_on,
        view.due_on,
        view.answered_on,
    )
    return Row(str(view.id), cells, url)
