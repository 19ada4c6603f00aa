"""Deeds on the money that goes out: ordered, checked, approved, and what the bank said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Filing, Role
from zhixing.cases.filing import boxes
from zhixing.cases.lawful_deed import LawfulDeed, names_of, party_choices
from zhixing.funds.acts import Money
from zhixing.funds.operations import (
    PaymentRequest,
    approve_payment,
    check_payment,
    fail_payment,
    order_payment,
    return_payment,
    settle_payment,
)
from zhixing.funds.queries import CaseMoney, PaymentView, get_case_money, list_payments
from zhixing.law.procedure.facts import ActType, CaseFacts
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, Known, Subject, case_deed, once, subject_of
from zhixing.platform.web.fragments import CaseAsk


class PaymentForm(forms.Form):
    """To whom, how much, into which account."""

    payee = boxes.choice(Words("收款人", "Payee"), [])
    amount = boxes.money(Words("金额", "Amount"))
    bank_name = boxes.text(Words("开户行", "Bank"), most=100)
    account_number = boxes.text(Words("账号", "Account number"), most=60)
    purpose = boxes.text(Words("用途", "Purpose"), most=100)
    key = boxes.hidden_key()


@case_deed
class OrderPayment(LawfulDeed):
    """Ask that money of the case be paid to the creditor."""

    key = "order-payment"
    label = Words("申请发放案款", "Order a payment")
    needs = "payment_make"
    tabs = ("money",)
    order = 62
    form = PaymentForm
    step = ActType.PAY_OUT
    supplied = frozenset({"PAYEE"})

    def is_offered(self, ask: CaseAsk) -> bool:
        return ask.facts.of(Filing).filed_on is not None

    def step_facts(self, ask: CaseAsk) -> CaseFacts:
        return replace(super().step_facts(ask), held=held_of(ask).held)

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        money = held_of(ask)
        return [
            Known(Words("账户余额", "Held"), money_text(money.held)),
            Known(Words("待发放", "Ordered already"), money_text(money.set_aside)),
            Known(Words("到账合计", "Received in all"), money_text(ask.facts.of(Money).received)),
        ]

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "先由会计复核，再经审批后付款；经办、复核、审批须为三个不同的人。",
            "It is checked, then approved, then paid; maker, checker and approver must be three "
            "different people.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        initial = {"key": f"desk-{uuid4().hex}", "amount": held_of(ask).held.yuan}
        form = PaymentForm(data, initial=initial)
        boxes.offer(form, "payee", party_choices(ask, Role.APPLICANT))
        return form

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        request = PaymentRequest(
            case=ask.case,
            payee=UUID(given["payee"]),
            amount=given["amount"],
            bank_name=given["bank_name"],
            account_number=given["account_number"],
            purpose=given["purpose"],
            key=given["key"],
        )
        order_payment(request, ask.on, by=ask.by)
        return Words("已申请，待复核。", "The payment is ordered and waits for the check.")


class _OfPayment(CaseDeed):
    tabs = ("money",)
    has_subjects = True
    previews = True
    state: ClassVar[str]

    def subjects(self, ask: CaseAsk) -> Sequence[Subject]:
        name = Words("{m} 付 {n}", "{m} to {n}")
        names = names_of(ask)
        return [
            Subject(o.id, name.filled(m=money_text(o.amount), n=names.get(o.payee, "")))
            for o in payments_of(ask)
            if o.state == self.state
        ]

    def known(self, ask: CaseAsk) -> Sequence[Known]:
        order = next(o for o in payments_of(ask) if o.id == subject_of(ask))
        tail = Words("{b} 尾号{t}", "{b} ending {t}").filled(
            b=order.bank_name, t=order.account_tail
        )
        return [
            Known(Words("金额", "Amount"), money_text(order.amount)),
            Known(Words("收款人", "Payee"), names_of(ask).get(order.payee, "")),
            Known(Words("收款账户", "To account"), tail),
            Known(Words("用途", "Purpose"), order.purpose),
        ]


@case_deed
class CheckPayment(_OfPayment):
    """Check an order as the second person."""

    key = "check-payment"
    label = Words("复核发放", "Check the payment")
    needs = "payment_check"
    order = 63
    state = "MADE"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "确认收款人、金额与账户无误，报审批；经办人不得复核。",
            "Payee, amount and account are right; it goes on to approval. The maker may not check.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        check_payment(subject_of(ask), ask.on, by=ask.by)
        return Words("已复核，待审批。", "Checked; it waits for approval.")


@case_deed
class ApprovePayment(_OfPayment):
    """Approve an order as the third person."""

    key = "approve-payment"
    label = Words("批准发放", "Approve the payment")
    needs = "payment_approve"
    order = 64
    state = "CHECKED"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "案款将付给收款人，不能撤回；经办人、复核人不得审批。",
            "The money goes to the payee for good. Maker and checker may not approve.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        approve_payment(subject_of(ask), ask.on, by=ask.by)
        return Words("已批准，待付款。", "Approved; it waits for the bank.")


class PaidForm(forms.Form):
    """What the bank said."""

    bank_reference = boxes.text(Words("银行流水号", "Bank reference"), most=100)


@case_deed
class SettlePayment(_OfPayment):
    """Record that the bank paid."""

    key = "settle-payment"
    label = Words("登记已付", "Record as paid")
    needs = "payment_execute"
    order = 65
    state = "APPROVED"
    form = PaidForm

    def consequence(self, ask: CaseAsk) -> Text:
        return Words("记入卷宗与账簿：案款已付。", "Docket and ledger record that it was paid.")

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        settle_payment(subject_of(ask), given["bank_reference"], ask.on, by=ask.by)
        return Words("已登记付款。", "The payment is recorded.")


@case_deed
class FailPayment(_OfPayment):
    """Record that the bank sent the money back."""

    key = "fail-payment"
    label = Words("登记银行退回", "Record as sent back")
    needs = "payment_execute"
    order = 66
    state = "APPROVED"
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "款项退回本案专户，须重新申请发放。", "The case holds it again; order it anew."
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        fail_payment(subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已登记退回。", "The return is recorded.")


@case_deed
class ReturnPayment(_OfPayment):
    """Record that money which was paid came back."""

    key = "return-payment"
    label = Words("登记付款退汇", "Record as come back")
    needs = "payment_execute"
    order = 66
    state = "PAID"
    reason = "required"

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "以反向分录退入本案专户，须重新申请发放。",
            "A counter-entry puts it back into the case's account; order it anew.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        return_payment(subject_of(ask), given["reason"], ask.on, by=ask.by)
        return Words("已登记退汇。", "The return is recorded.")


def held_of(ask: CaseAsk) -> CaseMoney:
    """Give what is held for the case, read once a page."""
    return once(ask, "money", lambda: get_case_money(ask.court_no, ask.case))


def payments_of(ask: CaseAsk) -> list[PaymentView]:
    """Give the payment orders of the case, read once a page."""
    return once(ask, "payments", lambda: list_payments(ask.court_no, case=ask.case))
