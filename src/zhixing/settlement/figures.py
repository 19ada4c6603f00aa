"""The figures of settlement that open to their reasons."""

from __future__ import annotations

from typing import Any

from zhixing.cases.figures import Asked, figure, no_figure
from zhixing.kernel.finding import Finding
from zhixing.law.interest.months_to_repay import months_to_repay
from zhixing.law.interest.schedule import instalment_schedule
from zhixing.settlement.chapter import Mediation, Settlements
from zhixing.settlement.performing import find_default


@figure("instalments")
def _instalments(asked: Asked) -> Finding[Any]:
    """Find the schedule of the latest settlement; one agreed date by date has no finding."""
    agreement = asked.facts.of(Settlements).latest
    if agreement is None or agreement.plan is None:
        raise no_figure("instalments")
    return instalment_schedule(
        on=agreement.agreed_on,
        total=agreement.total,
        count=agreement.plan.count,
        first_on=agreement.plan.first_on,
        every_months=agreement.plan.every_months,
    )


@figure("offer")
def _offer(asked: Asked) -> Finding[Any]:
    """Find how long an offer would have taken, by its number."""
    number = int(asked.argument) if asked.argument.isdecimal() else 0
    held = asked.facts.of(Mediation).find(number)
    if held is None or held.offer.monthly is None:
        raise no_figure(f"offer:{asked.argument}")
    return months_to_repay(on=held.held_on, total=held.offer.total, monthly=held.offer.monthly)


@figure("settlement-default")
def _default(asked: Asked) -> Finding[Any]:
    """Find what of the living settlement was missed; none while it is kept."""
    found = find_default(asked.facts, asked.on)
    if found is None:
        raise no_figure("settlement-default")
    return found
