"""One window task: assign, print, serve, take the picture in, key it twice, or record a refusal."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from zhixing.assets.currencies import currency_words, figures
from zhixing.cases.filing import boxes
from zhixing.cases.queries import get_case
from zhixing.courts.queries import list_principals
from zhixing.desk.pages.window_forms import (
    MOST_THINGS,
    AssignForm,
    ReceiptForms,
    RefusalForm,
    ServeForm,
    field_words,
    value_words,
)
from zhixing.desk.pages.windows import ERRANDS, mark_of, state_words
from zhixing.desk.roster import Roster
from zhixing.desk.visit import Visit
from zhixing.desk.words import POSTS
from zhixing.inquiry import operations
from zhixing.inquiry.counter.going import GOING
from zhixing.inquiry.counter.queries import (
    ItemView,
    WindowTaskDetail,
    get_bundle_pdf,
    get_scan,
    get_window_task,
)
from zhixing.inquiry.counter.receipts import KeyingState
from zhixing.inquiry.counter.window_words import hours_words
from zhixing.kernel.refusal import Refusal
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

PDF: Final = "application/pdf"
SAID: Final = {
    "assign": Words("已派员，请打印送达材料。", "Assigned; print the bundle."),
    "print": Words("送达材料已制作并加盖印章。", "The bundle is made and sealed."),
    "serve": Words("送达已登记。", "The service is recorded."),
    "scan": Words("扫描件已存证。", "The picture is kept."),
    "refuse": Words("拒不协助已入卷；处罚须另行提请。", "The refusal is on record."),
    "withdraw": Words("窗口任务已取消。", "The window task is withdrawn."),
}
KEYED: Final = {
    KeyingState.WAITING: Words(
        "已录入，待另一人独立录入。", "Keyed; another person keys it too, unseen."
    ),
    KeyingState.DIFFERENT: Words(
        "两人所录不一致，见下方，请各自核对扫描件。", "Both readings differ: look at the picture."
    ),
    KeyingState.ENTERED: Words("两人所录一致，回执已入卷。", "Both agree: the receipt is entered."),
}


@dataclass(slots=True)
class Desk:
    """Hold a task on the screen: its forms as they were filled in, and what was refused."""

    visit: Visit
    detail: WindowTaskDetail
    assign: forms.Form
    serve: forms.Form
    refuse: forms.Form
    rows: int = 1
    keyed: dict[UUID, ReceiptForms] = field(default_factory=dict)
    refusal: Refusal | None = None
    is_faulty: bool = False


def show(visit: Visit, task: UUID) -> HttpResponse:
    """Show a window task, or do the next thing with it."""
    desk = _desk(visit, task)
    step = visit.request.POST.get("do", "") if visit.request.method == "POST" else ""
    if not step:
        return _page(desk)
    outcome = perform(lambda: STEPS[step](desk)) if step in STEPS else None
    if outcome is None or outcome.refusal is not None:
        desk.refusal = None if outcome is None else outcome.refusal
        return _page(desk)
    if desk.is_faulty or outcome.value is None:
        return _page(desk)
    visit.tell(outcome.value)
    return visit.go(reverse("desk:window_task", args=[task]))


def bundle(visit: Visit, task: UUID) -> HttpResponse:
    """Give the sealed bundle."""
    return _file(get_bundle_pdf(visit.by.court_no, task), PDF)


def scan(visit: Visit, scan: UUID) -> HttpResponse:
    """Give the picture of a receipt."""
    return _file(*get_scan(visit.by.court_no, scan))


def _file(content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _desk(visit: Visit, task: UUID) -> Desk:
    detail = get_window_task(visit.by.court_no, task)
    posted = visit.request.POST
    step = posted.get("do", "")
    given = {name: posted if step == name else None for name in ("assign", "serve", "refuse")}
    assign = AssignForm(given["assign"], initial=_now_assigned(detail), prefix="a")
    people = _people(visit)
    for name in ("first", "second"):
        boxes.offer(assign, name, people)
    rows = posted.get("rows") or visit.request.GET.get("rows") or "1"
    desk = Desk(
        visit,
        detail,
        assign,
        ServeForm(given["serve"], prefix="s"),
        RefusalForm(given["refuse"], prefix="x"),
        min(MOST_THINGS, int(rows)) if rows.isdecimal() and int(rows) else 1,
    )
    for item in detail.items:
        data = posted if step == "key" and posted.get("request") == str(item.request) else None
        desk.keyed[item.request] = ReceiptForms(item, data, desk.rows)
    return desk


def _now_assigned(detail: WindowTaskDetail) -> dict[str, object]:
    task = detail.task
    found = {"first": task.first_officer, "second": task.second_officer, "visit_on": task.visit_on}
    return {name: value for name, value in found.items() if value is not None}


def _people(visit: Visit) -> list[tuple[str, Text]]:
    known: dict[UUID, Text] = {}
    for p in list_principals(visit.by.court_no, visit.on):
        if p.kind in GOING and p.person not in known:
            post = POSTS[p.kind]
            named = Words("{n}（{p}）", "{n} ({p})")
            known[p.person] = named.filled(n=p.person_name, p=post)
    return [(str(person), words) for person, words in known.items()]


def _assign(desk: Desk) -> Text | None:
    if not _reads(desk, desk.assign):
        return None
    d = desk.assign.cleaned_data
    pair = operations.Pair(UUID(d["first"]), UUID(d["second"]), d["visit_on"])
    operations.assign_window_task(desk.detail.task.id, pair, desk.visit.on, by=desk.visit.by)
    return SAID["assign"]


def _print(desk: Desk) -> Text:
    operations.print_window_bundle(desk.detail.task.id, desk.visit.at, by=desk.visit.by)
    return SAID["print"]


def _serve(desk: Desk) -> Text | None:
    if not _reads(desk, desk.serve):
        return None
    d = desk.serve.cleaned_data
    service = operations.Service(d["served_at"], d["received_by"], d["papers_shown"])
    operations.serve_at_window(desk.detail.task.id, service, desk.visit.at, by=desk.visit.by)
    return SAID["serve"]


def _scan(desk: Desk) -> Text:
    upload: Any = desk.visit.request.FILES.get("file")
    content = b"" if upload is None else upload.read()
    name = "" if upload is None else upload.name
    given = operations.Scan(name, base64.b64encode(content).decode())
    operations.attach_scan(desk.detail.task.id, given, desk.visit.at, by=desk.visit.by)
    return SAID["scan"]


def _key(desk: Desk) -> Text | None:
    wanted = desk.visit.request.POST.get("request", "")
    found = next((k for r, k in desk.keyed.items() if str(r) == wanted), None)
    if found is None or not found.is_valid():
        desk.is_faulty = True
        return None
    outcome = operations.key_receipt(
        desk.detail.task.id,
        found.item.request,
        found.receipt(),
        desk.visit.at,
        by=desk.visit.by,
    )
    return KEYED[outcome.state]


def _refuse(desk: Desk) -> Text | None:
    if not _reads(desk, desk.refuse):
        return None
    d = desk.refuse.cleaned_data
    refused = operations.Refused(d["reason"], d["refused_by"], d["refused_on"])
    operations.record_assistance_refusal(
        desk.detail.task.id, refused, desk.visit.at, by=desk.visit.by
    )
    return SAID["refuse"]


def _withdraw(desk: Desk) -> Text:
    reason = desk.visit.request.POST.get("reason", "")
    operations.withdraw_window_task(desk.detail.task.id, reason, desk.visit.on, by=desk.visit.by)
    return SAID["withdraw"]


STEPS: Final[Mapping[str, Callable[[Desk], Text | None]]] = {
    "assign": _assign,
    "print": _print,
    "serve": _serve,
    "scan": _scan,
    "key": _key,
    "refuse": _refuse,
    "withdraw": _withdraw,
}


def _reads(desk: Desk, form: forms.Form) -> bool:
    desk.is_faulty = not form.is_valid()
    return not desk.is_faulty


def _page(desk: Desk) -> HttpResponse:
    visit, detail = desk.visit, desk.detail
    task, window = detail.task, detail.window
    case = get_case(task.court_no, task.case)
    roster = Roster.of(task.court_no, visit.on)
    names = {p: v.name for p, v in list_parties({i.party for i in detail.items}).items()}
    people = [p for p in (task.first_officer, task.second_officer) if p is not None]
    context = {
        "task": task,
        "window": window,
        "hours": Words(*hours_words(window.hours)) if window else "",
        "unit": Words(task.institution_name, task.institution_name_en or task.institution_name),
        "errand": ERRANDS[task.kind],
        "state": state_words(task),
        "mark": mark_of(visit, task),
        "case_number": case.number,
        "case_url": reverse("desk:case", args=[task.court_no, task.case]),
        "officers": "、".join(str(roster.name(p)) for p in people),
        "items": [_item(desk, item, names.get(item.party, "")) for item in detail.items],
        "scans": detail.scans,
        "assign": desk.assign,
        "serve": desk.serve,
        "refuse": desk.refuse,
        "more_rows": min(MOST_THINGS, desk.rows + 1),
        "rows": desk.rows,
        "withdraw": _withdrawal(task.id),
        "refusal": shown(desk.refusal) if desk.refusal is not None else None,
        "may_record": visit.by.may("record"),
        "may_assign": visit.by.may("order_query"),
    }
    status = 422 if desk.is_faulty else 200
    if desk.refusal is not None:
        status = status_of(desk.refusal)
    return visit.under("windows").render("desk/window_task.html", context, status=status)


def _item(desk: Desk, item: ItemView, name: str) -> dict[str, object]:
    mine = any(person == desk.visit.by.person for person, _ in item.keyed_by)
    return {
        "view": item,
        "name": name,
        "forms": desk.keyed[item.request],
        "keyed_by": "、".join(name for _, name in item.keyed_by),
        "is_mine": mine,
        "foreign": _foreign(item),
        "differences": [
            {
                "field": field_words(d.field),
                "first": value_words(d.field, d.first),
                "second": value_words(d.field, d.second),
            }
            for d in item.differences
        ],
    }


def _foreign(item: ItemView) -> Text:
    if item.foreign is None:
        return NOTHING
    named = Words("{c}{m}", "{m} {c}")
    return named.filled(c=Words(*currency_words(item.currency)), m=figures(item.foreign))


def _withdrawal(task: UUID) -> Decision:
    return Decision(
        name="withdraw",
        label=Words("不再前往", "Nobody goes any more"),
        url=reverse("desk:window_task", args=[task]),
        consequence=Words(
            "任务取消，其中的请求列入待处理，可以重新发出。",
            "The task is withdrawn; its requests wait to be issued again.",
        ),
        tone="return",
        reason="required",
        fields=(("do", "withdraw"),),
    )
