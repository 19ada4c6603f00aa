"""What the orders of a batch are judged on, read with a few statements for all rows.

Under the locks, in the fixed order: every debtor, then every case. The same things are read
as for a single order; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhixing.assets import operations as assets
from zhixing.assets import queries as things
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.cases.docket.facts import Facts
from zhixing.cases.filing.amending import find_locked
from zhixing.funds.policies import fee_base
from zhixing.inquiry.controlling import freeze_term
from zhixing.inquiry.drafting import Thing, require_wire
from zhixing.inquiry.limits import ordered_among, pending_by_case
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.reserve.purses import Purses, look_into
from zhixing.inquiry.wire.model import Measure
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.term import Asset, Term
from zhixing.parties.queries import list_number_indexes
from zhixing.platform.principal import Principal


@dataclass(slots=True)
class Ground:
    """Hold things, banks, facts and orders under way of the cases of a batch.

    ``pending`` is what freezes of a case speak for and are not answered, ``waiting`` the
    things on which an order of the batch's measure is under way, ``purses`` what the debtors have.
    """

    on: date
    views: Mapping[UUID, AssetView]
    banks: Mapping[UUID, InstitutionView]
    facts: Mapping[UUID, Facts]
    identified: frozenset[UUID]
    pending: dict[UUID, int]
    waiting: set[UUID]
    purses: Purses
    officers: Officers
    _terms: dict[tuple[date | None, Asset], Finding[Term]] = field(default_factory=dict)

    def thing(self, view: AssetView, measure: Measure) -> Thing:
        """Give a thing with where it is kept and its case's facts.

        :raises InquiryRefused: its institution does not execute the measure over the wire.
        """
        bank = None if view.institution is None else self.banks.get(view.institution)
        institution = require_wire(view, bank, measure)
        return Thing(view, institution, self.facts[view.case], view.party in self.identified)

    def term(self, until: date | None, asset: Asset = Asset.DEPOSIT) -> Finding[Term]:
        """Find the term of a freeze, once for each last day asked for and each kind of term.

        :raises TermRefused: the last day asked for is too late.
        """
        if (until, asset) not in self._terms:
            self._terms[until, asset] = freeze_term(self.on, until, asset)
        return self._terms[until, asset]

    def take(self, view: AssetView, amount: Fen) -> None:
        """Count an order of the batch among what its case and its debtor's money speak for."""
        self.pending[view.case] = self.pending.get(view.case, 0) + int(amount)
        self.purses.take(view, amount)

    def give_back(self, view: AssetView, amount: Fen) -> None:
        """Count an order no longer."""
        self.take(view, Fen(-amount))


def look_at(
    wanted: Iterable[UUID], measure: Measure, on: date, *, by: Principal, locks: bool
) -> Ground:
    """Read the ground under some things; with ``locks`` it holds until the transaction ends."""
    views = things.list_assets_by_id(by.court_no, wanted)
    parties = {view.party for view in views.values()}
    if locks:
        identified = assets.lock_debtors(parties)
        find_locked({view.case for view in views.values()}, by)
    else:
        identified = frozenset(list_number_indexes(parties))
    own = {view.case for view in views.values()}
    facts, base = cases.list_facts(by.court_no, list(own)), fee_base(by.court_no, on)
    for known in facts.values():  # read once, not for every case
        known.once(("fee_base", on), lambda: base)
    banks = list_institutions_by_id({v.institution for v in views.values() if v.institution})
    return Ground(
        on,
        views,
        banks,
        facts,
        identified,
        pending_by_case(by.court_no, own),
        ordered_among(by.court_no, measure, views),
        look_into(by.court_no, parties if measure is Measure.FREEZE else (), on),
        Officers(on, by),
    )
