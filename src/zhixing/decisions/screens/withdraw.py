"""The deed of taking back what one put up, before it is decided (撤回)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.decisions.operations import withdraw_matter
from zhixing.decisions.queries import MatterView, list_matters
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Withdraw(CaseDeed):
    """Withdraw a matter of one's own that is not decided."""

    key = "withdraw"
    label = Words("撤回", "Withdraw")
    needs = "record"
    tabs = ("matters",)
    order = 16
    reason = "required"
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return [
            Subject(m.id, Words(m.summary_zh, m.summary_en))
            for m in matters_of(ask)
            if m.state == "OPEN" and m.applicant_person == ask.by.person
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "审批终止，不发生任何效力；所占用的控制额度释放。",
            "The approval ends without effect; what a draft spoke for is free again.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        withdraw_matter(subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已撤回。", "It is withdrawn.")


def matters_of(ask: CaseAsk) -> list[MatterView]:
    """Give the matters of the case, read once a page."""
    return once(ask, "matters", lambda: list_matters(ask.court_no, ask.case))
