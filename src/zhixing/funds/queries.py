"""Reads of enforcement money."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from zhixing.funds import models
from zhixing.kernel.fen import ZERO, Fen


@dataclass(frozen=True, slots=True)
class CaseMoney:
    """Give what a case's account holds and what has moved."""

    account_number: str
    held: Fen
    set_aside: Fen


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """Give one receipt."""

    id: UUID
    reference: str
    received_on: date
    amount: Fen
    kind: str
    payer: str
    account_number: str
    case: UUID | None
    match_reason: str
    reversed_on: date | None


@dataclass(frozen=True, slots=True)
class PaymentView:
    """Give one payment order; the account shows its last four digits only."""

    id: UUID
    case: UUID
    payee: UUID
    amount: Fen
    bank_name: str
    account_tail: str
    purpose: str
    state: str
    made_on: date
    made_by: UUID
    checked_by: UUID | None
    approved_by: UUID | None
    paid_on: date | None
    bank_reference: str
    failure: str


@dataclass(frozen=True, slots=True)
class AccountCoverage:
    """Say how many open cases have an account of their own, and how many lack one."""

    filed: int
    with_account: int
    lacking: int


@dataclass(frozen=True, slots=True)
class FeeView:
    """Give one fee taken out of a case's account, and whether it was refunded."""

    transfer: UUID
    taken_on: date
    amount: Fen
    is_refunded: bool


@dataclass(frozen=True, slots=True)
class InterestView:
    """Give one line of bank interest credited in a case, and whether it was taken back."""

    transfer: UUID
    credited_on: date
    amount: Fen
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class MoneyDifference:
    """Name a figure of the ledger that does not follow from its postings or from the docket."""

    court_no: int
    place: str
    stored: int
    derived: int


def get_case_money(court_no: int, case: UUID) -> CaseMoney:
    """Give what is held for a case, zero if it has no account yet."""
    account = models.Account.objects.filter(court_no=court_no, kind="CASE", case_id=case).first()
    waiting = models.PaymentOrder.objects.filter(
        court_no=court_no, case_id=case, state__in=["MADE", "CHECKED", "APPROVED"]
    ).values_list("amount_fen", flat=True)
    if account is None:
        return CaseMoney("", ZERO, ZERO)
    return CaseMoney(account.number, Fen(account.balance_fen), Fen(sum(waiting)))


def has_moved(court_no: int, account: UUID) -> bool:
    """Say whether money ever moved in an account."""
    return models.Posting.objects.filter(court_no=court_no, account_id=account).exists()


def list_case_balances(court_no: int, *, limit: int = 500) -> list[tuple[UUID, Fen]]:
    """Give the cases for which money is held that no payment order is under way for.

    The largest come first.
    """
    accounts = models.Account.objects.filter(
        court_no=court_no, kind="CASE", case_id__isnull=False, balance_fen__gt=0
    )
    largest = accounts.order_by("-balance_fen", "id").values_list("case_id", "balance_fen")
    held = {case: balance for case, balance in largest[:limit] if case is not None}
    waiting = models.PaymentOrder.objects.filter(
        court_no=court_no, case_id__in=list(held), state__in=["MADE", "CHECKED", "APPROVED"]
    )
    for case, amount in waiting.values_list("case_id", "amount_fen"):
        held[case] -= amount
    return [(case, Fen(left)) for case, left in held.items() if left > 0]


def get_account_coverage(court_no: int, on: date) -> AccountCoverage:
    """Count the cases of a court open on a day, with and without an account (一案一账号)."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE, [court_no, on, on])
        filed, lacking = cursor.fetchone()
    return AccountCoverage(filed, filed - lacking, lacking)


_COVERAGE = """
/* account_coverage: open cases, and those that no account belongs to */
SELECT count(*), count(*) FILTER (WHERE a.id IS NULL)
  FROM cases_case c
  LEFT JOIN funds_account a
    ON a.court_no = c.court_no AND a.kind = 'CASE' AND a.case_id = c.id
 WHERE c.court_no = %s AND c.filed_on <= %s AND (c.closed_on IS NULL OR c.closed_on > %s)
