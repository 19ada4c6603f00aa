"""The deed of taking the enforcement fee out of money received (收取执行申请费)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import facts_of
from zhixing.funds.acts import Money
from zhixing.funds.fees import fee_due
from zhixing.funds.operations import FeeRequest, refund_fee, take_fee
from zhixing.funds.policies import fee_base
from zhixing.funds.queries import list_fees
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, subject_of
from zhixing.platform.web.fragments import CaseAsk


class FeeForm(forms.Form):
    """How much, and in a settlement who bears it."""

    amount = boxes.money(Words("收取金额，不填则全额", "Amount; empty: all of it"), required=False)
    reason = boxes.words(Words("少收的理由", "Reason to take less"), required=False)
    burden = boxes.text(
        Words("和解中负担的约定或者决定", "In a settlement: who bears it, and where it is written"),
        required=False,
    )
    by_creditor = boxes.money(
        Words("其中申请人负担", "of which the creditor bears"), required=False
    )


@case_deed
class TakeFee(CaseDeed):
    """Take the enforcement fee."""

    key = "take-fee"
    label = Words("收取执行申请费", "Take the enforcement fee")
    needs = "payment_check"
    tabs = ("money",)
    order = 67
    form = FeeForm
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        money = ask.facts.of(Money)
        return money.received > money.fees_taken

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        due = fee_due(facts_of(ask), ask.on, fee_base(ask.court_no, ask.on))
        taken = ask.facts.of(Money).fees_taken
        return [
            Known(Words("应收执行申请费", "Fee due"), money_text(due.value), finding=due),
            Known(Words("已收取", "Taken already"), money_text(taken)),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "从本案专户划入本院诉讼费；由被执行人负担，计入其应付数额。",
            "It moves from the case's account to the court's fees; the debtor bears it and owes "
            "that much more.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        request = FeeRequest(
            ask.case,
            given["amount"],
            given["burden"],
            boxes.amount_of(given["by_creditor"]),
            given["reason"],
        )
        taken = take_fee(request, ask.on, by=ask.by)
        return Words("已收取{m}。", "{m} are taken.").filled(m=money_text(taken))


@case_deed
class RefundFee(CaseDeed):
    """Give a fee back to the case's account."""

    key = "refund-fee"
    label = Words("退还执行申请费", "Refund the enforcement fee")
    needs = "payment_check"
    tabs = ("money",)
    order = 68
    has_subjects = True
    previews = True
    reason = "required"

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        name = Words("{d} 收取 {m}", "{m} taken on {d}")
        return [
            Subject(
                fee.transfer,
                name.filled(d=fee.taken_on.isoformat(), m=money_text(fee.amount)),
            )
            for fee in list_fees(ask.court_no, ask.case)
            if not fee.is_refunded
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以反向分录退入本案专户；被执行人因此应付的数额随之减少。",
            "A counter-entry puts it back into the case's account; the debtor owes that much less.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        given_back = refund_fee(ask.case, subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已退还{m}。", "{m} are refunded.").filled(m=money_text(given_back))
