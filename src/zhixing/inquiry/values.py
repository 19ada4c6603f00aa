"""What is handed to this room's operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from zhixing.inquiry.terms import ForeignRate, FundGround
from zhixing.institutions.kinds import Tier
from zhixing.kernel.canonical import digest
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Citation
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal


class InquiryRefused(Refusal):
    """Say why a query or a control cannot be ordered, sent or repaired as asked."""


@dataclass(frozen=True, slots=True)
class QueryOrder:
    """Ask institutions about debtors of a case, once under one key.

    Without ``institutions`` all of the court's province that answer queries over the
    wire are asked, or those of one ``tier``; those reached by hand only where they are named.
    ``ledger`` asks for the transactions of these days as well.
    """

    case: UUID
    parties: tuple[UUID, ...]
    key: str
    institutions: tuple[UUID, ...] | None = None
    tier: Tier | None = None
    ledger: Days | None = None

    @property
    def body_hash(self) -> str:
        """Give the hash that tells a repeat from another order under the same key."""
        return digest([self.case, self.parties, self.institutions, self.tier, self.ledger])


@dataclass(frozen=True, slots=True)
class FreezeOrder:
    """Freeze money: how much in yuan, until which last day at most, what stays free.

    ``rate`` is needed for money in a foreign currency.
    """

    case: UUID
    asset: UUID
    amount: Fen
    until: date | None = None
    protected_minimum: Fen = ZERO
    rate: ForeignRate | None = None


@dataclass(frozen=True, slots=True)
class RenewalOrder:
    """Renew a freeze before it ends, until a later last day or as long as the law allows."""

    case: UUID
    asset: UUID
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SealOrder:
    """Seal a registered thing.

    ``value`` is what it may bring after rights that go before, None while unknown; ``until``
    None for the longest term; ``is_only_home``: the debtor needs it to live in, None while
    nobody has established it.
    """

    case: UUID
    asset: UUID
    value: Fen | None = None
    until: date | None = None
    is_only_home: bool | None = None


@dataclass(frozen=True, slots=True)
class UnsealOrder:
    """Release a sealing, and say why."""

    case: UUID
    asset: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """Release a freeze, or a part of it, and say why.

    A part of money is an ``amount``, of a right a ``quantity`` in the unit it was frozen by.
    """

    case: UUID
    asset: UUID
    reason: str
    amount: Fen | None = None
    quantity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TransferOrder:
    """Transfer frozen money to the account of the case.

    ``fund_ground`` is needed for a housing fund.
    """

    case: UUID
    asset: UUID
    amount: Fen
    fund_ground: FundGround | None = None


@dataclass(frozen=True, slots=True)
class ForeignTransferOrder:
    """Exchange frozen foreign money and move the yuan to the account of the case, by letter.

    ``foreign`` is in hundredths of the account's currency; ``rate`` is what it is compared with
    the claim by. The bank exchanges at its own rate of the day it acts.
    """

    case: UUID
    asset: UUID
    foreign: Fen
    rate: ForeignRate


@dataclass(frozen=True, slots=True)
class RightFreezeOrder:
    """Freeze a right that is sold later: shares, a stake, units of a trust.

    ``quantity`` is how much of it, in the unit its register told; None for the whole.
    ``value`` is what that is worth, None while unknown; of listed shares the last
    ``closing_price`` of one says it. ``with_income`` takes dividends in.
    """

    case: UUID
    asset: UUID
    quantity: Decimal | None = None
    value: Fen | None = None
    closing_price: Fen | None = None
    until: date | None = None
    with_income: bool = True


def refuse(
    code: str,
    zh: str,
    en: str,
    *,
    field: str = "",
    remedy: tuple[str, str] = ("", ""),
    basis: Citation | None = None,
) -> InquiryRefused:
    """Make a refusal of this room."""
    return InquiryRefused(
        code,
        message_zh=zh,
        message_en=en,
        field=field or None,
        remedy_zh=remedy[0],
        remedy_en=remedy[1],
        basis=basis,
    )