"""


def list_receipts(court_no: int, case: UUID) -> list[ReceiptView]:
    """Give the receipts of a case, the earliest first."""
    rows = models.Receipt.objects.filter(court_no=court_no, case_id=case)
    return [_receipt(row) for row in rows.order_by("received_on", "id")]


def list_unmatched_receipts(court_no: int, limit: int = 100) -> list[ReceiptView]:
    """Give receipts that belong to no case yet (不明款), the oldest first."""
    rows = models.Receipt.objects.filter(
        court_no=court_no, case_id__isnull=True, reversed_on__isnull=True
    )
    return [_receipt(row) for row in rows.order_by("received_on", "id")[:limit]]


def list_payments(
    court_no: int, *, case: UUID | None = None, states: tuple[str, ...] = (), limit: int = 100
) -> list[PaymentView]:
    """Give payment orders of a court or a case, the oldest first."""
    rows = models.PaymentOrder.objects.filter(court_no=court_no)
    if case is not None:
        rows = rows.filter(case_id=case)
    if states:
        rows = rows.filter(state__in=states)
    return [_payment(row) for row in rows.order_by("made_on", "id")[:limit]]


def list_fees(court_no: int, case: UUID) -> list[FeeView]:
    """Give the fees taken in a case, the earliest first."""
    return [FeeView(*line) for line in _movements(court_no, case, "FEE")]


def list_interest(court_no: int, case: UUID) -> list[InterestView]:
    """Give the bank interest credited in a case, the earliest first."""
    return [InterestView(*line) for line in _movements(court_no, case, "INTEREST")]


def _movements(court_no: int, case: UUID, kind: str) -> list[tuple[UUID, date, Fen, bool]]:
    """Give the movements of a kind: which, when, how much, and whether one counters it."""
    moved = models.Transfer.objects.filter(court_no=court_no, case_id=case, kind=kind)
    rows = list(moved.order_by("occurred_on", "id"))
    ids = [row.id for row in rows]
    sides = models.Posting.objects.filter(court_no=court_no, transfer_id__in=ids, credit_fen__gt=0)
    amounts = dict(sides.values_list("transfer_id", "credit_fen"))
    countered = models.Transfer.objects.filter(court_no=court_no, reverses__in=ids)
    undone = set(countered.values_list("reverses", flat=True))
    return [(row.id, row.occurred_on, Fen(amounts[row.id]), row.id in undone) for row in rows]


def verify_money() -> Iterator[MoneyDifference]:
    """Derive every balance from postings and every receipt from the docket; give differences.

    Compared: each account's balance with its postings; each transfer's two sides;
    each case's receipts in the ledger with the payments its docket folds to; each
    case's enforcement fees and bank interest likewise.
    """
    with connection.cursor() as cursor:
        for sql in (_BALANCES, _TRANSFERS, _RECEIPTS, _FEES, _INTEREST):
            cursor.execute(sql)
            for court_no, place, stored, derived in cursor.fetchall():
                yield MoneyDifference(court_no, place, stored, derived)


_BALANCES = """
/* verify_balances: each account against its postings */
SELECT a.court_no, 'account ' || a.number, a.balance_fen, coalesce(p.fen, 0)
  FROM funds_account a
  LEFT JOIN (SELECT court_no, account_id, sum(credit_fen - debit_fen) AS fen
               FROM funds_posting GROUP BY 1, 2) p
    ON p.court_no = a.court_no AND p.account_id = a.id
 WHERE a.balance_fen <> coalesce(CASE WHEN a.kind = 'BANK' THEN -p.fen ELSE p.fen END, 0)
 ORDER BY 1, 2
"""
_TRANSFERS = """
/* verify_transfers: each transfer has two equal sides */
SELECT t.court_no, 'transfer ' || t.id, coalesce(sum(p.debit_fen), 0)::bigint,
       coalesce(sum(p.credit_fen), 0)::bigint
  FROM funds_transfer t
  LEFT JOIN funds_posting p ON p.court_no = t.court_no AND p.transfer_id = t.id
 GROUP BY t.court_no, t.id
HAVING coalesce(sum(p.debit_fen), 0) <> coalesce(sum(p.credit_fen), 0) OR count(p.id) < 2
 ORDER BY 1, 2
