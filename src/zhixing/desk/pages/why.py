"""The why: any figure, act or matter opened to its finding, executed again as it is asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime

from zhixing.cases.figures import explain
from zhixing.cases.queries import execute_findings, get_act, get_case
from zhixing.courts.queries import get_legal_day
from zhixing.decisions.queries import get_matter
from zhixing.desk.deeds import findings_of as findings_of_deed
from zhixing.desk.findings import lay
from zhixing.desk.matters import findings_of
from zhixing.desk.pages.deed import find as find_asked
from zhixing.desk.visit import Visit
from zhixing.kernel.finding import Finding


def figure(visit: Visit, court_no: int, case: UUID, figure: str) -> HttpResponse:
    """Explain one figure of a case on a day, as far as was known at an instant."""
    row = get_case(court_no, case)
    on = _day(visit.request.GET.get("on", "")) or get_legal_day(court_no, visit.at)
    known_at = _instant(visit.request.GET.get("known", ""))
    finding = explain(court_no, case, figure, on, known_at=known_at)
    asked = {"on": on.isoformat()}
    command = f"./zx explain '{row.number}' {figure} --on {on.isoformat()}"
    if known_at is not None:
        asked["known"] = known_at.isoformat()
        command += f" --known {known_at.isoformat()}"
    url = reverse("desk:why", args=[court_no, case, figure])
    return _show(visit, finding, f"{url}?{urlencode(asked)}", command)


def of_act(visit: Visit, court_no: int, act: UUID, place: int) -> HttpResponse:
    """Show a finding an act rests on, executed again from what the act kept of it."""
    found = execute_findings(get_act(court_no, act))
    url = reverse("desk:why_act", args=[court_no, act, place])
    return _show(visit, _at(found, place), url)


def of_matter(visit: Visit, court_no: int, matter: UUID, place: int) -> HttpResponse:
    """Show a finding a matter rests on, executed again."""
    found = findings_of(get_matter(court_no, matter))
    url = reverse("desk:why_matter", args=[court_no, matter, place])
    return _show(visit, _at(found, place), url)


def of_deed(visit: Visit, court_no: int, case: UUID, deed: str, place: int) -> HttpResponse:
    """Show a finding that speaks for or against a deed, as of now."""
    asked = find_asked(visit, court_no, case, deed)
    url = visit.request.get_full_path()
    return _show(visit, _at(findings_of_deed(asked.deed, asked.ask), place), url)


def _show(visit: Visit, finding: Finding[Any], url: str, command: str = "") -> HttpResponse:
    rule_url = reverse("desk:rule", args=[finding.rule.lower()])
    why = lay(
        finding, rule_url=rule_url, page_url="" if not visit.is_part else url, command=command
    )
    template = "kit/parts/why_panel.html" if visit.is_part else "kit/why.html"
    return visit.under("cases").render(template, {"why": why})


def _at(found: list[Finding[object]], place: int) -> Finding[object]:
    if place >= len(found):
        raise Http404(str(place))
    return found[place]


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _instant(text: str) -> datetime | None:
    try:
        found = parse_datetime(text)
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
