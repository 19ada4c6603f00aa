"""The evidence of an answer: the message as it came, what it says beside it, and its proof."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.desk.casefile import CaseFile
from zhixing.desk.query_centre import case_url, request_url
from zhixing.desk.visit import Visit
from zhixing.inquiry.exhibit.opening import Opened, open_covered, open_whole, take_raw
from zhixing.inquiry.queries import get_request
from zhixing.inquiry.repair_deed import institutions_of, request_name
from zhixing.kernel.refusal import Refusal
from zhixing.parties.values import PURPOSE_WORDS, Purpose, PurposeCode
from zhixing.platform.screenkit.words import Words
from zhixing.platform.web.refusals import perform, shown, status_of

OFFERED = (PurposeCode.QUERY, PurposeCode.MEASURE, PurposeCode.CORRECTION, PurposeCode.SUPERVISION)


def show(visit: Visit, court_no: int, answer: UUID) -> HttpResponse:
    """Show the message covered; with a purpose sent along, whole, and the look is logged."""
    refusal: Refusal | None = None
    opened: Opened | None = None
    if visit.request.method == "POST":
        purpose = _purpose(visit)
        outcome = perform(lambda: open_whole(answer, purpose, by=visit.by, at=visit.at))
        refusal, opened = outcome.refusal, outcome.value
    if opened is None:
        opened = open_covered(court_no, answer)
    return _page(visit, court_no, opened, refusal)


def raw(visit: Visit, court_no: int, answer: UUID) -> HttpResponse:
    """Give the bytes as they came, for a purpose that is logged."""
    purpose = _purpose(visit)
    outcome = perform(lambda: take_raw(answer, purpose, by=visit.by, at=visit.at))
    if outcome.value is None:
        return _page(visit, court_no, open_covered(court_no, answer), outcome.refusal)
    found = outcome.value
    name = found.file_name.rpartition("/")[2] or f"message-{found.sha256[:16]}.bin"
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "._-"))
    response = HttpResponse(found.content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{safe or "message.bin"}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(visit: Visit, court_no: int, opened: Opened, refusal: Refusal | None) -> HttpResponse:
    view = get_request(court_no, opened.request)
    file = CaseFile(visit.under("queries"), court_no, view.case)
    institution = institutions_of(file.ask)[view.institution]
    context = {
        "case": file.row,
        "case_url": case_url(court_no, view.case),
        "request": view,
        "request_url": request_url(court_no, view.id),
        "name": request_name(file.ask, view),
        "sender": Words(institution.name, institution.name_en or institution.name),
        "opened": opened,
        "problem": Words(*opened.exhibit.problem),
        "purposes": [(p.value, Words(*PURPOSE_WORDS[p])) for p in OFFERED],
        "may_see": visit.by.may("view_identity") and file.ask.is_own,
        "raw_url": reverse("desk:evidence_raw", args=[court_no, opened.answer]),
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    answer = visit.under("queries").render("desk/evidence.html", context, status=status)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _purpose(visit: Visit) -> Purpose:
    given = visit.request.POST.get("purpose", "")
    code = next((p for p in OFFERED if p.value == given), None)
    text = str(Words(*PURPOSE_WORDS[code])) if code is not None else ""
    note = visit.request.POST.get("note", "").strip()[:200]
    return Purpose(code or PurposeCode.SUPERVISION, f"{text}：{note}" if text and note else text)
