"""Reads of settlements: how one stands as of a day, what was offered, what is overdue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from zhixing.cases import queries as cases
from zhixing.cases.docket.chapters import Debt
from zhixing.cases.docket.facts import Facts
from zhixing.kernel.fen import Fen
from zhixing.settlement.chapter import (
    Agreement,
    HeldOffer,
    Mediation,
    Missed,
    Settlements,
    ThirdPartyPayer,
)
from zhixing.settlement.reckoning import (
    InstalmentState,
    arrears_on,
    instalment_states,
    payments_of,
    performed_on,
)


class SettlementState(StrEnum):
    """Name how a settlement stands on a day."""

    LIVING = "LIVING"
    DEFAULTED = "DEFAULTED"
    PERFORMED = "PERFORMED"
    RESUMED = "RESUMED"
    REPLACED = "REPLACED"


@dataclass(frozen=True, slots=True)
class SettlementView:
    """Give a settlement as it stands on a day, with the state of each instalment."""

    settlement: UUID
    state: SettlementState
    agreed_on: date
    total: Fen
    principal: Fen
    interest: Fen
    fees: Fen
    waived: Fen
    paid: Fen
    outstanding: Fen
    arrears: Fen
    next_due_on: date | None
    instalments: tuple[InstalmentState, ...]
    defaults: tuple[Missed, ...]
    payer: ThirdPartyPayer | None
    resumption_ground: str
    ended_on: date | None


def get_settlement(
    court_no: int, case: UUID, on: date, *, known_at: datetime | None = None
) -> SettlementView | None:
    """Give the latest settlement of a case as it stood on a day, None without one.

    ``known_at`` leaves out what the court recorded later.
    """
    facts = cases.facts_as_of(court_no, case, known_at=known_at, on=on)
    return settlement_of(facts, on)


def settlement_of(facts: Facts, on: date) -> SettlementView | None:
    """Give the latest settlement from facts already at hand."""
    agreement = facts.of(Settlements).latest
    if agreement is None:
        return None
    payments = payments_of(agreement, facts.of(Debt), on)
    states = instalment_states(agreement, payments)
    paid = Fen(sum(int(p.amount) for p in payments))
    arrears = arrears_on(states, on)
    return SettlementView(
        settlement=agreement.settlement,
        state=_state(agreement, performed_on(states), arrears),
        agreed_on=agreement.agreed_on,
        total=agreement.total,
        principal=agreement.principal,
        interest=agreement.interest,
        fees=agreement.fees,
        waived=agreement.waived,
        paid=paid,
        outstanding=max(agreement.total - paid, Fen(0)),
        arrears=arrears,
        next_due_on=next((s.due_on for s in states if not s.is_met), None),
        instalments=states,
        defaults=agreement.defaults,
        payer=agreement.payer,
        resumption_ground=agreement.resumption_ground,
        ended_on=agreement.resumed_on or agreement.replaced_on or performed_on(states),
    )


def list_offers(
    court_no: int, case: UUID, *, on: date | None = None, known_at: datetime | None = None
) -> tuple[HeldOffer, ...]:
    """Give every offer made before the court in a case, in the order of the sessions."""
    if on is None and known_at is None:
        return cases.facts_now(court_no, case).of(Mediation).offers
    return cases.facts_as_of(court_no, case, known_at=known_at, on=on).of(Mediation).offers


def list_cases_with_overdue_instalments(court_no: int, on: date) -> tuple[UUID, ...]:
    """Give the cases of a court in which an instalment's last day passed, in order of id."""
    with connection.cursor() as cursor:
        cursor.execute(_OVERDUE, [court_no, on])
        return tuple(row[0] for row in cursor.fetchall())


def list_courts_with_overdue_instalments(on: date) -> tuple[int, ...]:
    """Give the courts within the scope in which an instalment is overdue on a day."""
    with connection.cursor() as cursor:
        cursor.execute(_COURTS, [on])
        return tuple(row[0] for row in cursor.fetchall())


_OVERDUE = """
/* overdue_instalments: cases with an open instalment whose last day passed */
SELECT DISTINCT case_id FROM cases_node
 WHERE court_no = %s AND due_on < %s AND done_on IS NULL AND code LIKE 'INSTALMENT:%%'
 ORDER BY case_id
"""
_COURTS = """
/* courts_with_overdue_instalments: where the nightly look is worth a job */
SELECT DISTINCT court_no FROM cases_node
 WHERE due_on < %s AND done_on IS NULL AND code LIKE 'INSTALMENT:%%'
 ORDER BY court_no
"""


def _state(agreement: Agreement, done_on: date | None, arrears: Fen) -> SettlementState:
    if agreement.resumed_on is not None:
        return SettlementState.RESUMED
    if agreement.replaced_on is not None:
        return SettlementState.REPLACED
    if done_on is not None:
        return SettlementState.PERFORMED
    return SettlementState.DEFAULTED if arrears > 0 else SettlementState.LIVING
