"""The deed of renewing a sealing before it ends (续行查封)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.inquiry.control_deed import outlook
from zhixing.inquiry.operations import RenewalOrder, order_sealing_renewal
from zhixing.inquiry.seal_deed import SealDeed, particulars_of
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.term import Term, seizure_term
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class SealingRenewalForm(forms.Form):
    """Until when."""

    until = boxes.day(
        Words("续行至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )


@case_deed
class RenewSealing(SealDeed):
    """Order a standing sealing renewed."""

    key = "renew-sealing"
    label = Words("续行查封", "Renew sealing")
    order = 13
    form = SealingRenewalForm
    measure = Measure.SEAL_RENEW
    fields = {"end_on": "until"}

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        found = super().obstacle(ask)
        if found is not None:
            return found
        try:
            self._term(ask)
        except Refusal as refusal:
            return refusal
        return None

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        if self.obstacle(ask) is not None:
            return particulars_of(ask)
        term = self._term(ask)
        if term is None:
            return particulars_of(ask)
        longest = day_words(term.value.latest_end_on)
        name = Words("续行后最长至", "Longest term once renewed")
        return [*particulars_of(ask), Known(name, longest, finding=term)]

    def _term(self, ask: CaseAsk) -> Finding[Term] | None:
        control = outlook(ask).control(subject_of(ask))
        if control is None:
            return None
        return seizure_term(
            on=ask.on,
            asset=kind_of(outlook(ask).view(subject_of(ask)).kind).term,
            effective_on=control.since,
            renews_end_on=control.until,
        )

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后通知登记机构续行查封，顺位不变。",
            "It is put up for approval; approved, the registry renews the sealing in its rank.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order = RenewalOrder(ask.case, subject_of(ask), given["until"])
        order_sealing_renewal(order, ask.on, by=ask.by)
        return Words("已提请续行查封，待审批。", "The renewal is put up for approval.")
