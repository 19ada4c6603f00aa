"""What is stuck: requests held back, rejected or silent, answers not read, messages of nobody."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.pages.cases import ANY
from zhixing.desk.query_centre import TITLE, case_url, deed_url, request_url, state_words, tabs
from zhixing.desk.visit import Visit
from zhixing.inquiry.centre import list_asked_institutions
from zhixing.inquiry.queries import DeadLetter, list_dead_messages
from zhixing.inquiry.states import State
from zhixing.inquiry.stuck import StuckRequest, UnreadAnswer, list_stuck, list_unread
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.platform.live import news
from zhixing.platform.screenkit import tables
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import find_deed

STATES: Final = (State.REJECTED, State.EXPIRED, State.QUARANTINED)
REPAIRS: Final = {
    "QUERY": ("reissue-request", "record-letter"),
    "CONTROL": ("reissue-request", "withdraw-stuck"),
}
"""What brings a stuck request on, by its kind; the deed's page says what stands against it."""
SEES_NOBODYS: Final = "supervise"
"""Whoever supervises sees the messages of no court; nothing of their contents."""
COLUMNS: Final = (
    Column("request", Words("请求", "Request"), Kind.TEXT, fixed=True),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO),
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT),
    Column("reason", Words("为何滞留", "Why it is stuck"), Kind.TEXT),
    Column("issued", Words("发出日", "Issued on"), Kind.DAY),
    Column("repair", Words("怎样处理", "What can be done"), Kind.HTML, fixed=True),
)
UNREAD: Final = (
    *COLUMNS[:4],
    Column("at", Words("收到", "Received"), Kind.MOMENT),
    COLUMNS[-1],
)
MESSAGES: Final = (
    Column("institution", Words("来自", "From"), Kind.TEXT, fixed=True),
    Column("number", Words("所称请求编号", "Request number it names"), Kind.TEXT),
    Column("reason", Words("为何不属于任何法院", "Why it belongs to no court"), Kind.TEXT),
    Column("at", Words("收到", "Received"), Kind.MOMENT),
)
IN_DOCKET: Final = Words("已入卷，请核对", "in the docket; to be looked into")
KIND_WORDS: Final = {"QUERY": Words("查询", "query"), "CONTROL": Words("控制", "control")}


def show(visit: Visit) -> HttpResponse:
    """Show what is stuck, page by key; each with its reason and what brings it on."""
    asked, court_no = visit.request.GET, visit.by.court_no
    page = list_stuck(
        court_no,
        state=_state(asked.get("state", "")),
        institution=_id(asked.get("institution", "")),
        after=asked.get("after", ""),
    )
    unread = list_unread(court_no, visit.at)
    dead = list_dead_messages(visit.at) if visit.by.may(SEES_NOBODYS) else []
    known = _Known.of((*page.requests, *unread), dead)
    shown = [_stuck_table(visit, page.requests, known, page.next_key)]
    if unread:
        shown.append(_unread_table(visit, unread, known))
    if visit.by.may(SEES_NOBODYS):
        shown.append(_dead_table(dead, known))
    context = {
        "title": TITLE,
        "live": news.of_queries(court_no),
        "tabs": tabs(visit, "stuck"),
        "filters": _filters(visit, asked),
        "tables": shown,
    }
    return visit.under("queries").render("desk/centre_tables.html", context)


class _Known:
    """Hold the names of cases and institutions of a page, each read once."""

    def __init__(self, cases: Iterable[UUID], institutions: Iterable[UUID]) -> None:
        ids = tuple(set(cases))
        page = list_cases(CaseFilter(ids=ids), limit=len(ids)) if ids else None
        self.cases: dict[UUID, CaseView] = {c.id: c for c in page.cases} if page else {}
        wanted = set(institutions)
        self._named = list_institutions_by_id(wanted) if wanted else {}

    @classmethod
    def of(cls, stuck: Sequence[StuckRequest | UnreadAnswer], dead: Sequence[DeadLetter]) -> _Known:
        return cls((s.case for s in stuck), (x.institution for x in (*stuck, *dead)))

    def institution(self, institution: UUID) -> Text:
        found = self._named.get(institution)
        return NOTHING if found is None else Words(found.name, found.name_en or found.name)

    def number(self, case: UUID) -> Cell | None:
        found = self.cases.get(case)
        return None if found is None else Cell(found.number, url=case_url(found.court_no, case))


def _stuck_table(
    visit: Visit, found: Sequence[StuckRequest], known: _Known, next_key: str
) -> Table:
    asked = visit.request.GET
    narrowed = bool(asked.get("state") or asked.get("institution"))
    nothing = Words("没有滞留的请求", "Nothing is stuck")
    if narrowed:
        nothing = Words("没有符合筛选的滞留请求", "Nothing stuck fits the filters")
    return Table(
        "stuck",
        Words("滞留的请求", "Stuck requests"),
        COLUMNS,
        [_stuck(visit, s, known) for s in found],
        next_url=_url(asked, after=next_key) if next_key else "",
        earlier_url=_url(asked) if asked.get("after") else "",
        empty=Empty(nothing),
    )


