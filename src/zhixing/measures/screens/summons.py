"""Deeds on calling and bringing in a debtor (传唤、拘传)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.law.procedure.facts import ActType
from zhixing.measures.operations import (
    SummonsPlan,
    apply_summons,
    execute_summons,
    record_unanswered_call,
)
from zhixing.measures.person_deed import AgainstDebtor, LawfulAgainst, OnApproved
from zhixing.platform.screenkit.formats import moment_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class CallForm(forms.Form):
    """For which day the person was called."""

    called_for = boxes.day(Words("传唤到庭日", "Called for"))


@case_deed
class UnansweredCall(AgainstDebtor):
    """Record that a debtor who was lawfully called did not come."""

    key = "unanswered-call"
    label = Words("登记传唤未到", "Record an unanswered call")
    needs = "record"
    order = 30
    form = CallForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "记入卷宗；计入拘传所要求的依法传唤未到次数。",
            "It is recorded, and counts towards the calls a compulsory summons needs.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        called_for = given["called_for"]
        record_unanswered_call(ask.case, subject_of(ask), called_for, ask.on, by=ask.by)
        return Words("已登记传唤未到。", "The unanswered call is recorded.")


class SummonsForm(forms.Form):
    """Whether questioning may take longer."""

    is_complex_with_detention = boxes.tick(
        Words("案情复杂且可能采取拘留措施", "Complex, and detention is possible")
    )


@case_deed
class ApplySummons(LawfulAgainst):
    """Apply for a compulsory summons."""

    key = "apply-summons"
    label = Words("提请拘传", "Apply for a summons")
    needs = "summon"
    order = 31
    form = SummonsForm
    step = ActType.SUMMON

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请院长批准拘传票；须由未参与申请和批准的司法警察实施。",
            "It is put up for the president's warrant; a court police officer who neither applied "
            "nor approved must execute it.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = SummonsPlan(subject_of(ask), given["is_complex_with_detention"])
        apply_summons(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请拘传，待批准。", "The summons is put up for approval.")


class ArrivalForm(forms.Form):
    """When the person arrived."""

    arrived_at = boxes.moment(Words("到庭时刻", "Arrived at"))


@case_deed
class ExecuteSummons(OnApproved):
    """Record that the person was brought in."""

    key = "execute-summons"
    label = Words("实施拘传", "Execute the summons")
    needs = "summon_execute"
    order = 32
    form = ArrivalForm
    code = "SUMMONS"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "记录到庭时刻，询问不得超过法定小时数，届满应当放行。",
            "The arrival is recorded; the person must be let go when the lawful hours are over.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        until = execute_summons(subject_of(ask), given["arrived_at"], by=ask.by)
        said = Words("已实施拘传，最迟{t}放行。", "The summons is executed; let go by {t}.")
        return said.filled(t=moment_text(until))
