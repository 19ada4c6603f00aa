"""What deeds on a stuck request have in common: which request, what became of it, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import UUID

from zhixing.cases.lawful_deed import names_of
from zhixing.inquiry.queries import RequestView, list_requests
from zhixing.inquiry.states import STUCK, State
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Checked, Known, Subject, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

NEEDED = {"QUERY": "order_query", "CONTROL": "order_freeze"}
"""What a post needs to bring a request of a kind on its way again."""
NAMED = Words("{i}：{p}", "{i}: {p}")
QUERY, CONTROL = Words("财产查询", "query"), Words("控制", "control")


class RepairDeed(CaseDeed):
    """A deed on one request; ``states`` and ``kinds`` say which requests it is for."""

    needs = "order_query"
    tabs = ("queries",)
    has_subjects = True
    previews = True
    states: ClassVar[frozenset[State]] = STUCK
    kinds: ClassVar[frozenset[str]] = frozenset(NEEDED)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(view.id, request_name(ask, view), _why_stuck(view))
            for view in requests_of(ask)
            if view.state in self.states
            and view.kind in self.kinds
            and ask.by.may(NEEDED[view.kind])
        ]

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        view = request_of(ask)
        state = Words(*view.state_words)
        text = Words("该请求现为“{s}”", "The request is now: {s}").filled(s=state)
        return (Checked(text, view.state in self.states),)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        view = request_of(ask)
        due = NOTHING
        if view.due_on is not None:
            due = Words("应于{d}前反馈", "due by {d}").filled(d=day_words(view.due_on))
        asked = day_words(view.issued_on) if view.issued_on is not None else "—"
        shown = [
            Known(Words("请求编号", "Request number"), view.external_no),
            Known(Words("发出日", "Issued on"), asked, due),
            Known(Words("现状", "State"), Words(*view.state_words)),
        ]
        if view.reason or view.reason_en:
            shown.append(Known(Words("原因", "Reason"), _said(view)))
        return shown


def requests_of(ask: CaseAsk) -> list[RequestView]:
    """Give the requests of the case, read once a page."""
    return once(ask, "requests", lambda: list_requests(ask.court_no, ask.case))


def request_of(ask: CaseAsk) -> RequestView:
    """Give the request a deed is about."""
    wanted = subject_of(ask)
    return next(view for view in requests_of(ask) if view.id == wanted)


def institutions_of(ask: CaseAsk) -> dict[UUID, InstitutionView]:
    """Give the institutions of the case's requests, read once a page."""

    def look() -> dict[UUID, InstitutionView]:
        asked = {view.institution for view in requests_of(ask)}
        return list_institutions_by_id(asked) if asked else {}

    return once(ask, "requested institutions", look)


def request_name(ask: CaseAsk, view: RequestView) -> Text:
    """Name a request by whom it asks, about whom."""
    institution: Any = institutions_of(ask).get(view.institution)
    name: Text = ""
    if institution is not None:
        name = Words(institution.name, institution.name_en or institution.name)
    return NAMED.filled(i=name, p=names_of(ask).get(view.party, ""))


def _why_stuck(view: RequestView) -> Text:
    kind = QUERY if view.kind == "QUERY" else CONTROL
    state = Words(*view.state_words)
    if not (view.reason or view.reason_en):
        return Words("{k}，{s}", "{k}, {s}").filled(k=kind, s=state)
    return Words("{k}，{s}：{r}", "{k}, {s}: {r}").filled(k=kind, s=state, r=_said(view))


def _said(view: RequestView) -> Text:
    return Words(view.reason or view.reason_en, view.reason_en or view.reason)
