"""The acts of enforcement money and what they do to a case's facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases.docket.chapters import Debt, Obligation, Payment
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, Countering, act
from zhixing.funds.queries import has_moved
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal

FEE_KEY = "fee/"
"""What the key of an obligation begins with that is the enforcement fee."""

POST = Countering("post_receipt", "登记到账", "post the receipt again")
REVERSE = Countering("reverse_receipt", "冲正到账", "reverse the receipt")
ORDER = Countering("order_payment", "申请发放案款", "order the payment again")
FAIL = Countering("fail_payment", "登记银行退回", "record that the bank sent it back")
RETURN = Countering("return_payment", "登记付款退汇", "record that the payment came back")
TAKE = Countering("take_fee", "收取执行申请费", "take the fee again")
CREDIT = Countering("credit_interest", "登记结息", "credit the interest again")
TAKE_BACK = Countering("reverse_interest", "冲正结息", "reverse the interest")
REFUND = Countering("refund_fee", "退还执行申请费", "refund the fee")


@chapter("money")
@dataclass(frozen=True, slots=True)
class Money:
    """Hold the case account's number, what came in and what was paid out.

    ``interest`` is the bank's on what was held: it belongs to the case and pays no debt.
    """

    account_number: str = ""
    received: Fen = ZERO
    paid_out: Fen = ZERO
    fees_taken: Fen = ZERO
    interest: Fen = ZERO


def _account_stands(court_no: int, opened: Any, corrected: Any) -> Refusal | None:
    """Refuse another number at any time, and annulling once money ever moved in the account."""
    if corrected is not None:
        if (corrected.account, corrected.number) == (opened.account, opened.number):
            return None
        return Refusal(
            "ACCOUNT_NUMBER_STANDS",
            message_zh="案款专户的账号不得在卷宗中改动，付款人凭此账号付款。",
            message_en="The number of a case account is not changed in the docket: payers use it.",
            field="payload",
        )
    if not has_moved(court_no, opened.account):
        return None
    return Refusal(
        "ACCOUNT_HAS_MOVED",
        message_zh="该案款专户已有款项进出，开户记录不得撤销。",
        message_en="Money has moved in this account; its opening cannot be annulled.",
        remedy_zh="款项有误的，请以反向分录更正。",
        remedy_en="Correct the money by counter-entries.",
        field="original",
    )


@act(
    "CASE_ACCOUNT_OPENED",
    zh="开立案款专户",
    en="Case account opened",
    milestone="ACCOUNT_OPENED",
    guard=_account_stands,
)
@dataclass(frozen=True, slots=True)
class CaseAccountOpened:
    """Give the case its own virtual account (一案一账号)."""

    account: UUID
    number: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(replace(facts.of(Money), account_number=self.number))


@act("PAYMENT_INVITED", zh="告知缴款方式", en="Debtor told how to pay")
@dataclass(frozen=True, slots=True)
class PaymentInvited:
    """Tell a debtor what is owed and how it is paid; ``until`` is the last day of the link sent."""

    party: UUID
    channel: str
    owed: Fen
    until: date
    words: str = ""


@act(
    "RECEIPT_POSTED",
    zh="案款到账",
    en="Receipt posted",
    milestone="MONEY_RECEIVED",
    countered_by=REVERSE,
)
@dataclass(frozen=True, slots=True)
class ReceiptPosted:
    """Credit money that reached the case account to the debtor's debt."""

    receipt: UUID
    amount: Fen
    kind: str = "voluntary"
    third_party: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        paid = Payment(
            str(self.receipt), stamp.occurred_on, self.amount, self.kind, self.third_party
        )
        debt, money = facts.of(Debt), facts.of(Money)
        facts = facts.put(replace(debt, payments=(*debt.payments, paid)))
        return facts.put(replace(money, received=money.received + self.amount))


@act("RECEIPT_REVERSED", zh="案款冲正", en="Receipt reversed", countered_by=POST)
@dataclass(frozen=True, slots=True)
class ReceiptReversed:
    """Take back a receipt that the bank reversed: the debt stands again."""

    receipt: UUID
    amount: Fen
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        debt, money = facts.of(Debt), facts.of(Money)
        kept = tuple(p for p in debt.payments if p.key != str(self.receipt))
        facts = facts.put(replace(debt, payments=kept))
        return facts.put(replace(money, received=money.received - self.amount))


@act(
    "PAYMENT_ORDERED",
    zh="申请发放案款",
    en="Payment ordered",
    milestone="PAYMENT_ORDERED",
    countered_by=FAIL,
)
@dataclass(frozen=True, slots=True)
class PaymentOrdered:
    """Ask that money of the case account be paid to the creditor."""

    order: UUID
    payee: UUID
    amount: Fen


