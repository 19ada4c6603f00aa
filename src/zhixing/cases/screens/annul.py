"""Deeds on the docket itself: an entry made in error annulled, the day of an entry corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django import forms

from zhixing.cases.docket.corrections import annul_act, correct_act
from zhixing.cases.docket.registry import get_act_type
from zhixing.cases.filing import boxes
from zhixing.cases.queries import get_act, list_acts
from zhixing.kernel.codec import decode
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, case_deed
from zhixing.platform.web.fragments import CaseAsk

LINE = Words("第{s}号 {d} {n}", "no. {s}, {d}: {n}")


class AnnulForm(forms.Form):
    """Which entry, and why."""

    act = boxes.choice(Words("误录的记录", "The entry"), [])
    reason = boxes.words(Words("撤销的理由", "Why it is annulled"))


class DayForm(forms.Form):
    """Which entry, and its right day."""

    act = boxes.choice(Words("日期有误的记录", "The entry"), [])
    occurred_on = boxes.day(Words("正确的发生日", "The day it happened"))


class _OfDocket(CaseDeed):
    needs = "record"
    tabs = ("docket",)
    previews = True
    fields = {"original": "act"}
    keeps_money: ClassVar[bool]
    """Whether entries that moved money are left out: only a counter-entry undoes those."""

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = self.form(data) if self.form is not None else forms.Form(data)
        boxes.offer(form, "act", self._entries(ask))
        return form

    def _entries(self, ask: CaseAsk) -> list[tuple[str, Text]]:
        acts = list_acts(ask.court_no, ask.case)
        annulled = {a.corrects for a in acts if a.type == "ACT_ANNULLED"}
        return [
            (
                str(a.id),
                LINE.filled(s=a.seq, d=a.occurred_on.isoformat(), n=Words(a.zh, a.en)),
            )
            for a in reversed(acts)
            if a.corrects is None and a.id not in annulled and self._is_open(a.type)
        ]

    def _is_open(self, code: str) -> bool:
        kind = get_act_type(code)
        return not kind.is_final and not (self.keeps_money and kind.countered_by is not None)


@case_deed
class AnnulAct(_OfDocket):
    """Record that an entry was made in error and never happened."""

    key = "annul-act"
    label = Words("撤销误录", "Annul an entry made in error")
    order = 90
    form = AnnulForm
    keeps_money = True

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "原记录保留并标明已撤销；案件按其从未发生重新计算。动过案款的记录只能以反向分录更正。",
            "The entry stays, marked as annulled; the case is reckoned as if it had never "
            "happened. Entries that moved money are undone by counter-entries only.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        annul_act(UUID(given["act"]), given["reason"], by=ask.by)
        return Words("已撤销误录。", "The entry is annulled.")


@case_deed
class CorrectDay(_OfDocket):
    """Record the right day of an entry."""

    key = "correct-day"
    label = Words("更正记录的日期", "Correct the day of an entry")
    order = 91
    form = DayForm
    keeps_money = False

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以更正代替原记录，原记录保留；由该日起算的期限重新计算。",
            "The correction takes the place of the entry, which stays; terms that run from it "
            "are reckoned anew.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        original = get_act(ask.court_no, UUID(given["act"]))
        payload: Any = decode(get_act_type(original.type).payload, original.payload)
        correct_act(original.id, payload, given["occurred_on"], by=ask.by)
        return Words("已更正日期。", "The day is corrected.")
