"""What goes with a case from one court of the platform to the other: gathered whole, read once.

Identities are read for that single purpose, and each reading is logged at the sending court.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.acts import Filing, Role, Title
from zhixing.cases.docket.chapters import Debt, Payment, Standings
from zhixing.cases.filing.application import (
    ApplicantBasis,
    Application,
    Jurisdiction,
    PropertyClue,
    TitleKind,
)
from zhixing.courts.capabilities import Capability
from zhixing.courts.queries import get_court, list_principals
from zhixing.inquiry.entrusted.sending import ordered_as
from zhixing.inquiry.entrusted.sending_acts import EntrustingSent
from zhixing.inquiry.entrusted.values import EntrustedPackage
from zhixing.kernel.codec import decode
from zhixing.kernel.refusal import Impossible
from zhixing.parties.operations import reveal_identities
from zhixing.parties.policies import Ground
from zhixing.parties.values import PartyEntry, Purpose, PurposeCode
from zhixing.platform.principal import Principal

OTHERS = (Role.THIRD_PARTY, Role.GUARANTOR)


def gather_entrusted(
    case: UUID, order: UUID, on: date, *, at: datetime, by: Principal
) -> EntrustedPackage:
    """Put together what another court of the platform needs to take a case on."""
    facts = cases.facts_now(by.court_no, case)
    sent = next(
        decode(EntrustingSent, a.payload)
        for a in cases.list_acts(by.court_no, case)
        if a.type == "ENTRUSTING_SENT"
        and isinstance(a.payload, dict)
        and a.payload["order"] == str(order)
    )
    debt, filing = facts.of(Debt), facts.of(Filing)
    payments = tuple(_paid(p) for p in debt.payments)
    return EntrustedPackage(
        order,
        _application(case, order, on, at=at, by=by),
        by.court_name,
        by.court_no,
        filing.number,
        str(ordered_as(by.court_no, case, order)["letter"]),
        sent.papers,
        sent.controls,
        payments,
        debt.waived,
    )


def why_not_here(court_no: int, is_rehearsal: bool, on: date) -> tuple[str, str] | None:
    """Say why a court cannot take a case over the platform on a day, or None where it can."""
    court = get_court(court_no)
    if court.is_rehearsal is not is_rehearsal:
        return (
            "演练法院与正式法院之间不移交。",
            "Rehearsal and live courts send each other nothing.",
        )
    if not court.can_issue_numbers or not list_principals(court_no, on):
        return (
            "该院尚未使用本平台，请寄送。",
            "That court does not use this platform: send a letter.",
        )
    return None


def _paid(payment: Payment) -> Payment:
    return replace(payment, key=f"entrusted:{payment.key}")


def _application(case: UUID, order: UUID, on: date, *, at: datetime, by: Principal) -> Application:
    facts = cases.facts_now(by.court_no, case)
    title, debt = facts.of(Title), facts.of(Debt)
    if debt.effective_on is None:
        raise Impossible(f"case {case} is entrusted without a title that took effect")
    standings = facts.of(Standings)
    people = _entries(case, [s.party for s in standings.parties if s.until is None], at, by)
    basis = title.applicant_basis or ApplicantBasis.NAMED
    return Application(
        application_key=f"entrust-{order}",
        title_number=title.number,
        title_kind=title.kind or TitleKind.JUDGMENT,
        issuing_body=title.issuing_body,
        effective_on=debt.effective_on,
        applied_on=facts.of(Filing).applied_on or on,
        received_on=on,
        creditors=tuple(people[p] for p in standings.of_role(Role.APPLICANT.value)),
        debtors=tuple(people[p] for p in standings.of_role(Role.DEBTOR.value)),
        third_parties=tuple(people[p] for r in OTHERS for p in standings.of_role(r.value)),
        obligations=debt.obligations,
        served_on=debt.served_on,
        performance_until=debt.performance_until,
        instalments=title.instalments,
        costs=debt.costs,
        cause=title.cause,
        jurisdiction=Jurisdiction.ENTRUSTED,
        applicant_basis=basis,
        succession_proof="" if basis is ApplicantBasis.NAMED else "见委托法院移送的材料",
        clues=tuple(PropertyClue(c.kind, c.text, c.bank) for c in title.clues),
    )


def _entries(
    case: UUID, parties: list[UUID], at: datetime, by: Principal
) -> dict[UUID, PartyEntry]:
    """Read who stands in a case, to be written into another court's register and nowhere else."""
    reader = replace(by, capabilities=by.capabilities | {Capability.VIEW_IDENTITY.value})
    wanted = [(party, Ground("REQUEST", case)) for party in dict.fromkeys(parties)]
    purpose = Purpose(PurposeCode.FILING, "委托执行移交材料")
    return {
        i.party: PartyEntry(i.name, i.kind, i.id_kind, i.number, i.contact)
        for i in reveal_identities(wanted, purpose, by=reader, at=at)
    }
