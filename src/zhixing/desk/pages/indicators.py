"""Behind a figure of the board: its definition beside it, and the cases it counts."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, list_cases
from zhixing.desk.screens.board_figures import year_until
from zhixing.desk.visit import Visit
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.definition import Counted, Indicator, Unit
from zhixing.oversight.queries import ask, list_counted
from zhixing.oversight.registry import get_indicator
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.tables import Cell, Column, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words

COLUMNS: Final = (
    Column("number", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("debtors", Words("被执行人", "Debtor"), Kind.NAME),
    Column("part", Words("分项", "Part")),
    Column("amount", Words("计入", "Counts for")),
)


def define(visit: Visit, code: str) -> HttpResponse:
    """Say what an indicator counts."""
    found = _indicator(code)
    context = {
        "indicator": found,
        "name": Words(found.name_zh, found.name_en),
        "meaning": Words(found.meaning_zh, found.meaning_en),
        "period": _period(visit),
        "cases_url": f"{reverse('desk:counted')}?{urlencode({'figure': code})}",
    }
    template = "desk/parts/indicator.html" if visit.is_part else "desk/indicator.html"
    return visit.under("board").render(template, context)


def _period(visit: Visit) -> Text:
    days = year_until(visit.on)
    return Words("{a}至{b}", "{a} to {b}").filled(a=days.start.isoformat(), b=visit.on.isoformat())


def _indicator(code: str) -> Indicator:
    try:
        return get_indicator(code)
    except (LookupError, Refusal):
        raise Http404(code) from None


def counted(visit: Visit) -> HttpResponse:
    """List the cases behind a figure."""
    code = visit.request.GET.get("figure", "")
    indicator = _indicator(code)
    page = list_counted(code, ask(visit.by, year_until(visit.on)), after=_after(visit))
    ids = tuple({c.case for c in page.cases})
    found = list_cases(CaseFilter(ids=ids), order="claim", limit=max(len(ids), 1)).cases
    known = {c.id: c for c in found}
    rows = [
        Row(
            f"{c.case.hex}-{n}",
            (
                Cell(known[c.case].number, reverse("desk:case", args=[c.court_no, c.case])),
                known[c.case].debtor_names,
                _part(indicator, c),
                _amount(indicator, c),
            ),
        )
        for n, c in enumerate(page.cases)
        if c.case in known
    ]
    next_url = ""
    if page.next_after is not None:
        case, part = page.next_after
        key = {"figure": code, "case": str(case), "part": part}
        next_url = f"{reverse('desk:counted')}?{urlencode(key)}"
    name = Words(indicator.name_zh, indicator.name_en)
    table = Table("counted", name, COLUMNS, rows, next_url=next_url)
    context = {"table": table, "name": name, "period": _period(visit)}
    return visit.under("board").render("desk/counted.html", context)


def _after(visit: Visit) -> tuple[UUID, str] | None:
    try:
        return UUID(visit.request.GET.get("case", "")), visit.request.GET.get("part", "")
    except ValueError:
        return None


def _part(indicator: Indicator, c: Counted) -> Text:
    words = indicator.parts.get(c.part)
    return Words(*words) if words is not None else ""


def _amount(indicator: Indicator, c: Counted) -> Text:
    return money_text(Fen(c.amount)) if indicator.unit is Unit.FEN else f"{c.amount:,}"
