"""What an order on a thing would meet now: limit, permission, term, and what stands against it.

It asks the same law and the same conditions as the orders themselves, before anything is
locked or written; the requests of the case are read once for all its things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from zhixing.assets.acts import Control, Property
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import claim_with_fee, facts_about_thing, limit_on
from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import outstanding
from zhixing.decisions.proposals import PROPOSED
from zhixing.decisions.queries import list_matters
from zhixing.inquiry.controlling import (
    is_liable,
    not_controlled,
    order_pending,
    refuse_controlled,
)
from zhixing.inquiry.dividends import refuse_not_due
from zhixing.inquiry.drafting import SEALS, require_wire
from zhixing.inquiry.queries import list_requests
from zhixing.inquiry.reach import kind_finding
from zhixing.inquiry.reserve.purses import Purses, Stays, look_into, require_purpose
from zhixing.inquiry.sealing import not_sealed, refuse_sealed
from zhixing.inquiry.states import OPEN_ORDERS, State
from zhixing.inquiry.values import InquiryRefused
from zhixing.inquiry.views import LineView, RequestView
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.facts import CaseFacts
from zhixing.law.seizure.limit import Limit

DONE = frozenset({"DONE", "PARTIAL"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """Hold the things of a case with every order made on them."""

    court_no: int
    facts: Facts
    on: date
    assets: tuple[AssetView, ...]
    orders: tuple[RequestView, ...]
    banks: Mapping[UUID, InstitutionView]
    purses: Purses
    proposals: frozenset[UUID] = frozenset()
    """The matters the platform itself put up; whoever orders otherwise overtakes them."""

    def view(self, asset: UUID) -> AssetView:
        """Give one thing."""
        return next(a for a in self.assets if a.id == asset)

    def bank(self, asset: UUID) -> InstitutionView | None:
        """Give where a thing is kept."""
        institution = self.view(asset).institution
        return None if institution is None else self.banks.get(institution)

    def control(self, asset: UUID) -> Control | None:
        """Give our standing control of a thing, or None."""
        return self.facts.of(Property).control_of(asset)

    @property
    def pending(self) -> Fen:
        """Sum the freezes of the case that are ordered and not answered."""
        return Fen(sum(int(x.amount) for x in self._open() if x.measure == Measure.FREEZE))

    def obstacle(self, asset: UUID, measure: Measure) -> Refusal | None:
        """Give what stands against a measure on a thing, the step of procedure apart."""
        view = self.view(asset)
        try:
            kind_finding(view, measure, self.on)
            require_wire(view, self.bank(asset), measure)
            if measure is Measure.FREEZE:
                require_purpose(view, self.facts, self.on)
                refuse_controlled(self.control(asset))
            elif measure is Measure.SEAL:
                require_purpose(view, self.facts, self.on)
                refuse_sealed(self.control(asset))
            elif measure in SEALS:
                if self.control(asset) is None or not self._was(Measure.SEAL, asset):
                    raise not_sealed()
            elif self.control(asset) is None or not self._was_frozen(view):
                raise not_controlled()
            elif measure is Measure.TRANSFER:
                refuse_not_due(view, self.facts, self.on)
                self.purses.stays_of_frozen(view, self.facts)
            if any(x.asset == asset and x.measure == measure for x in self._ordered()):
                raise order_pending()
        except Refusal as refusal:
            return refusal
        return None

    def limit(self, asset: UUID) -> Finding[Limit]:
        """Find how much of a thing may be controlled now, what must stay free left aside.

        Money in a foreign currency is compared at a rate when it is ordered, not here.
        """
        view, stays = self.view(asset), self.stays(asset)
        balance = view.balance if view.currency == CNY else None
        return limit_on(
            self.court_no,
            self.facts,
            self.on,
            pending=self.pending,
            balance=balance,
            protected_minimum=ZERO if stays is None else stays.amount,
            held_before=ZERO if stays is None else stays.held_before(self.bank(asset)),
        )

    def stays(self, asset: UUID) -> Stays | None:
        """Find what must stay free of money in a thing; None where nobody can say it yet."""
        view = self.view(asset)
        if kind_of(view.kind).way is not Way.MONEY:
            return None
        try:
            return self.purses.stays_in(view, self.facts)
        except InquiryRefused:
            return None

    def lacks_standard(self, asset: UUID) -> bool:
        """Say whether nobody said yet what the natural person whose a thing is needs to live."""
        party = self.view(asset).party
        return party in self.purses.persons and not self.purses.is_known(party, self.facts)

    def freeze_facts(self, asset: UUID) -> CaseFacts:
        """Give what the law is asked with about freezing money or a right."""
        view, claim = self.view(asset), self.limit(asset).value.claim_limit
        known = view.balance if view.balance is not None else view.available
        is_counted = kind_of(view.kind).way is Way.MONEY and view.currency == CNY
        return self._facts(view, claim, known if is_counted and known is not None else claim)

    def seal_facts(self, asset: UUID) -> CaseFacts:
        """Give what the law is asked with about sealing a registered thing."""
        claim = self.limit(asset).value.claim_limit
        return self._facts(self.view(asset), claim, claim)

    def transfer_facts(self, asset: UUID) -> CaseFacts:
        """Give what the law is asked with about transferring frozen money."""
        held = self.held(asset)
        return self._facts(self.view(asset), held, held)

    def held(self, asset: UUID) -> Fen:
        """Give what stands frozen for us in the first rank and is not being transferred."""
        control = self.control(asset)
        if control is None or control.rank != 1:
            return ZERO
        asked = (x for x in self._open() if x.asset == asset and x.measure == Measure.TRANSFER)
        return Fen(max(0, control.stands - sum(int(x.amount) for x in asked)))

    def takeable(self, asset: UUID) -> Fen:
        """Give what of it may be taken: what stands less what must stay, at most what is owed."""
        stays = self.stays_of_frozen(asset)
        left = self.held(asset) - (ZERO if stays is None else stays.amount)
        return Fen(max(0, min(left, self.owed)))

    def stays_of_frozen(self, asset: UUID) -> Stays | None:
        """Find what of frozen money must stay; None where nobody can say it yet."""
        try:
            return self.purses.stays_of_frozen(self.view(asset), self.facts)
        except InquiryRefused:
            return None

    @property
    def outstanding(self) -> Fen:
        """Give what the debtor owes today."""
        return outstanding(self.facts, self.on)

    @property
    def owed(self) -> Fen:
        """Give what is owed with the costs of enforcement, the fee to come among them."""
        return claim_with_fee(self.court_no, self.facts, self.on)

    def _facts(self, view: AssetView, limit: Fen, available: Fen) -> CaseFacts:
        return facts_about_thing(
            self.facts,
            self.on,
            limit=limit,
            available=available,
            asset=view.id,
            is_debtor=is_liable(self.facts, view.party),
        )

    def _open(self) -> Sequence[LineView]:
        waiting = (r for r in self.orders if r.state in OPEN_ORDERS)
        return [x for r in waiting for x in r.lines if not x.outcome]

    def _ordered(self) -> Sequence[LineView]:
        """Give what people ordered and what went out, the platform's own proposals apart."""
        waiting = (
            r
            for r in self.orders
            if r.state in OPEN_ORDERS
            and not (r.state is State.DRAFT and r.matter in self.proposals)
        )
        return [x for r in waiting for x in r.lines if not x.outcome]

    def _was_frozen(self, view: AssetView) -> bool:
        """Say whether we froze a thing over the wire, or the right whose income it is."""
        of = (view.id,) if view.fruit_of is None else (view.id, view.fruit_of)
        return any(self._was(Measure.FREEZE, asset) for asset in of)

    def _was(self, measure: Measure, asset: UUID) -> bool:
        lines = (x for r in self.orders for x in r.lines if x.asset == asset)
        return any(x.measure == measure and x.outcome in DONE for x in lines)


def get_outlook(court_no: int, case: UUID, facts: Facts, on: date) -> Outlook:
    """Read a case's things and the orders on them."""
    orders = list_requests(court_no, case, kind="CONTROL")
    assets = tuple(list_assets(court_no, case))
    banks = list_institutions_by_id({a.institution for a in assets if a.institution})
    proposed = frozenset(
        m.id for m in list_matters(court_no, case) if m.code in PROPOSED and m.state == "OPEN"
    )
    purses = look_into(court_no, {a.party for a in assets}, on)
    return Outlook(court_no, facts, on, assets, tuple(orders), banks, purses, proposed)
