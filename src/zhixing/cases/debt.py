"""What is owed on a day: hands a case's facts to the law of debt, and gives its finding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhixing.cases.docket.chapters import Debt, Obligation
from zhixing.cases.docket.facts import Facts
from zhixing.kernel.fen import ZERO
from zhixing.kernel.finding import Finding
from zhixing.law.interest import debt as law
from zhixing.law.interest import debt_facts as figures
from zhixing.law.interest.debt_facts import Agreement, Item, ItemKind, Owed, Payment, Waiver

KINDS = {
    "principal": ItemKind.PRINCIPAL,
    "wages": ItemKind.PRINCIPAL,
    "damages": ItemKind.DAMAGES,
    "liquidated_damages": ItemKind.PENALTY,
    "ordinary_interest": ItemKind.FIXED_INTEREST,
    "case_fee": ItemKind.CASE_FEE,
}
"""The kinds of obligations, as the law of debt names them."""


def debt_on(facts: Facts, on: date) -> Finding[figures.Debt]:
    """Find what is owed at the end of a day; payments and a settlement are facts.

    :raises law.DebtRefused: the facts of the debt contradict each other.
    """
    debt = facts.of(Debt)
    return law.debt_today(
        on=on,
        items=tuple(item_of(o, debt) for o in debt.obligations),
        payments=tuple(Payment(p.key, p.on, p.amount) for p in debt.payments if p.on <= on),
        waivers=_waivers(debt, on),
        excluded=debt.interest_stopped,
        agreement=_agreement(debt, on),
    )


def item_of(obligation: Obligation, debt: Debt) -> Item:
    """Give one obligation as the law of debt takes it.

    ``due_on`` is the item's own last day, else the period the title set, else the
    day it took effect.
    """
    set_on = obligation.due_on or debt.performance_until
    due_on = set_on or debt.effective_on
    if due_on is None:
        due_on = obligation.agreed_from or date(1949, 10, 1)
    rate = Decimal(obligation.annual_rate) * 100 if obligation.annual_rate else None
    return Item(
        name=obligation.label or obligation.key,
        kind=KINDS[obligation.kind],
        amount=obligation.amount,
        due_on=due_on,
        rate=rate,
        interest_from=obligation.agreed_from if rate is not None else None,
        no_period=set_on is None,
    )


def _waivers(debt: Debt, on: date) -> tuple[Waiver, ...]:
    if debt.waived == ZERO or debt.agreed_on is None or debt.agreed_on > on:
        return ()
    return (Waiver(debt.agreed_on, Owed.EXTRA_INTEREST, debt.waived),)


def _agreement(debt: Debt, on: date) -> Agreement | None:
    if debt.agreed_total is None or debt.agreed_on is None or debt.agreed_on > on:
        return None
    return Agreement(debt.agreed_on, debt.agreed_total)
