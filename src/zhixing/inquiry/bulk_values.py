"""What is handed to batches of control orders, and what they answer row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from zhixing.cases.filing.outcome import Mode
from zhixing.inquiry.terms import ForeignRate
from zhixing.kernel.canonical import Json, digest
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal

MOST_ROWS: Final = 5000
"""So many orders are put up in one batch at most; a larger load is several batches."""


ROW_FIELDS: Final = {"proposed": "amount"}
"""What a row calls a field that the law calls otherwise."""


@dataclass(frozen=True, slots=True)
class FreezeRow:
    """Name one thing to freeze; of money, without ``amount``, as much as the law allows today.

    ``rate`` is needed for foreign money. A right is frozen by ``quantity`` (all that is
    registered, if not given), counted by ``value`` or by its ``closing_price``.
    """

    case: UUID
    asset: UUID
    amount: Fen | None = None
    until: date | None = None
    protected_minimum: Fen = ZERO
    rate: ForeignRate | None = None
    quantity: Decimal | None = None
    value: Fen | None = None
    closing_price: Fen | None = None
    with_income: bool = True


@dataclass(frozen=True, slots=True)
class FreezeBatch:
    """Freeze money and rights of many cases, once under one key.

    Rows are judged in the order given: what an earlier row of a case takes of the claim is
    no longer there for a later one. ``mode`` says whether good rows wait for bad ones.
    ``seen`` is the ``mark`` of the preview somebody agreed to: nothing else is ordered then.
    """

    rows: tuple[FreezeRow, ...]
    key: str
    mode: Mode = Mode.GOOD_ROWS
    seen: str = ""

    @property
    def body_hash(self) -> str:
        """Give the hash that tells a repeat from another batch under the same key."""
        return digest([self.rows, self.mode])


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """Give what became of one row: the amount and its limit, or why it is refused.

    ``row`` counts from one. ``limit`` is what of this thing may be frozen, None where the
    row did not get so far. ``field`` is what of a refused row stands in the way. Of a right
    ``quantity`` in ``unit`` is frozen, at ``rank``; its amount is None while its value is unknown.
    ``kept`` is what of money must stay free in it.
    """

    row: int
    case: UUID
    asset: UUID
    institution: UUID | None = None
    account_tail: str = ""
    amount: Fen | None = None
    limit: Fen | None = None
    until: date | None = None
    reason_zh: str = ""
    reason_en: str = ""
    code: str = ""
    remedy_zh: str = ""
    remedy_en: str = ""
    basis: str = ""
    request: UUID | None = None
    field: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    rank: int | None = None
    kept: Fen | None = None

    @property
    def is_good(self) -> bool:
        """Say whether the row is or would be ordered."""
        return not self.code

    @classmethod
    def refused(cls, row: int, case: UUID, asset: UUID, refusal: Refusal) -> RowOutcome:
        """Give a row that is no order, in the words of its refusal."""
        return cls(
            row,
            case,
            asset,
            reason_zh=refusal.message_zh,
            reason_en=refusal.message_en,
            code=refusal.code,
            remedy_zh=refusal.remedy_zh,
            remedy_en=refusal.remedy_en,
            basis=refusal.basis.zh if refusal.basis is not None else "",
            field=ROW_FIELDS.get(refusal.field or "", refusal.field or ""),
        )


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """Give what a batch answered; ``bulk`` and ``bundle`` are None where nothing was ordered.

    ``mark`` stands for what was found of each row: the same of a preview and of its orders.
    """

    rows: tuple[RowOutcome, ...]
    bulk: UUID | None = None
    bundle: UUID | None = None
    is_repeat: bool = False
    mark: str = ""

    @classmethod
    def judged(
        cls, rows: Sequence[RowOutcome], bulk: UUID | None = None, bundle: UUID | None = None
    ) -> BulkOutcome:
        """Give rows that were judged just now, with the mark of what was found of each."""
        told = [
            (r.row, r.case, r.asset, r.code, r.amount, r.kept, r.until, r.quantity, r.rank)
            for r in rows
        ]
        return cls(tuple(rows), bulk, bundle, mark=digest(told))

    @property
    def good(self) -> tuple[RowOutcome, ...]:
        """Give the rows that are or would be ordered."""
        return tuple(r for r in self.rows if r.is_good)

    @property
    def bad(self) -> tuple[RowOutcome, ...]:
        """Give the rows that are refused."""
        return tuple(r for r in self.rows if not r.is_good)

    @property
    def unvalued(self) -> int:
        """Count the good rows whose value is not known."""
        return sum(1 for r in self.good if r.amount is None)

    @property
    def total(self) -> Fen:
        """Sum what the good rows freeze, as far as its value is known."""
        return Fen(sum(int(r.amount or 0) for r in self.good))


@dataclass(frozen=True, slots=True)
class BulkView:
    """Give a batch as it stands: how many orders are in which state, and what was refused."""

    id: UUID
    court_no: int
    measure: str
    bundle: UUID
    undoes: UUID | None
    rows: int
    ordered: int
    ordered_on: date
    by_person: UUID
    by_state: dict[str, int]
    refused: Json


@dataclass(frozen=True, slots=True)
class Undone:
    """Give what taking a batch back did.

    ``withdrawn`` orders never reached an institution; ``releases`` is the batch of release
    orders for those carried out, None where there were none; ``waiting`` are with an
    institution that has not answered: they are undone by calling again once it has.
    ``failed`` are freezes whose release was refused, each with its reason. What stood before:
    ``withdrawn_before`` of its orders, ``under_way`` releases of them waiting or out, and
    ``ended`` freezes that are released or lapsed.
    """

    withdrawn: int
    releases: UUID | None
    released: int
    waiting: int
    failed: tuple[RowOutcome, ...] = ()
    withdrawn_before: int = 0
    under_way: int = 0
    ended: int = 0
