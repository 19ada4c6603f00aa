"""The deed of transferring frozen money to the case's account (扣划)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed
from zhixing.inquiry.control_deed import ControlDeed, controlled, known_of, outlook
from zhixing.inquiry.operations import TransferOrder, order_transfer
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class TransferForm(forms.Form):
    """How much."""

    amount = boxes.money(Words("扣划金额", "Amount to transfer"))


@case_deed
class Transfer(ControlDeed, LawfulDeed):
    """Order frozen money transferred to the account of the case."""

    key = "transfer"
    label = Words("扣划", "Transfer")
    order = 13
    form = TransferForm
    step = ActType.TRANSFER
    measure = Measure.TRANSFER

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        return controlled(ask)

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return outlook(ask).transfer_facts(subject_of(ask))

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        return super().obstacle(ask) or LawfulDeed.obstacle(self, ask)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        held = money_text(outlook(ask).held(subject_of(ask)))
        name = Words("可扣划的冻结款", "Frozen and free to transfer")
        return [*known_of(ask), Known(name, held)]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "提请审批；批准后银行将款项划入本案案款专户，划出后不能撤回。",
            "It is put up for approval; approved, the bank moves the money to the case's "
            "account, and it cannot be called back.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        known = outlook(ask)
        most = min(known.held(subject_of(ask)), known.owed)
        return TransferForm(data, initial={"amount": most.yuan})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        order_transfer(TransferOrder(ask.case, subject_of(ask), given["amount"]), ask.on, by=ask.by)
        return Words("已提请扣划，待审批。", "The transfer is put up for approval.")
