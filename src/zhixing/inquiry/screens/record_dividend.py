"""The deed of entering a dividend that was told of a right the case froze (登记股息、红利)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms

from zhixing.cases.filing import boxes
from zhixing.inquiry.control_deed import ControlDeed, frozen_rights, outlook
from zhixing.inquiry.operations import NewDividend, record_dividend
from zhixing.inquiry.partners.queries import name_and_code
from zhixing.institutions.queries import list_institutions
from zhixing.kernel.refusal import Refusal
from zhixing.law.instruments import find_citation
from zhixing.platform.screenkit.words import NOTHING, Text, Words
from zhixing.platform.web.deeds import Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class DividendForm(forms.Form):
    """How much, payable from when, by which notice, owed by whom."""

    amount = boxes.money(Words("应付被执行人的数额", "Payable to the debtor"))
    payable_on = boxes.day(Words("应付日", "Payable from"))
    document = boxes.text(Words("分配决议或者通知文号", "Number of the notice"), most=60)
    payer = boxes.choice(Words("支付单位", "Who owes it"), [])


@case_deed
class RecordDividend(ControlDeed):
    """Enter a dividend; what the freeze of its right holds of it can be transferred once due."""

    key = "record-dividend"
    label = Words("登记股息、红利", "Enter a dividend")
    needs = "record"
    order = 15
    form = DividendForm

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return frozen_rights(ask)

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return None

    def article(self, ask: CaseAsk) -> Text:
        found = find_citation("EQUITY", 9, on=ask.on) or find_citation("EW", 36, on=ask.on)
        return NOTHING if found is None else Words(found.zh, found.en)

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "记为查得财产；冻结裁定及于股息、红利的，在债权额度内随股权一并冻结，到期后可以提请扣划。",
            "It becomes property found; where the freeze takes income in, it is held with its "
            "right, within the claim, and can be transferred once it is due.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        own = outlook(ask).view(subject_of(ask)).institution
        form = DividendForm(data, initial={"payer": None if own is None else str(own)})
        units = list_institutions(ask.on)
        boxes.offer(form, "payer", [(str(i.id), name_and_code(i)) for i in units])
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        new = NewDividend(
            ask.case,
            subject_of(ask),
            given["amount"],
            given["payable_on"],
            given["document"],
            UUID(given["payer"]),
        )
        record_dividend(new, ask.on, by=ask.by)
        return Words("已登记股息、红利。", "The dividend is entered.")
