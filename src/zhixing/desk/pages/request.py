"""One request: how far it got, every answer to it with its evidence, and what may be done."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.desk.casefile import CaseFile
from zhixing.desk.deeds import Group, Offers, Refused, about, deed_url
from zhixing.desk.query_centre import UNSERVED, case_url, request_url, state_words
from zhixing.desk.screens.tab_queries import KINDS, NOT_WHOLE, outcome_words
from zhixing.desk.visit import Visit
from zhixing.inquiry.answer_time import AWAITED
from zhixing.inquiry.correcting.queries import CorrectionView, list_corrections
from zhixing.inquiry.partly_read import list_partly_read
from zhixing.inquiry.queries import AnswerView, RequestView, get_request, list_answers
from zhixing.inquiry.repair_deed import RepairDeed, institutions_of, request_name, requests_of
from zhixing.inquiry.screens.confirm_correction import said
from zhixing.institutions.abilities import wire_label
from zhixing.platform.live import news
from zhixing.platform.screenkit.casework import Answer
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import list_deeds
from zhixing.platform.web.refusals import shown

ANSWER_KINDS: Final = {
    "ACCOUNTS": Words("账户反馈", "accounts"),
    "REAL_ESTATE": Words("不动产反馈", "real estate"),
    "PROPERTY": Words("财产反馈", "property"),
    "CONTROL": Words("控制反馈", "result of a control"),
    "LEDGER": Words("账户流水", "account history"),
    "RECEIPT": Words("回执", "receipt"),
    "REJECT": Words("退回", "rejection"),
}
ANSWERS: Final = (
    Column("at", Words("收到", "Received"), Kind.MOMENT, fixed=True),
    Column("kind", Words("内容", "What it is"), Kind.TEXT),
    Column("read", Words("入卷", "In the docket"), Kind.TEXT),
    Column("hash", Words("原始报文 SHA-256", "SHA-256 of the raw message"), Kind.TEXT),
)
NOT_ALL: Final = Words(
    "，▲ 反馈未能全部读取，可能不止此数", "; ▲ the answer was not read whole: there may be more"
)
CORRECTION_STATES: Final = {
    "PROPOSED": Words("待他人复核", "waits for another person"),
    "APPLIED": Words("已生效", "in force"),
    "REFUSED": Words("未同意", "refused"),
}
CORRECTIONS: Final = (
    Column("made", Words("提请日", "Proposed on"), Kind.DAY, fixed=True),
    Column("state", Words("状态", "State"), Kind.TEXT),
    Column("before", Words("更正前", "Before"), Kind.TEXT),
    Column("now", Words("更正为", "Corrected to"), Kind.TEXT),
    Column("reason", Words("理由和依据", "Why, and on what ground"), Kind.TEXT),
    Column("person", Words("提请人", "By"), Kind.NAME),
    Column("second", Words("复核人", "Confirmed by"), Kind.NAME),
)
OTHERS: Final = (
    Column("request", Words("请求", "Request"), Kind.TEXT, fixed=True),
    Column("kind", Words("事项", "Kind"), Kind.TEXT),
    Column("state", Words("状态", "State"), Kind.TEXT),
    Column("outcome", Words("结果", "Outcome"), Kind.TEXT),
    Column("issued", Words("发出", "Issued"), Kind.DAY),
)


def show(visit: Visit, court_no: int, asked: UUID) -> HttpResponse:
    """Show one request of a case that the scope sees."""
    view = get_request(court_no, asked)
    file = CaseFile(visit.under("queries"), court_no, view.case)
    institution = institutions_of(file.ask)[view.institution]
    context = {
        "live": f"{news.of_case(view.case)} {news.of_queries(court_no)}",
        "case": file.row,
        "case_url": case_url(court_no, view.case),
        "centre_url": reverse("desk:queries"),
        "request": view,
        "name": request_name(file.ask, view),
        "answers": _head(view, file),
        "steps": _steps(view),
        "reason": Words(view.reason or view.reason_en, view.reason_en or view.reason),
        "wire": Words(*wire_label(institution.profile)),
        "offers": _offers(file, view),
        "applicant_url": reverse("desk:creditor", args=[court_no, view.case]),
        "tables": [_answers(view), *_corrections(view, file), _others(view, file)],
    }
    return visit.under("queries").render("desk/request.html", context)


def _head(view: RequestView, file: CaseFile) -> list[Answer]:
    due = NOTHING
    if view.is_unserved and view.state in AWAITED:
        due = UNSERVED
    elif view.due_on is not None:
        due = Words("应于{d}前反馈", "due by {d}").filled(d=day_words(view.due_on))
        if view.is_overdue(file.on):
            late = (file.on - view.due_on).days
            due = Words("{d}，已逾期{n}日", "{d}, {n} days late").filled(d=due, n=late)
    hits: Text = NOTHING
    if view.hits:
        hits = Words("{n}件", "number of things: {n}").filled(n=view.hits)
    if any(gap.request == view.id for gap in list_partly_read(view.court_no, view.case)):
        hits = Words("{h}{w}", "{h}{w}").filled(h=hits, w=NOT_ALL if view.hits else NOT_WHOLE)
    institution = institutions_of(file.ask).get(view.institution)
    said: Text = Words("尚无结果", "no result yet")
    if view.outcome:
        said = outcome_words(view.outcome, institution)
    attempts = Words("取走{n}次", "collected {n} times").filled(n=view.attempts)
    if view.attempts == 1:
        attempts = Words("取走1次", "collected once")
    return [
        Answer(Words("状态", "State"), state_words(view.state), due),
        Answer(Words("结果", "Result"), said, hits),
        Answer(Words("事项", "Kind"), KINDS.get(view.kind, NOTHING)),
        Answer(Words("投递", "Delivery"), attempts if view.attempts else "—"),
    ]


def _steps(view: RequestView) -> list[tuple[Text, object]]:
    """Give the instants a request went through, those that were not reached as None."""
    return [
        (Words("发出", "Issued"), view.issued_on),
        (Words("取走请求", "Collected"), view.delivered_at),
        (Words("取走文书", "Documents collected"), view.docs_at),
        (Words("反馈", "Fed back"), view.fed_back_at),
        (Words("入卷", "In the docket"), view.answered_on),
    ]


def _answers(view: RequestView) -> Table:
    rows = [_answer(view, a) for a in reversed(list_answers(view.court_no, view.id))]
    nothing = Empty(
        Words("尚未收到反馈", "No answer has come"),
        Words("反馈到达后，原始报文和解读列在这里。", "The raw message and what it says follow."),
    )
    return Table("answers", Words("反馈及原始报文", "Answers"), ANSWERS, rows, empty=nothing)


def _answer(view: RequestView, a: AnswerView) -> Row:
    kind: Text = ANSWER_KINDS.get(a.kind, a.kind)
    note = Words("更正先前反馈", "corrects an earlier answer") if a.is_correction else NOTHING
    state: Words | Cell = Words("已入卷", "yes") if a.is_read else Words("尚未", "not yet")
    if a.problem or a.problem_en:
        problem = Words(a.problem or a.problem_en, a.problem_en or a.problem)
        ended = Words("核对结果：{n}", "looked into: {n}").filled(n=a.settled_note)
        state = Cell(problem, note=ended if a.settled_note else NOTHING)
    url = reverse("desk:evidence", args=[view.court_no, a.id])
    cells = (a.received_at, Cell(kind, url=url, note=note), state, f"{a.evidence[:16]}…")
    return Row(str(a.id), cells, url)


def _corrections(view: RequestView, file: CaseFile) -> list[Table]:
    """Give the corrections by hand, each with who, why, and whether it was answered since."""
    found = list_corrections(view.court_no, view.id)
    rows = [_correction(c, file) for c in reversed(found)]
    title = Words("人工更正", "Corrections by hand")
    return [Table("corrections", title, CORRECTIONS, rows)] if rows else []


def _correction(c: CorrectionView, file: CaseFile) -> Row:
    note = NOTHING
    if c.answered_since is not None:
        note = Words(
            "▲ 更正之后该单位又有反馈，请核对", "▲ the institution answered again since: compare"
        )
    second = file.roster.name(c.second_person) if c.second_person else NOTHING
    cells = (
        c.made_on,
        Cell(CORRECTION_STATES[c.state], note=note),
        said(c.before),
        said(c.now),
        Cell(c.reason, note=c.basis),
        str(file.roster.name(c.person)),
        str(second),
    )
    return Row(str(c.id), cells)


def _others(view: RequestView, file: CaseFile) -> Table:
    """Give the other requests of the case to the same institution, those it replaces first."""
    rows = [
        Row(
            str(v.id),
            (
                Cell(request_name(file.ask, v), request_url(v.court_no, v.id), note=v.external_no),
                KINDS.get(v.kind, NOTHING),
                Cell(state_words(v.state), note=_kinship(view, v)),
                outcome_words(v.outcome, institutions_of(file.ask).get(v.institution)),
                v.issued_on,
            ),
            request_url(v.court_no, v.id),
        )
        for v in requests_of(file.ask)
        if v.institution == view.institution and v.id != view.id
    ]
    nothing = Empty(Words("别无其他请求", "None besides this"))
    title = Words("本案对该单位的其他请求", "Other requests of the case to it")
    return Table("others", title, OTHERS, rows, empty=nothing)


def _kinship(view: RequestView, other: RequestView) -> Text:
    if other.id == view.replaces:
        return Words("由本请求替代", "replaced by this one")
    if other.replaces == view.id:
        return Words("替代本请求", "replaces this one")
    return NOTHING


def _offers(file: CaseFile, view: RequestView) -> Offers:
    """Give the deeds about this request, as the case page offers them."""
    offers, links = Offers(), list[Link]()
    if not file.ask.can_act:
        return offers
    for deed in list_deeds():
        if not isinstance(deed, RepairDeed) or not file.ask.by.may(deed.needs):
            continue
        subject = next((s for s in deed.subjects(file.ask) if s.id == view.id), None)
        if subject is None or not deed.is_offered(file.ask):
            continue
        ask = about(file.ask, subject)
        obstacle = deed.obstacle(ask)
        if obstacle is not None:
            offers.refused.append(Refused(deed.label, shown(obstacle), deed_url(deed, ask)))
        else:
            links.append(Link(deed.label, deed_url(deed, ask)))
    if links:
        offers.groups.append(Group(None, links))
    return offers
