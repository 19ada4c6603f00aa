"""The deed of renewing a freeze before it ends (续行冻结)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.assets.kinds import kind_of
from zhixing.cases.filing import boxes
from zhixing.inquiry.control_deed import ControlDeed, known_of, outlook
from zhixing.inquiry.controlling import renewal_term
from zhixing.inquiry.operations import RenewalOrder, order_renewal
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.term import Asset
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class RenewalForm(forms.Form):
    """Until when."""

    until = boxes.day(
        Words("续行至，不填则为法定最长期限", "Until; empty: the longest term"), required=False
    )


def _term_of(ask: CaseAsk) -> Asset:
    return kind_of(outlook(ask).view(subject_of(ask)).kind).term


@case_deed
class Renew(ControlDeed):
    """Order a standing freeze renewed."""

    key = "renew"
    label = Words("续行冻结", "Renew")
    order = 11
    form = RenewalForm
    measure = Measure.RENEW
    fields = {"end_on": "until"}

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        found = super().obstacle(ask)
        control = outlook(ask).control(subject_of(ask))
        if found is not None or control is None:
            return found
        try:
            renewal_term(control, ask.on, None, _term_of(ask))
        except Refusal as refusal:
            return refusal
        return None

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        control = outlook(ask).control(subject_of(ask))
        if control is None or self.obstacle(ask) is not None:
            return known_of(ask)
        term = renewal_term(control, ask.on, None, _term_of(ask))
        longest = day_words(term.value.latest_end_on)
        name = Words("续行后最长至", "Longest term once renewed")
        return [*known_of(ask), Known(name, longest, finding=term)]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后通知协助单位续行冻结，顺位不变。",
            "It is put up for approval; approved, the institution renews the freeze in its rank.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order_renewal(RenewalOrder(ask.case, subject_of(ask), given["until"]), ask.on, by=ask.by)
        return Words("已提请续行冻结，待审批。", "The renewal is put up for approval.")
