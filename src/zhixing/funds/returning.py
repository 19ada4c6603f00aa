"""Counter-entries to money that left a case account: payments that came back, fees refunded."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from zhixing.cases.docket.append import append
from zhixing.cases.docket.values import NewAct
from zhixing.courts.policies import require
from zhixing.funds import acts, ledger, models
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal


class ReturnRefused(Refusal):
    """Say why a payment or a fee cannot be countered as asked."""


def return_payment(order_id: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Record that money which the bank had paid came back (退汇); the case holds it again.

    The same word again changes nothing.

    :raises ReturnRefused: the order was not paid, or no reason is given.
    """
    require(by, "payment_execute")
    _need_reason(reason)
    order = models.PaymentOrder.objects.select_for_update().get(court_no=by.court_no, id=order_id)
    if order.state == "RETURNED":
        return
    if order.state != "PAID":
        raise ReturnRefused(
            "PAYMENT_NOT_PAID",
            message_zh=f"该发放单当前状态为 {order.state}，尚未付款，无从退汇。",
            message_en=f"The order is {order.state}: what was not paid cannot come back.",
            remedy_zh="银行未付而退回的，请登记银行退回。",
            remedy_en="If the bank did not pay, record that it sent the money back.",
            field="order",
        )
    paid = models.Transfer.objects.get(court_no=by.court_no, key=f"payment/{order.id}")
    amount = Fen(order.amount_fen)
    _counter(paid, "BANK", amount, f"payment-returned/{order.id}", reason, on)
    order.state, order.failure = "RETURNED", reason.strip()[:200]
    order.save(update_fields=["state", "failure"])
    append(NewAct(order.case_id, acts.PaymentReturned(order.id, amount, reason), on), by=by)


def refund_fee(case: UUID, transfer: UUID, reason: str, on: date, *, by: Principal) -> Fen:
    """Give a fee that was taken back to the case account; gives how much.

    ``transfer`` is the movement by which it was taken. What the debtor owed for it
    falls away. The same word again changes nothing.

    :raises ReturnRefused: no fee of this case was taken by it, or no reason is given.
    """
    require(by, "payment_check")
    _need_reason(reason)
    taken = models.Transfer.objects.filter(
        court_no=by.court_no, id=transfer, case_id=case, kind="FEE"
    ).first()
    if taken is None:
        raise ReturnRefused(
            "NO_SUCH_FEE",
            message_zh="本案没有这笔执行申请费。",
            message_en="No fee of this case was taken by this movement.",
            remedy_zh="请在本案收费记录中选择。",
            remedy_en="Choose one of the fees taken in this case.",
            field="transfer",
        )
    amount = _amount_of(taken)
    if _counter(taken, "FEES", amount, f"fee-refunded/{taken.id}", reason, on):
        append(NewAct(case, acts.FeeRefunded(taken.id, amount, reason.strip()), on), by=by)
    return amount


def _counter(
    countered: models.Transfer, source: str, amount: Fen, key: str, reason: str, on: date
) -> bool:
    """Move a sum back into its case's account, under its lock; say whether it was moved now."""
    court_no = countered.court_no
    account = models.Account.objects.select_for_update().get(
        court_no=court_no, kind="CASE", case_id=countered.case_id
    )
    if models.Transfer.objects.filter(court_no=court_no, reverses=countered.id).exists():
        return False
    _, is_new = ledger.post(
        court_no,
        ledger.Movement(
            kind="COUNTER",
            key=key,
            on=on,
            debit=ledger.account(court_no, source),
            credit=account.id,
            amount=amount,
            case=countered.case_id,
            memo=reason.strip()[:200],
            reverses=countered.id,
        ),
    )
    return is_new


def _amount_of(transfer: models.Transfer) -> Fen:
    postings = models.Posting.objects.filter(court_no=transfer.court_no, transfer_id=transfer.id)
    return Fen(sum(postings.values_list("credit_fen", flat=True)))


def _need_reason(reason: str) -> None:
    if not reason.strip():
        raise ReturnRefused(
            "RETURN_WITHOUT_REASON",
            message_zh="退回案款或者费用须写明理由。",
            message_en="Say why the money comes back.",
            remedy_zh="请填写理由。",
            remedy_en="Give the reason.",
            field="reason",
        )
