"""The deed of letting a request be answered once more (重开)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhixing.inquiry.operations import reopen_request
from zhixing.inquiry.repair_deed import RepairDeed
from zhixing.inquiry.states import FINAL, State
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Reopen(RepairDeed):
    """Ask an institution for another answer, because the one it gave cannot be used."""

    key = "reopen-request"
    label = Words("重开，请其再次反馈", "Reopen for another answer")
    order = 62
    states = FINAL | {State.REJECTED}
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "该单位可以再次反馈；原反馈及其原始报文保留。按批量文件联网的单位会收到失败回执。",
            "The institution may answer again; its first answer and the raw message stay. One "
            "that is reached by packages gets a receipt of failure.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        reopen_request(subject_of(ask), str(given.get("reason", "")), by=ask.by)
        return Words("已重开，待再次反馈。", "Reopened; another answer is awaited.")
