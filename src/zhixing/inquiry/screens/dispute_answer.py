"""The deed of disputing what an institution answered, or recording its objection (反馈异议)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.operations import NewDispute, RaisedBy, dispute_answer
from zhixing.inquiry.repair_deed import RepairDeed, request_name, requests_of
from zhixing.inquiry.search.views import DisputeView, list_disputes
from zhixing.inquiry.states import State
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Checked, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

NOT_OUT: Final = frozenset({State.DRAFT, State.WITHDRAWN})
RAISERS: Final[list[tuple[str, Text]]] = [
    (RaisedBy.COURT.value, Words("本院认为反馈有误", "the court holds the answer to be wrong")),
    (
        RaisedBy.INSTITUTION.value,
        Words("协助单位书面提出异议", "the institution objects in writing"),
    ),
]


class DisputeForm(forms.Form):
    """Who disputes it, and why."""

    raised_by = boxes.choice(Words("异议由谁提出", "Who disputes it"), RAISERS)
    reason = boxes.words(Words("异议的内容和理由", "What is disputed, and why"))


def disputes_of(ask: CaseAsk) -> list[DisputeView]:
    """Give the disputes of the case that are not settled, read once a page."""
    return once(ask, "disputes", lambda: list_disputes(ask.court_no, case=ask.case, is_open=True))


@case_deed
class DisputeAnswer(RepairDeed):
    """Record that an answer is disputed."""

    key = "dispute-answer"
    label = Words("提出反馈异议", "Dispute the answer")
    needs = "record"
    order = 74
    form = DisputeForm

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        disputed = {d.request for d in disputes_of(ask)}
        return [
            Subject(view.id, request_name(ask, view), Words(*view.state_words))
            for view in requests_of(ask)
            if view.state not in NOT_OUT and view.id not in disputed
        ]

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        return ()

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "异议记入卷宗，并计入该单位的反馈统计；自收到之日起十五日内作出处理，期限列入节点。",
            "The dispute is recorded and counts in the institution's figures; it is decided within "
            "fifteen days of its receipt, and the day is watched.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        new = NewDispute(subject_of(ask), RaisedBy(given["raised_by"]), given["reason"])
        dispute_answer(new, ask.on, by=ask.by)
        return Words("异议已记入卷宗。", "The dispute is recorded.")
