"""The case list: filters in the address, pages by key, export to Excel."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.dateparse import parse_date
from openpyxl import Workbook

from zhixing.cases.queries import CaseFilter, CasePage, CaseView, list_cases
from zhixing.desk.casefile import mark_of
from zhixing.desk.roster import Roster
from zhixing.desk.screens.board_figures import year_until
from zhixing.desk.visit import Visit
from zhixing.desk.words import STAGES, node_word, stage_word
from zhixing.kernel.fen import Fen
from zhixing.oversight.definition import Indicator
from zhixing.oversight.queries import ask, list_case_ids
from zhixing.oversight.registry import all_indicators
from zhixing.platform.principal import PostKind
from zhixing.platform.screenkit import tables
from zhixing.platform.screenkit.markup import mark_html
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row
from zhixing.platform.screenkit.words import Text, Words, pick

PAGE: Final = 50
MOST_EXPORTED: Final = 100_000
ORDERS: Final = {"filed": True, "due": False, "claim": True}
"""The columns the list can be ordered by, and whether the greatest comes first."""
DUE_CHOICES: Final = (
    ("overdue", Words("已逾期", "Overdue"), -1),
    ("today", Words("今日到期", "Due today"), 0),
    ("week", Words("七日内到期", "Due within 7 days"), 7),
    ("month", Words("三十日内到期", "Due within 30 days"), 30),
)
ANY: Final = Words("不限", "Any")
LABELS: Final = {
    "number": Words("案号", "Case number"),
    "name": Words("当事人", "Party"),
    "stage": Words("阶段", "Stage"),
    "handler": Words("承办人", "Handler"),
    "due": Words("期限", "Due"),
    "state": Words("状态", "State"),
    "from": Words("立案自", "Filed from"),
    "until": Words("立案至", "Filed until"),
}
STATES: Final = (("open", Words("未结", "Open")), ("closed", Words("已结", "Closed")))
_BRACKETS: Final = str.maketrans("()[]〔〕", "（）（）（）")
KEPT: Final = ("figure", "part", "order")
HANDLERS: Final = (PostKind.JUDGE, PostKind.ASSISTANT)


def show(visit: Visit) -> HttpResponse:
    """Show a page of the list."""
    asked = visit.request.GET
    roster = Roster.of(visit.by.court_no, visit.on)
    wanted = filter_of(visit, asked)
    page = _page(asked, wanted)
    table = _table(visit, asked, page, roster)
    if wanted.ids is not None and not any(asked.get(name) for name in LABELS):
        table = replace(table, total=len(wanted.ids))
    context = {"filters": _filters(visit, asked, roster), "table": table}
    return visit.under("cases").render("desk/cases.html", context)


def filter_of(visit: Visit, asked: QueryDict) -> CaseFilter:
    """Read the filters out of the address; what cannot be read does not narrow."""
    own_only = CaseFilter(court_no=None)
    state = asked.get("state", "")
    due = next((days for key, _, days in DUE_CHOICES if key == asked.get("due")), None)
    return replace(
        own_only,
        number=written_number(asked.get("number", "")),
        name=asked.get("name", "").strip()[:100],
        stage=asked.get("stage", "")[:40],
        handler=_handler(visit, asked.get("handler", "")),
        due_by=None if due is None else visit.on + timedelta(days=due),
        is_open=True if due is not None else {"open": True, "closed": False}.get(state),
        filed_from=_day(asked.get("from", "")),
        filed_until=_day(asked.get("until", "")),
        ids=_behind(visit, asked),
    )


def _figure(visit: Visit, asked: QueryDict) -> Indicator | None:
    """Give the figure whose cases are asked for, where the post may see figures."""
    code = asked.get("figure", "")
    return all_indicators().get(code) if code and visit.by.may("board") else None


def _behind(visit: Visit, asked: QueryDict) -> tuple[UUID, ...] | None:
    """Name exactly the cases behind a figure of the board, as it is today."""
    figure = _figure(visit, asked)
    if figure is None:
        return None
    question = ask(visit.by, year_until(visit.on), with_subordinates=not asked.get("part"))
    return list_case_ids(figure.code, question, part=asked.get("part", "")[:64])


def written_number(text: str) -> str:
    """Write a case number as it is kept, however its brackets were typed.

    >>> written_number(" (2018) 渝0119执1号 ")
    '（2018）渝0119执1号'
    """
    return "".join(text.split()).translate(_BRACKETS)[:64]


def _handler(visit: Visit, text: str) -> UUID | None:
    if text == "me":
        return visit.by.person
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _order(asked: QueryDict) -> tuple[str, bool]:
    """Give the column the list is ordered by, and whether it descends."""
    text = asked.get("order", "")
    column = text.lstrip("-")
    if column not in ORDERS:
        return ("claim", True) if asked.get("figure") else ("filed", ORDERS["filed"])
    return column, text.startswith("-")


def _page(asked: QueryDict, wanted: CaseFilter) -> CasePage:
    order, descending = _order(asked)
    try:
        after = asked.get("after", "")
        return list_cases(wanted, order=order, descending=descending, after=after, limit=PAGE)
    except ValueError:
        return list_cases(wanted, order=order, descending=descending, limit=PAGE)


def _url(asked: QueryDict, **changes: str) -> str:
    kept = {k: v for k, v in asked.items() if k != "after" and v}
    merged = {k: v for k, v in {**kept, **changes}.items() if v}
    query = f"?{urlencode(merged)}" if merged else ""
    return f"{reverse('desk:cases')}{query}"


def _filters(visit: Visit, asked: QueryDict, roster: Roster) -> tables.Filters:
    judges: list[tuple[str, Text]] = [
        (str(h.person.id), h.person.name) for h in roster.list_of_kind(*HANDLERS)
    ]
    mine: tuple[str, Text] = ("me", Words("我承办", "Mine"))
    fields = (
        _box(asked, "number"),
        _box(asked, "name"),
        _choice(asked, "stage", [(code, words) for code, words in STAGES.items()]),
        _choice(asked, "handler", (mine, *judges)),
        _choice(asked, "due", [(key, words) for key, words, _ in DUE_CHOICES]),
        _choice(asked, "state", list(STATES)),
        _box(asked, "from", "date"),
        _box(asked, "until", "date"),
    )
    return tables.Filters(
        action=reverse("desk:cases"),
        filters=fields,
        active=[*_figure_chip(visit, asked), *(_chip(asked, f) for f in fields if f.value)],
        target="list",
        clear_url=reverse("desk:cases"),
        kept=[(name, asked.get(name, "")) for name in KEPT if asked.get(name)],
    )


def _box(asked: QueryDict, name: str, kind: str = "search") -> tables.Filter:
    return tables.Filter(name, LABELS[name], asked.get(name, ""), kind=kind)


def _choice(asked: QueryDict, name: str, values: Iterable[tuple[str, Text]]) -> tables.Filter:
    chosen = asked.get(name, "")
    choices = [
        tables.Choice("", ANY),
        *(tables.Choice(value, label, value == chosen) for value, label in values),
    ]
    return tables.Filter(name, LABELS[name], chosen, choices)


def _chip(asked: QueryDict, f: tables.Filter) -> Link:
    said = next((c.label for c in f.choices if c.value == f.value), f.value)
    label = Words("{a}：{b}", "{a}: {b}").filled(a=f.label, b=said)
    return Link(label, _url(asked, **{f.name: ""}))


def _figure_chip(visit: Visit, asked: QueryDict) -> list[Link]:
    figure = _figure(visit, asked)
    if figure is None:
        return []
    name: Text = Words(figure.name_zh, figure.name_en)
    if words := figure.parts.get(asked.get("part", "")):
        name = Words("{n}（{p}）", "{n} ({p})").filled(n=name, p=Words(*words))
    return [Link(Words("指标：{n}", "Figure: {n}").filled(n=name), _url(asked, figure="", part=""))]


def _columns(asked: QueryDict) -> list[Column]:
    def sorted_by(key: str) -> dict[str, Any]:
        column, descending = _order(asked)
        way = not descending if column == key else ORDERS[key]
        shown = ("desc" if descending else "asc") if column == key else ""
        return {"sort_url": _url(asked, order=f"-{key}" if way else key), "sorted": shown}

    return [
        Column("number", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
        Column("creditors", Words("申请执行人", "Applicant"), Kind.NAME),
        Column("debtors", Words("被执行人", "Debtor"), Kind.NAME),
        Column("stage", Words("阶段", "Stage")),
        Column("next", Words("下一节点", "Next"), Kind.HTML),
        Column("due", Words("到期日", "Due on"), Kind.DAY, **sorted_by("due")),
        Column("handler", Words("承办人", "Handler"), Kind.NAME),
        Column("claim", Words("执行标的", "Claim"), Kind.MONEY, **sorted_by("claim")),
        Column("paid", Words("已到位", "Received"), Kind.MONEY),
        Column("filed", Words("立案日", "Filed on"), Kind.DAY, **sorted_by("filed")),
    ]


def _table(visit: Visit, asked: QueryDict, page: CasePage, roster: Roster) -> tables.Table:
    export = _url(asked).partition("?")[2]
    return tables.Table(
        key="cases",
        caption=Words("案件", "Cases"),
        columns=_columns(asked),
        rows=[_row(visit, c, roster) for c in page.cases],
        next_url=_url(asked, after=page.next_key) if page.next_key else "",
        earlier_url=_url(asked) if asked.get("after") else "",
        export_url=f"{reverse('desk:cases_export')}{'?' if export else ''}{export}",
    )


def _row(visit: Visit, c: CaseView, roster: Roster) -> Row:
    url = reverse("desk:case", args=[c.court_no, c.id])
    cells = (
        Cell(c.number, url),
        c.creditor_names,
        c.debtor_names,
        _stage(c),
        _next(visit, c),
        c.next_due_on if c.closed_on is None else None,
        roster.name(c.handler_person) if c.handler_person else None,
        c.claim_fen,
        c.paid_fen,
        c.filed_on,
    )
    return Row(str(c.id), cells, url)


def _stage(c: CaseView) -> Words | str:
    return Words("已结案", "Closed") if c.closed_on is not None else stage_word(c.stage)


def _next(visit: Visit, c: CaseView) -> Cell | None:
    if c.closed_on is not None or c.next_due_on is None:
        return None
    mark = mark_of(c.next_due_on, visit.on)
    return Cell(mark_html(mark), note=node_word(c.next_due_code))


def export(visit: Visit) -> HttpResponse:
    """Give the filtered list as a workbook, written row by row."""
    wanted = filter_of(visit, visit.request.GET)
    order, descending = _order(visit.request.GET)
    roster = Roster.of(visit.by.court_no, visit.on)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(pick(Words("案件", "Cases")))
    columns = _columns(visit.request.GET)
    sheet.append([str(c.label) for c in columns])
    for case in _all(wanted, order, descending):
        sheet.append(_exported(case, roster))
    kept = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(kept)
    kept.seek(0)
    name = f"cases-{visit.on.isoformat()}.xlsx"
    return FileResponse(kept, as_attachment=True, filename=name)  # type: ignore[return-value]


def _all(wanted: CaseFilter, order: str, descending: bool) -> Iterator[CaseView]:
    key, given = "", 0
    while True:
        page = list_cases(wanted, order=order, descending=descending, after=key, limit=1000)
        yield from page.cases
        key, given = page.next_key, given + len(page.cases)
        if not key or given >= MOST_EXPORTED:
            return


def _exported(c: CaseView, roster: Roster) -> list[object]:
    handler = str(roster.name(c.handler_person)) if c.handler_person else ""
    next_node = "" if c.closed_on is not None else str(node_word(c.next_due_code))
    cells: list[object] = [
        c.number,
        plain(c.creditor_names),
        plain(c.debtor_names),
        str(_stage(c)),
        next_node,
        c.next_due_on if c.closed_on is None else None,
        handler,
        Decimal(Fen(c.claim_fen).yuan),
        Decimal(Fen(c.paid_fen).yuan),
        c.filed_on,
    ]
    return cells


def plain(text: str) -> str:
    """Keep a cell's text from being taken for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text
