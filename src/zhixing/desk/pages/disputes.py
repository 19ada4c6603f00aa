"""Disputes about answers: those open first, each with its day and the deed that settles it."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.query_centre import TITLE, case_url, deed_url, request_url, tabs
from zhixing.desk.visit import Visit
from zhixing.inquiry.screens.dispute_answer import RAISERS
from zhixing.inquiry.screens.settle_dispute import OUTCOMES
from zhixing.inquiry.search.views import DisputeView, list_disputes
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.platform.live import news
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words

MOST: Final = 300
OPEN: Final = (
    Column("institution", Words("协助单位", "Institution"), Kind.TEXT, fixed=True),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO),
    Column("by", Words("提出人", "Raised by"), Kind.TEXT),
    Column("reason", Words("异议", "What is disputed"), Kind.TEXT),
    Column("due", Words("处理期限", "To be answered by"), Kind.DAY),
    Column("do", Words("处理", "What can be done"), Kind.TEXT),
)
SETTLED: Final = (
    *OPEN[:4],
    Column("outcome", Words("处理结果", "Outcome"), Kind.TEXT),
    Column("on", Words("处理日", "Settled on"), Kind.DAY),
)
LATE: Final = Words("已逾期{n}日", "{n} days late")


def show(visit: Visit) -> HttpResponse:
    """Show the court's disputes: what waits for an answer, then what was settled."""
    found = list_disputes(visit.by.court_no)
    waiting = sorted((d for d in found if not d.outcome), key=lambda d: d.due_on)
    settled = [d for d in found if d.outcome]
    names = _Names.of(found[:MOST])
    context = {
        "title": TITLE,
        "live": news.of_queries(visit.by.court_no),
        "tabs": tabs(visit, "disputes"),
        "tables": [
            _open(visit, waiting[:MOST], names, len(waiting)),
            _settled(visit, settled[:MOST], names, len(settled)),
        ],
    }
    return visit.under("queries").render("desk/centre_tables.html", context)


class _Names:
    """Hold the names of cases and institutions of the page, each read once."""

    def __init__(self, cases: dict[object, CaseView], known: dict[object, Text]) -> None:
        self.cases, self.institutions = cases, known

    @classmethod
    def of(cls, found: list[DisputeView]) -> _Names:
        ids = tuple({d.case for d in found})
        page = list_cases(CaseFilter(ids=ids), limit=len(ids)).cases if ids else ()
        wanted = {d.institution for d in found}
        known = list_institutions_by_id(wanted) if wanted else {}
        return cls(
            {c.id: c for c in page},
            {i: Words(v.name, v.name_en or v.name) for i, v in known.items()},
        )


def _first(visit: Visit, d: DisputeView, names: _Names) -> tuple[object, ...]:
    case = names.cases.get(d.case)
    number = None if case is None else Cell(case.number, url=case_url(case.court_no, case.id))
    institution = names.institutions.get(d.institution, "—")
    link = Cell(institution, url=request_url(visit.by.court_no, d.request))
    return (link, number, dict(RAISERS)[d.raised_by], d.reason)


def _open(visit: Visit, found: list[DisputeView], names: _Names, total: int) -> Table:
    rows = []
    for d in found:
        late = (visit.on - d.due_on).days
        due = Cell(d.due_on, note=LATE.filled(n=late)) if late > 0 else d.due_on
        do: object = Words("由有记录权限的人员处理", "by whoever may record")
        if visit.by.may("record"):
            url = deed_url(visit.by.court_no, d.case, "settle-dispute", d.request)
            do = Cell(Words("处理异议", "Answer it"), url=url)
        rows.append(Row(str(d.id), (*_first(visit, d, names), due, do)))
    nothing = Empty(
        Words("没有待处理的异议", "No dispute waits"),
        Words(
            "对反馈有异议，或者协助单位书面提出异议的，在该请求的页面记入。",
            "Where an answer is disputed, or an institution objects in writing, it is recorded on "
            "the request's page.",
        ),
    )
    title = Words("待处理的反馈异议", "Disputes that wait for an answer")
    return Table("open", title, OPEN, rows, total=total, empty=nothing)


def _settled(visit: Visit, found: list[DisputeView], names: _Names, total: int) -> Table:
    rows = [
        Row(
            str(d.id),
            (
                *_first(visit, d, names),
                Cell(dict(OUTCOMES)[d.outcome], note=d.grounds),
                d.settled_on,
            ),
        )
        for d in found
    ]
    title = Words("已处理", "Settled")
    nothing = Empty(Words("尚无已处理的异议", "None was settled yet"))
    return Table("settled", title, SETTLED, rows, total=total, empty=nothing)
