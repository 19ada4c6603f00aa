"""The deed of saying how it ended that an answer lost something or is at odds with its request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.inquiry.operations import settle_answer
from zhixing.inquiry.repair_deed import RepairDeed, request_of
from zhixing.inquiry.states import State
from zhixing.inquiry.stuck import list_to_settle
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Checked, Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class SettleAnswer(RepairDeed):
    """Say what came of looking into an answer that could not be read whole, or does not agree."""

    key = "settle-answer"
    label = Words("核对完毕", "Looked into")
    order = 63
    states = frozenset(State)
    reason = "required"

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        waiting = _waiting(ask)
        return [s for s in super().subjects(ask) if s.id in waiting]

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        said = _waiting(ask).get(request_of(ask).id)
        text = Words("该请求的反馈有待核对", "An answer to the request needs a look")
        return (Checked(text, said is not None),)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        shown = list(super().known(ask))
        said = _waiting(ask).get(request_of(ask).id)
        if said is not None:
            shown.append(Known(Words("待核对", "To be looked into"), Words(*said)))
        return shown

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "该反馈不再列入待核对；反馈、原始报文和核对结果均予保留。卷内事实不因此改变，"
            "需要更正的请先人工更正。",
            "The answer is no longer listed; it, its raw message and what you found stay. The "
            "docket is not changed by this: correct by hand first what must be corrected.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        settle_answer(subject_of(ask), str(given.get("reason", "")), ask.on, by=ask.by)
        return Words("核对结果已记录。", "What you found is recorded.")


def _waiting(ask: CaseAsk) -> Mapping[Any, tuple[str, str]]:
    return once(ask, "answers to settle", lambda: list_to_settle(ask.court_no, ask.case))
