"""What payments make of a settlement: instalments met or missed, performed, resumed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Role
from zhixing.cases.docket.append import append, append_all
from zhixing.cases.docket.chapters import Agenda, Closure, Debt, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.courts.queries import get_system_principal
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.nodes.node import SubjectKind
from zhixing.law.settlement.default import Default, ResumptionRefused, settlement_default
from zhixing.law.settlement.limitation import resume_until
from zhixing.measures.chapter import Measures
from zhixing.measures.operations import propose_relisting
from zhixing.platform.principal import Principal
from zhixing.settlement import queries
from zhixing.settlement.acts import (
    DefaultWithdrawn,
    EnforcementResumed,
    InstalmentMet,
    InstalmentReopened,
    SettlementDefaulted,
    SettlementPerformed,
)
from zhixing.settlement.chapter import Agreement, Settlements
from zhixing.settlement.reckoning import (
    InstalmentState,
    instalment_states,
    payments_of,
    performed_on,
)
from zhixing.settlement.terms import ResumptionRequest, refuse


@dataclass(frozen=True, slots=True)
class FoundDefault:
    """Tell one default that was recorded: the case, what was missed, who may be listed again."""

    case: UUID
    act: UUID
    instalment: int
    missed_on: date
    arrears: Fen
    relisting_proposed: tuple[UUID, ...]


def follow_payments(case: UUID, on: date, *, by: Principal) -> tuple[UUID, ...]:
    """Record which instalments payments have met or opened again; gives the acts written.

    An instalment is met on the day of the payment that completes it. The last one
    performs the settlement. A repeat writes nothing.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    agreement = facts.of(Settlements).living
    if agreement is None:
        return ()
    states = instalment_states(agreement, payments_of(agreement, facts.of(Debt)))
    news = [*_moved(agreement, states, facts, case, on), *_withdrawn(agreement, states, case, on)]
    done_on = performed_on(states)
    if done_on is not None and agreement.performed_on is None:
        performed = SettlementPerformed(agreement.settlement, agreement.total)
        news.append(NewAct(case, performed, done_on, correlation=agreement.settlement))
    return tuple(a.act for a in append_all(news, by=by)) if news else ()


def find_defaults(court_no: int, on: date) -> tuple[FoundDefault, ...]:
    """Record every default of a court that is not yet recorded, and propose relisting.

    What is looked for is every instalment whose last day passed, so that a missed night
    is caught up. Nobody is listed by it: a person decides on each proposal.
    """
    by = get_system_principal(court_no)
    found = (
        record_default(case, on, by=by)
        for case in queries.list_cases_with_overdue_instalments(court_no, on)
    )
    return tuple(f for f in found if f is not None)


def record_default(case: UUID, on: date, *, by: Principal) -> FoundDefault | None:
    """Record that the living settlement of a case is in default on a day, once.

    Gives None where nothing is missed, where payments suffice, where the default stands
    recorded already, and where the case is closed.
    """
    require(by, Capability.RECORD)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    agreement = facts.of(Settlements).living
    if agreement is None or facts.of(Closure).closed_on is not None:
        return None
    found = _default_of(agreement, facts, on)
    if found is None:
        return None
    missed = found.value
    if any(d.stands and d.instalment == missed.first_missed for d in agreement.defaults):
        return None
    payload = SettlementDefaulted(
        settlement=agreement.settlement,
        instalment=missed.first_missed,
        missed_on=missed.missed_on,
        arrears=missed.arrears,
        paid=missed.paid,
    )
    written = append(
        NewAct(case, payload, on, findings=(found,), correlation=agreement.settlement), by=by
    )
    proposed = tuple(propose_relisting(case, party, on, by=by) for party in _to_list_again(facts))
    return FoundDefault(
        case, written.act, missed.first_missed, missed.missed_on, missed.arrears, proposed
    )


