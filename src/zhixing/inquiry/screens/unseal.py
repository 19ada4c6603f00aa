"""The deed of releasing a sealing (解除查封)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.operations import UnsealOrder, order_unsealing
from zhixing.inquiry.seal_deed import SealDeed
from zhixing.inquiry.wire.model import Measure
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class UnsealForm(forms.Form):
    """Why."""

    reason = boxes.words(Words("解除理由", "Reason for the release"))


@case_deed
class Unseal(SealDeed):
    """Order a standing sealing released."""

    key = "unseal"
    label = Words("解除查封", "Release sealing")
    order = 14
    form = UnsealForm
    measure = Measure.SEAL_RELEASE

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后通知登记机构解除查封，轮候在后的查封自动生效。",
            "It is put up for approval; approved, the registry lifts the sealing, and whoever "
            "waits behind it takes effect.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order_unsealing(UnsealOrder(ask.case, subject_of(ask), given["reason"]), ask.on, by=ask.by)
        return Words("已提请解除查封，待审批。", "The release is put up for approval.")
