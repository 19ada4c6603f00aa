"""The act of taking evidence from a partner."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.acts import Inquiry


class EvidenceKind(StrEnum):
    """What evidence tells; where a telephone is or was is no kind: nobody's movements are asked."""

    ADDRESS = "ADDRESS"
    EMPLOYER = "EMPLOYER"
    SUBSCRIBER = "SUBSCRIBER"
    PAYMENTS = "PAYMENTS"
    OTHER = "OTHER"


@act("EVIDENCE_TAKEN", zh="向协助单位调查取证", en="Evidence taken from an institution")
@dataclass(frozen=True, slots=True)
class EvidenceTaken:
    """Record that two officers took evidence about a debtor from an institution, and of what kind.

    What it says stays in the file at ``folio``; ``letter`` is the number of the letter that
    asked for it. ``engagement`` names the meeting at which the help was agreed.
    ``out_of_area`` names the other province it points to, empty for the court's own.
    """

    evidence: UUID
    institution: UUID
    party: UUID
    kind: EvidenceKind
    officers: tuple[UUID, UUID]
    letter: str
    folio: str
    engagement: UUID | None = None
    out_of_area: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Count what was taken."""
        known = facts.of(Inquiry)
        return facts.put(replace(known, evidence=known.evidence + 1))
