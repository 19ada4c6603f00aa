"""The deed of asking units without a connection at their windows (窗口查询)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed, party_choices
from zhixing.courts.queries import get_court
from zhixing.inquiry.messages import is_by_hand
from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.institutions.kinds import WireCapability
from zhixing.institutions.queries import list_institutions, list_windows
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, once
from zhixing.platform.web.fragments import CaseAsk


class WindowQueryForm(forms.Form):
    """About whom, and at which windows."""

    parties = boxes.several(Words("被查询人", "About whom"))
    institutions = boxes.several(Words("未联网单位", "Units without a connection"))
    key = boxes.hidden_key()


@case_deed
class WindowQuery(LawfulDeed):
    """Order a query that two officers carry to windows."""

    key = "order-window-query"
    label = Words("窗口查询", "Query at a window")
    needs = "order_query"
    tabs = ("property",)
    order = 6
    form = WindowQueryForm
    step = ActType.QUERY_PROPERTY
    rehearses = False

    def is_offered(self, ask: CaseAsk) -> bool:
        windows = once(ask, "windows", list_windows)
        return super().is_offered(ask) and bool(windows)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return replace(super().step_facts(ask), debtor=Debtor(True, identified_by_number=True))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "为每个单位开立窗口任务，由两名执行人员持证送达协助查询文书；回执经两人录入后入卷。",
            "A window task is opened for each unit: two officers carry the papers there, and "
            "its receipt counts once two people keyed it.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = WindowQueryForm(data, initial={"key": f"desk-{uuid4().hex}"})
        boxes.offer(form, "parties", party_choices(ask, Role.DEBTOR, Role.GUARANTOR))
        boxes.offer(form, "institutions", _units(ask))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = QueryOrder(
            ask.case,
            tuple(UUID(p) for p in given["parties"]),
            given["key"],
            tuple(UUID(i) for i in given["institutions"]),
        )
        order_query(order, ask.on, by=ask.by)
        return Words("窗口任务已开立，请派员。", "Window tasks are open: assign two officers.")


def _units(ask: CaseAsk) -> Sequence[tuple[str, Text]]:
    def look() -> list[tuple[str, Text]]:
        windows = once(ask, "windows", list_windows)
        if not windows:
            return []
        found = list_institutions(
            ask.on,
            capability=WireCapability.QUERY,
            province=get_court(ask.court_no).province,
        )
        return [
            (str(i.id), Words(i.name, i.name_en or i.name))
            for i in found
            if is_by_hand(i) and i.id in windows
        ]

    return once(ask, "window-units", look)
