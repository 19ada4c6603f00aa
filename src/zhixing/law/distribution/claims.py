"""What is shared out: debtors, classes of claims, and the conventions left open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Citation
from zhixing.kernel.refusal import Refusal


class Debtor(StrEnum):
    """Name the debtors whose property is shared out by different rules."""

    NATURAL_PERSON = "natural_person"
    ENTERPRISE = "enterprise"
    CRIMINAL = "criminal"


class ClaimClass(StrEnum):
    """Name the classes of claims."""

    SECURED = "secured"
    MEDICAL = "medical"
    RESTITUTION = "restitution"
    WAGES = "wages"
    TAX = "tax"
    ORDINARY = "ordinary"
    FINE = "fine"
    CONFISCATION = "confiscation"


CLASS_NAMES = {
    ClaimClass.SECURED: ("优先受偿的担保债权", "secured claims"),
    ClaimClass.MEDICAL: ("人身损害赔偿中的医疗费用", "medical costs of injury"),
    ClaimClass.RESTITUTION: ("退赔被害人的损失", "restitution to victims"),
    ClaimClass.WAGES: ("职工工资等劳动债权", "wages"),
    ClaimClass.TAX: ("税款", "taxes"),
    ClaimClass.ORDINARY: ("普通债权", "ordinary claims"),
    ClaimClass.FINE: ("罚金、罚款", "fines"),
    ClaimClass.CONFISCATION: ("没收财产", "confiscation"),
}


class Treatment(StrEnum):
    """Name how a class is treated where the texts leave it open."""

    PRIORITY = "priority"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one claim that joins.

    ``seized_rank`` orders ordinary claims against an enterprise, 1 the first to seize;
    ``collateral`` is what the secured thing brought, None for all the proceeds;
    ``security_rank`` orders securities by when they were made; claims of one
    ``instrument`` share by amount; ``disputed`` is the part a pending suit disputes.
    """

    id: str
    kind: ClaimClass
    amount: Fen
    seized_rank: int | None = None
    collateral: Fen | None = None
    security_rank: int | None = None
    instrument: str | None = None
    disputed: Fen = ZERO


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the part of a claim that stands in one rank."""

    id: str
    amount: Fen


@dataclass(frozen=True, slots=True)
class Rank:
    """Hold one rank: what stands in it and why."""

    kind: ClaimClass
    parts: tuple[Part, ...]
    zh: str
    en: str
    basis: Citation | None

    @property
    def total(self) -> Fen:
        """Give the sum of the rank's claims."""
        return Fen(sum(p.amount for p in self.parts))


class DistributionRefused(Refusal):
    """Say which claim cannot be shared out so."""
