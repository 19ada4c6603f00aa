"""Single acts that other courts ask of this one: the late first, each with its answer in place."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse

from zhixing.cases.filing import boxes
from zhixing.desk.query_centre import TITLE, tabs
from zhixing.desk.visit import Visit
from zhixing.inquiry.entrusted.single_acts import ANSWERS, AskedActView, list_asked_acts
from zhixing.inquiry.operations import ActAnswer, OutsideOutcome, answer_asked_act
from zhixing.inquiry.outside.queries import OUTCOMES
from zhixing.kernel.fen import ZERO
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.refusals import perform, shown, status_of

COLUMNS: Final = (
    Column("court", Words("委托法院", "Asked by"), fixed=True),
    Column("case", Words("其案号", "Its case")),
    Column("letter", Words("委托函", "Letter")),
    Column("task", Words("委托事项", "What is asked"), fixed=True),
    Column("asked", Words("收到日", "Received on"), Kind.DAY),
    Column("due", Words("期限", "To be answered by"), Kind.DAY),
    Column("outcome", Words("结果", "Outcome")),
)
LATE: Final = Words("已逾期{n}日", "{n} days late")
WAITS: Final = Words("待办理", "waits")


class AnswerForm(forms.Form):
    """What came of it."""

    outcome = boxes.choice(
        Words("结果", "Outcome"), [(o.value, Words(*OUTCOMES[o])) for o in ANSWERS]
    )
    report = boxes.words(Words("办理情况", "What was done"))
    things = boxes.whole(Words("查得或者控制财产（项）", "Things found or controlled"), 0, 999)
    money = boxes.money(Words("其中款项（元）", "Of it money, yuan"), required=False)


def show(visit: Visit) -> HttpResponse:
    """Show what other courts ask for: what waits, then what was answered."""
    found = list_asked_acts(visit.by.court_no)
    nothing = Empty(
        Words("没有受托事项", "No court asks for anything"),
        Words(
            "其他法院委托的查询、冻结、查封、调查、送达等事项在此办理，不立案。",
            "Queries, freezes, seizures, inquiries and service that other courts ask for.",
        ),
    )
    rows = [Row(str(a.id), _cells(visit, a)) for a in found]
    name = Words("受托事项", "Asked by other courts")
    context = {
        "title": TITLE,
        "tabs": tabs(visit, "asked_acts"),
        "tables": [Table("asked-acts", name, COLUMNS, rows, empty=nothing)],
    }
    return visit.under("queries").render("desk/centre_tables.html", context)


def answer(visit: Visit, act: UUID) -> HttpResponse:
    """Ask for the answer to one of them, or give it."""
    known = next((a for a in list_asked_acts(visit.by.court_no) if a.id == act), None)
    if known is None:
        raise Http404(act)
    if visit.request.method != "POST":
        return _page(visit, known, AnswerForm(initial={"things": 0}))
    form = AnswerForm(visit.request.POST)
    if not form.is_valid():
        return _page(visit, known, form, status=422)
    outcome = perform(lambda: answer_asked_act(act, _given(form), visit.on, by=visit.by))
    if outcome.refusal is not None:
        return _page(visit, known, form, outcome.refusal, status=status_of(outcome.refusal))
    visit.tell(Words("已回复委托法院。", "The court that asked is told."))
    return visit.go(reverse("desk:asked_acts"))


def _given(form: forms.Form) -> ActAnswer:
    given = form.cleaned_data
    money = boxes.amount_of(given["money"]) if given["money"] else ZERO
    return ActAnswer(OutsideOutcome(given["outcome"]), given["report"], given["things"], money)


def _page(
    visit: Visit,
    known: AskedActView,
    form: forms.Form,
    refusal: Refusal | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    about = Words("{c}{n}：{t}", "{c} {n}: {t}")
    context: dict[str, Any] = {
        "deed": {"label": Words("回复委托法院", "Answer the court that asked")},
        "consequence": about.filled(c=known.from_court, n=known.from_case_no, t=known.task),
        "form": form,
        "back": reverse("desk:asked_acts"),
        "refusal": shown(refusal) if refusal is not None else None,
    }
    return visit.under("queries").render("desk/court_deed.html", context, status=status)


def _cells(visit: Visit, a: AskedActView) -> tuple[object, ...]:
    late = a.overdue_days(visit.on)
    due = Cell(a.due_on, note=LATE.filled(n=late)) if late else a.due_on
    state: Text = WAITS if a.outcome is None else Words(*OUTCOMES[a.outcome])
    said: object = Cell(state, note=a.report) if a.outcome is not None else state
    if a.outcome is None and visit.by.may("record"):
        url = reverse("desk:asked_act", args=[a.id])
        said = Cell(Words("办理并回复", "Do it and answer"), url=url)
    return (a.from_court, a.from_case_no, a.letter, a.task, a.asked_on, due, said)
