"""The deed of freezing money that was found (冻结): deposits, e-wallets, products, funds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import ControlDeed, known_of, outlook, uncontrolled
from zhixing.inquiry.controlling import freeze_term
from zhixing.inquiry.operations import FreezeOrder, order_freeze, record_living_facts
from zhixing.inquiry.screens.living_facts import StandardForm, new_facts
from zhixing.inquiry.terms import ForeignRate
from zhixing.inquiry.wire.model import CNY, Measure
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
        Words("依法应留以外，另须多留至", "To stay free, where more than the law leaves"),
        required=False,
    )
    until = boxes.day(
        Words("冻结至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )


class StatedFreezeForm(StandardForm, FreezeForm):
    """What a natural person needs as well, where the court adopted no standard."""

    field_order = ("amount", "standard", "persons", "months", "source", "reason")


class ForeignFreezeForm(FreezeForm):
    """The rate as well, for money in a foreign currency; the amount is in yuan."""

    amount = boxes.money(Words("冻结金额（折合人民币）", "Amount to freeze, worth in yuan"))
    per_hundred = boxes.money(Words("每100外币折合人民币", "Yuan for a hundred units"))
    rate_on = boxes.day(Words("汇率公布日", "Day the rate was published"))
    rate_source = boxes.text(Words("汇率来源", "Source of the rate"), most=80)


class StatedForeignFreezeForm(StandardForm, ForeignFreezeForm):
    """The same for money in a foreign currency."""


@case_deed
class Freeze(ControlDeed, LawfulDeed):
    """Order found money frozen, within the limit of the claim."""

    key = "freeze"
    label = Words("冻结", "Freeze")
    order = 10
    form = FreezeForm
    step = ActType.FREEZE
    measure = Measure.FREEZE
    fields = {"proposed": "amount", "end_on": "until", "rate": "per_hundred"}

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return uncontrolled(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).freeze_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        limit = outlook(ask).limit(subject_of(ask))
        kind = kind_of(outlook(ask).view(subject_of(ask)).kind)
        term = freeze_term(ask.on, None, kind.term)
        claim = Words("债权额度尚余{m}", "{m} of the claim may still be controlled").filled(
            m=money_text(limit.value.claim_limit)
        )
        longest = day_words(term.value.latest_end_on)
        return [
            *known_of(ask),
            Known(Words("最多可冻结", "Limit"), money_text(limit.value.amount), claim, limit),
            Known(Words("最长期限至", "Longest term"), longest, finding=term),
            *stays_of(ask),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后向协助单位发出冻结裁定和协助通知，相应款项不得支取。",
            "It is put up for approval; approved, the institution is served with ruling and "
            "notice, and the money cannot be drawn.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        most = outlook(ask).limit(subject_of(ask)).value.amount
        view = outlook(ask).view(subject_of(ask))
        is_stated = outlook(ask).lacks_standard(subject_of(ask))
        if view.currency != CNY:
            return (StatedForeignFreezeForm if is_stated else ForeignFreezeForm)(data)
        form = StatedFreezeForm if is_stated else FreezeForm
        return form(data, initial={"amount": most.yuan, "persons": 1, "months": 1})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        if "standard" in given:
            party = outlook(ask).view(subject_of(ask)).party
            record_living_facts(new_facts(ask.case, party, given), ask.on, by=ask.by)
        order = FreezeOrder(
            ask.case,
            subject_of(ask),
            given["amount"],
            given["until"],
            boxes.amount_of(given["protected_minimum"]),
            _rate(given),
        )
        order_freeze(order, ask.on, by=ask.by)
        return Words("已提请冻结，待审批。", "The freeze is put up for approval.")


def stays_of(ask: CaseAsk) -> list[Known]:
    """Say what must stay free in a thing of a natural person's, and why."""
    known, asset = outlook(ask), subject_of(ask)
    name = Words("应保留的生活必需费用，留在本项内", "Must stay free here to live")
    if known.lacks_standard(asset):
        said = Words(
            "本院未采用当地最低生活标准，须填写", "the court adopted no standard: to be stated"
        )
        return [Known(name, said)]
    stays = known.stays(asset)
    if stays is None or stays.minimum is None:
        return []
    whole = Words("共须保留{m}", "{m} in all").filled(m=money_text(stays.minimum.kept_free))
    return [Known(name, money_text(stays.amount), whole, stays.findings[-1])]


def _rate(given: Mapping[str, Any]) -> ForeignRate | None:
    if "per_hundred" not in given:
        return None
    return ForeignRate(given["per_hundred"], given["rate_on"], given["rate_source"])
