"""What the applicant may be told of query and control: a page to show or print, in plain words."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from zhixing.cases.queries import get_case
from zhixing.desk.query_centre import case_url
from zhixing.desk.visit import Visit
from zhixing.inquiry.creditor import get_creditor_view
from zhixing.inquiry.creditor_tables import summary_of, tables_of


def show(visit: Visit, court_no: int, case: UUID) -> HttpResponse:
    """Show what the applicant of a case may be told today."""
    view = get_creditor_view(court_no, case, visit.on)
    context = {
        "case": get_case(court_no, case),
        "case_url": case_url(court_no, case),
        "summary": summary_of(view),
        "on": view.on,
        "tables": tables_of(view),
    }
    return visit.under("cases").render("desk/creditor.html", context)
