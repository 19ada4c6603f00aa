"""Deeds on the money that comes in: the case's account opened, a receipt posted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from zhixing.cases.acts import Filing
from zhixing.cases.filing import boxes
from zhixing.funds.acts import Money
from zhixing.funds.operations import Incoming, open_case_account, post_receipt
from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit.words import Text, Words
from zhixing.platform.web.deeds import CaseDeed, case_deed
from zhixing.platform.web.fragments import CaseAsk

KINDS: list[tuple[str, Text]] = [
    ("voluntary", Words("自动履行", "paid voluntarily")),
    ("instalment", Words("和解分期", "instalment of a settlement")),
    ("transferred", Words("扣划到账", "transferred from a frozen account")),
    ("auction", Words("拍卖款", "proceeds of an auction")),
]


class AccountForm(forms.Form):
    """The number the bank gave the case's account."""

    number = boxes.text(Words("账号", "Account number"), most=40)


class _Money(CaseDeed):
    needs = "receipt_post"
    previews = True

    def is_offered(self, ask: CaseAsk) -> bool:
        return ask.facts.of(Filing).filed_on is not None


@case_deed
class OpenAccount(_Money):
    """Give the case its own account (一案一账号)."""

    key = "open-account"
    label = Words("开立案款专户", "Open the case account")
    tabs = ("money",)
    order = 60
    form = AccountForm

    def is_offered(self, ask: CaseAsk) -> bool:
        return super().is_offered(ask) and not ask.facts.of(Money).account_number

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "此后汇入该账号的款项自动归入本案。",
            "Money sent to this number belongs to the case from now on.",
        )

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        open_case_account(ask.case, given["number"], ask.on, by=ask.by)
        return Words("已开立案款专户。", "The case account is open.")


class ReceiptForm(forms.Form):
    """What the bank's statement says of one sum."""

    amount = boxes.money(Words("到账金额", "Amount"))
    received_on = boxes.day(Words("到账日", "Received on"))
    reference = boxes.text(Words("银行流水号", "Bank reference"), most=100)
    kind = boxes.choice(Words("性质", "Kind"), KINDS)
    payer = boxes.text(Words("付款人", "Payer"), required=False, most=100)
    third_party = boxes.text(Words("代付人", "Paid by a third person"), required=False, most=100)


@case_deed
class PostReceipt(_Money):
    """Post money that reached the case's account: an instalment performed, a sum paid."""

    key = "post-receipt"
    label = Words("登记到账（含分期履行）", "Post a receipt or an instalment")
    tabs = ("settlement", "money")
    order = 61
    form = ReceiptForm

    def obstacle(self, ask: CaseAsk) -> Refusal | None:
        if ask.facts.of(Money).account_number:
            return None
        return Refusal(
            "CASE_HAS_NO_ACCOUNT",
            message_zh="该案尚未开立案款专户。",
            message_en="The case has no account yet.",
            remedy_zh="请先开立案款专户（一案一账号）。",
            remedy_en="Open the case's account first.",
        )

    def consequence(self, ask: CaseAsk) -> Text:
        return Words(
            "款项记入本案专户并依法抵充债务；有和解的，随即抵充到期分期。",
            "The sum is held for the case and set against the debt in the order of the law; "
            "under a settlement it meets the instalments due.",
        )

    def make_form(self, ask: CaseAsk, data: Any = None) -> forms.Form:
        return ReceiptForm(data, initial={"received_on": ask.on})

    def carry_out(self, ask: CaseAsk, given: Mapping[str, Any]) -> Text:
        incoming = Incoming(
            given["reference"],
            given["received_on"],
            given["amount"],
            ask.facts.of(Money).account_number,
            payer=given["payer"],
            kind=given["kind"],
            third_party=given["third_party"],
        )
        posted = post_receipt(incoming, by=ask.by)
        if posted.is_new:
            return Words("已登记到账。", "The receipt is posted.")
        return Words("该流水号此前已登记，未重复记账。", "That reference was posted before.")
