"""The deeds after an ending: resume the case for what was found, or decide not to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.queries import list_assets
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of
from zhixing.closing.chapter import Revivals
from zhixing.closing.operations import decline_revival, propose_resuming
from zhixing.closing.reviving import closed_by_of
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed
from zhixing.platform.web.fragments import CaseAsk


class ReasonForm(forms.Form):
    """Why."""

    reason = boxes.words(Words("理由", "Reason"))


@case_deed
class Resume(CaseDeed):
    """Put a case that was ended for now or suspended up for being resumed."""

    key = "resume-case"
    label = Words("提请恢复执行", "Propose resuming the case")
    needs = "close"
    tabs = ("closing",)
    order = 71
    form = ReasonForm
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return closed_by_of(facts_of(ask), ask.on) is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后案件恢复执行，可以立即控制新发现的财产。",
            "It is put up for approval; then the case is resumed and what was found can be "
            "controlled at once.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_resuming(ask.case, given["reason"], ask.on, by=ask.by)
        return Words("已提请恢复执行，待审批。", "Resuming is put up for approval.")


@case_deed
class Decline(CaseDeed):
    """Decide that property found does not resume the case."""

    key = "decline-revival"
    label = Words("不予恢复", "Decline")
    needs = "close"
    tabs = ("closing",)
    order = 72
    form = ReasonForm
    has_subjects = True
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return bool(ask.facts.of(Revivals).waiting)

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        waiting = ask.facts.of(Revivals).waiting
        return [
            Subject(a.id, Words(a.label or a.kind, a.label or a.kind))
            for a in list_assets(ask.court_no, ask.case)
            if a.id in waiting
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "该财产不作为恢复执行的理由；价值增加后会再次提请。",
            "The thing is no reason to resume; if its worth grows it is proposed again.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        if ask.subject is not None:
            decline_revival(ask.case, ask.subject, given["reason"], ask.on, by=ask.by)
        return Words("已决定不予恢复。", "It is declined.")
