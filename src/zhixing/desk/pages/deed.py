"""A deed in a case: its form with consequence and article, and carrying it out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse

from zhixing.courts.policies import require
from zhixing.desk.casefile import CaseFile
from zhixing.desk.deeds import decision_of
from zhixing.desk.pages import case as case_page
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.platform.web.fragments import CaseDeed, find_deed
from zhixing.platform.web.refusals import perform, shown, status_of


def show(visit: Visit, court_no: int, case: UUID, deed: str) -> HttpResponse:
    """Ask for what a deed needs, or carry it out and lead back to the case."""
    found = find_deed(deed)
    if found is None:
        raise Http404(deed)
    require(visit.by, found.needs)
    file = CaseFile(visit.under("cases"), court_no, case)
    if not file.ask.is_own:
        raise _other_court()
    if visit.request.method == "POST":
        return _carry_out(file, found)
    return _form_page(file, found, found.make_form(file.ask))


def _carry_out(file: CaseFile, deed: CaseDeed) -> HttpResponse:
    visit = file.visit
    given: dict[str, Any] = {"reason": visit.request.POST.get("reason", "")}
    form = deed.make_form(file.ask, visit.request.POST)
    if form is not None:
        if not form.is_valid():
            return _form_page(file, deed, form, status=422)
        given |= form.cleaned_data
    outcome = perform(lambda: deed.carry_out(file.ask, given))
    if outcome.refusal is not None:
        if form is None:
            return case_page.show(visit, file.row.court_no, file.row.id, refusal=outcome.refusal)
        return _form_page(file, deed, form, outcome.refusal)
    visit.tell(outcome.value or "")
    return visit.go(file.url())


def _form_page(
    file: CaseFile,
    deed: CaseDeed,
    form: Form | None,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    if refusal is not None and form is not None and refusal.field in form.fields:
        form.add_error(refusal.field, str(shown(refusal).text))
    context = {
        "case": file.row,
        "case_url": file.url(),
        "deed": decision_of(deed, file.ask),
        "form": form,
        "refusal": shown(refusal) if refusal is not None else None,
    }
    code = status_of(refusal) if refusal is not None else status
    return file.visit.render("desk/deed.html", context, status=code)


def _other_court() -> Refusal:
    return Refusal(
        "OTHER_COURT",
        message_zh="这是其他法院的案件，只能查看。",
        message_en="This is another court's case: it can be read only.",
        remedy_zh="请由该法院办理，或通过监督程序提出意见。",
        remedy_en="Have that court act, or take it up by supervision.",
    )
