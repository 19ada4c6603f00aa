"""The acts of instruments: issued, and served with a day of effect."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda, Progress
from zhixing.cases.docket.facts import Facts, chapter
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.law.nodes.node import Subject, SubjectKind
from zhixing.law.periods.service import Method

MILESTONE_OF = {
    "ACCEPTANCE_NOTICE": "ACCEPTANCE_NOTIFIED",
    "ENFORCEMENT_NOTICE": "NOTICE_SENT",
    "PROPERTY_REPORT_ORDER": "PROPERTY_REPORT_ORDERED",
    "RISK_NOTICE": "RISK_NOTIFIED",
    "CONSEQUENCES_SHEET": "CONSEQUENCES_EXPLAINED",
}
"""The milestone that issuing an instrument reaches."""
STAGE_OF = {"ENFORCEMENT_NOTICE": "NOTICE"}


@dataclass(frozen=True, slots=True)
class Served:
    """Hold one service: of which instrument, on whom, with effect from when."""

    instrument: UUID
    template: str
    party: UUID
    method: str
    effect_on: date


@chapter("service")
@dataclass(frozen=True, slots=True)
class Services:
    """Hold every service of the case."""

    served: tuple[Served, ...] = ()


@act("INSTRUMENT_ISSUED", zh="制发文书", en="Instrument issued", subject="instrument")
@dataclass(frozen=True, slots=True)
class InstrumentIssued:
    """Seal an instrument; the hash names the sealed file."""

    instrument: UUID
    template: str
    name_zh: str
    pdf_sha256: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        progress = facts.of(Progress).entered(STAGE_OF.get(self.template), stamp.occurred_on)
        return facts.put(progress.reaching(MILESTONE_OF.get(self.template), stamp.occurred_on))


@act("INSTRUMENT_SERVED", zh="送达文书", en="Instrument served", subject="instrument")
@dataclass(frozen=True, slots=True)
class InstrumentServed:
    """Record a service with its proof; ``expires_on`` is the last day it gives the party."""

    instrument: UUID
    template: str
    party: UUID
    method: str
    event_on: date
    effect_on: date
    expires_on: date | None
    proof: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        services = facts.of(Services)
        served = Served(self.instrument, self.template, self.party, self.method, self.effect_on)
        facts = facts.put(replace(services, served=(*services.served, served)))
        if self.method == Method.ANNOUNCEMENT:
            entry = Subject(
                SubjectKind.ANNOUNCEMENT, str(self.instrument), self.event_on, self.effect_on
            )
            facts = facts.put(facts.of(Agenda).starting(entry))
        if self.template != "ENFORCEMENT_NOTICE" or self.expires_on is None:
            return facts
        progress = facts.of(Progress)
        reached = {"NOTICE_EXPIRES": self.expires_on, **progress.reached}
        return facts.put(replace(progress, reached=reached))
