"""The case page: five questions, the line of nodes, tabs; turned to any day by ``?on=``."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse

from zhixing.cases.acts import Title
from zhixing.cases.queries import list_acts
from zhixing.desk import casefile
from zhixing.desk.casefile import CaseFile
from zhixing.desk.deeds import buttons, offers_of
from zhixing.desk.screens.tab_docket import entry_of
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.platform.live import news
from zhixing.platform.screenkit import tables
from zhixing.platform.screenkit.casework import DocketEntry
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web import fragments
from zhixing.platform.web.refusals import shown, status_of

FIRST_TAB = "docket"
MOST_NEWS = 8
MOST_DIGITS = 9


def show(
    visit: Visit, court_no: int, case: UUID, tab: str = FIRST_TAB, refusal: Refusal | None = None
) -> HttpResponse:
    """Show a case with one of its tabs; a refusal of something tried here stands on top."""
    file = CaseFile(visit.under("cases"), court_no, case)
    listed = fragments.list_tabs(visit.by)
    current = next((t for t in listed if t.key == tab), None)
    if current is None:
        raise Http404(tab)
    context: dict[str, object] = {"file": file, "case": file.row, "picker": file.as_of}
    if file.turned.on is None:
        context["live"] = f"{news.of_case(case)} {news.of_cases(court_no)}"
    if file.exists:
        context |= {
            "cause": file.facts.of(Title).cause,
            "refusal": shown(refusal) if refusal else None,
            "answers": casefile.head(file),
            "nodes": casefile.node_line(file),
            "deeds": buttons(file),
            "offers": offers_of(file, current.key),
            "news": _news(file),
            "tabs": [_tab(file, t, current.key) for t in listed],
            "fragment": current.make(file.ask),
        }
    else:
        context["nothing"] = tables.Empty(
            Words("该日尚无本案", "There was no such case on that day"),
            Words(
                "本案的申请在该日之后才提出或登记。",
                "The application was made or recorded only later.",
            ),
        )
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("cases").render("desk/case.html", context, status=status, as_of=file.as_of)


def _news(file: CaseFile) -> list[DocketEntry]:
    """Give the acts recorded by the deed that led here, by the number before them."""
    before = file.visit.request.GET.get("done", "")
    if not before.isdecimal() or len(before) > MOST_DIGITS or not file.ask.can_act:
        return []
    acts = [a for a in list_acts(file.row.court_no, file.row.id) if a.seq > int(before)]
    return [entry_of(a, file.roster) for a in acts[:MOST_NEWS]]


def _tab(file: CaseFile, tab: fragments.Tab, current: str) -> tables.Tab:
    count = tab.count(file.ask)
    if tab.key == FIRST_TAB and file.turned.on is None:
        count = file.row.last_seq
    return tables.Tab(tab.label, file.url(tab.key, turned=True), count, tab.key == current)
