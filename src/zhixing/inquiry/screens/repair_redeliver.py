"""The deed of letting a request be collected once more (重新投递)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhixing.inquiry.operations import redeliver_request
from zhixing.inquiry.repair_deed import RepairDeed
from zhixing.inquiry.states import State
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Redeliver(RepairDeed):
    """Hand a request out once more because its institution says that it never got it."""

    key = "redeliver-request"
    label = Words("重新投递", "Hand out again")
    order = 61
    states = frozenset({State.DELIVERED, State.DOCS_FETCHED})

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "编号不变，该单位下次来取时再交付一次。仅在该单位表示没有收到时使用：已收到的可能重复办理。",
            "The number stays; the institution is handed it once more at its next call. Only for "
            "an institution that says it never got it: one that did may act twice.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        redeliver_request(subject_of(ask), by=ask.by)
        return Words("已恢复为待取走。", "It waits to be collected again.")
