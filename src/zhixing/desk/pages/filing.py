"""Filing one case by form: faults named by field, a warning of duplicates before it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.urls import reverse

from zhixing.cases.filing.application import Application
from zhixing.cases.filing.outcome import Filed
from zhixing.cases.filing.problem import FilingRefused, Problem
from zhixing.cases.operations import check_applications, file_case, receive_application
from zhixing.courts.capabilities import Capability
from zhixing.desk.filing_forms import FilingForms
from zhixing.desk.visit import Visit
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.refusals import perform, shown, status_of


def show(visit: Visit) -> HttpResponse:
    """Offer the form, check it, warn, and file."""
    if visit.request.method != "POST":
        return _page(visit, FilingForms.fresh(visit.on))
    forms = FilingForms.of(visit.request.POST)
    if "add" in visit.request.POST:
        forms.forget_faults()
        return _page(visit, forms)
    if not forms.is_valid():
        return _page(visit, forms, status=422)
    application = forms.application()
    problems = check_applications([application], by=visit.by, on=visit.on).problems
    if any(not p.warning for p in problems):
        forms.blame(problems)
        return _page(visit, forms, status=422)
    warnings = [p for p in problems if p.warning]
    if warnings and "confirmed" not in visit.request.POST:
        return _page(visit, forms, warnings=warnings)
    return _file(visit, forms, application)


def _file(visit: Visit, forms: FilingForms, application: Application) -> HttpResponse:
    decides = visit.by.may(Capability.DECIDE_FILING) and visit.request.POST.get("how") != "receive"
    operation = file_case if decides else receive_application
    outcome = perform(lambda: operation(application, by=visit.by, on=visit.on))
    if isinstance(outcome.refusal, FilingRefused):
        forms.blame(outcome.refusal.problems)
        return _page(visit, forms, status=422)
    if outcome.refusal is not None:
        return _page(visit, forms, refusal=outcome.refusal)
    filed = outcome.value
    if isinstance(filed, Filed):
        said = (
            Words("已立案：{n}", "Filed: {n}")
            if decides
            else Words("已登记申请，待决定立案：{n}", "Application recorded: {n}")
        )
        visit.tell(said.filled(n=filed.number))
        return visit.go(reverse("desk:case", args=[visit.by.court_no, filed.case]))
    return visit.go(reverse("desk:cases"))


def _page(
    visit: Visit,
    forms: FilingForms,
    *,
    status: int = 200,
    warnings: Sequence[Problem] = (),
    refusal: Refusal | None = None,
) -> HttpResponse:
    context = {
        "forms": forms,
        "faults": forms.faults,
        "warnings": warnings,
        "refusal": shown(refusal) if refusal is not None else None,
        "may_decide": visit.by.may(Capability.DECIDE_FILING),
    }
    code = status if refusal is None else status_of(refusal)
    return visit.under("filing").render("desk/filing.html", context, status=code)
