"""A deed in a case: its form beside its reasons, the preview of what will happen, and the deed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.forms import BoundField, Form
from django.http import Http404, HttpResponse

from zhixing.courts.policies import require
from zhixing.desk.casefile import CaseFile
from zhixing.desk.deeds import about, decision_of, known_of, reasons_of
from zhixing.desk.pages import case as case_page
from zhixing.desk.rehearsal import Rehearsed, nothing_rehearsed, rehearse
from zhixing.desk.visit import Visit
from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.square import square_of
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Handed, Subject, find_deed
from zhixing.platform.web.fragments import CaseAsk
from zhixing.platform.web.refusals import perform, shown, status_of

REASON = Words("理由", "Reason")
CHANGED = Words(
    "预览之后卷宗有了新的记录，请再看一遍将要发生的事。",
    "The docket has moved on since the preview; look again at what will happen.",
)


@dataclass(slots=True)
class Asked:
    """Hold one request about a deed: the case, the deed, the thing it is about."""

    file: CaseFile
    deed: CaseDeed
    ask: CaseAsk
    subject: Subject | None

    @property
    def posted(self) -> Any:
        return self.file.visit.request.POST

    @property
    def seen(self) -> str:
        """Name the state of the docket a preview is made of."""
        return str(self.file.row.last_seq)


def show(visit: Visit, court_no: int, case: UUID, deed: str) -> HttpResponse:
    """Ask for what a deed needs, show what it will do, or carry it out and lead back."""
    asked = find(visit, court_no, case, deed)
    if visit.request.method != "POST":
        return _begin(asked)
    form = asked.deed.make_form(asked.ask, asked.posted)
    if form is not None and not form.is_valid():
        return _form_page(asked, form, status=422)
    step = asked.posted.get("step", "")
    if step == "edit":
        return _form_page(asked, form)
    if asked.deed.previews and step != "confirm":
        return _preview(asked, form)
    if asked.deed.previews and asked.posted.get("seen") != asked.seen:
        return _preview(asked, form, status=409)
    return _carry_out(asked, form)


def find(visit: Visit, court_no: int, case: UUID, deed: str) -> Asked:
    """Find a deed the post may do, in a case of its own court, with the thing it is about."""
    found = find_deed(deed)
    if found is None:
        raise Http404(deed)
    require(visit.by, found.needs)
    file = CaseFile(visit.under("cases"), court_no, case)
    if not file.ask.is_own:
        raise _other_court()
    if not found.has_subjects:
        return Asked(file, found, file.ask, None)
    wanted = visit.request.GET.get("of", "")
    subject = next((s for s in found.subjects(file.ask) if str(s.id) == wanted), None)
    if subject is None:
        raise Http404(wanted)
    return Asked(file, found, about(file.ask, subject), subject)


def _begin(asked: Asked) -> HttpResponse:
    form = asked.deed.make_form(asked.ask)
    if form is None and asked.deed.reason == "none" and asked.deed.previews:
        return _preview(asked, None)
    return _form_page(asked, form)


def _given(asked: Asked, form: Form | None) -> dict[str, Any]:
    given: dict[str, Any] = {"reason": asked.posted.get("reason", "")}
    return given | (form.cleaned_data if form is not None else {})


def _preview(asked: Asked, form: Form | None, *, status: int = 200) -> HttpResponse:
    given = _given(asked, form)
    seen = nothing_rehearsed()
    if asked.deed.rehearses:
        outcome = rehearse(asked.file, lambda: asked.deed.carry_out(asked.ask, given))
        if outcome.refusal is not None:
            return _form_page(asked, form, outcome.refusal)
        seen = outcome.value or seen
    elif (against := asked.deed.obstacle(asked.ask)) is not None:
        return _form_page(asked, form, against)
    return _preview_page(asked, form, seen, status)


def _carry_out(asked: Asked, form: Form | None) -> HttpResponse:
    file, visit, given = asked.file, asked.file.visit, _given(asked, form)
    outcome = perform(lambda: asked.deed.carry_out(asked.ask, given))
    if outcome.refusal is not None:
        if form is None and not asked.deed.previews:
            return case_page.show(visit, file.row.court_no, file.row.id, refusal=outcome.refusal)
        return _form_page(asked, form, outcome.refusal)
    if isinstance(outcome.value, Handed):
        return _handed_page(asked, outcome.value)
    visit.tell(outcome.value or "")
    if not asked.deed.previews:
        return visit.go(file.url())
    return visit.go(_done_url(asked))


def _done_url(asked: Asked) -> str:
    tab = next(iter(asked.deed.tabs), "")
    return f"{asked.file.url(tab)}?{urlencode({'done': asked.seen})}"


def _handed_page(asked: Asked, handed: Handed) -> HttpResponse:
    """Show what is handed over; sent again the page asks anew, for the docket has moved on."""
    visit, context = asked.file.visit, dict(handed.context)
    if handed.link:
        url = visit.request.build_absolute_uri(handed.link)
        context |= {"url": url, "square": square_of(url)}
    context |= {
        "case": asked.file.row,
        "case_url": _done_url(asked),
        "deed": asked.deed,
        "subject": asked.subject,
        "handed": handed,
    }
    return visit.render(handed.template, context)


def _form_page(
    asked: Asked, form: Form | None, refusal: Refusal | None = None, *, status: int = 200
) -> HttpResponse:
    is_on_box = False
    if refusal is not None and form is not None:
        box = asked.deed.fields.get(refusal.field or "", refusal.field or "")
        is_on_box = box in form.fields
        if is_on_box:
            form.add_error(box, str(shown(refusal).text))
    context = {
        **_context(asked, form),
        "reason_text": asked.posted.get("reason", ""),
        "refusal": shown(refusal) if refusal is not None else None,
        "is_on_box": is_on_box,
    }
    code = status_of(refusal) if refusal is not None else status
    return asked.file.visit.render("desk/deed.html", context, status=code)


def _preview_page(asked: Asked, form: Form | None, seen: Rehearsed, status: int) -> HttpResponse:
    context = {
        **_context(asked, form),
        "seen": asked.seen,
        "inputs": [*_inputs(form), *_reason(asked)],
        "kept": list(_kept(asked, form)),
        "preview": seen,
        "can_edit": form is not None or asked.deed.reason != "none",
        "changed": CHANGED if status == 409 else "",
    }
    return asked.file.visit.render("desk/deed_preview.html", context, status=status)


def _context(asked: Asked, form: Form | None) -> dict[str, object]:
    tab = next(iter(asked.deed.tabs), "")
    return {
        "case": asked.file.row,
        "case_url": asked.file.url(tab),
        "deed": decision_of(asked.deed, asked.ask),
        "is_previewed": asked.deed.previews,
        "subject": asked.subject,
        "reasons": reasons_of(asked.deed, asked.ask),
        "known": known_of(asked.deed, asked.ask),
        "form": form,
    }


def _reason(asked: Asked) -> Iterator[tuple[Text, Text]]:
    text = asked.posted.get("reason", "").strip()
    if asked.deed.reason != "none" and text:
        yield REASON, text


def _kept(asked: Asked, form: Form | None) -> Iterator[tuple[str, str]]:
    """Give what was filled in as hidden boxes, so that the preview sends it on."""
    names = [b.html_name for b in form] if form is not None else []
    if asked.deed.reason != "none" and "reason" not in names:
        names.append("reason")
    for name in names:
        yield from ((name, value) for value in asked.posted.getlist(name))


def _inputs(form: Form | None) -> Iterator[tuple[Text, Text]]:
    for bound in form.visible_fields() if form is not None else ():
        value = form.cleaned_data.get(bound.name) if form is not None else None
        if value not in (None, "", [], False):
            label: Any = bound.label
            yield label, _said(bound, value)


def _said(bound: BoundField, value: Any) -> Text:
    choices = dict(getattr(bound.field, "choices", ()))
    match value:
        case True:
            return Words("是", "yes")
        case Fen():
            return money_text(value)
        case datetime():
            return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
        case date():
            return day_words(value)
        case list():
            return "、".join(str(choices.get(v, v)) for v in value)
    found: Text = choices.get(value, str(value))
    return found


def _other_court() -> Refusal:
    return Refusal(
        "OTHER_COURT",
        message_zh="这是其他法院的案件，只能查看。",
        message_en="This is another court's case: it can be read only.",
        remedy_zh="请由该法院办理，或通过监督程序提出意见。",
        remedy_en="Have that court act, or take it up by supervision.",
    )
