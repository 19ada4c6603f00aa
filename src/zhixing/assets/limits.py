"""What may still be controlled in a case: hands the facts to the law of limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import law_facts, title_outstanding
from zhixing.funds.fees import fee_to_come
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.fees.execution_fee_open import execution_fee_open
from zhixing.law.procedure.facts import CaseFacts, Debtor
from zhixing.law.procedure.facts import Property as Thing
from zhixing.law.seizure.limit import Limit, freeze_limit


def limit_on(
    court_no: int,
    facts: Facts,
    on: date,
    *,
    pending: Fen = ZERO,
    balance: Fen | None = None,
    protected_minimum: Fen = ZERO,
    proposed: Fen | None = None,
    held_before: Fen = ZERO,
) -> Finding[Limit]:
    """Find how much may still be frozen; ``pending`` counts orders not yet answered.

    ``held_before`` is what earlier controls take of the balance and leave some of it free.

    The claim is the title's as long as a settlement is not performed; the enforcement fee still
    to be taken is among its costs.

    :raises ExcessRefused: ``proposed`` is above it, or would touch the protected minimum.
    """
    return freeze_limit(
        on=on,
        outstanding=max(title_outstanding(facts, on), ZERO),
        costs=facts.of(Debt).costs,
        controlled=Fen(facts.of(Property).controlled + pending),
        balance=balance,
        protected_minimum=protected_minimum,
        proposed=proposed,
        fee=fee_to_come(court_no, facts, on),
        held_before=held_before,
    )


def claim_and_costs(facts: Facts, on: date) -> Fen:
    """Give what the title is owed with its costs, the enforcement fee apart."""
    return Fen(max(0, title_outstanding(facts, on)) + facts.of(Debt).costs)


def claim_with_fee(court_no: int, facts: Facts, on: date) -> Fen:
    """Give the most that may be controlled and taken in all: claim, costs and the fee to come.

    Law: 查封扣押冻结规定 art. 19; 诉讼费用交纳办法 arts. 14, 20, 38.
    """
    fee = execution_fee_open(on=on, fee=fee_to_come(court_no, facts, on)).value
    return Fen(claim_and_costs(facts, on) + fee)


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