def _stuck(visit: Visit, s: StuckRequest, known: _Known) -> Row:
    court_no = visit.by.court_no
    url = request_url(court_no, s.id)
    why = Words(s.reason or s.reason_en, s.reason_en or s.reason)
    cells = (
        Cell(s.external_no, url=url, note=KIND_WORDS.get(s.kind, NOTHING)),
        known.number(s.case),
        known.institution(s.institution),
        Cell(state_words(s.state), note=why if why.zh else NOTHING),
        s.issued_on,
        _repairs(visit, s.case, s.id, REPAIRS.get(s.kind, ())),
    )
    return Row(str(s.id), cells, url)


def _unread_table(visit: Visit, unread: Sequence[UnreadAnswer], known: _Known) -> Table:
    rows = [
        Row(
            str(u.id),
            (
                Cell(u.external_no, url=request_url(visit.by.court_no, u.request)),
                known.number(u.case),
                known.institution(u.institution),
                Cell(Words(u.reason, u.reason_en), note=IN_DOCKET if u.is_read else NOTHING),
                u.received_at,
                _repairs(visit, u.case, u.request, _looks(u)),
            ),
        )
        for u in unread
    ]
    title = Words("需要核对的反馈", "Answers that need a look")
    return Table("unread", title, UNREAD, rows)


def _looks(answer: UnreadAnswer) -> tuple[str, ...]:
    """Give what can be done: whoever has looked says how it ended, or has it answered again."""
    return ("settle-answer", "reopen-request") if answer.may_settle else ("reopen-request",)


def _repairs(visit: Visit, case: UUID, request: UUID, deeds: Sequence[str]) -> SafeString:
    """Give links to the deeds a post may do; the first is the one to try."""
    links = [
        (deed_url(visit.by.court_no, case, key, request), str(deed.label))
        for key in deeds
        if (deed := find_deed(key)) is not None and visit.by.may(deed.needs)
    ]
    if not links:
        said = Words("须由承办人处理", "for whoever handles the case")
        return format_html('<span class="note">{}</span>', str(said))
    shown = format_html_join(" ", '<a class="button" href="{}">{}</a>', links)
    return format_html('<span class="offer-links">{}</span>', shown)


def _dead_table(dead: Sequence[DeadLetter], known: _Known) -> Table:
    rows = [
        Row(
            str(d.id),
            (
                known.institution(d.institution),
                d.external_no,
                Cell(Words(d.reason, d.reason_en), note=d.code),
                d.since,
            ),
        )
        for d in dead
    ]
    nothing = Empty(
        Words("没有无主报文", "No message without a court"),
        Words(
            "解析不了、或者所称编号不存在的报文列在这里；原文保留，须请发送单位更正后重发。",
            "Messages that cannot be read, or that name no request, are listed here; the raw "
            "text is kept, and the sender is to send it again corrected.",
        ),
    )
    return Table("dead", Words("无主报文", "Messages of no court"), MESSAGES, rows, empty=nothing)


def _filters(visit: Visit, asked: QueryDict) -> tables.Filters:
    named = list_asked_institutions(visit.by.court_no, visit.on)
    states: list[tuple[str, Text]] = [(s.value, state_words(s)) for s in STATES]
    fields = (
        _choice(asked, "state", Words("滞留原因", "Stuck because"), states),
        _choice(
            asked,
            "institution",
            Words("协助单位", "Institution"),
            [(str(i), Words(zh, en)) for i, zh, en in named],
        ),
    )
    return tables.Filters(
        action=reverse("desk:stuck"),
        filters=fields,
        active=[_chip(asked, f) for f in fields if f.value],
        target="centre",
        clear_url=reverse("desk:stuck"),
    )


def _choice(
    asked: QueryDict, name: str, label: Text, values: list[tuple[str, Text]]
) -> tables.Filter:
    chosen = asked.get(name, "")
    chosen = chosen if any(value == chosen for value, _ in values) else ""
    choices = [tables.Choice(v, said, v == chosen) for v, said in (("", ANY), *values)]
    return tables.Filter(name, label, chosen, choices)


def _chip(asked: QueryDict, f: tables.Filter) -> Link:
    said = next((c.label for c in f.choices if c.value == f.value), f.value)
    label = Words("{a}：{b}", "{a}: {b}").filled(a=f.label, b=said)
    return Link(label, _url(asked, **{f.name: ""}))


def _url(asked: QueryDict, **changes: str) -> str:
    kept = {k: v for k, v in asked.items() if k != "after" and v}
    merged = {k: v for k, v in {**kept, **changes}.items() if v}
    return f"{reverse('desk:stuck')}{'?' + urlencode(merged) if merged else ''}"


def _state(text: str) -> State | None:
    return next((s for s in STATES if s.value == text), None)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
