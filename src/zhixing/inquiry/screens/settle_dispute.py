"""The deed of answering a dispute about an answer (处理反馈异议)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.operations import DisputeOutcome, settle_dispute
from zhixing.inquiry.repair_deed import RepairDeed, request_name, requests_of
from zhixing.inquiry.screens.dispute_answer import RAISERS, disputes_of
from zhixing.inquiry.search.views import DisputeView
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Checked, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

OUTCOMES: Final[list[tuple[str, Text]]] = [
    (DisputeOutcome.UPHELD.value, Words("异议成立", "the dispute is upheld")),
    (DisputeOutcome.REJECTED.value, Words("异议不成立", "the dispute is rejected")),
    (DisputeOutcome.WITHDRAWN.value, Words("异议已撤回", "the dispute was taken back")),
]


class SettleForm(forms.Form):
    """How it came out, and on what grounds."""

    outcome = boxes.choice(Words("处理结果", "How it comes out"), OUTCOMES)
    grounds = boxes.words(Words("处理的依据", "On what grounds"))


@case_deed
class SettleDispute(RepairDeed):
    """Settle the dispute that is open about a request's answer."""

    key = "settle-dispute"
    label = Words("处理反馈异议", "Answer the dispute")
    needs = "record"
    order = 75
    form = SettleForm

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        open_ones = {d.request: d for d in disputes_of(ask)}
        due = Words("应于{d}前处理", "to be answered by {d}")
        return [
            Subject(
                view.id,
                request_name(ask, view),
                due.filled(d=day_words(open_ones[view.id].due_on)),
            )
            for view in requests_of(ask)
            if view.id in open_ones
        ]

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        return ()

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        found = _dispute(ask)
        raiser = dict(RAISERS)[found.raised_by]
        return [
            *super().known(ask),
            Known(Words("异议", "Dispute"), found.reason, raiser),
            Known(
                Words("提出日", "Raised on"),
                day_words(found.raised_on),
                Words("应于{d}前处理", "to be answered by {d}").filled(d=day_words(found.due_on)),
            ),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "处理结果和依据记入卷宗，计入该单位的反馈统计；反馈需要更正的，另行更正。",
            "Outcome and grounds are recorded and count in the institution's figures; an answer "
            "that must be corrected is corrected by a deed of its own.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        outcome = DisputeOutcome(given["outcome"])
        settle_dispute(_dispute(ask).id, outcome, given["grounds"], ask.on, by=ask.by)
        return Words("异议已处理。", "The dispute is settled.")


def _dispute(ask: CaseAsk) -> DisputeView:
    wanted = subject_of(ask)
    return next(d for d in disputes_of(ask) if d.request == wanted)