@act("PAYMENT_CHECKED", zh="复核发放案款", en="Payment checked", countered_by=FAIL)
@dataclass(frozen=True, slots=True)
class PaymentChecked:
    """Record that a second person found payee, amount and account right."""

    order: UUID
    amount: Fen


@act("PAYMENT_APPROVED", zh="批准发放案款", en="Payment approved", countered_by=FAIL)
@dataclass(frozen=True, slots=True)
class PaymentApproved:
    """Release an order to the bank after maker, checker and approver."""

    order: UUID
    amount: Fen


@act(
    "PAYMENT_MADE",
    zh="案款发放",
    en="Payment made",
    milestone="PAID_OUT",
    stage="PAYMENT",
    countered_by=RETURN,
)
@dataclass(frozen=True, slots=True)
class PaymentMade:
    """Record that the bank paid the creditor."""

    order: UUID
    payee: UUID
    amount: Fen
    bank_reference: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        money = facts.of(Money)
        return facts.put(replace(money, paid_out=money.paid_out + self.amount))


@act("PAYMENT_FAILED", zh="案款发放退回", en="Payment failed", countered_by=ORDER)
@dataclass(frozen=True, slots=True)
class PaymentFailed:
    """Record that the bank sent the money back."""

    order: UUID
    amount: Fen
    reason: str


@act("PAYMENT_RETURNED", zh="案款发放退汇", en="Payment returned", countered_by=ORDER)
@dataclass(frozen=True, slots=True)
class PaymentReturned:
    """Record that money which was paid came back: the case holds it again."""

    order: UUID
    amount: Fen
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        money = facts.of(Money)
        return facts.put(replace(money, paid_out=money.paid_out - self.amount))


@act("FEE_TAKEN", zh="扣缴执行费", en="Enforcement fee taken", countered_by=REFUND)
@dataclass(frozen=True, slots=True)
class FeeTaken:
    """Take the enforcement fee (执行申请费) out of the case account.

    The debtor's part becomes an item of the debt; a creditor's part (settlements only)
    lessens what is paid out.
    """

    amount: Fen
    transfer: UUID
    by_creditor: Fen = ZERO
    burden: str = ""
    reason: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        money, debt = facts.of(Money), facts.of(Debt)
        part = self.amount - self.by_creditor
        if part > 0:
            fee = Obligation(
                f"{FEE_KEY}{self.transfer}",
                "case_fee",
                Fen(part),
                due_on=stamp.occurred_on,
                label="执行申请费",
            )
            agreed = None if debt.agreed_total is None else Fen(debt.agreed_total + part)
            facts = facts.put(
                replace(debt, obligations=(*debt.obligations, fee), agreed_total=agreed)
            )
        return facts.put(replace(money, fees_taken=money.fees_taken + self.amount))


@act("FEE_REFUNDED", zh="退还执行费", en="Enforcement fee refunded", countered_by=TAKE)
@dataclass(frozen=True, slots=True)
class FeeRefunded:
    """Give a fee back to the case account; what the debtor owed for it falls away."""

    transfer: UUID
    amount: Fen
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        money, debt = facts.of(Money), facts.of(Debt)
        key = f"{FEE_KEY}{self.transfer}"
        owed = [o for o in debt.obligations if o.key == key]
        kept = tuple(o for o in debt.obligations if o.key != key)
        agreed = debt.agreed_total
        if agreed is not None:
            agreed = Fen(agreed - sum(int(o.amount) for o in owed))
        facts = facts.put(replace(debt, obligations=kept, agreed_total=agreed))
        return facts.put(replace(money, fees_taken=money.fees_taken - self.amount))


@act("INTEREST_CREDITED", zh="案款专户结息", en="Bank interest credited", countered_by=TAKE_BACK)
@dataclass(frozen=True, slots=True)
class InterestCredited:
    """Record the bank's interest on the case account, to the case or to the treasury."""

    transfer: UUID
    amount: Fen
    to: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        if self.to != "CASE":
            return facts
        money = facts.of(Money)
        return facts.put(replace(money, interest=money.interest + self.amount))


@act("INTEREST_REVERSED", zh="冲正结息", en="Bank interest reversed", countered_by=CREDIT)
@dataclass(frozen=True, slots=True)
class InterestReversed:
    """Take back interest that was credited in error."""

    transfer: UUID
    amount: Fen
    to: str
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        if self.to != "CASE":
            return facts
        money = facts.of(Money)
        return facts.put(replace(money, interest=money.interest - self.amount))
