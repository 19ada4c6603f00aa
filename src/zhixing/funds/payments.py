"""Money that goes out: ordered, checked and approved by three people, then sent once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.funds import acts, ledger, models
from zhixing.kernel.canonical import digest
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.platform.crypto.vault import vault
from zhixing.platform.principal import Principal


class PaymentRefused(Refusal):
    """Say why a payment cannot be ordered, checked, approved or settled as asked."""


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """Describe a payment: to which party, how much, into which account, under which key."""

    case: UUID
    payee: UUID
    amount: Fen
    bank_name: str
    account_number: str
    purpose: str
    key: str

    @property
    def body_hash(self) -> str:
        """Give the hash that tells a repeat from another payment under the same key."""
        return digest(
            [self.case, self.payee, int(self.amount), self.bank_name, self.account_number]
        )


def order_payment(request: PaymentRequest, on: date, *, by: Principal) -> UUID:
    """Make a payment order and set its money aside, so that it cannot be promised twice.

    :raises PaymentRefused: the post may not, nothing is asked, or too little is held.
    :raises SameKeyOtherBody: the key was used for another payment.
    """
    require(by, "payment_make")
    known = models.PaymentOrder.objects.filter(court_no=by.court_no, key=request.key).first()
    if known is not None:
        ledger.check_repeat(request.key, known.body_hash, request.body_hash)
        return known.id
    account = _case_account(by.court_no, request.case)
    if request.amount <= 0 or account.balance_fen < request.amount:
        raise PaymentRefused(
            "NOT_ENOUGH_HELD",
            message_zh=f"案款账户余额 {Fen(account.balance_fen).yuan} 元，"
            f"不足以发放 {request.amount.yuan} 元。",
            message_en=f"The case account holds {Fen(account.balance_fen).yuan} yuan, "
            f"too little to pay {request.amount.yuan} yuan.",
            remedy_zh="请核对金额，或等待后续案款到账。",
            remedy_en="Check the amount, or wait for further receipts.",
            field="amount",
        )
    order = models.PaymentOrder(
        id=new_id(),
        court_no=by.court_no,
        case_id=request.case,
        payee_party=request.payee,
        amount_fen=int(request.amount),
        account_tail=request.account_number[-4:],
        bank_name=request.bank_name,
        purpose=request.purpose,
        state="MADE",
        key=request.key,
        body_hash=request.body_hash,
        made_on=on,
        made_by=by.person,
    )
    order.account_sealed = vault().seal(
        "funds_payment_order", "account_sealed", order.id, request.account_number
    )
    order.save(force_insert=True)
    _move(order, "SET_ASIDE", f"set-aside/{order.id}", account.id, _payout(by.court_no), on)
    append(
        NewAct(request.case, acts.PaymentOrdered(order.id, request.payee, request.amount), on),
        by=by,
    )
    return order.id


def check_payment(order_id: UUID, on: date, *, by: Principal) -> None:
    """Check an order as the second person (复核).

    :raises PaymentRefused: wrong post, wrong state, or the maker checks his own order.
    """
    require(by, "payment_check")
    order = _locked(order_id, by, "MADE")
    _refuse_same_person(by, (order.made_by,))
    order.checked_by, order.state = by.person, "CHECKED"
    order.save(update_fields=["checked_by", "state"])
    append(NewAct(order.case_id, acts.PaymentChecked(order.id, Fen(order.amount_fen)), on), by=by)


def approve_payment(order_id: UUID, on: date, *, by: Principal) -> None:
    """Approve an order as the third person (审批); the bank may then be told.

    :raises PaymentRefused: wrong post, wrong state, or a person who made or checked it.
    """
    require(by, "payment_approve")
    order = _locked(order_id, by, "CHECKED")
    _refuse_same_person(by, (order.made_by, order.checked_by))
    order.approved_by, order.state = by.person, "APPROVED"
    order.save(update_fields=["approved_by", "state"])
    append(NewAct(order.case_id, acts.PaymentApproved(order.id, Fen(order.amount_fen)), on), by=by)


def settle_payment(order_id: UUID, bank_reference: str, on: date, *, by: Principal) -> None:
    """Record that the bank paid; the same word from the bank again changes nothing.

    :raises PaymentRefused: the order was not approved, or failed before.
    """
    require(by, "payment_execute")
    order = _locked(order_id, by, "APPROVED", repeat="PAID")
    if order.state == "PAID":
        return
    bank = ledger.account(by.court_no, "BANK")
    _move(order, "PAYMENT", f"payment/{order.id}", _payout(by.court_no), bank, on)
    order.state, order.paid_on, order.bank_reference = "PAID", on, bank_reference
    order.save(update_fields=["state", "paid_on", "bank_reference"])
    payload = acts.PaymentMade(order.id, order.payee_party, Fen(order.amount_fen), bank_reference)
    append(NewAct(order.case_id, payload, on), by=by)


def fail_payment(order_id: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Record that the bank sent the money back; it is held for the case again.

    :raises PaymentRefused: the order is not on its way.
    """
    require(by, "payment_execute")
    order = _locked(order_id, by, "APPROVED", repeat="FAILED")
    if order.state == "FAILED":
        return
    account = _case_account(by.court_no, order.case_id)
    _move(order, "RETURNED", f"returned/{order.id}", _payout(by.court_no), account.id, on)
    order.state, order.failure = "FAILED", reason
    order.save(update_fields=["state", "failure"])
    append(
        NewAct(order.case_id, acts.PaymentFailed(order.id, Fen(order.amount_fen), reason), on),
        by=by,
    )


def _payout(court_no: int) -> UUID:
    return ledger.account(court_no, "PAYOUT")


def _move(
    order: models.PaymentOrder, kind: str, key: str, debit: UUID, credit: UUID, on: date
) -> None:
    ledger.post(
        order.court_no,
        ledger.Movement(
            kind, key, on, debit, credit, Fen(order.amount_fen), order.case_id, order.purpose
        ),
    )


def _case_account(court_no: int, case: UUID) -> models.Account:
    account = (
        models.Account.objects.select_for_update()
        .filter(court_no=court_no, kind="CASE", case_id=case)
        .first()
    )
    if account is None:
        raise PaymentRefused(
            "CASE_HAS_NO_ACCOUNT",
            message_zh="该案尚未开立案款专户。",
            message_en="The case has no account yet.",
            remedy_zh="请先开立案款专户（一案一账号）。",
            remedy_en="Open the case's account first.",
            field="case",
        )
    return account


def _locked(order_id: UUID, by: Principal, state: str, *, repeat: str = "") -> models.PaymentOrder:
    order = models.PaymentOrder.objects.select_for_update().get(court_no=by.court_no, id=order_id)
    if order.state not in (state, repeat):
        raise PaymentRefused(
            "PAYMENT_IN_OTHER_STATE",
            message_zh=f"该发放单当前状态为 {order.state}，此步骤需要 {state}。",
            message_en=f"The order is {order.state}; this step needs {state}.",
            remedy_zh="请刷新页面查看最新状态。",
            remedy_en="Reload to see its present state.",
            field="order",
        )
    return order


def _refuse_same_person(by: Principal, others: tuple[UUID | None, ...]) -> None:
    if by.person in others:
        raise PaymentRefused(
            "SAME_PERSON",
            message_zh="经办、复核、审批须由三个不同的人完成，一人两职仍为一人。",
            message_en="Maker, checker and approver must be three different people; "
            "one person in two posts is one person.",
            remedy_zh="请由另一名有权限的人员办理。",
            remedy_en="Ask another person with the right post.",
            field="by",
        )
