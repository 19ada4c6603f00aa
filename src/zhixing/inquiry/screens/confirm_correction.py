"""The deeds of confirming or refusing a correction that another person proposed (复核更正)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.courts.queries import get_person
from zhixing.inquiry.correcting.operations import own_correction
from zhixing.inquiry.correcting.queries import CorrectionView, list_proposed
from zhixing.inquiry.operations import confirm_correction, refuse_correction
from zhixing.inquiry.repair_deed import request_name, requests_of
from zhixing.inquiry.screens.correct_control import NAMES
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

RESULT = Words("{o}，{m}", "{o}, {m}")


class _OnCorrection(CaseDeed):
    """A deed on a proposed correction; whoever proposed it is told who may do it."""

    needs = "order_freeze"
    tabs = ("queries",)
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = {v.id: request_name(ask, v) for v in requests_of(ask)} if proposed(ask) else {}
        return [Subject(c.id, names.get(c.request, NOTHING), said(c.now)) for c in proposed(ask)]

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return own_correction() if _one(ask).person == ask.by.person else None

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        seen = _one(ask)
        return [
            Known(Words("现在记录的结果", "Recorded now"), said(seen.before)),
            Known(Words("更正为", "To be corrected to"), said(seen.now)),
            Known(Words("更正理由", "Why"), seen.reason),
            Known(Words("依据的材料", "What it rests on"), seen.basis),
            Known(Words("提请人", "Proposed by"), get_person(seen.person).name),
        ]


@case_deed
class ConfirmCorrection(_OnCorrection):
    """Confirm a correction; it takes effect."""

    key = "confirm-correction"
    label = Words("复核同意更正", "Confirm the correction")
    order = 72

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "更正即时生效：先撤回原记录的控制，再按更正后的结果记录，均记入卷宗。",
            "It takes effect at once: what was recorded is taken back and the corrected result "
            "recorded, both in the docket.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        confirm_correction(subject_of(ask), ask.on, by=ask.by)
        return Words("更正已生效。", "The correction is in force.")


@case_deed
class RefuseCorrection(_OnCorrection):
    """Refuse a correction."""

    key = "refuse-correction"
    label = Words("不同意更正", "Refuse the correction")
    order = 73
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("反馈保持原样，理由留存。", "The answer stays as it is; the reason is kept.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        refuse_correction(subject_of(ask), str(given.get("reason", "")), ask.on, by=ask.by)
        return Words("未予更正。", "Not corrected.")


def proposed(ask: CaseAsk) -> list[CorrectionView]:
    """Give the corrections of the case that wait, read once a page."""
    return once(ask, "proposed corrections", lambda: list_proposed(ask.court_no, ask.case))


def said(result: Mapping[str, Any]) -> Text:
    """Say a result of a control in words."""
    outcome = NAMES.get(str(result.get("outcome")), Words("尚无结果", "no result"))
    if "actual" not in result:
        return outcome
    return RESULT.filled(o=outcome, m=money_text(Fen(int(result["actual"]))))


def _one(ask: CaseAsk) -> CorrectionView:
    wanted = subject_of(ask)
    return next(c for c in proposed(ask) if c.id == wanted)
