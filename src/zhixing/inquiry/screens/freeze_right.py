"""The deed of freezing a right that was found (冻结股权、证券等)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import ControlDeed, known_of, outlook, unfrozen_rights
from zhixing.inquiry.controlling import freeze_term
from zhixing.inquiry.operations import RightFreezeOrder, order_right_freeze
from zhixing.inquiry.reach import kind_finding
from zhixing.inquiry.rights import read_extent
from zhixing.inquiry.seal_deed import told_of
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

NOT_TOLD = Words("登记机构未告知", "not told by the register")


class RightFreezeForm(forms.Form):
    """How much of it, what that is worth as far as known, until when, with its income or not."""

    quantity = boxes.text(
        Words("冻结的比例或者数量，不填则为全部", "Share or number; empty: the whole"),
        required=False,
        most=20,
    )
    value = boxes.money(
        Words("价值，不知可不填", "What it is worth; empty while unknown"), required=False
    )
    closing_price = boxes.money(
        Words("上市股票前一交易日收盘价", "Last closing price, of listed shares"), required=False
    )
    until = boxes.day(
        Words("冻结至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )
    with_income = boxes.tick(
        Words("效力及于股息、红利等孳息", "Dividends and the like are taken in")
    )


@case_deed
class FreezeRight(ControlDeed, LawfulDeed):
    """Order a stake, securities or units frozen, in the rank that is free."""

    key = "freeze-right"
    label = Words("冻结股权、证券等", "Freeze rights")
    order = 11
    form = RightFreezeForm
    step = ActType.FREEZE
    measure = Measure.FREEZE
    fields = {"proposed": "quantity", "end_on": "until"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return unfrozen_rights(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).freeze_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        view, told = outlook(ask).view(subject_of(ask)), told_of(ask)
        limit = outlook(ask).limit(subject_of(ask))
        term = freeze_term(ask.on, None, kind_of(view.kind).term)
        effect = kind_finding(view, self.measure, ask.on)
        held: Text = f"{told.quantity}{told.unit}" if told and told.quantity else NOT_TOLD
        before = "；".join(f"{s.authority} {s.document_no}" for s in told.sealings) if told else ""
        publication = Words("自公示时生效", "from its publication")
        service = Words("自送达协助单位时生效", "from service on the register")
        by_publication = effect is not None and effect.value.by_publication
        return [
            *known_of(ask),
            Known(Words("登记持有", "Registered"), held),
            Known(Words("在先控制", "Controls told"), before or Words("查无", "none told")),
            Known(
                Words("债权额度尚余", "Of the claim"),
                money_text(limit.value.claim_limit),
                finding=limit,
            ),
            Known(
                Words("最长期限至", "Longest term"),
                day_words(term.value.latest_end_on),
                finding=term,
            ),
            Known(
                Words("生效", "In effect"),
                publication if by_publication else service,
                finding=effect,
            ),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后向登记机构发出冻结裁定和协助通知。已有在先冻结的，本案轮候，"
            "在先冻结解除后自动生效。冻结的权利须经变价，不能直接扣划。",
            "It is put up for approval; approved, the register is served with ruling and notice. "
            "Behind other freezes ours waits in line and takes effect by itself. What is frozen "
            "is sold; it cannot be transferred.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return RightFreezeForm(data, initial={"with_income": True})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = RightFreezeOrder(
            ask.case,
            subject_of(ask),
            read_extent(given["quantity"]),
            boxes.amount_of(given["value"]) or None,
            boxes.amount_of(given["closing_price"]) or None,
            given["until"],
            bool(given["with_income"]),
        )
        order_right_freeze(order, ask.on, by=ask.by)
        return Words("已提请冻结，待审批。", "The freeze is put up for approval.")
