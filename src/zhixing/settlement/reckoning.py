"""Which instalments are met: payments are counted towards the earliest. Pure.

Nothing of this is stored as a fact of its own. Payments are facts; a reversed,
corrected or late-recorded receipt therefore moves what follows from it by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from zhixing.cases.docket.chapters import Agenda, Debt
from zhixing.cases.docket.facts import Facts
from zhixing.kernel.fen import ZERO, Fen
from zhixing.law.interest import debt_facts as law
from zhixing.law.nodes.node import SubjectKind
from zhixing.settlement.chapter import Agreement, Missed, Settlements


@dataclass(frozen=True, slots=True)
class InstalmentState:
    """Say how one instalment stands: what was paid on it, and the day it was met."""

    number: int
    due_on: date
    amount: Fen
    paid: Fen
    met_on: date | None

    @property
    def is_met(self) -> bool:
        """Say whether it is paid in full."""
        return self.met_on is not None

    def is_missed(self, on: date) -> bool:
        """Say whether its last day passed before it was met in full."""
        return self.due_on < on and not self.is_met

    def late_days(self, on: date) -> int:
        """Count the days by which it was late when met, or is late on a day."""
        return max(0, ((self.met_on or on) - self.due_on).days)


def payments_of(
    agreement: Agreement, debt: Debt, on: date | None = None
) -> tuple[law.Payment, ...]:
    """Give the payments that count towards a settlement, until a day if one is given.

    They count from the settlement's own day until it was resumed from or replaced.
    """
    end = agreement.resumed_on or agreement.replaced_on
    return tuple(
        law.Payment(p.key, p.on, p.amount)
        for p in sorted(debt.payments, key=lambda p: p.on)
        if p.on >= agreement.agreed_on
        and (on is None or p.on <= on)
        and (end is None or p.on < end)
    )


def instalment_states(
    agreement: Agreement, payments: Sequence[law.Payment]
) -> tuple[InstalmentState, ...]:
    """Share payments out over the instalments, the earliest first."""
    left = [p.amount for p in payments]
    states, at = [], 0
    for item in sorted(agreement.instalments, key=lambda i: (i.due_on, i.number)):
        paid, met_on = ZERO, None
        while paid < item.amount and at < len(left):
            taken = min(left[at], item.amount - paid)
            paid += taken
            left[at] -= taken
            if paid == item.amount:
                met_on = payments[at].on
            if left[at] == 0:
                at += 1
        states.append(InstalmentState(item.number, item.due_on, item.amount, Fen(paid), met_on))
    return tuple(states)


def performed_on(states: Sequence[InstalmentState]) -> date | None:
    """Give the day on which the last instalment was met, None while one is open."""
    days = [s.met_on for s in states if s.met_on is not None]
    return max(days) if states and len(days) == len(states) else None


def arrears_on(states: Sequence[InstalmentState], on: date) -> Fen:
    """Give what is missing of the instalments whose last day passed."""
    return Fen(sum(int(s.amount - s.paid) for s in states if s.is_missed(on)))


def reckon(facts: Facts) -> Facts:
    """Bring agenda, defaults and performance of the living settlement in line with payments."""
    settlements = facts.of(Settlements)
    agreement = settlements.living
    if agreement is None:
        return facts
    states = instalment_states(agreement, payments_of(agreement, facts.of(Debt)))
    met = {agreement.reference(s.number): s.met_on for s in states}
    agenda = Agenda(
        tuple(
            replace(s, done_on=met[s.reference])
            if s.kind is SubjectKind.INSTALMENT and s.reference in met
            else s
            for s in facts.of(Agenda).subjects
        )
    )
    days = {s.number: s.met_on for s in states}
    changed = replace(
        agreement,
        defaults=tuple(_cured(d, days.get(d.instalment)) for d in agreement.defaults),
        performed_on=None if agreement.performed_on is None else performed_on(states),
    )
    return facts.put(agenda).put(settlements.changing(agreement.settlement, lambda _: changed))


def _cured(missed: Missed, met_on: date | None) -> Missed:
    if met_on is None or not missed.stands or met_on <= missed.missed_on:
        return missed
    return replace(missed, cured_on=met_on)
