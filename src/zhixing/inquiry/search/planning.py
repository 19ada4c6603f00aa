"""Makes the plan of a search: who is asked now, who is not, each with the reason and the yield."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.currencies import foreign_text
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import claim_with_fee
from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry.reach import list_asked
from zhixing.inquiry.search.checks import kinds_missing
from zhixing.inquiry.search.tallies import History, count_history
from zhixing.inquiry.search.terms import YieldTerms, find_yield_terms
from zhixing.inquiry.wire.model import CNY
from zhixing.institutions.abilities import ability_of
from zhixing.institutions.kinds import PropertyKind
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.network.full_set import FullSet, SearchPurpose, full_set
from zhixing.law.network.search_order import Ranked, Standing, Tally, search_order
from zhixing.parties import queries as parties

NOW = (Standing.ASK, Standing.MUST_ASK)


@dataclass(frozen=True, slots=True)
class Asked:
    """Say of which case and parties a plan is made, for what, and who was asked already."""

    court_no: int
    case: UUID
    parties: tuple[UUID, ...]
    purpose: SearchPurpose
    already: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold the order of the search with every institution's standing, and its reasons."""

    ranked: tuple[Ranked, ...]
    scope: Finding[FullSet]
    order: Finding[tuple[Ranked, ...]] | None

    @property
    def now(self) -> tuple[UUID, ...]:
        """Give who is asked now, the most promising first."""
        return tuple(UUID(r.institution) for r in self.ranked if r.standing in NOW)

    @property
    def findings(self) -> tuple[Finding[Any], ...]:
        """Give the reasons of the plan."""
        return (self.scope,) if self.order is None else (self.scope, self.order)


def make_plan(asked: Asked, facts: Facts, on: date) -> Plan:
    """Make the plan of a search on a day, by the court's own history where it may be by yield."""
    answering = list_asked(asked.court_no, on)
    missing = kinds_missing(asked.court_no, asked.case, asked.parties, on)
    scope = full_set(
        on=on, purpose=asked.purpose, checks_kinds=tuple(sorted(k.value for k in missing))
    )
    terms = find_yield_terms(asked.court_no, on)
    if terms is None or scope.value.is_required:
        return Plan(_all(answering, asked.already), scope, None)
    must = frozenset(i.id for i in answering if missing & set(ability_of(i.kind).answers))
    history = _history(asked, terms)
    tallies = tuple(
        _tally(i, history.get(i.id, History()), terms, i.id in must, i.id in asked.already)
        for i in answering
    )
    known = found_so_far(asked.court_no, asked.case, facts)
    order = search_order(
        on=on,
        tallies=tallies,
        prior=terms.prior,
        wave=terms.wave,
        needed=claim_with_fee(asked.court_no, facts, on),
        found=known.found,
        foreign=known.foreign,
    )
    return Plan(order.value, scope, order)


@dataclass(frozen=True, slots=True)
class Found:
    """Hold what is found in yuan, and the foreign money that has no rate to count it at."""

    found: Fen
    foreign: tuple[str, ...] = ()


def found_so_far(court_no: int, case: UUID, facts: Facts) -> Found:
    """Sum what is known of the debtors' and may be controlled; what has no told worth is left out.

    A debtor's things that rules exempt, or that the law lets nobody control, count for nothing;
    neither does what was transferred already. Foreign money counts as far as it is frozen at a
    rate; the rest is named apart.
    """
    held = facts.of(Property)
    total, foreign = 0, []
    for view in list_assets(court_no, case):
        worth = view.available if view.available is not None else view.balance
        if view.is_exempt or worth is None or not _counts(view):
            continue
        if view.currency == CNY:
            total += max(0, int(worth) - held.taken_from(view.id))
        elif (control := held.control_of(view.id)) is not None and control.rank == 1:
            total += int(control.stands)
        else:
            foreign.append(foreign_text(worth, view.currency))
    return Found(Fen(total), tuple(foreign))


def _counts(view: AssetView) -> bool:
    kind = PropertyKind(view.kind)
    return kind.is_property and bool(kind_of(view.kind).treatment.controls)


def _all(answering: Sequence[InstitutionView], already: frozenset[UUID]) -> tuple[Ranked, ...]:
    return tuple(
        Ranked(str(i.id), 0, ZERO, Standing.ANSWERED if i.id in already else Standing.MUST_ASK)
        for i in answering
    )


def _history(asked: Asked, terms: YieldTerms) -> dict[UUID, History]:
    """Add up the histories of the kinds of debtor the search is about."""
    kinds = {p.kind.value for p in parties.list_parties(asked.parties).values()}
    whole: dict[UUID, History] = {}
    for kind in sorted(kinds):
        for institution, h in count_history(asked.court_no, kind, terms.worths).items():
            known = whole.get(institution, History())
            whole[institution] = History(
                known.asked + h.asked, known.hits + h.hits, Fen(known.worth + h.worth)
            )
    return whole


def _tally(
    institution: InstitutionView, h: History, terms: YieldTerms, must: bool, already: bool
) -> Tally:
    cost = terms.cost_of(institution)
    return Tally(str(institution.id), h.asked, h.hits, h.worth, cost, must, already)
