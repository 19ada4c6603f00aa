"""Queries of many cases at once: named or ticked, previewed row by row, ordered, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.queries import CaseFilter, CaseView, find_case_by_number, list_cases, list_facts
from zhixing.desk.pages.cases import written_number
from zhixing.desk.query_centre import TITLE, case_url, tabs
from zhixing.desk.visit import Visit
from zhixing.inquiry.operations import (
    QueryOrder,
    order_queries,
    preview_queries,
    withdraw_queries,
)
from zhixing.inquiry.ordering_many import OrderedMany
from zhixing.inquiry.screens.query import TIERS
from zhixing.institutions.kinds import Tier
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

MOST_LISTED: Final = 300
LIABLE: Final = (Role.DEBTOR, Role.GUARANTOR)
PREVIEW: Final = (
    Column("row", Words("行", "Row"), Kind.NUMBER, fixed=True),
    Column("case", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("debtors", Words("被执行人", "Debtors"), Kind.NAME),
    Column("result", Words("能否发出", "Whether it goes out"), Kind.TEXT),
)
GOES: Final = Words("● 可以发出", "● goes out")
WENT: Final = Words("● 已发出", "● is out")
STOOD: Final = Words("● 同一提交先前已发出", "● went out with the same submission before")
NOBODY: Final = Words("▲ 本案没有被执行人", "▲ The case has no debtor")
NO_CASE: Final = Words("▲ 本院没有此案号的案件", "▲ No case of this number in this court")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold one row of a choice: what was written, the case it names, and its order if it has."""

    written: str
    case: CaseView | None
    order: QueryOrder | None


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what was chosen: the rows, whom to ask, and the key of the submission."""

    rows: tuple[Wanted, ...]
    tier: str
    key: str

    @property
    def orders(self) -> list[QueryOrder]:
        """Give the orders of the rows that can have one."""
        return [w.order for w in self.rows if w.order is not None]


def show(visit: Visit) -> HttpResponse:
    """Let cases be named or ticked, and take the choice to its preview or to its orders."""
    if visit.request.method != "POST":
        return _form(visit)
    choice = _choice(visit, visit.request.POST)
    is_order = visit.request.POST.get("step") == "order"
    act = order_queries if is_order else preview_queries
    done = perform(lambda: act(choice.orders, visit.on, by=visit.by))
    if done.refusal is not None or done.value is None:
        return _form(visit, done.refusal)
    return _result(visit, choice, done.value) if is_order else _preview(visit, choice, done.value)


def withdraw(visit: Visit) -> HttpResponse:
    """Take back what nobody has collected of a submission."""
    given = visit.request.POST
    reason = given.get("reason", "")
    batches = [b for b in map(_id, given.getlist("batch")) if b is not None]
    done = perform(lambda: withdraw_queries(batches, reason, visit.on, by=visit.by))
    if done.refusal is not None or done.value is None:
        return _withdrawal_refused(visit, batches, done.refusal)
    said = Words(
        "已撤回{n}件请求；{m}件已被取走，继续等待反馈。",
        "Requests taken back: {n}; collected before and still answered: {m}.",
    )
    back, left = (sum(getattr(w, n) for w in done.value) for n in ("withdrawn", "left"))
    visit.tell(said.filled(n=back, m=left))
    return visit.go(reverse("desk:queries"))


def _form(visit: Visit, refusal: Refusal | None = None) -> HttpResponse:
    mine = visit.request.GET.get("mine", "")
    wanted = CaseFilter(
        is_open=True, court_no=visit.by.court_no, handler=visit.by.person if mine else None
    )
    context = {
        "title": TITLE,
        "tabs": tabs(visit, "query_many"),
        "refusal": shown(refusal) if refusal is not None else None,
        "cases": list_cases(wanted, limit=MOST_LISTED).cases,
        "most": MOST_LISTED,
        "mine": mine,
        "numbers": visit.request.POST.get("numbers", ""),
        "tiers": TIERS,
        "key": uuid4().hex,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("queries").render("desk/query_many.html", context, status=status)


def _withdrawal_refused(
    visit: Visit, batches: Sequence[UUID], refusal: Refusal | None
) -> HttpResponse:
    context = {
        "title": TITLE,
        "tabs": tabs(visit, "query_many"),
        "refusal": None if refusal is None else shown(refusal),
        "batches": batches,
    }
    status = 422 if refusal is None else status_of(refusal)
    return visit.under("queries").render("desk/query_many_preview.html", context, status=status)


def _choice(visit: Visit, given: QueryDict) -> Choice:
    """Read what was chosen: ticked cases, then written numbers, each case once."""
    ids = [i for i in map(_id, given.getlist("case")) if i is not None]
    page = list_cases(CaseFilter(ids=tuple(ids), court_no=visit.by.court_no), limit=len(ids) or 1)
    cases = {c.id: c for c in page.cases} if ids else {}
    found: list[tuple[str, CaseView | None]] = [(cases[i].number, cases[i]) for i in cases]
    for line in given.get("numbers", "").splitlines():
        number = written_number(line)
        if number:
            case = find_case_by_number(number)
            own = case if case is not None and case.court_no == visit.by.court_no else None
            if own is None or own.id not in cases:
                found.append((number, own))
            if own is not None:
                cases[own.id] = own
    tier = given.get("tier", "")
    tier = tier if tier in Tier.__members__.values() else ""
    key = given.get("key", "")[:40] or uuid4().hex
    orders = _orders(visit, list(cases), tier, key)
    rows = [Wanted(w, c, None if c is None else orders.get(c.id)) for w, c in found]
    return Choice(tuple(rows), tier, key)


def _orders(visit: Visit, cases: Sequence[UUID], tier: str, key: str) -> dict[UUID, QueryOrder]:
    facts = list_facts(visit.by.court_no, list(cases)) if cases else {}
    found = {}
    for case in cases:
        standings = facts[case].of(Standings)
        parties = tuple(dict.fromkeys(p for role in LIABLE for p in standings.of_role(role)))
        if parties:
            asked = Tier(tier) if tier else None
            found[case] = QueryOrder(case, parties, f"many-{key}-{case.hex}", tier=asked)
    return found


def _preview(visit: Visit, choice: Choice, seen: OrderedMany) -> HttpResponse:
    good = len(choice.orders) - len(seen.refused)
    consequence = Words(
        "发出{r}件查询请求，涉及{c}件案件；{n}行不予发出，原因逐行列明。多案集中查询使用一份附案件清单的通知书。",
        "Requests to go out: {r}, about cases: {c}. Rows that do not go out, each with its "
        "reason: {n}. One notice with the list of cases is used.",
    ).filled(r=seen.requests, c=good, n=len(choice.rows) - good)
    context = {
        "title": TITLE,
        "tabs": tabs(visit, "query_many"),
        "table": _table(choice, seen, GOES),
        "consequence": consequence,
        "good": good,
        "cases": [w.case.id for w in choice.rows if w.case is not None and w.order is not None],
        "tier": choice.tier,
        "key": choice.key,
    }
    return visit.under("queries").render("desk/query_many_preview.html", context)


def _result(visit: Visit, choice: Choice, done: OrderedMany) -> HttpResponse:
    batches = [b for b in done.batches if b is not None]
    context = {
        "title": TITLE,
        "tabs": tabs(visit, "query_many"),
        "table": _table(choice, done, WENT if done.requests else STOOD),
        "done": Words(
            "已就{c}件案件发出{r}件查询请求；{n}行未发出。",
            "Requests that went out: {r}, about cases: {c}. Rows that did not: {n}.",
        ).filled(r=done.requests, c=len(batches), n=len(choice.rows) - len(batches)),
        "batches": batches,
    }
    return visit.under("queries").render("desk/query_many_preview.html", context)


def _table(choice: Choice, seen: OrderedMany, fine: Text) -> Table:
    why = {r.case: Words(f"▲ {r.zh}", f"▲ {r.en}") for r in seen.refused}
    remedies = {r.case: Words(r.remedy_zh, r.remedy_en) for r in seen.refused}
    rows = []
    for place, wanted in enumerate(choice.rows, 1):
        case = wanted.case
        if case is None:
            rows.append(Row(str(place), (place, wanted.written, None, NO_CASE)))
            continue
        said: object = NOBODY if wanted.order is None else fine
        if case.id in why:
            said = Cell(why[case.id], note=remedies[case.id])
        number = Cell(case.number, url=case_url(case.court_no, case.id))
        rows.append(Row(str(place), (place, number, case.debtor_names, said)))
    return Table("rows", Words("逐行", "Row by row"), PREVIEW, rows, total=len(rows))


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
