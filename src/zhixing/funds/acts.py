"""The acts of enforcement money and what they do to a case's facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from zhixing.cases.docket.chapters import Debt, Obligation, Payment
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import ZERO, Fen


@chapter("money")
@dataclass(frozen=True, slots=True)
class Money:
    """Hold the case account's number, what came in and what was paid out."""

    account_number: str = ""
    received: Fen = ZERO
    paid_out: Fen = ZERO
    fees_taken: Fen = ZERO


@act("CASE_ACCOUNT_OPENED", zh="开立案款专户", en="Case account opened", milestone="ACCOUNT_OPENED")
@dataclass(frozen=True, slots=True)
class CaseAccountOpened:
    """Give the case its own virtual account (一案一账号)."""

    account: UUID
    number: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        return facts.put(replace(facts.of(Money), account_number=self.number))


@act("RECEIPT_POSTED", zh="案款到账", en="Receipt posted", milestone="MONEY_RECEIVED")
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


@act("RECEIPT_REVERSED", zh="案款冲正", en="Receipt reversed")
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


@act("PAYMENT_ORDERED", zh="申请发放案款", en="Payment ordered", milestone="PAYMENT_ORDERED")
@dataclass(frozen=True, slots=True)
class PaymentOrdered:
    """Ask that money of the case account be paid to the creditor."""

    order: UUID
    payee: UUID
    amount: Fen


@act("PAYMENT_APPROVED", zh="批准发放案款", en="Payment approved")
@dataclass(frozen=True, slots=True)
class PaymentApproved:
    """Release an order to the bank after maker, checker and approver."""

    order: UUID
    amount: Fen


@act("PAYMENT_MADE", zh="案款发放", en="Payment made", milestone="PAID_OUT", stage="PAYMENT")
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


@act("PAYMENT_FAILED", zh="案款发放退回", en="Payment failed")
@dataclass(frozen=True, slots=True)
class PaymentFailed:
    """Record that the bank sent the money back."""

    order: UUID
    amount: Fen
    reason: str


@act("FEE_TAKEN", zh="扣缴执行费", en="Enforcement fee taken")
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
                f"fee/{self.transfer}",
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
