"""The preview's addresses and the contexts of its pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

from tests.platform.screenkit import samples, samples_boards, samples_cases, samples_forms
from zhixing.platform.screenkit.boards import Answered, MatrixCell
from zhixing.platform.screenkit.decisions import Refusal
from zhixing.platform.screenkit.shell import Link, Suggestion
from zhixing.platform.screenkit.tables import Empty, Progress
from zhixing.platform.screenkit.tags.boards import matrix_cell
from zhixing.platform.screenkit.words import Words

_COUNTS = {"empty": 0, "ordinary": 1, "overloaded": 8}
_REFUSAL = Refusal(
    Words(
        "申请执行的期间为二年，本申请于期满后59日提出。",
        "The period to apply is two years; this application came 59 days after its end.",
    ),
    "APPLICATION_OUT_OF_TIME",
    Words("民事诉讼法（2012）第239条", "Civil Procedure Law (2012), art. 239"),
    "/texts/",
    Words(
        "提交期间中止、中断的证据后可以立案。",
        "Evidence that the period was suspended or interrupted would allow filing.",
    ),
    samples.WHY,
)


class FilingForm(forms.Form):
    """A filing form with every kind of field."""

    creditor = forms.CharField(label=Words("申请执行人", "Creditor"))
    amount = forms.DecimalField(
        label=Words("标的额（元）", "Amount (yuan)"),
        help_text=Words("最多两位小数", "At most two decimals"),
    )
    effective_on = forms.DateField(
        label=Words("判决生效日", "Effective on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    agreed = forms.BooleanField(label=Words("已核对身份", "Identity checked"), required=False)
    title = forms.ChoiceField(
        label=Words("执行依据", "Title"),
        choices=[
            ("j", Words("民事判决书", "Civil judgment")),
            ("m", Words("调解书", "Mediation agreement")),
        ],
    )


def _day(state: str) -> dict[str, object]:
    times = _COUNTS.get(state, 1)
    done = Empty(
        Words("今日事毕", "Nothing is due"),
        Words("没有到期、逾期或等您处理的事。", "Nothing due, overdue or waiting for you."),
        Link(Words("看看本周", "Look at this week"), "/cases/ordinary/"),
    )
    table = replace(
        samples_cases.case_table(3 * times),
        key="money",
        caption=Words("待我处理的案款", "Money waiting on me"),
        next_url="",
        earlier_url="",
        total=None,
        empty=Empty(Words("没有待处理的案款", "No money is waiting")),
    )
    work = Progress(Words("批量导入", "Import"), 6120, 10000, "") if state == "overloaded" else None
    return {
        "overdue": samples_cases.tasks(2 * times),
        "today": samples_cases.tasks(5 * times)[2:],
        "done": done,
        "money": table,
        "work": work,
        "refusal": _REFUSAL if state == "error" else None,
    }


def _case(state: str) -> dict[str, object]:
    refused = _REFUSAL if state == "error" else None
    count = {"empty": 1, "overloaded": 60}.get(state, 12)
    nodes = (
        samples_cases.nodes()[:1]
        if state == "empty"
        else samples_cases.nodes() * (3 if state == "overloaded" else 1)
    )
    return {
        "case_no": samples.CASE_NO,
        "answers": samples_cases.answers(),
        "nodes": nodes,
        "docket": samples_cases.docket(count),
        "people": samples_cases.people(),
        "tabs": samples_cases.tabs(count),
        "decisions": (samples_cases.FREEZE, samples_cases.EXTEND, samples_cases.LIST),
        "refusal": refused,
        "picker": samples_cases.as_of()
        if state == "as_of"
        else replace(samples_cases.as_of(), on=None),
        "today": samples.TODAY,
    }


def _filing(state: str) -> dict[str, object]:
    data = {"creditor": "", "amount": "1.234", "effective_on": "2016-02-30", "title": "j"}
    return {
        "form": FilingForm(data) if state == "error" else FilingForm(),
        "refusal": _REFUSAL if state == "error" else None,
    }


_CONTEXTS: dict[str, Callable[[str], dict[str, object]]] = {
    "day": _day,
    "case": _case,
    "cases": lambda s: {
        "table": samples_cases.case_table({"empty": 0, "ordinary": 14}.get(s, 100)),
        "filters": samples_forms.filters(),
    },
    "filing": _filing,
    "query": lambda s: {
        "matrix": samples_boards.matrix({"empty": 0, "ordinary": 12}.get(s, 60)),
        "empty": Empty(
            Words("还没有发出查询", "No query has been sent"),
            Words(
                "立案后三日内须发起总对总查询。",
                "The national query is due three days after filing.",
            ),
        ),
    },
    "tray": lambda s: {
        "tray": samples_boards.tray(
            {"empty": 0, "ordinary": 4, "error": 2}.get(s, 40), s == "error"
        ),
        "tray_empty": Empty(
            Words("没有待审批的文书", "Nothing waits for approval"),
            Words("新的申请到来时会列在这里。", "New applications will be listed here."),
        ),
    },
    "board": lambda s: {"stats": samples_boards.stats(), "charts": samples_boards.charts()},
    "sign_in": lambda s: {"sign_in": samples_forms.sign_in(s)},
    "import": lambda s: {
        "report": samples_forms.imported({"empty": 0, "ordinary": 8}.get(s, 1204))
    },
}
_TEMPLATES = {"sign_in": "kit/sign_in.html", "tray": "kit/tray.html"}


def page_of(name: str, state: str) -> tuple[str, dict[str, Any]]:
    """Give the template of a preview page and the context of one of its states."""
    as_of = samples_cases.as_of() if state == "as_of" else None
    shell = samples.shell(name, as_of, "wall" if state == "wall" else "paper")
    if (name, state) == ("query", "ordinary"):
        shell = replace(shell, events_url="/events/")
    template = _TEMPLATES.get(name, f"preview/{name}.html")
    return template, {"shell": shell, "state": state, **_CONTEXTS[name](state)}


def page(request: HttpRequest, name: str, state: str) -> HttpResponse:
    return render(request, *page_of(name, state))


def why(request: HttpRequest, key: str) -> HttpResponse:
    part = request.headers.get("HX-Request")
    template = "kit/parts/why_panel.html" if part else "kit/why.html"
    return render(request, template, {"why": samples.why_of_closing(), "shell": samples.shell("")})


def search(request: HttpRequest) -> HttpResponse:
    found = [
        Suggestion(
            samples.CASE_NO,
            Words("案件", "Case"),
            "/case/ordinary/",
            Words("被执行人 吴某", "debtor Wu"),
        )
    ]
    return render(
        request,
        "kit/parts/suggestions.html",
        {"suggestions": found if "x" not in request.GET.get("q", "") else []},
    )


def cell(request: HttpRequest, live: str) -> HttpResponse:
    answered = MatrixCell(Answered.HIT, 2, "/case/ordinary/", live, f"/cell/{live}/")
    return HttpResponse(matrix_cell(answered))


def events(request: HttpRequest) -> StreamingHttpResponse:
    """Tell once that the first answer has come in."""
    return StreamingHttpResponse(
        iter(["retry: 60000\ndata: q0-0\n\n"]), content_type="text/event-stream"
    )


def reveal(request: HttpRequest, key: str) -> HttpResponse:
    return render(
        request, "kit/parts/identity_revealed.html", {"key": key, "number": "330102199001010031"}
    )


def error(request: HttpRequest) -> HttpResponse:
    return render(
        request, "kit/error.html", {"refusal": _REFUSAL, "back_url": "/day/ordinary/"}, status=422
    )


def done(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


urlpatterns = [
    path("why/<str:key>/", why),
    path("why/<str:key>/page/", why),
    path("search/", search),
    path("cell/<str:live>/", cell),
    path("events/", events),
    path("reveal/<str:key>/", reveal),
    path("error/", error),
    path("done/", done),
    path("<str:name>/<str:state>/", page),
]
