"""The deed of issuing a stuck request again under a new number (重新发出)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhixing.inquiry.operations import reissue_request
from zhixing.inquiry.repair_deed import RepairDeed
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Reissue(RepairDeed):
    """Issue a rejected, silent or held-back request again."""

    key = "reissue-request"
    label = Words("重新发出", "Issue again")
    order = 60
    rehearses = False

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以新编号重新发出，原编号作废；迟到的旧反馈仍然记录。控制请求重新核对法律依据和限额。",
            "It goes out under a new number; a late answer to the old one is still recorded. A "
            "control is checked against the law and the limit once more.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        reissue_request(subject_of(ask), ask.on, by=ask.by)
        return Words("已以新编号重新发出。", "Issued again under a new number.")
