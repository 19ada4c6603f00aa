"""Money that comes in: posted once, matched to its case by account number, reversible."""

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
from zhixing.platform.principal import Principal


class ReceiptRefused(Refusal):
    """Say why money cannot be posted, matched or reversed as asked."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """Describe one line of the court's bank statement; ``reference`` is the bank's own number."""

    reference: str
    received_on: date
    amount: Fen
    account_number: str = ""
    payer: str = ""
    memo: str = ""
    kind: str = "voluntary"
    third_party: str = ""


@dataclass(frozen=True, slots=True)
class Posted:
    """Tell what became of a receipt: its id, its case if matched, why, and whether it was new."""

    receipt: UUID
    case: UUID | None
    match_reason: str
    is_new: bool


def post_receipt(incoming: Incoming, *, by: Principal) -> Posted:
    """Post one incoming sum; a repeat of the same bank reference changes nothing.

    A sum whose account number belongs to a case is matched at once; any other
    waits in the suspense account until somebody matches it.

    :raises ReceiptRefused: no reference or no positive amount.
    :raises SameKeyOtherBody: the reference was received with other contents.
    """
    require(by, "receipt_post")
    _check(incoming)
    court_no = by.court_no
    bank, suspense = ledger.account(court_no, "BANK"), ledger.account(court_no, "SUSPENSE")
    transfer, is_new = ledger.post(
        court_no,
        ledger.Movement(
            kind="RECEIPT",
            key=f"receipt/{incoming.reference}",
            on=incoming.received_on,
            debit=bank,
            credit=suspense,
            amount=incoming.amount,
            memo=digest(_body(incoming)),
        ),
    )
    if not is_new:
        row = models.Receipt.objects.get(court_no=court_no, reference=incoming.reference)
        return Posted(row.id, row.case_id, row.match_reason, False)
    row = models.Receipt.objects.create(
        id=new_id(),
        court_no=court_no,
        transfer_id=transfer,
        reference=incoming.reference,
        received_on=incoming.received_on,
        amount_fen=int(incoming.amount),
        kind=incoming.kind,
        payer=incoming.payer,
        memo=incoming.memo,
        account_number=incoming.account_number,
    )
    target = models.Account.objects.filter(
        court_no=court_no, kind="CASE", number=incoming.account_number
    ).first()
    if target is None or target.case_id is None:
        return Posted(row.id, None, "", True)
    _match(row, target, "ACCOUNT_NUMBER", incoming.received_on, incoming.third_party, by)
    return Posted(row.id, target.case_id, "ACCOUNT_NUMBER", True)


def match_receipt(receipt: UUID, case: UUID, reason: str, on: date, *, by: Principal) -> Posted:
    """Move an unmatched receipt (不明款) to the case it belongs to, with the reason.

    :raises ReceiptRefused: it is matched to another case, or was reversed.
    """
    require(by, "receipt_post")
    row = models.Receipt.objects.select_for_update().get(court_no=by.court_no, id=receipt)
    if row.case_id == case:
        return Posted(row.id, case, row.match_reason, False)
    if row.case_id is not None or row.reversed_on is not None:
        raise ReceiptRefused(
            "RECEIPT_NOT_OPEN",
            message_zh="该笔款项已认领或已冲正，不能再次认领。",
            message_en="This receipt is already matched or reversed.",
            remedy_zh="如认领有误，请先冲正再重新认领。",
            remedy_en="If the match was wrong, reverse it and match it again.",
            field="receipt",
        )
    target = models.Account.objects.filter(court_no=by.court_no, kind="CASE", case_id=case).first()
    if target is None:
        raise ReceiptRefused(
            "CASE_HAS_NO_ACCOUNT",
            message_zh="该案尚未开立案款专户。",
            message_en="The case has no account yet.",
            remedy_zh="请先开立案款专户（一案一账号）。",
            remedy_en="Open the case's account first.",
            field="case",
        )
    _match(row, target, reason, on, "", by)
    return Posted(row.id, case, reason, True)


def reverse_receipt(receipt: UUID, reason: str, on: date, *, by: Principal) -> None:
    """Reverse a receipt that the bank took back: counter-entries, never a deletion.

    :raises ReceiptRefused: it was reversed before, no reason is given, or the money has
        already left.
    """
    require(by, "receipt_post")
    if not reason.strip():
        raise ReceiptRefused(
            "REVERSAL_WITHOUT_REASON",
            message_zh="冲正须写明理由。",
            message_en="Say why the receipt is reversed.",
            remedy_zh="请填写理由，如银行退票或者入错案件。",
            remedy_en="Give the reason, as that the bank took it back.",
            field="reason",
        )
    row = models.Receipt.objects.select_for_update().get(court_no=by.court_no, id=receipt)
    if row.reversed_on is not None:
        raise ReceiptRefused(
            "RECEIPT_ALREADY_REVERSED",
            message_zh="该笔款项已于此前冲正。",
            message_en="This receipt was reversed before.",
            field="receipt",
        )
    held = _holding_account(row)
    if held.balance_fen < row.amount_fen:
        raise ReceiptRefused(
            "RECEIPT_ALREADY_PAID_OUT",
            message_zh="该笔款项已部分或全部发放，账户余额不足以冲正。",
            message_en="The money has left the account; too little is held to reverse the receipt.",
            remedy_zh="请先追回已发放的款项。",
            remedy_en="Recover what was paid out first.",
            field="receipt",
        )
    ledger.post(
        by.court_no,
        ledger.Movement(
            kind="REVERSAL",
            key=f"reversal/{row.id}",
            on=on,
            debit=held.id,
            credit=ledger.account(by.court_no, "BANK"),
            amount=Fen(row.amount_fen),
            case=row.case_id,
            memo=reason.strip()[:200],
            reverses=row.transfer_id,
        ),
    )
    row.reversed_on = on
    row.save(update_fields=["reversed_on"])
    if row.case_id is not None:
        payload = acts.ReceiptReversed(row.id, Fen(row.amount_fen), reason.strip())
        append(NewAct(row.case_id, payload, on), by=by)


def _holding_account(row: models.Receipt) -> models.Account:
    kind = {"kind": "SUSPENSE"} if row.case_id is None else {"kind": "CASE", "case_id": row.case_id}
    return models.Account.objects.select_for_update().get(court_no=row.court_no, **kind)


def _match(
    row: models.Receipt,
    target: models.Account,
    reason: str,
    on: date,
    third_party: str,
    by: Principal,
) -> None:
    ledger.post(
        by.court_no,
        ledger.Movement(
            kind="MATCH",
            key=f"match/{row.id}",
            on=on,
            debit=ledger.account(by.court_no, "SUSPENSE"),
            credit=target.id,
            amount=Fen(row.amount_fen),
            case=target.case_id,
        ),
    )
    row.case_id, row.matched_on, row.match_reason = target.case_id, on, reason
    row.save(update_fields=["case_id", "matched_on", "match_reason"])
    payload = acts.ReceiptPosted(row.id, Fen(row.amount_fen), row.kind, third_party)
    if target.case_id is not None:
        append(NewAct(target.case_id, payload, row.received_on), by=by)


def _body(incoming: Incoming) -> list[object]:
    return [incoming.received_on, int(incoming.amount), incoming.account_number, incoming.kind]


def _check(incoming: Incoming) -> None:
    if not incoming.reference or incoming.amount <= 0:
        field = "reference" if not incoming.reference else "amount"
        raise ReceiptRefused(
            "RECEIPT_INCOMPLETE",
            message_zh="到账记录须有银行流水号，且金额大于零。",
            message_en="A receipt needs the bank's reference and an amount above zero.",
            field=field,
        )
