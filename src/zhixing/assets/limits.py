"""What may still be controlled in a case: hands the facts to the law of limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts, outstanding
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.facts import CaseFacts, Debtor
from zhixing.law.procedure.facts import Property as Thing
from zhixing.law.seizure.limit import Limit, freeze_limit


def limit_on(
    facts: Facts,
    on: date,
    *,
    pending: Fen = ZERO,
    balance: Fen | None = None,
    protected_minimum: Fen = ZERO,
    proposed: Fen | None = None,
) -> Finding[Limit]:
    """Find how much may still be frozen; ``pending`` counts orders not yet answered.

    :raises ExcessRefused: ``proposed`` is above it, or would touch the protected minimum.
    """
    return freeze_limit(
        on=on,
        outstanding=max(outstanding(facts, on), ZERO),
        costs=facts.of(Debt).costs,
        controlled=Fen(facts.of(Property).controlled + pending),
        balance=balance,
        protected_minimum=protected_minimum,
        proposed=proposed,
    )


def facts_about_thing(
    facts: Facts,
    on: date,
    *,
    limit: Fen,
    available: Fen,
    asset: UUID,
    is_debtor: bool,
    is_identified: bool = True,
) -> CaseFacts:
    """Give the case's facts with one asset as the subject of the step.

    ``is_identified``: its holder is known by a number; a name alone controls nothing.
    """
    controlled = facts.of(Property).control_of(asset) is not None
    return replace(
        law_facts(facts, on),
        debtor=Debtor(is_judgment_debtor=is_debtor, identified_by_number=is_identified),
        property=Thing(
            belongs_to_debtor=True,
            is_controlled=controlled,
            remaining_limit=limit,
            available=available,
        ),
    )
