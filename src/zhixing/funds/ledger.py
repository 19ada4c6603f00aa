"""Writes balanced transfers, each once. Nothing else writes postings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.funds import models
from zhixing.kernel.canonical import digest
from zhixing.kernel.fen import Fen
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal


class SameKeyOtherBody(Refusal):
    """Refuse a second movement under a key that already stands for another one."""


@dataclass(frozen=True, slots=True)
class Movement:
    """Describe one movement: what leaves which account for which other."""

    kind: str
    key: str
    on: date
    debit: UUID
    credit: UUID
    amount: Fen
    case: UUID | None = None
    memo: str = ""
    reverses: UUID | None = None

    @property
    def body_hash(self) -> str:
        """Give the hash by which a repeat is told from another movement under the same key."""
        return digest(
            [
                *(self.kind, self.on, self.debit, self.credit),
                *(int(self.amount), self.case, self.memo, self.reverses),
            ]
        )


def post(court_no: int, movement: Movement) -> tuple[UUID, bool]:
    """Write a movement as one transfer with two postings; a repeat writes nothing.

    Accounts are locked in the order of their ids. Gives the transfer's id and
    whether it is new.

    :raises SameKeyOtherBody: the key stands for another movement.
    """
    accounts = sorted([movement.debit, movement.credit])
    locked = models.Account.objects.select_for_update().filter(court_no=court_no, id__in=accounts)
    list(locked.order_by("id"))
    known = models.Transfer.objects.filter(court_no=court_no, key=movement.key).first()
    if known is not None:
        check_repeat(movement.key, known.body_hash, movement.body_hash)
        return known.id, False
    transfer = models.Transfer.objects.create(
        id=new_id(),
        court_no=court_no,
        kind=movement.kind,
        key=movement.key,
        body_hash=movement.body_hash,
        occurred_on=movement.on,
        case_id=movement.case,
        memo=movement.memo,
        reverses=movement.reverses,
    )
    sides = ((movement.debit, "debit_fen"), (movement.credit, "credit_fen"))
    models.Posting.objects.bulk_create(
        models.Posting(
            id=new_id(),
            court_no=court_no,
            transfer_id=transfer.id,
            account_id=account,
            **{side: int(movement.amount)},
        )
        for account, side in sorted(sides)
    )
    return transfer.id, True


def check_repeat(key: str, known: str, asked: str) -> None:
    """Let a true repeat pass and refuse another body under the same key, naming both hashes.

    :raises SameKeyOtherBody: the two bodies differ.
    """
    if known != asked:
        raise SameKeyOtherBody(
            "SAME_KEY_OTHER_BODY",
            message_zh=f"幂等键 {key} 已用于另一内容：已存 {known}，本次 {asked}。",
            message_en=f"Key {key} already stands for another body: stored {known}, asked {asked}.",
            remedy_zh="内容不同请使用新的幂等键。",
            remedy_en="Use a new key for a different body.",
            field="key",
        )


def account(court_no: int, kind: str) -> UUID:
    """Give a court's own account of a kind (BANK, SUSPENSE, PAYOUT, FEES), opening it if new."""
    found = models.Account.objects.filter(court_no=court_no, kind=kind).first()
    if found is None:
        models.Account.objects.bulk_create(
            [
                models.Account(
                    id=new_id(), court_no=court_no, kind=kind, number=f"{kind}-{court_no}"
                )
            ],
            ignore_conflicts=True,
        )
        found = models.Account.objects.get(court_no=court_no, kind=kind)
    return found.id