def resume_enforcement(case: UUID, request: ResumptionRequest, on: date, *, by: Principal) -> UUID:
    """Enforce the title again because the settlement was not kept; gives the act.

    :raises SettlementRefused: no settlement stands, or the request gives no reason.
    :raises ResumptionRefused: performed, not due, being performed, or not asked for by an
        applicant.
    """
    require(by, Capability.SETTLE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    agreement = facts.of(Settlements).living
    if agreement is None or not request.reason.strip():
        raise _cannot_resume(agreement is None, on)
    applicants = facts.of(Standings).of_role(Role.APPLICANT.value)
    found = settlement_default(
        on=on,
        instalments=agreement.instalments,
        payments=payments_of(agreement, facts.of(Debt), on),
        asked_by_applicant=request.asked_by in applicants,
        anticipatory_breach=request.anticipatory_breach,
    )
    until = resume_until(on=on, last_agreed_on=agreement.instalments[-1].due_on)
    payload = EnforcementResumed(agreement.settlement, request.asked_by, request.reason.strip())
    new = NewAct(case, payload, on, findings=(found, until), correlation=agreement.settlement)
    return append(new, by=by).act


def find_default(facts: Facts, on: date) -> Finding[Default] | None:
    """Find whether the living settlement is in default on a day, and what was missed."""
    agreement = facts.of(Settlements).living
    return None if agreement is None else _default_of(agreement, facts, on)


def _default_of(agreement: Agreement, facts: Facts, on: date) -> Finding[Default] | None:
    try:
        return settlement_default(
            on=on,
            instalments=agreement.instalments,
            payments=payments_of(agreement, facts.of(Debt), on),
        )
    except ResumptionRefused:
        return None


def _to_list_again(facts: Facts) -> list[UUID]:
    """Give the debtors who were listed before and are not published now."""
    listed = facts.of(Measures).listed
    return [
        party
        for party in facts.of(Standings).of_role(Role.DEBTOR.value)
        if any(x.party == party for x in listed)
        and not any(x.party == party and x.is_published for x in listed)
    ]


def _moved(
    agreement: Agreement,
    states: tuple[InstalmentState, ...],
    facts: Facts,
    case: UUID,
    on: date,
) -> list[NewAct]:
    written = {
        s.reference: s.done_on
        for s in facts.of(Agenda).subjects
        if s.kind is SubjectKind.INSTALMENT
    }
    news: list[NewAct] = []
    for state in states:
        done_on = written.get(agreement.reference(state.number))
        if state.met_on == done_on:
            continue
        payload: Any = InstalmentMet(agreement.settlement, state.number, state.amount)
        if state.met_on is None:
            payload = InstalmentReopened(
                agreement.settlement,
                state.number,
                f"款项冲正或者更正后，该期已付{state.paid.yuan}元，应付{state.amount.yuan}元。",
                f"After a reversal or correction {state.paid.yuan} of {state.amount.yuan} "
                "yuan are paid.",
            )
        day = state.met_on or on
        news.append(NewAct(case, payload, day, correlation=agreement.settlement))
    return news


def _withdrawn(
    agreement: Agreement, states: tuple[InstalmentState, ...], case: UUID, on: date
) -> list[NewAct]:
    met = {s.number: s.met_on for s in states}
    news = []
    for missed in agreement.defaults:
        met_on = met.get(missed.instalment)
        if missed.stands and met_on is not None and met_on <= missed.missed_on:
            payload = DefaultWithdrawn(
                agreement.settlement,
                missed.act,
                missed.instalment,
                f"第{missed.instalment}期款已于{met_on}到账，系事后补录，并未违约。",
                f"Instalment {missed.instalment} had arrived on {met_on} and was recorded "
                "later; there was no default.",
            )
            day = max(on, missed.found_on)
            news.append(NewAct(case, payload, day, correlation=missed.act))
    return news


def _cannot_resume(nothing: bool, on: date) -> Exception:
    if nothing:
        return refuse(
            "NO_SETTLEMENT_STANDS",
            "本案没有有效的和解协议，原生效法律文书正在执行。",
            "No settlement stands in this case; the title is being enforced.",
            on=on,
            field="case",
        )
    return refuse(
        "RESUMPTION_WITHOUT_REASON",
        "申请恢复执行须写明理由。",
        "The request must state its reason.",
        on=on,
        field="reason",
    )
