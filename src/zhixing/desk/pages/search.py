"""Search by case number, party, identity number or account; the last two are logged."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.queries import CaseFilter, CaseView, find_case_by_number, list_cases
from zhixing.desk.pages.cases import written_number
from zhixing.desk.visit import Visit
from zhixing.desk.words import stage_word
from zhixing.parties.queries import SearchBy, search_parties
from zhixing.parties.values import Found
from zhixing.platform.screenkit.shell import Suggestion
from zhixing.platform.screenkit.words import Words

MOST: Final = 12
LEAST_LETTERS: Final = 2
LEAST_DIGITS: Final = 10
CASE: Final = Words("案件", "Case")
PARTY: Final = Words("当事人", "Party")


def show(visit: Visit) -> HttpResponse:
    """Suggest while typing; list when Enter is pressed."""
    wanted = visit.request.GET.get("q", "").strip()[:100]
    if visit.is_part:
        found = suggest(wanted, complete=False)
        return visit.render("kit/parts/suggestions.html", {"suggestions": found})
    found = suggest(wanted, complete=True)
    if len(found) == 1:
        return visit.go(found[0].url)
    context = {"wanted": wanted, "suggestions": found}
    return visit.under("cases").render("desk/search.html", context)


def suggest(wanted: str, *, complete: bool) -> list[Suggestion]:
    """Find what a text may mean; a number is looked up only when typed whole, for it is logged."""
    if len(wanted) < LEAST_LETTERS:
        return []
    case = find_case_by_number(written_number(wanted))
    if case is not None:
        return [_case(case)]
    if _is_number(wanted):
        return _by_number(wanted) if complete else []
    named = list_cases(CaseFilter(name=wanted), order="claim", limit=MOST).cases
    return [_case(c) for c in named]


def _is_number(text: str) -> bool:
    digits = sum(c.isdigit() for c in text)
    return digits >= LEAST_DIGITS and digits >= len(text) - 4


def _by_number(text: str) -> list[Suggestion]:
    found: dict[object, Found] = {}
    for by in (SearchBy.NUMBER, SearchBy.ACCOUNT):
        found |= {f.id: f for f in search_parties(text, by, limit=MOST)}
    return [_party(f) for f in found.values()]


def _case(c: CaseView) -> Suggestion:
    names = Words("{a} / {b}，{s}", "{a} / {b}, {s}").filled(
        a=c.creditor_names, b=c.debtor_names, s=stage_word(c.stage)
    )
    return Suggestion(c.number, CASE, reverse("desk:case", args=[c.court_no, c.id]), names)


def _party(f: Found) -> Suggestion:
    url = f"{reverse('desk:cases')}?{urlencode({'name': f.name})}"
    return Suggestion(f.name, PARTY, url)
