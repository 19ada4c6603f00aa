"""The deed of proposing that a control's answer be taken to say otherwise (更正控制反馈)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.operations import ControlCorrection, Ground, propose_correction
from zhixing.inquiry.repair_deed import RepairDeed, request_of
from zhixing.inquiry.states import FINAL, Outcome
from zhixing.kernel.fen import ZERO
from zhixing.platform.screenkit.formats import day_words, money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import Known, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

RESULTS: list[tuple[str, Text]] = [
    (Outcome.DONE.value, Words("已办理", "carried out")),
    (Outcome.PARTIAL.value, Words("部分办理", "carried out in part")),
    (Outcome.NOT_DONE.value, Words("未办理", "not carried out")),
]
NAMES = {
    **dict(RESULTS),
    Outcome.FOUND.value: Words("有财产", "property found"),
    Outcome.NIL.value: Words("无财产", "nothing found"),
}


class CorrectControlForm(forms.Form):
    """What really became of it, why, and on what that rests."""

    outcome = boxes.choice(Words("实际结果", "What became of it"), RESULTS)
    actual = boxes.money(Words("实际控制金额", "Actually controlled"), required=False)
    until = boxes.day(Words("控制至", "Until"), required=False)
    reason = boxes.words(Words("更正理由", "Why it is corrected"))
    basis = boxes.text(
        Words("依据的材料（来函文号、通话记录等）", "What that rests on (letter, call, document)")
    )


@case_deed
class CorrectControl(RepairDeed):
    """Propose that the answer to a control be corrected; another person confirms it."""

    key = "correct-control"
    label = Words("提请更正控制反馈", "Propose a correction")
    needs = "order_freeze"
    order = 71
    states = FINAL
    kinds = frozenset({"CONTROL"})
    form = CorrectControlForm

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        shown = list(super().known(ask))
        for line in request_of(ask).lines:
            until = NOTHING if line.until_on is None else _until(day_words(line.until_on))
            said = NAMES.get(line.outcome, Words("尚无结果", "no result"))
            result = Words("{o}，{m}", "{o}, {m}").filled(o=said, m=money_text(line.actual))
            shown.append(Known(Words("现在记录的结果", "Recorded now"), result, until))
        return shown

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "更正涉及控制，须由另一名有权人员复核后才生效；原反馈及原始报文不变。",
            "It changes a control, so another person confirms it before it takes effect; the "
            "answer itself and its raw message stay.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        correction = ControlCorrection(
            Outcome(given["outcome"]), given["actual"] or ZERO, given["until"]
        )
        ground = Ground(given["reason"], given["basis"])
        propose_correction(subject_of(ask), correction, ground, ask.on, by=ask.by)
        return Words("已提请更正，待他人复核。", "Proposed; another person is to confirm it.")


def _until(day: Text) -> Text:
    return Words("至{d}", "until {d}").filled(d=day)
