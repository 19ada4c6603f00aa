"""The deed of putting a case up for ending its present procedure (终结本次执行程序)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any, Final

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, facts_of
from zhixing.closing.ending import EndingStatement, ending_test
from zhixing.closing.operations import propose_ending
from zhixing.kernel.codec import decode
from zhixing.kernel.finding import Finding
from zhixing.law.closing.conditions import PARTS
from zhixing.law.closing.termination import CONFIRMED, SINCE, TOLD
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed
from zhixing.platform.web.fragments import CaseAsk

NAMES: Final = tuple(f.name for f in fields(EndingStatement) if f.name != "evidence")
LABELS: Final[dict[str, Text]] = {
    **{n.code.lower(): Words(n.zh, n.en) for part in PARTS.values() for n in part},
    "applicant_told": Words(TOLD.zh, TOLD.en),
    "applicant_signed": Words("申请执行人签字确认", "the applicant signed"),
    "panel_reviewed": Words("合议庭审查核实", "a panel verified"),
}


class EndingForm(forms.Form):
    """What the file shows and no row can."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for name in NAMES:
            self.fields[name] = boxes.tick(LABELS[name])


@case_deed
class EndProcedure(RunningDeed):
    """Put the case up for ending its present procedure."""

    key = "propose-ending"
    label = Words("提请终结本次执行程序", "Propose ending the present procedure")
    needs = "close"
    tabs = ("closing",)
    order = 71
    form = EndingForm
    basis = ("TERMINATION", "1")

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and ask.on >= SINCE

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        nothing = EndingStatement()
        return (ending_test(ask.court_no, ask.case, facts_of(ask), nothing, ask.on),)

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            f"逐项审查，缺一不可（含“{CONFIRMED.zh}”）；报院长批准后终结，五年内每六个月查询一次。",
            "Every condition is tested and none may be missing; once the president approves, the "
            "procedure ends and the network is queried every six months for five years.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return EndingForm(data)

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        given_as = {name: bool(given.get(name)) for name in NAMES}
        statement = decode(EndingStatement, {**given_as})
        propose_ending(ask.case, statement, ask.on, by=ask.by)
        return Words("已提请终结本次执行程序，待审批。", "The ending is put up for approval.")
