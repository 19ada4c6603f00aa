"""The deed of freezing a deposit that was found (冻结)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import ControlDeed, known_of, outlook, uncontrolled
from zhixing.inquiry.controlling import freeze_term
from zhixing.inquiry.operations import FreezeOrder, order_freeze
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class FreezeForm(forms.Form):
    """How much, what stays free, until when."""

    amount = boxes.money(Words("冻结金额", "Amount to freeze"))
    protected_minimum = boxes.money(
        Words("应保留的生活必需费用", "Protected minimum to stay free"), required=False
    )
    until = boxes.day(
        Words("冻结至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )


@case_deed
class Freeze(ControlDeed, LawfulDeed):
    """Order a found deposit frozen, within the limit of the claim."""

    key = "freeze"
    label = Words("冻结", "Freeze")
    order = 10
    form = FreezeForm
    step = ActType.FREEZE
    measure = Measure.FREEZE
    fields = {"proposed": "amount", "end_on": "until"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return uncontrolled(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).freeze_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        limit = outlook(ask).limit(subject_of(ask))
        term = freeze_term(ask.on, None)
        claim = Words("债权额度尚余{m}", "{m} of the claim may still be controlled").filled(
            m=money_text(limit.value.claim_limit)
        )
        longest = day_words(term.value.latest_end_on)
        return [
            *known_of(ask),
            Known(Words("最多可冻结", "Limit"), money_text(limit.value.amount), claim, limit),
            Known(Words("最长期限至", "Longest term"), longest, finding=term),
            Known(
                Words("生活必需费用", "Protected minimum"),
                Words("由您填写，不得冻结", "as you state it; it stays free"),
            ),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后向银行发出冻结裁定和协助冻结通知，账户内相应款项不得支取。",
            "It is put up for approval; approved, the bank is served with ruling and notice, and "
            "the money cannot be drawn.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        most = outlook(ask).limit(subject_of(ask)).value.amount
        return FreezeForm(data, initial={"amount": most.yuan})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = FreezeOrder(
            ask.case,
            subject_of(ask),
            given["amount"],
            given["until"],
            boxes.amount_of(given["protected_minimum"]),
        )
        order_freeze(order, ask.on, by=ask.by)
        return Words("已提请冻结，待审批。", "The freeze is put up for approval.")
