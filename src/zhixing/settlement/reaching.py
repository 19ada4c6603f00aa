"""Mediation held, settlement reached: what both sides were told, and what they agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Role
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Debt, Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.cases.permissions import law_facts, require_step
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.funds.ledger import check_repeat
from zhixing.kernel.finding import Finding
from zhixing.law.interest.months_to_repay import Repayment, months_to_repay
from zhixing.law.interest.schedule import Instalment, instalment_schedule
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType
from zhixing.platform.principal import Principal
from zhixing.settlement.acts import MediationHeld, SettlementReached
from zhixing.settlement.chapter import LoggedOffer, Mediation, Settlements
from zhixing.settlement.terms import (
    Offer,
    Session,
    Terms,
    check_instalments,
    check_session,
    check_terms,
    refuse,
)


def hold_mediation(case: UUID, session: Session, on: date, *, by: Principal) -> UUID:
    """Record a mediation session with its log of offers; gives the session's act.

    Each offer paid by the month carries how long it would take, found by law. Offers
    are numbered on through all sessions of the case.

    :raises StepRefused: the case is not filed, or is closed.
    :raises SettlementRefused: the record is incomplete, or an offer has no maker present.
    :raises NeverRepaid: an offer's monthly payment is not above zero.
    """
    require(by, Capability.SETTLE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    step = _may_settle(facts, on, submitted=True, agreed=True)
    known = [o.offer.number for o in facts.of(Mediation).offers]
    check_session(session, known, on)
    logged = [
        _logged(offer, max(known, default=0) + n, on) for n, offer in enumerate(session.offers, 1)
    ]
    payload = MediationHeld(
        place=session.place.strip(),
        participants=session.participants,
        offers=tuple(offer for offer, _ in logged),
        minutes=session.minutes.strip(),
    )
    findings = (step, *(found for _, found in logged if found is not None))
    return append(NewAct(case, payload, on, findings=findings), by=by).act


def preview_offer(offer: Offer, on: date) -> Finding[Repayment] | None:
    """Find how long an offer would take before it is recorded; None if paid at once."""
    if offer.monthly is None:
        return None
    return months_to_repay(on=on, total=offer.total, monthly=offer.monthly)


def reach_settlement(case: UUID, terms: Terms, on: date, *, by: Principal) -> UUID:
    """Record that all parties settled; gives the settlement. A repeat writes nothing.

    :raises StepRefused: not filed, closed, not submitted or not agreed by all.
    :raises SettlementRefused: the terms contradict themselves, or a settlement stands.
    :raises ScheduleRefused: the plan cannot be shared out.
    :raises SameKeyOtherBody: the key stands for other terms.
    """
    require(by, Capability.SETTLE)
    lock_case(case, by)
    facts = cases.facts_now(by.court_no, case)
    repeated = _repeated(facts, terms, terms.body_hash(case, on))
    if repeated is not None:
        return repeated
    check_terms(terms, on)
    _check_standing(facts, terms, on)
    step = _may_settle(
        facts, on, submitted=bool(terms.record.strip()), agreed=_agreed_by_all(facts, terms)
    )
    findings: list[Finding[Any]] = [step]
    instalments = _instalments(terms, on, findings)
    check_instalments(terms, instalments, on)
    if facts.of(Debt).obligations:
        findings.append(debt_on(facts, on))
    payload = SettlementReached(
        total=terms.total,
        principal=terms.principal,
        interest=terms.interest,
        fees=terms.fees,
        waived=terms.waived,
        instalments=tuple(instalments),
        agreed_by=terms.agreed_by,
        record=terms.record.strip(),
        resumption_ground=terms.resumption_ground.strip(),
        plan=terms.plan,
        payer=terms.payer,
        replaces=terms.replaces,
        key=terms.key,
        body_hash=terms.body_hash(case, on),
    )
    return append(NewAct(case, payload, on, findings=tuple(findings)), by=by).act


def _logged(offer: Offer, number: int, on: date) -> tuple[LoggedOffer, Finding[Repayment] | None]:
    found = preview_offer(offer, on)
    logged = LoggedOffer(
        number=number,
        side=offer.side,
        made_by=offer.made_by,
        total=offer.total,
        monthly=offer.monthly,
        counters=offer.counters,
        answer=offer.answer,
        words=offer.words.strip(),
    )
    if found is None:
        return logged, None
    value = found.value
    return replace(logged, months=value.months, final=value.last_payment, years=value.years), found


def _may_settle(facts: Facts, on: date, *, submitted: bool, agreed: bool) -> Finding[Permission]:
    asked = replace(
        law_facts(facts, on), settlement_submitted=submitted, settlement_agreed_by_all=agreed
    )
    return require_step(ActType.SETTLE, asked, on)


def _agreed_by_all(facts: Facts, terms: Terms) -> bool:
    standings = facts.of(Standings)
    needed = {
        *standings.of_role(Role.APPLICANT.value),
        *standings.of_role(Role.DEBTOR.value),
    }
    return bool(needed) and needed <= set(terms.agreed_by)


def _check_standing(facts: Facts, terms: Terms, on: date) -> None:
    living = facts.of(Settlements).living
    if terms.replaces == (None if living is None else living.settlement):
        return
    raise refuse(
        "SETTLEMENT_STANDS" if living is not None else "NOTHING_TO_REPLACE",
        "本案已有一份有效的和解协议。" if living is not None else "没有可被替换的有效和解协议。",
        "A settlement stands in this case."
        if living is not None
        else "There is no standing settlement to replace.",
        on=on,
        field="replaces",
        remedy=(
            "变更和解的，请指明被替换的协议；未履行的，由申请执行人申请恢复执行。",
            "Name the settlement that is replaced, or let the applicant ask for resumption.",
        ),
    )


def _repeated(facts: Facts, terms: Terms, body_hash: str) -> UUID | None:
    for known in facts.of(Settlements).agreements:
        if known.key == terms.key:
            check_repeat(terms.key, known.body_hash, body_hash)
            return known.settlement
    return None


def _instalments(terms: Terms, on: date, findings: list[Finding[Any]]) -> Sequence[Instalment]:
    if terms.plan is None:
        return terms.instalments
    found = instalment_schedule(
        on=on,
        total=terms.total,
        count=terms.plan.count,
        first_on=terms.plan.first_on,
        every_months=terms.plan.every_months,
    )
    findings.append(found)
    return found.value