"""
_RECEIPTS = """
/* verify_receipts: what the ledger matched to a case is what its docket counts as received */
SELECT court_no, 'case ' || case_id, ledger, docket FROM (
  SELECT coalesce(r.court_no, f.court_no) AS court_no, coalesce(r.case_id, f.case_id) AS case_id,
         coalesce(r.fen, 0) AS ledger, coalesce(f.fen, 0) AS docket
    FROM (SELECT court_no, case_id, sum(amount_fen)::bigint AS fen FROM funds_receipt
           WHERE case_id IS NOT NULL AND reversed_on IS NULL GROUP BY 1, 2) r
    FULL JOIN (SELECT court_no, case_id, (facts -> 'money' ->> 'received')::bigint AS fen
                 FROM cases_facts WHERE facts ? 'money') f
      ON f.court_no = r.court_no AND f.case_id = r.case_id) both_sides
 WHERE ledger <> docket ORDER BY 1, 2
"""
_FEES = """
/* verify_fees: what the ledger moved from a case to the court's fees is what its docket took */
SELECT court_no, 'fees of case ' || case_id, ledger, docket FROM (
  SELECT coalesce(t.court_no, f.court_no) AS court_no, coalesce(t.case_id, f.case_id) AS case_id,
         coalesce(t.fen, 0) AS ledger, coalesce(f.fen, 0) AS docket
    FROM (SELECT m.court_no, m.case_id, sum(p.credit_fen - p.debit_fen)::bigint AS fen
            FROM funds_transfer m
            JOIN funds_posting p ON p.court_no = m.court_no AND p.transfer_id = m.id
            JOIN funds_account a ON a.court_no = p.court_no AND a.id = p.account_id
           WHERE a.kind = 'FEES' GROUP BY 1, 2) t
    FULL JOIN (SELECT court_no, case_id, (facts -> 'money' ->> 'fees_taken')::bigint AS fen
                 FROM cases_facts WHERE facts ? 'money') f
      ON f.court_no = t.court_no AND f.case_id = t.case_id) both_sides
 WHERE ledger <> docket ORDER BY 1, 2
"""

_INTEREST = """
/* verify_interest: the interest the ledger holds for a case is what its docket credits it */
SELECT court_no, 'interest of case ' || case_id, ledger, docket FROM (
  SELECT coalesce(t.court_no, f.court_no) AS court_no, coalesce(t.case_id, f.case_id) AS case_id,
         coalesce(t.fen, 0) AS ledger, coalesce(f.fen, 0) AS docket
    FROM (SELECT m.court_no, m.case_id, sum(p.credit_fen - p.debit_fen)::bigint AS fen
            FROM funds_transfer m
            LEFT JOIN funds_transfer o ON o.court_no = m.court_no AND o.id = m.reverses
            JOIN funds_posting p ON p.court_no = m.court_no AND p.transfer_id = m.id
            JOIN funds_account a ON a.court_no = p.court_no AND a.id = p.account_id
           WHERE a.kind = 'CASE' AND 'INTEREST' IN (m.kind, o.kind) GROUP BY 1, 2) t
    FULL JOIN (SELECT court_no, case_id, (facts -> 'money' ->> 'interest')::bigint AS fen
                 FROM cases_facts WHERE facts -> 'money' ? 'interest') f
      ON f.court_no = t.court_no AND f.case_id = t.case_id) both_sides
 WHERE ledger <> docket ORDER BY 1, 2
"""


def _receipt(row: models.Receipt) -> ReceiptView:
    return ReceiptView(
        id=row.id,
        reference=row.reference,
        received_on=row.received_on,
        amount=Fen(row.amount_fen),
        kind=row.kind,
        payer=row.payer,
        account_number=row.account_number,
        case=row.case_id,
        match_reason=row.match_reason,
        reversed_on=row.reversed_on,
    )


def _payment(row: models.PaymentOrder) -> PaymentView:
    return PaymentView(
        id=row.id,
        case=row.case_id,
        payee=row.payee_party,
        amount=Fen(row.amount_fen),
        bank_name=row.bank_name,
        account_tail=row.account_tail,
        purpose=row.purpose,
        state=row.state,
        made_on=row.made_on,
        made_by=row.made_by,
        checked_by=row.checked_by,
        approved_by=row.approved_by,
        paid_on=row.paid_on,
        bank_reference=row.bank_reference,
        failure=row.failure,
    )
