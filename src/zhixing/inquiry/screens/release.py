"""The deed of releasing a freeze, whole or in part (解除冻结)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.control_deed import ControlDeed
from zhixing.inquiry.operations import ReleaseOrder, order_release
from zhixing.inquiry.rights import read_extent
from zhixing.inquiry.wire.model import Measure
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class ReleaseForm(forms.Form):
    """How much, and why."""

    amount = boxes.money(
        Words("解除金额，不填则全部解除", "Amount; empty: all of it"), required=False
    )
    quantity = boxes.text(
        Words("解除数量（股权、证券等），不填则全部解除", "Number (rights); empty: all of it"),
        required=False,
        most=40,
    )
    reason = boxes.words(Words("解除理由", "Reason for the release"))


@case_deed
class Release(ControlDeed):
    """Order a freeze, or a part of it, released."""

    key = "release"
    label = Words("解除冻结", "Release")
    order = 12
    form = ReleaseForm
    measure = Measure.RELEASE

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后通知协助单位解除，被执行人可以支取、处分，不能收回；轮候在后的随即生效。",
            "It is put up for approval; approved, the institution releases it, the debtor may "
            "draw or sell it, and whoever waits behind takes effect: that cannot be undone.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = ReleaseOrder(ask.case, subject_of(ask), given["reason"], given["amount"])
        order = replace(order, quantity=read_extent(given["quantity"]))
        order_release(order, ask.on, by=ask.by)
        return Words("已提请解除冻结，待审批。", "The release is put up for approval.")
