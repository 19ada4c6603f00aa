"""The acts of settlement and what they do to a case's facts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.registry import ActStamp, act
from zhixing.kernel.fen import Fen
from zhixing.law.interest.schedule import Instalment
from zhixing.law.nodes.node import Subject, SubjectKind
from zhixing.settlement.chapter import (
    Agreement,
    HeldOffer,
    LoggedOffer,
    Mediation,
    Missed,
    Plan,
    Settlements,
    Side,
    ThirdPartyPayer,
)
from zhixing.settlement.reckoning import (
    instalment_states,
    payments_of,
    performed_on,
    reckon,
)


@dataclass(frozen=True, slots=True)
class Participant:
    """Name one person at a mediation and the side the person sits on."""

    name: str
    side: Side
    party: UUID | None = None


@act("MEDIATION_HELD", zh="组织调解协商", en="Mediation held", milestone="MEDIATION_HELD")
@dataclass(frozen=True, slots=True)
class MediationHeld:
    """Record a session: where, who took part, and every offer with what it would mean."""

    place: str
    participants: tuple[Participant, ...]
    offers: tuple[LoggedOffer, ...]
    minutes: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Add the offers to the log."""
        held = tuple(HeldOffer(stamp.act, stamp.occurred_on, o) for o in self.offers)
        return facts.put(Mediation((*facts.of(Mediation).offers, *held)))


@act(
    "SETTLEMENT_REACHED",
    zh="达成执行和解",
    en="Settlement reached",
    milestone="SETTLEMENT_REACHED",
    stage="SETTLEMENT",
)
@dataclass(frozen=True, slots=True)
class SettlementReached:
    """Put an agreed total, payable in instalments, in the place of the title's debt.

    What is waived is given up for performance only: after resumption the title stands.
    """

    total: Fen
    principal: Fen
    interest: Fen
    fees: Fen
    waived: Fen
    instalments: tuple[Instalment, ...]
    agreed_by: tuple[UUID, ...]
    record: str
    resumption_ground: str
    plan: Plan | None = None
    payer: ThirdPartyPayer | None = None
    replaces: UUID | None = None
    key: str = ""
    body_hash: str = ""

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write the settlement, the agreed debt, and each instalment on the agenda."""
        agreement = Agreement(
            settlement=stamp.act,
            agreed_on=stamp.occurred_on,
            total=self.total,
            principal=self.principal,
            interest=self.interest,
            fees=self.fees,
            waived=self.waived,
            instalments=self.instalments,
            plan=self.plan,
            payer=self.payer,
            resumption_ground=self.resumption_ground,
            key=self.key,
            body_hash=self.body_hash,
        )
        facts = _ending_living(facts, replaced_on=stamp.occurred_on)
        agenda, agreements = facts.of(Agenda), facts.of(Settlements).agreements
        for item in self.instalments:
            agenda = agenda.starting(
                Subject(
                    SubjectKind.INSTALMENT,
                    agreement.reference(item.number),
                    stamp.occurred_on,
                    item.due_on,
                )
            )
        debt = replace(facts.of(Debt), agreed_total=self.total, agreed_on=stamp.occurred_on)
        return facts.put(debt).put(agenda).put(Settlements((*agreements, agreement)))


@act("INSTALMENT_MET", zh="分期款已履行", en="Instalment met")
@dataclass(frozen=True, slots=True)
class InstalmentMet:
    """Record that payments reached an instalment's amount; payments themselves decide."""

    settlement: UUID
    instalment: int
    amount: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Bring the agenda in line with the payments."""
        return reckon(facts)


@act("INSTALMENT_REOPENED", zh="分期款恢复未履行", en="Instalment open again")
@dataclass(frozen=True, slots=True)
class InstalmentReopened:
    """Record that an instalment thought met is open again, and why."""

    settlement: UUID
    instalment: int
    reason_zh: str
    reason_en: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Bring the agenda in line with the payments."""
        return reckon(facts)


@act(
    "SETTLEMENT_DEFAULTED",
    zh="未按和解协议履行",
    en="Settlement defaulted",
    milestone="SETTLEMENT_DEFAULTED",
)
@dataclass(frozen=True, slots=True)
class SettlementDefaulted:
    """Record the first instalment that was not met by its last day, and the arrears."""

    settlement: UUID
    instalment: int
    missed_on: date
    arrears: Fen
    paid: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Add the default to its settlement."""
        missed = Missed(self.instalment, self.missed_on, self.arrears, stamp.occurred_on, stamp.act)
        return facts.put(
            facts.of(Settlements).changing(
                self.settlement, lambda a: replace(a, defaults=(*a.defaults, missed))
            )
        )


@act("DEFAULT_WITHDRAWN", zh="撤回违约记录", en="Default withdrawn")
@dataclass(frozen=True, slots=True)
class DefaultWithdrawn:
    """Record that a default was none: the money had come in time but was recorded later."""

    settlement: UUID
    default: UUID
    instalment: int
    reason_zh: str
    reason_en: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Mark the default as withdrawn."""

        def withdrawn(a: Agreement) -> Agreement:
            return replace(
                a,
                defaults=tuple(
                    replace(d, withdrawn_on=stamp.occurred_on) if d.act == self.default else d
                    for d in a.defaults
                ),
            )

        return facts.put(facts.of(Settlements).changing(self.settlement, withdrawn))


@act(
    "ENFORCEMENT_RESUMED",
    zh="恢复执行原生效法律文书",
    en="Enforcement of the title resumed",
    milestone="ENFORCEMENT_RESUMED",
    stage="RESUMED",
)
@dataclass(frozen=True, slots=True)
class EnforcementResumed:
    """Enforce the title again at the applicant's request; what was paid is deducted."""

    settlement: UUID
    asked_by: UUID
    reason: str

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Let the title's debt stand again and take open instalments off the agenda."""
        facts = _ending_living(facts, resumed_on=stamp.occurred_on)
        return facts.put(replace(facts.of(Debt), agreed_total=None, agreed_on=None))


@act(
    "SETTLEMENT_PERFORMED",
    zh="和解协议履行完毕",
    en="Settlement performed",
    milestone="SETTLEMENT_PERFORMED",
)
@dataclass(frozen=True, slots=True)
class SettlementPerformed:
    """Record that the last instalment was met; it holds only while the payments do."""

    settlement: UUID
    total: Fen

    def effect(self, facts: Facts, stamp: ActStamp) -> Facts:
        """Write the day of performance if the payments show it."""

        def performed(a: Agreement) -> Agreement:
            states = instalment_states(a, payments_of(a, facts.of(Debt)))
            return replace(a, performed_on=performed_on(states))

        return facts.put(facts.of(Settlements).changing(self.settlement, performed))


def _ending_living(facts: Facts, **ended: date) -> Facts:
    """End the living settlement, if there is one, and take its open instalments away."""
    settlements = facts.of(Settlements)
    living = settlements.living
    if living is None:
        return facts
    own = {living.reference(i.number) for i in living.instalments}
    agenda = Agenda(
        tuple(
            s
            for s in facts.of(Agenda).subjects
            if s.kind is not SubjectKind.INSTALMENT
            or s.reference not in own
            or s.done_on is not None
        )
    )
    changed = settlements.changing(
        living.settlement,
        lambda a: replace(a, **ended),  # type: ignore[arg-type]
    )
    return facts.put(agenda).put(changed)
