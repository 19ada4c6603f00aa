"""The deed of putting a case up to be cancelled that another province's court filed (销案)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, facts_of
from zhixing.closing.cancelled import cancelling_refusal, cancelling_test
from zhixing.closing.operations import propose_cancelling
from zhixing.closing.performed import money_held
from zhixing.inquiry.entrusted.chapter import TakenOn
from zhixing.inquiry.outside.acts import OutsideWork, Way
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk


class CancelForm(forms.Form):
    """By which letter the applicant was told."""

    notice = boxes.text(
        Words("书面通知申请执行人的文号", "Number of the letter to the applicant"),
        required=False,
        most=100,
    )


@case_deed
class Cancel(RunningDeed):
    """Put up a case that was entrusted whole to be cancelled."""

    key = "propose-cancelling"
    label = Words("提请销案（委托执行）", "Propose cancelling: entrusted")
    needs = "close"
    tabs = ("closing",)
    order = 71
    form = CancelForm
    basis = ("ENTRUSTING", "2")

    def is_offered(self, ask: CaseAsk) -> bool:
        orders = ask.facts.of(OutsideWork).orders
        went_back = ask.facts.of(TakenOn).returned_on is not None
        is_sent = any(o.way is Way.CASE for o in orders)
        return super().is_offered(ask) and (went_back or is_sent)

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return (cancelling_test(facts_of(ask), ask.on),)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return cancelling_refusal(facts_of(ask), money_held(ask.court_no, ask.case), ask.on)

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准当日复核条件，符合的即以销案结案。委托出去的案件须已书面通知申请执行人，"
            "卷宗已有通知的不必再填；已采取的控制措施视为受托法院的措施，顺位不变。",
            "It is put up for approval; on that day the conditions are asked again and the case is "
            "cancelled. The applicant of a case sent away was told in writing; leave the number "
            "empty where the docket tells it. Controls count as the entrusted court's, by rank.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_cancelling(ask.case, given["notice"], ask.on, by=ask.by)
        return Words("已提请销案，待审批。", "The cancelling is put up for approval.")
