"""The deed of ordering a whole plan of control (提请控制方案): each choice with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.assets.queries import AssetView
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of, is_under_control
from zhixing.inquiry.control_deed import account_name, name_of, outlook
from zhixing.inquiry.operations import record_living_facts
from zhixing.inquiry.planning.ordering import PlanOrder, propose_control_plan
from zhixing.inquiry.planning.plan import Planned, plan_control
from zhixing.inquiry.screens.living_facts import StandardForm, new_facts
from zhixing.institutions.queries import get_institution
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.control_plan import TAKEN, VERDICT_WORDS, Choice
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Checked, Known, case_deed, once
from zhixing.platform.web.fragments import CaseAsk


class PlanForm(forms.Form):
    """What a business depends on."""

    business = boxes.several(Words("生产经营所必需的", "What production depends on"))


class StatedPlanForm(StandardForm, PlanForm):
    """What natural persons need as well, where the court adopted no standard."""


@case_deed
class ProposePlan(CaseDeed):
    """Order what the law of allocation chooses of everything found."""

    key = "propose-plan"
    label = Words("提请控制方案", "Order the plan of control")
    needs = "order_freeze"
    tabs = ("property",)
    order = 9
    form = PlanForm
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return is_under_control(ask) and bool(planned(ask).things)

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return (planned(ask).finding,)

    def checks(self, ask: CaseAsk) -> Sequence[Checked]:
        plan = planned(ask)
        taken = (c for c in plan.finding.value.choices if c.verdict in TAKEN)
        return [Checked(_said(ask, plan, c), True, finding=plan.finding) for c in taken]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        found = planned(ask)
        plan = found.finding.value
        left = (c for c in plan.choices if c.verdict not in TAKEN)
        return [
            Known(Words("方案可抵", "The plan covers"), money_text(plan.covered)),
            Known(Words("尚缺", "Still open"), money_text(plan.uncovered)),
            Known(
                Words("不可分物超出", "Above, in what cannot be divided"), money_text(plan.excess)
            ),
            *_kept(found),
            *(Known(Words("未列入方案", "Not in the plan"), _said(ask, found, c)) for c in left),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "方案所列财产逐项提请审批；应保留的生活费用留在账户内，不能突破。",
            "Each thing of the plan is put up for approval; what is needed to live stays free, "
            "without exception.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = (StatedPlanForm if planned(ask).unknown else PlanForm)(data)
        form.fields["business"].required = False
        names = [(str(v.id), _name(ask, v)) for v in planned(ask).things.values()]
        boxes.offer(form, "business", names)
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        business = tuple(UUID(b) for b in given["business"])
        for party in sorted(planned(ask).unknown if "standard" in given else ()):
            record_living_facts(new_facts(ask.case, party, given), ask.on, by=ask.by)
        order = PlanOrder(ask.case, business=business)
        done = propose_control_plan(order, ask.on, by=ask.by)
        said = Words("已提请{n}项，待审批", "{n} put up for approval").filled(n=len(done.matters))
        if not done.refused:
            return said
        why_zh = "；".join(r.message_zh for r in done.refused)
        why_en = "; ".join(r.message_en for r in done.refused)
        return Words("{s}；另有未能提请的：{w}", "{s}; not ordered: {w}").filled(
            s=said, w=Words(why_zh, why_en)
        )


def planned(ask: CaseAsk) -> Planned:
    """Give the plan, what must stay free left aside, made once a page."""
    return once(ask, "plan", lambda: plan_control(ask.court_no, ask.case, facts_of(ask), ask.on))


def _said(ask: CaseAsk, plan: Planned, choice: Choice) -> Text:
    zh, en = VERDICT_WORDS[choice.verdict]
    name = _name(ask, plan.things[choice.id])
    text = Words("{i}：{v}", "{i}: {v}").filled(i=name, v=Words(zh, en))
    if choice.amount:
        money = money_text(choice.amount)
        text = Words("{s}，{m}", "{s}, {m}").filled(s=text, m=money)
    return text


def _name(ask: CaseAsk, view: AssetView) -> Text:
    """Name a thing of the plan; what another case found is marked so."""
    if view.case == ask.case:
        return account_name(outlook(ask), view.id)
    bank = None if view.institution is None else get_institution(view.institution)
    found = Words("{n}（另案查得，提请时转入本案）", "{n} (found in another case: taken over)")
    return found.filled(n=name_of(view, bank))


def _kept(plan: Planned) -> list[Known]:
    """Say what the plan leaves to natural persons."""
    name = Words("留在账户内的必需生活费用", "Left in the accounts to live on")
    if plan.unknown:
        said = Words(
            "本院未采用当地最低生活标准，须填写", "the court adopted no standard: to be stated"
        )
        return [Known(name, said)]
    total = Fen(sum(int(part) for part in plan.kept.values()))
    return [Known(name, money_text(total))] if total else []
