"""The clerks' query pool: what waits, one's own portion with its preview, and what became of it."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.desk.query_centre import TITLE, case_url, tabs
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.inquiry.operations import (
    return_portion,
    submit_portion,
    take_portion,
    withdraw_portion,
)
from zhixing.inquiry.pool.preview import Preview, PreviewRow, Refusing, preview_portion
from zhixing.inquiry.pool.queries import (
    PooledView,
    PortionView,
    find_open_portion,
    get_portion,
    list_portions,
)
from zhixing.inquiry.pool.waiting import POOL_DAYS, PoolPage, list_waiting
from zhixing.kernel.refusal import Refusal
from zhixing.platform.live import news
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Progress, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

SIZES: Final = (10, 20, 50, 100)
STATES: Final = {
    "TAKEN": Words("已领取，未提交", "taken, not submitted"),
    "QUEUED": Words("正在发出", "going out"),
    "SUBMITTED": Words("已提交", "submitted"),
    "ORDERED": Words("已发出", "sent out"),
    "REFUSED": Words("未发出", "not sent"),
    "RETURNED": Words("已退回查询池", "given back"),
    "WITHDRAWN": Words("已撤回", "withdrawn"),
}
NUMBER: Final = Column("case", Words("案号", "Case number"), Kind.CASE_NO, fixed=True)
DEBTORS: Final = Column("debtors", Words("被执行人", "Debtor"), Kind.NAME)
WAITING: Final = (
    NUMBER,
    DEBTORS,
    Column("filed", Words("立案日", "Filed on"), Kind.DAY),
    Column("days", Words("已等待（日）", "Days waiting"), Kind.NUMBER),
)
PREVIEW: Final = (
    NUMBER,
    Column("asked", Words("将查询", "Will be asked about"), Kind.NAME),
    Column("requests", Words("请求数", "Requests"), Kind.NUMBER),
    Column("refused", Words("不予查询及原因", "Not asked about, and why"), Kind.TEXT),
)
RESULTS: Final = (
    NUMBER,
    DEBTORS,
    Column("state", Words("结果", "What became of it"), Kind.TEXT),
    Column("requests", Words("请求数", "Requests"), Kind.NUMBER),
    Column("withdrawn", Words("已撤回", "Withdrawn"), Kind.NUMBER),
    Column("reason", Words("原因", "Reason"), Kind.TEXT),
)
PORTIONS: Final = (
    Column("clerk", Words("领取人", "Taken by"), Kind.NAME, fixed=True),
    Column("taken", Words("领取日", "Taken on"), Kind.DAY),
    Column("state", Words("状态", "State"), Kind.TEXT),
    Column("cases", Words("案件", "Cases"), Kind.NUMBER),
    Column("sent", Words("已发出", "Sent out"), Kind.NUMBER),
    Column("refused", Words("未发出", "Not sent"), Kind.NUMBER),
    Column("requests", Words("请求数", "Requests"), Kind.NUMBER),
)


def show(visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    """Show the pool: what waits, one's own portion before it is submitted, recent portions."""
    court_no = visit.by.court_no
    page = _waiting(visit)
    mine = find_open_portion(court_no, visit.by.person)
    context = {
        "title": TITLE,
        "live": news.of_queries(court_no),
        "tabs": tabs(visit, "pool"),
        "refusal": shown(refusal) if refusal is not None else None,
        "may_take": visit.by.may("order_query") and mine is None and bool(page.cases),
        "sizes": SIZES,
        "take_url": reverse("desk:pool_take"),
        "mine": _mine(visit, mine) if mine is not None else None,
        "tables": [_waiting_table(visit, page), _portions_table(visit)],
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("queries").render("desk/query_pool.html", context, status=status)


def take(visit: Visit) -> HttpResponse:
    """Take a portion."""
    text = visit.request.POST.get("size", "")
    size = int(text) if text.isdecimal() and len(text) < 5 else 0
    outcome = perform(lambda: take_portion(size, visit.on, by=visit.by))
    if outcome.refusal is not None:
        return show(visit, outcome.refusal)
    visit.tell(Words("已领取，请核对预览后提交。", "Taken; look at the preview, then submit."))
    return visit.go(reverse("desk:pool"))


def portion(visit: Visit, portion: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """Show what became of a portion, case by case, and its inverse."""
    view = get_portion(visit.by.court_no, portion)
    known = _known([c.case for c in view.cases])
    roster = Roster.of(visit.by.court_no, visit.on)
    context = {
        "title": TITLE,
        "live": news.of_queries(visit.by.court_no),
        "tabs": tabs(visit, "pool"),
        "refusal": shown(refusal) if refusal is not None else None,
        "portion": view,
        "clerk": roster.name(view.person),
        "state": STATES[view.state],
        "progress": _progress(view),
        "summary": _summary(view),
        "withdraw": _withdraw(visit, view),
        "tables": [_results(visit, view, known)],
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("queries").render("desk/query_portion.html", context, status=status)


def submit(visit: Visit, portion: UUID) -> HttpResponse:
    """Submit a portion; it goes out case by case."""
    outcome = perform(lambda: submit_portion(portion, visit.on, by=visit.by))
    if outcome.refusal is not None:
        return show(visit, outcome.refusal)
    visit.tell(Words("已提交，正在逐案发出。", "Submitted; it goes out case by case."))
    return visit.go(reverse("desk:pool_portion", args=[portion]))


def give_back(visit: Visit, portion: UUID) -> HttpResponse:
    """Give a portion back to the pool."""
    outcome = perform(lambda: return_portion(portion, visit.on, by=visit.by))
    if outcome.refusal is not None:
        return show(visit, outcome.refusal)
    visit.tell(Words("已退回查询池。", "Given back to the pool."))
    return visit.go(reverse("desk:pool"))


def withdraw(visit: Visit, portion: UUID) -> HttpResponse:
    """Take back what was not handed out."""
    reason = visit.request.POST.get("reason", "")
    outcome = perform(lambda: withdraw_portion(portion, reason, visit.on, by=visit.by))
    if outcome.refusal is not None:
        return _portion_refused(visit, portion, outcome.refusal)
    visit.tell(Words("已撤回{n}件请求。", "{n} requests withdrawn.").filled(n=outcome.value))
    return visit.go(reverse("desk:pool_portion", args=[portion]))


def _portion_refused(visit: Visit, wanted: UUID, refusal: Refusal) -> HttpResponse:
    return portion(visit, wanted, refusal)


def _waiting(visit: Visit) -> PoolPage:
    after = visit.request.GET.get("after", "")
    try:
        return list_waiting(visit.by.court_no, visit.on, after=after)
    except ValueError:
        return list_waiting(visit.by.court_no, visit.on)


def _waiting_table(visit: Visit, page: PoolPage) -> Table:
    url = reverse("desk:pool")
    rows = [
        Row(
            str(c.id),
            (
                Cell(c.number, url=reverse("desk:case", args=[c.court_no, c.id])),
                c.debtor_names,
                c.filed_on,
                (visit.on - c.filed_on).days if c.filed_on else None,
            ),
        )
        for c in page.cases
    ]
    nothing = Empty(
        Words("查询池已清空", "The pool is empty"),
        Words(
            "{n}日内立案的案件都已查询或由他人领取。",
            "Every case filed within {n} days was asked about or is in somebody's hands.",
        ).filled(n=POOL_DAYS),
    )
    return Table(
        "waiting",
        Words("待查询的新案，立案在先者在前", "New cases to be asked about, the earliest first"),
        WAITING,
        rows,
        next_url=f"{url}?{urlencode({'after': page.next_key})}" if page.next_key else "",
        earlier_url=url if visit.request.GET.get("after") else "",
        empty=nothing,
    )


def _portions_table(visit: Visit) -> Table:
    roster = Roster.of(visit.by.court_no, visit.on)
    rows = [_portion_row(p, roster) for p in list_portions(visit.by.court_no)]
    nothing = Empty(Words("尚无人领取", "Nobody took a portion yet"))
    return Table("portions", Words("最近各批", "Recent portions"), PORTIONS, rows, empty=nothing)


def _portion_row(p: PortionView, roster: Roster) -> Row:
    url = reverse("desk:pool_portion", args=[p.id])
    cells = (
        Cell(str(roster.name(p.person)), url=url),
        p.taken_on,
        STATES["QUEUED"] if p.is_going_out else STATES[p.state],
        len(p.cases),
        p.count("ORDERED"),
        p.count("REFUSED"),
        p.requests,
    )
    return Row(str(p.id), cells, url)


def _mine(visit: Visit, mine: PortionView) -> dict[str, object]:
    """Give one's own portion: the preview row by row, and what may be done with it."""
    seen = preview_portion(visit.by.court_no, mine.id, visit.on)
    known = _known([c.case for c in mine.cases])
    out = sum(row.goes_out for row in seen.rows)
    consequence = Words(
        "向{i}家联网单位发出{r}件查询请求，涉及{c}件案件；{n}件不予发出，原因逐案列明。",
        "{r} requests go to {i} institutions about {c} cases; {n} cases do not go out, each with "
        "its reason.",
    ).filled(i=len(seen.national) + len(seen.local), r=seen.requests, c=out, n=len(seen.rows) - out)
    submit = Decision(
        name="submit",
        label=Words("提交这一批", "Submit the portion"),
        url=reverse("desk:pool_submit", args=[mine.id]),
        consequence=consequence,
        tone="act",
    )
    back = Decision(
        name="give-back",
        label=Words("退回查询池", "Give it back"),
        url=reverse("desk:pool_return", args=[mine.id]),
        consequence=Words("案件回到查询池，由他人领取。", "The cases wait for another clerk."),
    )
    return {
        "full_set": _full_set(seen),
        "decisions": [submit, back],
        "rule_url": reverse("desk:rule", args=["PERMIT_QUERY"]),
        "summary": consequence,
        "table": _preview_table(seen, known),
    }


def _full_set(seen: Preview) -> Text:
    return Words(
        "首次查询依规向全部联网单位发出：总对总{n}家，点对点{m}家。",
        "A first query goes to the full set by rule: {n} national, {m} local institutions.",
    ).filled(n=len(seen.national), m=len(seen.local))


def _preview_table(seen: Preview, known: dict[UUID, CaseView]) -> Table:
    ordered = sorted(seen.rows, key=lambda row: row.goes_out and not row.refused)
    rows = [_preview_row(row, known) for row in ordered if row.case in known]
    return Table("preview", Words("预览", "Preview"), PREVIEW, rows, total=len(rows))


def _preview_row(row: PreviewRow, known: dict[UUID, CaseView]) -> Row:
    case = known[row.case]
    cells = (
        Cell(case.number, url=case_url(case.court_no, case.id)),
        "、".join(row.names) or "—",
        row.requests,
        _refusing(row.refused),
    )
    return Row(str(row.case), cells)


def _refusing(refused: tuple[Refusing, ...]) -> Text:
    if not refused:
        return NOTHING
    one = Words("▲ {n}{r}", "▲ {n}{r}")
    said = [one.filled(n=f"{r.name}：" if r.name else "", r=Words(r.zh, r.en)) for r in refused]
    return Words("；".join(s.zh for s in said), "; ".join(s.en for s in said))  # one language


def _progress(view: PortionView) -> Progress | None:
    if not view.is_going_out:
        return None
    done = len(view.cases) - view.count("QUEUED", "TAKEN")
    note = Words("可以离开本页，发出继续进行。", "You may leave; it goes on.")
    return Progress(Words("正在逐案发出", "Going out"), done, len(view.cases), note=note)


def _summary(view: PortionView) -> Text:
    return Words(
        "{c}件案件：已发出{o}件、未发出{x}件；请求{r}件，其中已撤回{w}件。",
        "{c} cases: {o} sent out, {x} not; {r} requests, {w} of them withdrawn.",
    ).filled(
        c=len(view.cases),
        o=view.count("ORDERED", "WITHDRAWN"),
        x=view.count("REFUSED"),
        r=view.requests,
        w=view.withdrawn,
    )


def _withdraw(visit: Visit, view: PortionView) -> Decision | None:
    is_mine = view.person == visit.by.person and visit.by.may("order_query")
    if not is_mine or view.state != "SUBMITTED" or view.is_going_out or not view.requests:
        return None
    return Decision(
        name="withdraw",
        label=Words("撤回未取走的请求", "Withdraw what was not collected"),
        url=reverse("desk:pool_withdraw", args=[view.id]),
        consequence=Words(
            "尚未被任何单位取走的请求全部撤回；已被取走的继续等待反馈。全部撤回的案件回到查询池。",
            "Every request no institution has collected is withdrawn; what was collected is "
            "still answered. A case with none left waits in the pool again.",
        ),
        tone="return",
        reason="required",
    )


def _results(visit: Visit, view: PortionView, known: dict[UUID, CaseView]) -> Table:
    first = {"REFUSED": 0, "QUEUED": 1, "WITHDRAWN": 2}
    ordered = sorted(view.cases, key=lambda c: first.get(c.state, 3))
    rows = [_result(c, known) for c in ordered if c.case in known]
    title = Words("逐案结果，未发出的在前", "Case by case, what was not sent first")
    return Table("results", title, RESULTS, rows, total=len(rows))


def _result(c: PooledView, known: dict[UUID, CaseView]) -> Row:
    case = known[c.case]
    cells = (
        Cell(case.number, url=case_url(case.court_no, case.id)),
        case.debtor_names,
        STATES.get(c.state, NOTHING),
        c.requests or None,
        c.withdrawn or None,
        Words(c.reason, c.reason_en or c.reason),
    )
    return Row(str(c.case), cells)


def _known(ids: list[UUID]) -> dict[UUID, CaseView]:
    if not ids:
        return {}
    page = list_cases(CaseFilter(ids=tuple(ids)), limit=len(ids))
    return {c.id: c for c in page.cases}
