"""The act by which it is recorded whom a debtor supports, and what they need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import Fen


@dataclass(frozen=True, slots=True)
class LivingFacts:
    """Hold how many persons a debtor's living costs are for, the debtor included.

    ``standard`` is what one person needs a month, stated where the court adopted no standard;
    ``months`` are kept, ``source`` published the figure.
    """

    party: UUID
    persons: int = 1
    standard: Fen | None = None
    months: int = 1
    source: str = ""


@chapter("living")
@dataclass(frozen=True, slots=True)
class Living:
    """Hold what was recorded of each debtor, the latest word of each."""

    debtors: tuple[LivingFacts, ...] = ()

    def of(self, party: UUID) -> LivingFacts:
        """Give what is recorded of a debtor; of whom nothing is, herself alone."""
        return next((d for d in self.debtors if d.party == party), LivingFacts(party))


@act(
    "LIVING_FACTS_RECORDED", zh="登记扶养人数和生活标准", en="Dependants and living costs recorded"
)
@dataclass(frozen=True, slots=True)
class LivingFactsRecorded:
    """Record whom a debtor supports and, where the court adopted none, the local standard.

    A later one takes the place of an earlier one.
    """

    party: UUID
    persons: int
    standard: Fen | None
    months: int
    source: str
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Keep the latest word."""
        known = facts.of(Living)
        others = (d for d in known.debtors if d.party != self.party)
        new = LivingFacts(self.party, self.persons, self.standard, self.months, self.source)
        return facts.put(replace(known, debtors=(*others, new)))
