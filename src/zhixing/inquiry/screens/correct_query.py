"""The deed of entering what an answer to a query left out or told wrongly (更正查询反馈)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhixing.assets.operations import FoundThing
from zhixing.cases.filing import boxes
from zhixing.inquiry.operations import Ground, correct_answer
from zhixing.inquiry.repair_deed import RepairDeed, request_of
from zhixing.inquiry.screens.repair_letter import ThingsForm
from zhixing.inquiry.states import FINAL
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class CorrectQueryForm(ThingsForm):
    """What is to be entered, why, and on what it rests."""

    reason = boxes.words(Words("更正理由", "Why it is corrected"))
    basis = boxes.text(
        Words("依据的材料（来函文号、通话记录等）", "What that rests on (letter, call, document)")
    )


@case_deed
class CorrectQuery(RepairDeed):
    """Correct the answer to a query by hand."""

    key = "correct-query"
    label = Words("更正查询反馈", "Correct the answer")
    order = 70
    states = FINAL
    kinds = frozenset({"QUERY"})
    form = CorrectQueryForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "所列财产登入本案，已有的改为所填余额；更正人、理由和依据记入卷宗，原反馈及原始报文不变。"
            "该单位其后如另有反馈，两者的出入会提示复核。",
            "What is listed enters the case, or takes on the balance written; who, why and on "
            "what ground are recorded, and the answer itself stays as it came. Should the "
            "institution answer again, the difference is shown.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        view = request_of(ask)
        found = [
            FoundThing(
                view.party, given["kind"], number, view.institution, label=name, balance=amount
            )
            for number, amount, name in given["rows"]
        ]
        ground = Ground(given["reason"], given["basis"])
        correct_answer(subject_of(ask), found, ground, ask.on, by=ask.by)
        return Words("更正已记入卷宗。", "The correction is recorded.")
