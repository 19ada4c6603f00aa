"""The act of correcting an answer by hand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.inquiry.acts import Inquiry


@act("ANSWER_CORRECTED_BY_HAND", zh="人工更正反馈", en="Answer corrected by hand")
@dataclass(frozen=True, slots=True)
class AnswerCorrectedByHand:
    """Record that the court took an answer to say otherwise: before, now, why, on what ground.

    ``proposed_by`` and ``confirmed_by`` are persons; the second is None where no control changed.
    The institution's message stays in evidence as it came.
    """

    correction: UUID
    request: UUID
    institution: UUID
    before: str
    now: str
    reason: str
    basis: str
    proposed_by: UUID
    confirmed_by: UUID | None

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        known = facts.of(Inquiry)
        return facts.put(replace(known, corrections=known.corrections + 1))
