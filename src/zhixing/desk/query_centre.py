"""What the pages of the query centre share: its tabs, its addresses, its words."""

from __future__ import annotations

from functools import cache
from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from zhixing.desk.visit import Visit
from zhixing.inquiry.centre import Asked
from zhixing.inquiry.states import WORDS, State
from zhixing.inquiry.stuck import count_stuck
from zhixing.platform.screenkit.boards import Answered, MatrixCell
from zhixing.platform.screenkit.tables import Tab
from zhixing.platform.screenkit.words import NOTHING, Text, Words

TITLE: Final = Words("查询中心", "Query centre")
UNSERVED: Final = Words("法院尚未送达窗口", "the court has yet to carry it to the window")
TABS: Final = (
    ("queries", Words("案件与单位", "Cases and institutions"), ""),
    ("pool", Words("查询池", "Query pool"), ""),
    ("query_many", Words("批量查询", "Many cases"), "order_query"),
    ("stuck", Words("滞留待处理", "Stuck"), ""),
    ("disputes", Words("反馈异议", "Disputes"), ""),
    ("asked_acts", Words("受托事项", "Asked by other courts"), ""),
    ("loads", Words("协助单位", "Institutions"), ""),
)
"""The pages of the centre: name of the address, label, capability."""
CELLS: Final = {
    State.ISSUED: Answered.QUEUED,
    State.DELIVERED: Answered.WAITING,
    State.DOCS_FETCHED: Answered.WAITING,
    State.REOPENED: Answered.WAITING,
    State.PARTIAL: Answered.PARTIAL,
    State.REJECTED: Answered.REFUSED,
    State.QUARANTINED: Answered.HELD,
    State.EXPIRED: Answered.LATE,
}
"""How a state of the request shows in the matrix, where nothing else is to be said first."""


def tabs(visit: Visit, current: str) -> list[Tab]:
    """Give the centre's tabs for a post; what is stuck is counted."""
    stuck = count_stuck(visit.by.court_no)
    return [
        Tab(
            label,
            reverse(f"desk:{name}"),
            stuck if name == "stuck" else None,
            name == current,
            attention=name == "stuck" and stuck > 0,
        )
        for name, label, needs in TABS
        if not needs or visit.by.may(needs)
    ]


def request_url(court_no: int, request: UUID) -> str:
    """Give the address of a request."""
    return _request_url(court_no).replace(_ANY, str(request))


_ANY: Final = str(UUID(int=0))


@cache
def _request_url(court_no: int) -> str:
    """Give the address of any request of a court; a matrix has fifteen hundred of them."""
    return reverse("desk:request", args=[court_no, _ANY])


def case_url(court_no: int, case: UUID) -> str:
    """Give the address of a case's queries."""
    return reverse("desk:case_tab", args=[court_no, case, "queries"])


def deed_url(court_no: int, case: UUID, deed: str, about: UUID) -> str:
    """Give the address of a deed about one request of a case."""
    url = reverse("desk:deed", args=[court_no, case, deed])
    return f"{url}?{urlencode({'of': str(about)})}"


def cell_of(court_no: int, asked: Asked | None, *, only_leads: bool = False) -> MatrixCell:
    """Give a cell: what was found, or how far the request got; one click leads to the request.

    Of an institution that ``only_leads`` what was found is a lead and no property.
    """
    if asked is None:
        return MatrixCell(Answered.NOT_SENT)
    state = Answered.NOTHING
    if asked.is_partly_read and not asked.is_waiting:
        state = Answered.UNCLEAR
    elif asked.is_hit:
        state = Answered.LEAD if only_leads else Answered.HIT
    elif asked.is_overdue:
        state = Answered.LATE
    elif asked.is_unserved:
        state = Answered.QUEUED
    elif not asked.is_answered:
        state = CELLS.get(asked.state, Answered.WAITING)
    hits = asked.hits or None
    shown = hits if asked.is_hit else None
    return MatrixCell(
        state, shown, request_url(court_no, asked.request), detail=_detail(asked, state)
    )


def _detail(asked: Asked, state: Answered) -> Text:
    if asked.is_hit and asked.is_overdue:
        return Words("另有逾期未反馈", "another answer is late")
    if asked.is_unserved:
        return UNSERVED
    if asked.state in (State.CORRECTED, State.REOPENED, State.DOCS_FETCHED):
        return state_words(asked.state)
    return NOTHING


def state_words(state: State) -> Words:
    """Give a state in words."""
    return Words(*WORDS[state])
