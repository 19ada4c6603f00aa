"""The deed of putting a case up to be closed as fully performed (执行完毕结案)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.cases.lawful_deed import RunningDeed
from zhixing.closing.operations import propose_closing
from zhixing.closing.performed import closing_refusal
from zhixing.closing.queries import Check, get_closing_checklist
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Checked, case_deed, once
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Close(RunningDeed):
    """Put the case up to be closed as fully performed."""

    key = "propose-closing"
    label = Words("提请结案（执行完毕）", "Propose closing as performed")
    needs = "close"
    tabs = ("closing",)
    order = 70
    basis = ("EW", "64")

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        return [checked(c) for c in checklist_of(ask)]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return closing_refusal(checklist_of(ask), ask.on)

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准当日复核全部条件，符合的案件即告结案。",
            "It is put up for approval; on that day every condition is asked again, and the case "
            "is closed if all hold.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_closing(ask.case, ask.on, by=ask.by)
        return Words("已提请结案，待审批。", "The closing is put up for approval.")


def checklist_of(ask: CaseAsk) -> tuple[Check, ...]:
    """Give the conditions of closing, asked once a page."""
    return once(ask, "closing", lambda: get_closing_checklist(ask.court_no, ask.case, ask.on))


def checked(c: Check) -> Checked:
    """Give a condition of closing as a deed's page shows it."""
    text = Words(c.zh, c.en[:1].upper() + c.en[1:])
    finding = c.findings[-1] if c.findings else None
    return Checked(text, c.holds, Words(c.remedy_zh, c.remedy_en), finding, c.warns)
