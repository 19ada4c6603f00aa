"""Deeds on the time limit of the case: periods that do not count, a stay, an extension."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed
from zhixing.closing.chapter import Periods
from zhixing.closing.operations import (
    NewPeriod,
    end_period,
    exclude_period,
    propose_extension,
    propose_suspension,
)
from zhixing.closing.periods import DECIDED
from zhixing.law.clock.case_clock import EXCLUSION_ZH, Exclusion
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk

EXCLUSION_EN = {
    Exclusion.ANNOUNCEMENT: "announcement or expert opinion",
    Exclusion.APPRAISAL: "audit, appraisal or winding up of assets",
    Exclusion.JURISDICTION: "dispute over jurisdiction",
    Exclusion.SUSPENSION: "suspension of enforcement",
    Exclusion.DEFERRAL: "deferral after settlement or security",
    Exclusion.SUPERIOR_DEFERRAL: "deferral ordered by the court above",
    Exclusion.AUCTION: "auction or sale",
}
KINDS = {e: Words(EXCLUSION_ZH[e], EXCLUSION_EN[e]) for e in Exclusion}
RECORDED: list[tuple[str, Text]] = [(e.value, KINDS[e]) for e in Exclusion if e not in DECIDED]
PROPOSED: list[tuple[str, Text]] = [(e.value, KINDS[e]) for e in Exclusion if e in DECIDED]
LAW = ("TIME-LIMITS", "9")


class PeriodForm(forms.Form):
    """Why, from which day, until which if it is over, and by which document."""

    kind = boxes.choice(Words("扣除事由", "Ground"), RECORDED)
    start_on = boxes.day(Words("起始日", "From"))
    last_on = boxes.day(
        Words("末日，仍在进行的不填", "Until; empty if it still runs"), required=False
    )
    document = boxes.text(Words("依据文书", "Document"), most=200)


class _OnClock(RunningDeed):
    tabs = ("closing",)
    basis = LAW


@case_deed
class Exclude(_OnClock):
    """Record a period that does not count because of what happened."""

    key = "exclude-period"
    label = Words("登记扣除期间", "Exclude a period")
    needs = "record"
    order = 75
    form = PeriodForm
    fields = {"period": "start_on"}

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "该期间不计入执行期限，结案期限相应顺延。",
            "The days do not count, and the day to close moves accordingly.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        exclude_period(ask.case, _period(given), ask.on, by=ask.by)
        return Words("已登记扣除期间。", "The period is excluded.")


class SuspensionForm(forms.Form):
    """Why enforcement is to stand still, and by which document."""

    kind = boxes.choice(Words("事由", "Ground"), PROPOSED)
    document = boxes.text(Words("依据文书", "Document"), most=200)


@case_deed
class Suspend(_OnClock):
    """Put a suspension or deferral up for approval."""

    key = "propose-suspension"
    label = Words("提请中止或暂缓", "Propose a suspension")
    needs = "close"
    order = 76
    form = SuspensionForm
    fields = {"period": "document"}

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准之日起执行停止，期限停止计算。",
            "It is put up for approval; from that day enforcement and its time limit stand still.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_suspension(ask.case, _period({**given, "start_on": ask.on}), ask.on, by=ask.by)
        return Words("已提请，待审批。", "It is put up for approval.")


class EndForm(forms.Form):
    """Which day was the last, by which document."""

    last_on = boxes.day(Words("末日", "Last day that does not count"))
    document = boxes.text(Words("终止依据", "Document"), most=200)


@case_deed
class EndPeriod(_OnClock):
    """End a period that still runs."""

    key = "end-period"
    label = Words("终止扣除期间", "End the period")
    needs = "record"
    order = 77
    form = EndForm
    has_subjects = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        since = Words("{k}，自{d}", "{k}, since {d}")
        return [
            Subject(p.period, since.filled(k=KINDS[p.range.kind], d=day_words(p.range.days.start)))
            for p in ask.facts.of(Periods).periods
            if p.is_open
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("次日起期限恢复计算。", "The time limit runs again from the next day.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        last_on, document = given["last_on"], given["document"]
        end_period(ask.case, subject_of(ask), last_on, document, ask.on, by=ask.by)
        return Words("已终止该期间。", "The period is ended.")


class ExtensionForm(forms.Form):
    """The special circumstances."""

    reason = boxes.words(Words("特殊情况", "Special circumstances"))


@case_deed
class Extend(_OnClock):
    """Ask the president to extend the time limit."""

    key = "propose-extension"
    label = Words("提请延长期限", "Propose an extension")
    needs = "close"
    order = 78
    form = ExtensionForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "报请院长批准；批准后结案期限依法延长。",
            "It is put up for the president; approved, the day to close moves as the law says.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_extension(ask.case, given["reason"], ask.on, by=ask.by)
        return Words("已提请延长，待批准。", "The extension is put up for approval.")


def _period(given: Mapping[str, Any]) -> NewPeriod:
    kind = Exclusion(given["kind"])
    return NewPeriod(kind, given["start_on"], given["document"], given.get("last_on"))
