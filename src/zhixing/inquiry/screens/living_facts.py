"""The deed of recording whom a debtor supports and what they need (登记扶养人数和生活标准)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import RunningDeed, facts_of, names_of
from zhixing.inquiry.operations import NewLivingFacts, record_living_facts
from zhixing.inquiry.reserve.acts import Living
from zhixing.inquiry.reserve.operations import MOST_PERSONS
from zhixing.inquiry.reserve.purses import Purses, look_into
from zhixing.inquiry.reserve.standard import MOST_MONTHS
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk

NONE_ADOPTED = Words("本院未采用，须填写", "none adopted: to be stated")


class PersonsForm(forms.Form):
    """How many persons, and why."""

    persons = boxes.whole(
        Words("被执行人及所扶养家属人数", "Debtor and dependants"), 1, MOST_PERSONS, initial=1
    )
    reason = boxes.words(Words("查明情况和依据", "What was established, and how"))


class StandardForm(PersonsForm):
    """The local standard as well, where the court adopted none."""

    standard = boxes.money(
        Words("当地最低生活标准，元/人·月", "Local living standard, a person and month")
    )
    months = boxes.whole(Words("保留几个月", "Months to keep free"), 1, MOST_MONTHS, initial=1)
    source = boxes.text(Words("标准的来源", "Source of the standard"), most=120)


@case_deed
class RecordLivingFacts(RunningDeed):
    """Record how many persons live on a natural person's money."""

    key = "record-living-facts"
    label = Words("登记扶养人数和生活标准", "Record dependants and living costs")
    needs = "order_freeze"
    tabs = ("property",)
    order = 16
    has_subjects = True
    form = PersonsForm
    basis = ("SEIZURE", "3")

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names = names_of(ask)
        return [Subject(p, names[p]) for p in _liable(ask) if p in _purses(ask).persons]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        purses, told = _purses(ask), facts_of(ask).of(Living).of(subject_of(ask))
        name = Words("当地最低生活标准（每人每月）", "Local standard, a person and month")
        adopted = purses.standard
        figure = told.standard if adopted is None else adopted.per_month
        source = told.source if adopted is None else adopted.source
        known = Known(name, NONE_ADOPTED)
        if figure is not None:
            known = Known(name, money_text(figure), source)
        return [known, Known(Words("已登记人数", "Persons recorded"), str(told.persons))]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "此后对该被执行人的冻结、扣划，按标准×人数×月数保留必需的生活费用，任何人不能突破。",
            "From now on every freeze and transfer of this debtor's money leaves standard × persons"
            " × months; nobody can go below.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return (StandardForm if _purses(ask).standard is None else PersonsForm)(data)

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        record_living_facts(new_facts(ask.case, subject_of(ask), given), ask.on, by=ask.by)
        return Words("已登记。", "Recorded.")


def new_facts(case: UUID, party: UUID, given: Mapping[str, Any]) -> NewLivingFacts:
    """Read what a form asked about a debtor's living costs."""
    return NewLivingFacts(
        case,
        party,
        given["persons"],
        given["reason"],
        given.get("standard"),
        given.get("months") or 1,
        given.get("source") or "",
    )


def _liable(ask: CaseAsk) -> list[UUID]:
    standings = facts_of(ask).of(Standings)
    return [p for role in (Role.DEBTOR, Role.GUARANTOR) for p in standings.of_role(role)]


def _purses(ask: CaseAsk) -> Purses:
    return once(ask, "purses", lambda: look_into(ask.court_no, _liable(ask), ask.on))
