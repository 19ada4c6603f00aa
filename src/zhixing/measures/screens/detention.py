"""Deeds on detention (司法拘留): obstruction found, applied for, executed, ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import names_of
from zhixing.law.procedure.facts import ActType
from zhixing.measures.chapter import Measures
from zhixing.measures.operations import (
    DetentionPlan,
    apply_detention,
    end_detention,
    execute_detention,
    find_misconduct,
)
from zhixing.measures.person_deed import AgainstDebtor, LawfulAgainst, OnApproved
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

MOST_DAYS_TO_WRITE = 99


class MisconductForm(forms.Form):
    """What was done, and by what it is shown."""

    reference = boxes.text(Words("行为编号", "Reference"), most=60)
    description = boxes.words(Words("妨害执行的行为", "What was done"))
    evidence = boxes.words(Words("证据", "Evidence"))


@case_deed
class FindMisconduct(AgainstDebtor):
    """Establish an act of obstruction."""

    key = "find-misconduct"
    label = Words("认定妨害执行行为", "Establish an obstruction")
    needs = "detain_apply"
    order = 40
    form = MisconductForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "记入卷宗；此后可就该行为提请拘留，同一行为不得重复处罚。",
            "It is recorded; detention may then be applied for, once for the same act.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        find_misconduct(
            ask.case,
            subject_of(ask),
            given["reference"],
            given["description"],
            given["evidence"],
            ask.on,
            by=ask.by,
        )
        return Words("已认定并记入卷宗。", "The obstruction is established.")


class DetentionForm(forms.Form):
    """For which act, how long, from when."""

    misconduct = boxes.choice(Words("所依行为", "For which act"), [])
    days = boxes.whole(Words("拘留日数", "Days"), 1, MOST_DAYS_TO_WRITE)
    starts_on = boxes.day(Words("开始日", "From"))


@case_deed
class ApplyDetention(LawfulAgainst):
    """Apply for a detention."""

    key = "apply-detention"
    label = Words("提请司法拘留", "Apply for detention")
    needs = "detain_apply"
    order = 41
    form = DetentionForm
    step = ActType.DETAIN
    fields = {"act_reference": "misconduct", "start_on": "starts_on"}

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "先经合议庭评议，再报院长批准；申请、批准、实施须为三个不同的人。",
            "A panel deliberates, then the president approves; applicant, approver and executor "
            "must be three different people.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = DetentionForm(data, initial={"starts_on": ask.on})
        boxes.offer(form, "misconduct", [(m, m) for m in ask.facts.of(Measures).misconduct])
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = DetentionPlan(
            subject_of(ask), given["misconduct"], given["days"], given["starts_on"]
        )
        apply_detention(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请拘留，待合议庭评议。", "The detention waits for the panel.")


class HandOverForm(forms.Form):
    """Where the person was handed over."""

    place = boxes.text(Words("拘留所", "Place of detention"), most=200)


@case_deed
class ExecuteDetention(OnApproved):
    """Record that the person was handed over."""

    key = "execute-detention"
    label = Words("实施拘留", "Execute the detention")
    needs = "detain_execute"
    order = 42
    form = HandOverForm
    code = "DETENTION"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "自今日起执行拘留，届满日列入期限；被拘留人可以向上一级法院申请复议。",
            "Detention runs from today and its end is put on the calendar; the person may ask "
            "the court above to reconsider.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        execute_detention(subject_of(ask), given["place"], ask.on, by=ask.by)
        return Words("已实施拘留。", "The detention is executed.")


@case_deed
class EndDetention(CaseDeed):
    """Record a release, at the end of the term or early."""

    key = "end-detention"
    label = Words("解除拘留", "End the detention")
    needs = "detain_execute"
    tabs = ("measures",)
    order = 43
    reason = "optional"
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names, name = names_of(ask), Words("拘留：{n}", "Detention of {n}")
        held = (d for d in ask.facts.of(Measures).detained if d.released_on is None)
        return [Subject(d.measure, name.filled(n=names.get(d.party, ""))) for d in held]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "今日解除；早于届满日的，须写明理由。",
            "The person is released today; before the end of the term it needs a reason.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        end_detention(ask.case, subject_of(ask), ask.on, reason=given["reason"], by=ask.by)
        return Words("已解除拘留。", "The detention is ended.")
