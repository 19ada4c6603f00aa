"""Deeds on a settlement (执行和解): reached with its instalments, and enforcement resumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed, RunningDeed, party_choices
from zhixing.cases.permissions import outstanding
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, case_deed
from zhixing.platform.web.fragments import CaseAsk
from zhixing.settlement.chapter import Plan, Settlements
from zhixing.settlement.operations import (
    ResumptionRequest,
    Terms,
    reach_settlement,
    resume_enforcement,
)

MOST_INSTALMENTS, MOST_MONTHS = 600, 12


class SettlementForm(forms.Form):
    """What was agreed: the total and its parts, the instalments, by whom, and where it stands."""

    total = boxes.money(Words("和解总额", "Agreed total"))
    principal = boxes.money(Words("其中本金", "of which principal"))
    interest = boxes.money(Words("其中利息", "of which interest"), required=False)
    fees = boxes.money(Words("其中费用", "of which fees"), required=False)
    waived = boxes.money(Words("放弃数额", "Waived once paid"), required=False)
    count = boxes.whole(Words("期数", "Instalments"), 1, MOST_INSTALMENTS)
    first_on = boxes.day(Words("首期到期日", "First due on"))
    every_months = boxes.whole(Words("间隔月数", "Every (months)"), 1, MOST_MONTHS, initial=1)
    agreed_by = boxes.several(Words("认可协议的当事人", "Agreed by"))
    record = boxes.words(Words("协议或者笔录的名称", "The agreement or minutes"))
    resumption_ground = boxes.words(Words("恢复执行的情形", "When enforcement is resumed"))
    key = boxes.hidden_key()


@case_deed
class Settle(LawfulDeed):
    """Record a settlement with its instalments."""

    key = "settle"
    label = Words("登记执行和解", "Record a settlement")
    needs = "settle"
    tabs = ("settlement",)
    order = 50
    form = SettlementForm
    step = ActType.SETTLE
    supplied = frozenset({"SUBMITTED", "AGREED"})
    fields = {"plan": "count", "plan.first_on": "first_on", "instalments": "count"}

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        facts: Any = ask.facts
        owed = money_text(outstanding(facts, ask.on))
        shown = [Known(Words("今日尚欠", "Owed today"), owed, figure="debt")]
        living = ask.facts.of(Settlements).living
        if living is not None:
            name = Words("现有协议", "The settlement that stands")
            note = Words("登记后取代该协议", "it is replaced by this one")
            shown.append(Known(name, money_text(living.total), note))
        return shown

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "按期数均分并列入期限；履行期间以和解约定代替原债务，逾期当日即报违约。",
            "The total is shared out and put on the calendar; while it is kept it stands in the "
            "place of the title's debt, and a missed instalment is reported the same day.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = SettlementForm(data, initial={"key": f"desk-{uuid4().hex}"})
        boxes.offer(form, "agreed_by", party_choices(ask, Role.APPLICANT, Role.DEBTOR))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        living = ask.facts.of(Settlements).living
        terms = Terms(
            key=given["key"],
            total=given["total"],
            principal=given["principal"],
            interest=boxes.amount_of(given["interest"]),
            fees=boxes.amount_of(given["fees"]),
            waived=boxes.amount_of(given["waived"]),
            agreed_by=tuple(UUID(p) for p in given["agreed_by"]),
            record=given["record"],
            resumption_ground=given["resumption_ground"],
            plan=Plan(given["count"], given["first_on"], given["every_months"]),
            replaces=None if living is None else living.settlement,
        )
        reach_settlement(ask.case, terms, ask.on, by=ask.by)
        return Words("已登记和解。", "The settlement is recorded.")


class ResumptionForm(forms.Form):
    """Who asks, and why."""

    asked_by = boxes.choice(Words("申请人", "Asked by"), [])
    reason = boxes.words(Words("理由", "Reason"))
    anticipatory_breach = boxes.tick(
        Words("对方明确表示不履行", "The other side declared it will not perform")
    )


@case_deed
class Resume(RunningDeed):
    """Enforce the title again because the settlement was not kept."""

    key = "resume-enforcement"
    label = Words("恢复执行", "Resume enforcement")
    needs = "settle"
    tabs = ("settlement",)
    order = 51
    form = ResumptionForm
    basis = ("CPL", "241")

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        if ask.facts.of(Settlements).living is not None:
            return None
        return Refusal(
            "NO_SETTLEMENT_STANDS",
            message_zh="本案没有有效的和解协议，原生效法律文书正在执行。",
            message_en="No settlement stands in this case; the title is being enforced.",
        )

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "和解协议不再执行，恢复执行原生效法律文书，已付部分扣除。",
            "The settlement ends and the title is enforced again, less what was paid.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = ResumptionForm(data)
        boxes.offer(form, "asked_by", party_choices(ask, Role.APPLICANT))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        request = ResumptionRequest(
            UUID(given["asked_by"]), given["reason"], given["anticipatory_breach"]
        )
        resume_enforcement(ask.case, request, ask.on, by=ask.by)
        return Words("已恢复执行。", "Enforcement is resumed.")
