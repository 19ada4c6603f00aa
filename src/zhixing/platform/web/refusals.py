"""Turns a refusal into an answer: the savepoint it undoes, its status, its words on the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from django.db import transaction

from zhixing.kernel.refusal import Refusal
from zhixing.platform.screenkit import decisions
from zhixing.platform.screenkit.words import NOTHING, Words

T = TypeVar("T")

FORBIDDEN: Final = frozenset({"NOT_ALLOWED", "NOT_YOURS_TO_DO", "OTHER_COURT"})
"""Refusals that say who may not; the answer's status is 403."""
CONFLICTS: Final = frozenset(
    {
        *("MATTER_CHANGED", "MATTER_DECIDED", "FILING_DECIDED", "CYCLE_ALREADY_OPEN"),
        *("RECEIPT_NOT_OPEN", "CHANGED_SINCE_PREVIEW"),
    }
)
"""Refusals that say somebody was there before; with those about a reused key, 409."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """Hold what an operation gave, or the refusal that undid it."""

    value: T | None = None
    refusal: Refusal | None = None

    @property
    def is_done(self) -> bool:
        """Say whether the operation was carried out."""
        return self.refusal is None

    @property
    def status(self) -> int:
        """Give the status of the answer: 200, 403, 409 or 422."""
        return 200 if self.refusal is None else status_of(self.refusal)


def perform(operation: Callable[[], T]) -> Outcome[T]:
    """Carry out an operation; a refusal undoes it and leaves the transaction usable."""
    try:
        with transaction.atomic():
            return Outcome(value=operation())
    except Refusal as refusal:
        return Outcome(refusal=refusal)


def status_of(refusal: Refusal) -> int:
    """Give the status with which a door answers a refusal."""
    if refusal.code in FORBIDDEN:
        return 403
    if refusal.code in CONFLICTS or refusal.code.endswith("_REUSED"):
        return 409
    return 422


def shown(refusal: Refusal, *, why: str = "") -> decisions.Refusal:
    """Give a refusal as the kit prints it: message, article, remedy, code."""
    basis = refusal.basis
    has_remedy = refusal.remedy_zh or refusal.remedy_en
    return decisions.Refusal(
        text=Words(refusal.message_zh, refusal.message_en),
        code=refusal.code,
        article=Words(basis.zh, basis.en) if basis else NOTHING,
        remedy=Words(refusal.remedy_zh, refusal.remedy_en) if has_remedy else NOTHING,
        why=why,
    )
