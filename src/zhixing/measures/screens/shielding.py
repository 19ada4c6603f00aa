"""Deeds on pausing a publication (屏蔽), ending the pause, and listing again after a default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.acts import Role
from zhixing.cases.docket.local_rules import local_policies
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import names_of, party_choices
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.listing.relisting import relisting
from zhixing.law.listing.shielding import listing_shield
from zhixing.measures.chapter import Listed, Measures
from zhixing.measures.operations import (
    ShieldPlan,
    apply_shielding,
    propose_relisting,
    publish_listing,
)
from zhixing.measures.person_deed import AgainstDebtor
from zhixing.measures.screens.listing import OfListing
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class ShieldForm(forms.Form):
    """Who asks, and what the law wants to know."""

    asked_by = boxes.choice(Words("书面申请人", "Who asked"), [])
    in_writing = boxes.tick(Words("书面申请已附卷", "The written request is on file"))
    kept = boxes.tick(
        Words("被执行人正在按和解协议履行", "The debtor keeps the settlement as it falls due")
    )


@case_deed
class ApplyShielding(OfListing):
    """Ask that the publication of a listing be paused, under the court's own policy."""

    key = "apply-shielding"
    label = Words("提请暂停公布（屏蔽）", "Apply to pause publication")
    order = 23
    form = ShieldForm
    fields = {"NOT_ASKED": "in_writing"}

    def is_wanted(self, listed: Listed) -> bool:
        return listed.is_published

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return () if self.obstacle(ask) else (_shield(ask),)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        try:
            _shield(ask)
        except Refusal as refusal:
            return refusal
        return None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后失信信息暂不向社会公布，失信记录仍在，违约即恢复公布。这不是删除。",
            "It is put up for approval; once approved the listing is not shown to the public "
            "but stands, and is shown again on default. This is not deletion.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = ShieldForm(data)
        boxes.offer(form, "asked_by", party_choices(ask, Role.APPLICANT))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        plan = ShieldPlan(
            subject_of(ask), UUID(given["asked_by"]), given["in_writing"], given["kept"]
        )
        apply_shielding(ask.case, plan, ask.on, by=ask.by)
        return Words("已提请暂停公布，待审批。", "The pause is put up for approval.")


@case_deed
class LiftShielding(OfListing):
    """End a pause: the listing is public again."""

    key = "lift-shielding"
    label = Words("恢复公布", "Publish again")
    order = 24

    def is_wanted(self, listed: Listed) -> bool:
        return listed.is_listed and listed.shielded_on is not None

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "暂停公布结束，失信信息自今日起重新向社会公布。",
            "The pause ends; the listing is public again from today.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        publish_listing(ask.case, subject_of(ask), ask.on, by=ask.by)
        return Words("已恢复公布。", "The listing is public again.")


@case_deed
class ProposeRelisting(AgainstDebtor):
    """Propose that a debtor who defaulted be listed or published again."""

    key = "propose-relisting"
    label = Words("建议重新纳入或恢复公布", "Propose listing again")
    needs = "record"
    order = 25
    reason = "none"

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        held, names = ask.facts.of(Measures), names_of(ask)
        latest = {x.party: x for x in held.listed}
        return [
            Subject(party, names[party])
            for party, x in latest.items()
            if party in names and not x.is_published
        ]

    def grounds(self, ask: CaseAsk) -> Sequence[Finding[Any]]:
        return (relisting(on=ask.on, defaulted_without_cause=True, asked_by_applicant=False),)

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "经查明无正当理由拒不履行和解协议的，依职权提出建议；建议本身不纳入任何人，由人决定。",
            "After a default without good cause the court proposes it of its own motion; nobody "
            "is listed by the proposal, a person decides.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        propose_relisting(ask.case, subject_of(ask), ask.on, by=ask.by)
        return Words("已提出建议，待决定。", "It is proposed and waits for a decision.")


def _shield(ask: CaseAsk) -> Finding[Any]:
    return listing_shield(
        on=ask.on,
        applicant_asks_in_writing=True,
        settlement_kept=True,
        policies=local_policies(ask.court_no),
    )
