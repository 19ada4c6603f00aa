"""Deeds on the money of a case: its account opened, a payment to the creditor ordered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django import forms

from zhixing.cases.acts import Filing
from zhixing.cases.docket.chapters import Standings
from zhixing.desk import forms as boxes
from zhixing.funds.acts import Money
from zhixing.funds.operations import PaymentRequest, open_case_account, order_payment
from zhixing.parties.queries import list_parties
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.fragments import CaseAsk, CaseDeed, case_deed


class AccountForm(forms.Form):
    """The number the bank gave the case's account."""

    number = boxes.text(Words("账号", "Account number"), most=40)


@case_deed
class OpenAccount(CaseDeed):
    """Give the case its own account (一案一账号)."""

    key = "open-account"
    label = Words("开立案款专户", "Open the case account")
    needs = "receipt_post"
    order = 60
    form = AccountForm

    def is_offered(self, ask: CaseAsk) -> bool:
        is_filed = ask.facts.of(Filing).filed_on is not None
        return is_filed and not ask.facts.of(Money).account_number

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "此后汇入该账号的款项自动归入本案。",
            "Money sent to this number belongs to the case from now on.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        open_case_account(ask.case, given["number"], ask.on, by=ask.by)
        return Words("已开立案款专户。", "The case account is open.")


class PaymentForm(forms.Form):
    """To whom, how much, into which account."""

    payee = boxes.choice(Words("收款人", "Payee"), [])
    amount = boxes.money(Words("金额", "Amount"))
    bank_name = boxes.text(Words("开户行", "Bank"), most=100)
    account_number = boxes.text(Words("账号", "Account number"), most=60)
    purpose = boxes.text(Words("用途", "Purpose"), most=100)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)


@case_deed
class OrderPayment(CaseDeed):
    """Ask that money of the case be paid to the creditor."""

    key = "order-payment"
    label = Words("申请发放案款", "Order a payment")
    needs = "payment_make"
    order = 61
    form = PaymentForm

    def is_offered(self, ask: CaseAsk) -> bool:
        money = ask.facts.of(Money)
        return money.received > money.paid_out

    def consequence(self, ask: CaseAsk) -> Text:
        money = ask.facts.of(Money)
        left = money_text(money.received - money.paid_out)
        return Words(
            "先由会计复核，再经审批后付款；三人须各不相同。已到账未发放：{m}。",
            "It is checked, then approved, then paid, by three different people. "
            "Received and not yet paid out: {m}.",
        ).filled(m=left)

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        form = PaymentForm(data, initial={"key": f"desk-{uuid4().hex}"})
        payees = ask.facts.of(Standings).of_role("APPLICANT")
        known = list_parties(payees)
        field: Any = form.fields["payee"]
        field.choices = [(str(p), known[p].name) for p in payees if p in known]
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
