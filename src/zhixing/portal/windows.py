"""What a party sees of its own case, read in one place: a projection for each side.

A party's link is read in the scope of the case's court, because what a party is told follows
from the docket, the ledger and the register together. Therefore nothing but these dataclasses
leaves this module: none has a place for another person's number, a whole account, a balance, or
what belongs to another party.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases.access.entering import Visitor
from zhixing.cases.acts import Filing, Role
from zhixing.cases.debt import debt_on
from zhixing.cases.docket.chapters import Closure, Debt, Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.node_facts import is_standing, nodes_of
from zhixing.cases.permissions import outstanding
from zhixing.cases.policies import party_access
from zhixing.cases.queries import facts_now, get_case
from zhixing.courts.queries import get_court, get_person
from zhixing.funds.queries import list_payments, list_receipts
from zhixing.inquiry.creditor import CreditorView, get_creditor_view
from zhixing.inquiry.debtor import DebtorView, get_debtor_view
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.interest.debt_facts import Debt as Owing
from zhixing.law.nodes.node import NodeKind
from zhixing.measures.chapter import Measures
from zhixing.parties.identity import PartyKind
from zhixing.parties.queries import get_party
from zhixing.platform.screenkit.words import Text, Words
from zhixing.portal.owing import Plan, get_owing, plan_of
from zhixing.portal.told import PARTY_NODES, ROLES, stage_words
from zhixing.settlement.queries import get_settlement

PAID_STATES: Final = frozenset({"PAID", "SETTLED"})
BACK_STATES: Final = frozenset({"FAILED", "RETURNED"})


@dataclass(frozen=True, slots=True)
class Step:
    """Say what the court does next, and by when the law wants it done."""

    name: Words
    due_on: date
    late_days: int


@dataclass(frozen=True, slots=True)
class Standing:
    """Say where a case stands: for both sides alike."""

    court: str
    number: str
    on: date
    name: str
    role: Words
    agent: str
    stage: Text
    applied_on: date
    filed_on: date | None
    closed_on: date | None
    handler: Text
    phone: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class CameIn:
    """Say that money came into the case: when, how much, how."""

    on: date
    amount: Fen
    kind: str


@dataclass(frozen=True, slots=True)
class WentOut:
    """Say that money is on its way to this party, or reached it; the account by its last digits."""

    made_on: date
    amount: Fen
    state: str
    paid_on: date | None
    tail: str


@dataclass(frozen=True, slots=True)
class CreditorWindow:
    """Give an applicant's own view of the case. ``owed`` is None where it cannot be reckoned.

    ``debt`` is how the title's debt is reckoned, ``plan`` the settlement in its place.
    """

    standing: Standing
    view: CreditorView
    owed: Fen | None
    debt: Finding[Owing] | None
    plan: Plan | None
    came_in: tuple[CameIn, ...]
    went_out: tuple[WentOut, ...]

    @property
    def received(self) -> Fen:
        """Sum what reached this party."""
        return Fen(sum(int(w.amount) for w in self.went_out if w.state == "PAID"))


@dataclass(frozen=True, slots=True)
class DebtorWindow:
    """Give a debtor's own view of the case.

    ``owing`` fills the page's part on paying; where the amount cannot be reckoned it is None and
    ``owing_refused`` says why. ``listed_on`` and ``restricted_on`` are None where nothing stands.
    """

    standing: Standing
    view: DebtorView
    owing: Mapping[str, object] | None
    owing_refused: Text
    listed_on: date | None
    restricted_on: date | None
    is_person: bool


def look_as_creditor(visitor: Visitor, on: date) -> CreditorWindow:
    """Give what an applicant sees on a day. Needs the court's scope."""
    named = visitor.named
    facts = facts_now(named.court_no, named.case)
    receipts = list_receipts(named.court_no, named.case)
    payments = list_payments(named.court_no, case=named.case, limit=1000)
    return CreditorWindow(
        _standing(visitor, facts, on),
        get_creditor_view(named.court_no, named.case, on),
        _owed(facts, on),
        _debt(facts, on),
        plan_of(get_settlement(named.court_no, named.case, on), on),
        tuple(CameIn(r.received_on, r.amount, r.kind) for r in receipts if r.reversed_on is None),
        tuple(
            WentOut(p.made_on, p.amount, _payment_state(p.state), p.paid_on, p.account_tail)
            for p in payments
            if p.payee == named.party
        ),
    )


def look_as_debtor(visitor: Visitor, on: date) -> DebtorWindow:
    """Give what a debtor or guarantor sees on a day. Needs the court's scope."""
    named = visitor.named
    facts = facts_now(named.court_no, named.case)
    owing: Mapping[str, object] | None
    try:
        owing, refused = get_owing(named.court_no, named.case, named.until, on), Words("", "")
    except Refusal as refusal:
        owing, refused = None, Words(refusal.message_zh, refusal.message_en)
    measures = facts.of(Measures)
    listed = measures.listing_of(named.party)
    restricted = (
        r.since for r in measures.restricted if r.party == named.party and r.until is None
    )
    return DebtorWindow(
        _standing(visitor, facts, on),
        get_debtor_view(named.court_no, named.case, named.party, on),
        owing,
        refused,
        listed.decided_on if listed is not None else None,
        next(restricted, None),
        get_party(named.party).kind is PartyKind.PERSON,
    )


def _payment_state(state: str) -> str:
    if state in PAID_STATES:
        return "PAID"
    return "BACK" if state in BACK_STATES else "UNDER_WAY"


def _owed(facts: Facts, on: date) -> Fen | None:
    return None if _debt(facts, on) is None else outstanding(facts, on)


def _debt(facts: Facts, on: date) -> Finding[Owing] | None:
    if not facts.of(Debt).obligations:
        return None
    try:
        return debt_on(facts, on)
    except Refusal:
        return None


def _standing(visitor: Visitor, facts: Facts, on: date) -> Standing:
    named = visitor.named
    case = get_case(named.court_no, named.case)
    return Standing(
        court=get_court(named.court_no).name,
        number=case.number,
        on=on,
        name=get_party(named.party).name,
        role=ROLES[visitor.role],
        agent=visitor.agent,
        stage=stage_words(facts, on),
        applied_on=case.applied_on,
        filed_on=facts.of(Filing).filed_on,
        closed_on=facts.of(Closure).closed_on,
        handler=_handler(facts),
        phone=party_access(named.court_no, on).office_phone,
        steps=_steps(named.court_no, facts, on, visitor.role),
    )


def _handler(facts: Facts) -> Text:
    current = facts.of(Responsibility).current
    return _person_name(current.person) if current else Words("尚未确定", "not yet appointed")


def _person_name(person: UUID) -> Words:
    found = get_person(person)
    return Words(found.name, found.name_en or found.name)


def _steps(court_no: int, facts: Facts, on: date, role: Role) -> tuple[Step, ...]:
    """Give the legal steps that are open and concern a party; a debtor is told of its own only."""
    wanted = (
        PARTY_NODES if role is Role.APPLICANT else frozenset({"INSTALMENT", "LISTING_DELETION"})
    )
    found = [
        Step(Words(n.name_zh, n.name_en[:1].upper() + n.name_en[1:]), n.due_on, n.overdue_days(on))
        for n in nodes_of(court_no, facts, on)
        if n.code in wanted and n.kind is NodeKind.LAW and n.done_on is None and not is_standing(n)
    ]
    return tuple(sorted(found, key=lambda s: s.due_on))
