"""A deed on the court itself: its form with what follows from it, and the deed."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse

from zhixing.desk import court_cards, court_partners, court_reminders, court_rules, court_staff
from zhixing.desk.court_deeds import PAGES, CourtDeed, find_court_deed
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.platform.web.refusals import perform, shown, status_of

DECLARED = (court_staff, court_cards, court_rules, court_reminders, court_partners)
"""The modules whose deeds are offered; importing them declares these."""


def show(visit: Visit, deed: str) -> HttpResponse:
    """Ask for what a deed on the court needs, or carry it out and lead back."""
    found = find_court_deed(deed)
    if found is None:
        raise Http404(deed)
    if visit.request.method != "POST":
        return _page(visit, found, found.make_form(visit))
    form = found.make_form(visit, visit.request.POST)
    if not form.is_valid():
        return _page(visit, found, form, status=422)
    given = form.cleaned_data
    outcome = perform(lambda: found.carry_out(visit, given))
    if outcome.refusal is not None:
        return _page(visit, found, form, outcome.refusal, status=status_of(outcome.refusal))
    visit.tell(outcome.value or "")
    return visit.go(_back(found))


def _back(deed: CourtDeed) -> str:
    return reverse(f"desk:{PAGES[deed.group]}")


def _page(
    visit: Visit,
    deed: CourtDeed,
    form: object,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "deed": deed,
        "consequence": deed.consequence(visit),
        "form": form,
        "back": _back(deed),
        "refusal": shown(refusal) if refusal is not None else None,
    }
    return visit.under(PAGES[deed.group]).render("desk/court_deed.html", context, status=status)
