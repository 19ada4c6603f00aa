"""Deeds on consumption restriction (限制消费): applied for, lifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from zhixing.cases.lawful_deed import names_of
from zhixing.law.procedure.facts import ActType
from zhixing.measures.chapter import Measures
from zhixing.measures.operations import RestrictionPlan, apply_restriction, lift_restriction
from zhixing.measures.person_deed import LawfulAgainst
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


@case_deed
class Restrict(LawfulAgainst):
    """Apply for a restriction of a debtor's consumption."""

    key = "restrict"
    label = Words("提请限制消费", "Apply for a restriction")
    needs = "restrict"
    order = 25
    step = ActType.RESTRICT_CONSUMPTION

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请院长签发限制消费令；签发后被执行人不得有高消费行为。",
            "It is put up for the president's signature; signed, high consumption is forbidden.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        apply_restriction(ask.case, RestrictionPlan(subject_of(ask)), ask.on, by=ask.by)
        return Words("已提请限制消费，待签发。", "The restriction is put up for signature.")


@case_deed
class LiftRestriction(CaseDeed):
    """Lift a restriction that stands."""

    key = "lift-restriction"
    label = Words("解除限制消费", "Lift the restriction")
    needs = "restrict"
    tabs = ("measures",)
    order = 26
    reason = "required"
    has_subjects = True
    previews = True

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        names, name = names_of(ask), Words("限制消费：{n}", "Restriction of {n}")
        standing = (r for r in ask.facts.of(Measures).restricted if r.until is None)
        return [Subject(r.measure, name.filled(n=names.get(r.party, ""))) for r in standing]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("限制消费自今日起解除。", "The restriction ends today.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        lift_restriction(ask.case, subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已解除限制消费。", "The restriction is lifted.")
