"""The deed of giving up a control request that is stuck (撤回受阻请求)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhixing.inquiry.operations import withdraw_stuck
from zhixing.inquiry.repair_deed import RepairDeed
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class WithdrawStuck(RepairDeed):
    """Give up a stuck control request, so that what it spoke for is free again."""

    key = "withdraw-stuck"
    label = Words("撤回受阻请求", "Withdraw what is stuck")
    needs = "order_freeze"
    order = 64
    kinds = frozenset({"CONTROL"})
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "该请求不再发出，它所占用的控制额度随即释放。该单位若其后反馈已经控制，仍会记录并提示。",
            "It will not go out, and the amount it spoke for is free again. Should the "
            "institution yet answer that it was carried out, that is not lost.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        withdraw_stuck(subject_of(ask), str(given.get("reason", "")), by=ask.by)
        return Words("已撤回。", "Withdrawn.")
