"""The deed of asking institutions what the debtors have (财产查询)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed, party_choices
from zhixing.inquiry.operations import QueryOrder, order_query
from zhixing.institutions.kinds import Tier
from zhixing.law.procedure.facts import ActType, CaseFacts, Debtor
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk

TIERS: list[tuple[str, Text]] = [
    ("", Words("全部联网单位", "all institutions on the wire")),
    (Tier.NATIONAL.value, Words("总对总（全国）", "national")),
    (Tier.LOCAL.value, Words("点对点（本地）", "local")),
]


class QueryForm(forms.Form):
    """About whom, and whom to ask."""

    parties = boxes.several(Words("被查询人", "About whom"))
    tier = boxes.choice(Words("查询范围", "Whom to ask"), TIERS)
    key = boxes.hidden_key()


@case_deed
class Query(LawfulDeed):
    """Order a query of the debtors' property."""

    key = "order-query"
    label = Words("发起财产查询", "Order a query")
    needs = "order_query"
    tabs = ("property",)
    order = 5
    form = QueryForm
    step = ActType.QUERY_PROPERTY
    rehearses = False
    fields = {"institutions": "tier"}

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return replace(super().step_facts(ask), debtor=Debtor(True, identified_by_number=True))

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "向各联网单位发出协助查询通知；反馈到达后列入查控中心和本案财产。",
            "Each institution is sent a query notice; what it answers is listed in the query "
            "centre and among the property of the case.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = QueryForm(data, initial={"key": f"desk-{uuid4().hex}"})
        form.fields["tier"].required = False
        boxes.offer(form, "parties", party_choices(ask, Role.DEBTOR, Role.GUARANTOR))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = QueryOrder(
            ask.case,
            tuple(UUID(p) for p in given["parties"]),
            given["key"],
            tier=Tier(given["tier"]) if given["tier"] else None,
        )
        order_query(order, ask.on, by=ask.by)
        return Words("查询已发出，反馈在查控中心。", "The query is out; see the query centre.")
