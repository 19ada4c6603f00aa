"""Deeds on an application: filed, or not accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhixing.cases.acts import Filing, RefusalGround
from zhixing.cases.filing import boxes
from zhixing.cases.operations import accept_filing, refuse_filing
from zhixing.law.instruments import NotInForce, cite
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import CaseDeed, case_deed
from zhixing.platform.web.fragments import CaseAsk

GROUNDS = [
    (RefusalGround.NOT_EFFECTIVE.value, Words("执行依据未生效", "The title is not effective")),
    (
        RefusalGround.NOT_THE_RIGHT_HOLDER.value,
        Words("申请人不是权利人或其承受人", "The applicant does not hold the right"),
    ),
    (
        RefusalGround.NOTHING_DEFINITE_TO_PERFORM.value,
        Words("执行标的或被执行人不明确", "Nothing definite is to be performed"),
    ),
    (
        RefusalGround.PERFORMED_OR_NOT_DUE.value,
        Words("已履行或履行期限未届满", "Performed already, or not yet due"),
    ),
    (RefusalGround.NO_JURISDICTION.value, Words("不属本院管辖", "This court is not competent")),
]


def article_16(ask: CaseAsk) -> Text:
    """Cite the provision on filing in the text of the day."""
    try:
        found = cite("EW", "16", on=ask.on)
    except NotInForce:
        return NOTHING
    return Words(found.zh, found.en)


class _Undecided(CaseDeed):
    needs = "decide_filing"

    def is_offered(self, ask: CaseAsk) -> bool:
        return not ask.facts.of(Filing).is_decided

    def article(self, ask: CaseAsk) -> Text:
        return article_16(ask)


@case_deed
class AcceptFiling(_Undecided):
    """Decide that the application is filed (决定立案)."""

    key = "accept-filing"
    label = Words("决定立案", "File the case")
    order = 10
    tone = "act"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "案件今日立案，确定承办人、发出执行通知等期限开始计算。",
            "The case is filed today; the terms to appoint a handler and to send the notice begin.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        accept_filing(ask.case, by=ask.by, on=ask.on)
        return Words("已决定立案。", "The case is filed.")


class RefusalForm(forms.Form):
    """Which conditions fail, and why."""

    grounds = boxes.several(Words("不符合的受理条件", "Conditions that fail"), GROUNDS)
    reason = boxes.words(Words("理由", "Reason"))


@case_deed
class RefuseFiling(_Undecided):
    """Rule not to accept the application (裁定不予受理)."""

    key = "refuse-filing"
    label = Words("裁定不予受理", "Refuse filing")
    order = 11
    form = RefusalForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "本案以不予受理结束，申请人可以提起救济。",
            "The case ends here; the applicant may seek a remedy.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        grounds = [RefusalGround(code) for code in given["grounds"]]
        refuse_filing(ask.case, grounds, given["reason"], by=ask.by, on=ask.on)
        return Words("已裁定不予受理。", "Filing is refused.")
