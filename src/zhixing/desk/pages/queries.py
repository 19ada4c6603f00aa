"""The query centre: cases against institutions, filling as answers arrive; who was asked most."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.pages.cases import ANY, written_number
from zhixing.desk.query_centre import TITLE, case_url, cell_of, tabs
from zhixing.desk.visit import Visit
from zhixing.inquiry.answer_time import RULE
from zhixing.inquiry.centre import (
    Asked,
    Centre,
    CentreFilter,
    Standing,
    get_centre,
    list_asked_institutions,
)
from zhixing.inquiry.queries import InstitutionLoad, list_institution_loads
from zhixing.institutions.abilities import wire_label
from zhixing.platform.live import news
from zhixing.platform.screenkit import tables
from zhixing.platform.screenkit.boards import Matrix, MatrixRow
from zhixing.platform.screenkit.formats import ago_words
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words

MOST_NAMED: Final = 1000
"""So many cases of a name, number or handler are looked among; narrower words find the rest."""
STANDINGS: Final = (
    (Standing.FOUND, Words("查得财产或者线索", "Property or a lead found")),
    (Standing.NIL, Words("有“无财产”反馈", "Something answered nil")),
    (Standing.WAITING, Words("有待反馈", "Answers awaited")),
    (Standing.LATE, Words("有逾期未反馈", "Answers late")),
    (Standing.STUCK, Words("有滞留", "Something stuck")),
)
LABELS: Final = {
    "number": Words("案号", "Case number"),
    "name": Words("当事人", "Party"),
    "handler": Words("承办人", "Handler"),
    "institution": Words("协助单位", "Institution"),
    "standing": Words("反馈情况", "Answers"),
}
LOADS: Final = (
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT, fixed=True),
    Column("wire", Words("接口", "Interface"), Kind.TEXT),
    Column("waiting", Words("待反馈", "Awaiting answer"), Kind.NUMBER),
    Column("overdue", Words("其中逾期", "Overdue of these"), Kind.NUMBER),
    Column("oldest", Words("最早到期", "First due"), Kind.DAY),
    Column("unserved", Words("法院待送达", "Court to carry"), Kind.NUMBER),
    Column("call", Words("最近一次轮询", "Latest poll"), Kind.TEXT),
)


def show(visit: Visit) -> HttpResponse:
    """Show who was asked about which case and what came back; the filters live in the address."""
    asked = visit.request.GET
    wanted = _wanted(visit, asked)
    centre = get_centre(visit.by.court_no, visit.on, wanted, after=asked.get("after", ""))
    ids = tuple(case for case, _ in centre.rows)
    page = list_cases(CaseFilter(ids=ids), limit=max(len(ids), 1)) if ids else None
    known = {case.id: case for case in page.cases} if page is not None else {}
    filters = _filters(visit, asked)
    context = {
        "title": TITLE,
        "live": news.of_queries(visit.by.court_no),
        "tabs": tabs(visit, "queries"),
        "filters": filters,
        "matrix": _matrix(visit, centre, known, asked),
        "empty": _nothing(bool(filters.active)),
    }
    return visit.under("queries").render("desk/queries.html", context)


def loads(visit: Visit) -> HttpResponse:
    """Show what each institution has of this court, and when it last called."""
    found = list_institution_loads(visit.by.court_no, visit.on)
    table = Table(
        "institutions",
        Words("协助单位", "Institutions"),
        LOADS,
        [_load(load) for load in found],
        empty=Empty(Words("尚未向任何单位查询", "No institution was asked yet")),
    )
    context = {
        "title": TITLE,
        "live": news.of_queries(visit.by.court_no),
        "tabs": tabs(visit, "loads"),
        "further": _board_link(visit),
        "tables": [table],
        "rule": Words(*RULE),
    }
    return visit.under("queries").render("desk/centre_tables.html", context)


def _board_link(visit: Visit) -> Link | None:
    """Lead whoever sees the board on to how institutions answer."""
    if not visit.by.may("board"):
        return None
    label = Words("协助单位反馈排名和接入情况", "How institutions answer, and which are connected")
    return Link(label, reverse("desk:institutions"))


def _wanted(visit: Visit, asked: QueryDict) -> CentreFilter:
    """Read the filters out of the address; what cannot be read does not narrow."""
    number, name = written_number(asked.get("number", "")), asked.get("name", "").strip()[:100]
    mine = visit.by.person if asked.get("handler") == "me" else None
    cases = None
    if number or name or mine is not None:
        narrow = CaseFilter(number=number, name=name, handler=mine, court_no=visit.by.court_no)
        cases = tuple(c.id for c in list_cases(narrow, limit=MOST_NAMED).cases)
    standing = asked.get("standing", "")
    known = {s.value: s for s in Standing}
    return CentreFilter(_id(asked.get("institution", "")), known.get(standing), cases)


def _filters(visit: Visit, asked: QueryDict) -> tables.Filters:
    named = list_asked_institutions(visit.by.court_no, visit.on)
    fields = (
        tables.Filter("number", LABELS["number"], asked.get("number", "")),
        tables.Filter("name", LABELS["name"], asked.get("name", "")),
        _choice(asked, "handler", [("me", Words("我承办", "Mine"))]),
        _choice(asked, "institution", [(str(i), Words(zh, en)) for i, zh, en in named]),
        _choice(asked, "standing", [(s.value, words) for s, words in STANDINGS]),
    )
    return tables.Filters(
        action=reverse("desk:queries"),
        filters=fields,
        active=[_chip(asked, f) for f in fields if f.value],
        target="centre",
        clear_url=reverse("desk:queries"),
    )


def _choice(asked: QueryDict, name: str, values: list[tuple[str, Text]]) -> tables.Filter:
    chosen = asked.get(name, "")
    chosen = chosen if any(value == chosen for value, _ in values) else ""
    choices = [
        tables.Choice("", ANY),
        *(tables.Choice(value, label, value == chosen) for value, label in values),
    ]
    return tables.Filter(name, LABELS[name], chosen, choices)


def _chip(asked: QueryDict, f: tables.Filter) -> Link:
    said = next((c.label for c in f.choices if c.value == f.value), f.value)
    label = Words("{a}：{b}", "{a}: {b}").filled(a=f.label, b=said)
    return Link(label, _url(asked, **{f.name: ""}))


def _url(asked: QueryDict, **changes: str) -> str:
    kept = {k: v for k, v in asked.items() if k != "after" and v}
    merged = {k: v for k, v in {**kept, **changes}.items() if v}
    query = f"?{urlencode(merged)}" if merged else ""
    return f"{reverse('desk:queries')}{query}"


def _matrix(
    visit: Visit, centre: Centre, known: dict[UUID, CaseView], asked: QueryDict
) -> Matrix | None:
    rows = [
        _row(visit, known[case], centre, answers) for case, answers in centre.rows if case in known
    ]
    if not rows:
        return None
    columns: list[Text] = [Words(zh, en) for _, zh, en in centre.institutions]
    return Matrix(
        "centre",
        Words("案件与协助单位", "Cases and institutions"),
        Words("案号", "Case number"),
        columns,
        rows,
        next_url=_url(asked, after=centre.next_key) if centre.next_key else "",
        earlier_url=_url(asked) if asked.get("after") else "",
    )


def _row(visit: Visit, case: CaseView, centre: Centre, answers: dict[UUID, Asked]) -> MatrixRow:
    cells = [
        replace(
            cell_of(case.court_no, answers.get(i), only_leads=i in centre.only_leads),
            key=f"{case.id.hex}-{i.hex}",
        )
        for i, _, _ in centre.institutions
    ]
    came = sum(a.is_answered for a in answers.values())
    detail = Words("{d} · 已反馈{n}/{m}", "{d} · {n} of {m} answered").filled(
        d=case.debtor_names, n=came, m=len(answers)
    )
    return MatrixRow(case.number, cells, case_url(case.court_no, case.id), detail, case.id.hex)


def _nothing(is_narrowed: bool) -> Empty:
    if is_narrowed:
        return Empty(
            Words("没有符合筛选的案件", "No case fits the filters"),
            Words("请放宽或清除筛选。", "Widen or clear them."),
            Link(Words("清除筛选", "Clear the filters"), reverse("desk:queries")),
        )
    return Empty(
        Words("尚未发起查询", "Nothing was asked yet"),
        Words(
            "在案件的“财产”中发起查询，反馈到达后列在这里。",
            "Order a query under a case's property; answers are listed here as they arrive.",
        ),
    )


def _load(load: InstitutionLoad) -> Row:
    return Row(
        str(load.institution),
        (
            Words(load.name, load.name_en or load.name),
            Words(*wire_label(load.profile)),
            load.waiting,
            load.overdue,
            load.oldest_due_on,
            load.unserved,
            None if load.quiet_seconds is None else ago_words(load.quiet_seconds),
        ),
    )


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
