"""The act by which the court says what an account is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.law.seizure.account_purpose import Purpose


@dataclass(frozen=True, slots=True)
class PurposeMark:
    """Hold what an account is for, whether the claim is the one it is kept for, and whether a
    judge confirmed that it may be controlled."""

    asset: UUID
    purpose: Purpose
    is_for_own_claim: bool = False
    is_confirmed: bool = False


@chapter("purposes")
@dataclass(frozen=True, slots=True)
class AccountPurposes:
    """Hold what the court determined of accounts, the latest word of each."""

    marks: tuple[PurposeMark, ...] = ()

    def of(self, asset: UUID) -> PurposeMark | None:
        """Give what was determined of one account, or None."""
        return next((m for m in self.marks if m.asset == asset), None)


@act(
    "ACCOUNT_PURPOSE_MARKED",
    zh="认定账户用途",
    en="Purpose of an account determined",
    subject="asset",
)
@dataclass(frozen=True, slots=True)
class AccountPurposeMarked:
    """Record what the court holds an account to be for, why, and by which evidence.

    A later one takes the place of an earlier one.
    """

    asset: UUID
    purpose: Purpose
    is_for_own_claim: bool
    is_confirmed: bool
    reason: str
    evidence: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Keep the latest word."""
        known = facts.of(AccountPurposes)
        others = (m for m in known.marks if m.asset != self.asset)
        new = PurposeMark(self.asset, self.purpose, self.is_for_own_claim, self.is_confirmed)
        return facts.put(replace(known, marks=(*others, new)))
