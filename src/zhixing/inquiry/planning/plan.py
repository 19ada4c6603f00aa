"""One plan for everything found of the debtors: what to control first, and why each thing.

It lists the debtors' things whichever case of the court found them: what another case found is
taken over when it is ordered, and what that case holds of it stands before this one.
What other courts hold of a thing in an earlier rank comes from the shared register; what the
case controls or ordered already counts against the claim. What a natural person needs to live
is laid into her accounts first, as far as no other known money covers it, and left there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.assets.acts import Property
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import limit_on
from zhixing.assets.of_debtor import list_holds_on_assets, list_things_besides
from zhixing.assets.queries import AssetView, HoldView, list_assets, list_particulars
from zhixing.cases.docket.facts import Facts
from zhixing.inquiry import models
from zhixing.inquiry.drafting import plan_of
from zhixing.inquiry.limits import open_lines, ordered_among, pending_on_case
from zhixing.inquiry.overview import debtors_of
from zhixing.inquiry.reserve.purses import Purses, is_barred_now, look_into
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.control_plan import Candidate, Group, Plan, control_plan

GROUPS: Final[Mapping[str, Group]] = {
    "DEPOSIT": Group.CASH,
    "WALLET": Group.CASH,
    "TAX_REFUND": Group.CASH,
    "DIVIDEND": Group.CASH,
    "FIN_ASSET": Group.FINANCIAL_PRODUCT,
    "FUND_SHARE": Group.FINANCIAL_PRODUCT,
    "SECURITIES": Group.SECURITY,
    "EQUITY": Group.RIGHT,
    "VEHICLE": Group.MOVABLE,
    "SHIP": Group.MOVABLE,
    "REAL_ESTATE": Group.IMMOVABLE,
    "HOUSING_CONTRACT": Group.HOME,
    "LAND_RIGHT": Group.IMMOVABLE,
}
"""How soon a kind of property pays and how much its control harms; others are rights."""


def groups_of(court_no: int, views: Iterable[AssetView]) -> dict[UUID, Group]:
    """Give the group of each of several things; what is told to be a dwelling is a home."""
    found = {view.id: GROUPS.get(view.kind, Group.RIGHT) for view in views}
    immovable = [thing for thing, group in found.items() if group is Group.IMMOVABLE]
    told = list_particulars(court_no, immovable)
    return found | {thing: Group.HOME for thing, known in told.items() if known.is_dwelling}


@dataclass(frozen=True, slots=True)
class Spared:
    """Say what must be spared: money to live on where it is more than the law leaves, and the
    things a business depends on."""

    kept_free: Fen = ZERO
    business: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a plan with the thing behind each of its names, and what stays free in each.

    ``unknown`` are natural persons of whom nobody said what they need: nothing can be ordered.
    """

    finding: Finding[Plan]
    things: Mapping[str, AssetView]
    kept: Mapping[str, Fen]
    unknown: frozenset[UUID] = frozenset()


def plan_control(
    court_no: int, case: UUID, facts: Facts, on: date, spared: Spared = Spared()
) -> Planned:
    """Find what to control of everything found of the case's debtors by a day, and why."""
    own = [v for v in list_assets(court_no, case) if v.found_on <= on]
    views = [*own, *list_things_besides(court_no, case, debtors_of(facts), on)]
    names = _names(views)
    around = _Around.of(court_no, case, views, on)
    found = [_candidate(name, view, facts, spared, around) for name, view in names.items()]
    purses = look_into(court_no, {v.party for v in views}, on)
    unknown = frozenset(p for p in purses.persons if not purses.is_known(p, facts))
    kept = _keep_free(found, names, _Needs(purses, facts, unknown), spared.kept_free)
    laid = tuple(replace(c, kept_free=kept.get(c.id, ZERO)) for c in found)
    pending = Fen(pending_on_case(court_no, case) + _sealings_under_way(court_no, case))
    limit = limit_on(court_no, facts, on, pending=pending).value.claim_limit
    return Planned(control_plan(on=on, limit=limit, found=laid), names, kept, unknown)


def _names(views: Sequence[AssetView]) -> dict[str, AssetView]:
    """Name each thing by kind and tail, with a number where two would be called the same."""
    names: dict[str, AssetView] = {}
    for view in views:
        name = f"{kind_of(view.kind).zh}尾号{view.identifier_tail}"
        names[name if name not in names else f"{name}（{len(names) + 1}）"] = view
    return names


@dataclass(frozen=True, slots=True)
class _Around:
    """Hold what is known of some things beside themselves: read once, however many they are."""

    ordered: frozenset[UUID]
    dwellings: frozenset[UUID]
    holds: Mapping[UUID, Sequence[HoldView]]
    on: date

    @classmethod
    def of(cls, court_no: int, case: UUID, views: Sequence[AssetView], on: date) -> _Around:
        ids = [view.id for view in views]
        own = [view.id for view in views if view.case == case]
        ordered = (ordered_among(court_no, m, own) for m in (Measure.FREEZE, Measure.SEAL))
        immovable = [v.id for v in views if GROUPS.get(v.kind) is Group.IMMOVABLE]
        told = list_particulars(court_no, immovable)
        return cls(
            frozenset().union(*ordered),
            frozenset(asset for asset, found in told.items() if found.is_dwelling),
            list_holds_on_assets(court_no, ids),
            on,
        )


def _candidate(
    name: str, view: AssetView, facts: Facts, spared: Spared, around: _Around
) -> Candidate:
    kind = kind_of(view.kind)
    group = GROUPS.get(view.kind, Group.RIGHT)
    if view.id in around.dwellings:
        group = Group.HOME
    ordered = view.id in around.ordered
    return Candidate(
        name,
        group,
        _value(view),
        kind.is_divisible and not kind.is_sealed,
        held_before=_held_before(around.holds.get(view.id, ())),
        is_exempt=is_barred_now(view, facts, around.on),
        is_controlled=ordered or facts.of(Property).control_of(view.id) is not None,
        for_business=view.id in spared.business,
        is_for_living=kind.treatment.is_protected,
    )


def _value(view: AssetView) -> Fen | None:
    """Give what a thing is worth in yuan; foreign money is not compared without a rate."""
    if view.currency != CNY:
        return None
    return view.balance if view.balance is not None else view.available


def _held_before(holds: Sequence[HoldView]) -> Fen:
    """Sum what the first rank of other cases holds of a thing, by the shared register."""
    return Fen(sum(int(h.amount) for h in holds if h.rank == 1))


@dataclass(frozen=True, slots=True)
class _Needs:
    """Hold what natural persons need, and what they have; of the ``unknown`` nobody said it."""

    purses: Purses
    facts: Facts
    unknown: frozenset[UUID]

    def of(self, party: UUID, open_ones: Sequence[AssetView]) -> Fen:
        """Give what must be laid into things that the plan might take, all else counted first."""
        if party in self.unknown:
            return ZERO
        whole = self.purses.needed(party, self.facts)
        asked = {view.id for view in open_ones}
        return max(Fen(whole - self.purses.free_beside(party, asked)), ZERO)

    def least(self, view: AssetView) -> Fen:
        """Give what must stay in a thing whatever is elsewhere: of an account of wages."""
        if view.party in self.unknown or view.party not in self.purses.persons:
            return ZERO
        return self.purses.least_in(view, self.facts)


def _keep_free(
    found: Sequence[Candidate], names: Mapping[str, AssetView], needs: _Needs, more: Fen
) -> dict[str, Fen]:
    """Lay what natural persons need into their accounts, the fullest first; then what is more."""
    accounts = [
        c
        for c in sorted(found, key=lambda c: (-int(c.free or 0), c.id))
        if c.group is Group.CASH
        and names[c.id].party in needs.purses.persons
        and c.free
        and not (c.is_exempt or c.is_controlled)
    ]
    laid = {c.id: min(needs.least(names[c.id]), c.free or ZERO) for c in accounts}
    for party in needs.purses.persons:
        own = [c for c in accounts if names[c.id].party == party]
        open_ones = [names[c.id] for c in own]
        _lay(own, laid, Fen(needs.of(party, open_ones) - sum(int(laid[c.id]) for c in own)))
    _lay(accounts, laid, Fen(more - sum(int(part) for part in laid.values())))
    return {name: part for name, part in laid.items() if part}


def _lay(accounts: Sequence[Candidate], laid: dict[str, Fen], need: Fen) -> None:
    """Lay an amount into accounts, each as far as it goes."""
    left = max(need, ZERO)
    for account in accounts:
        part = Fen(min(left, (account.free or ZERO) - laid[account.id]))
        laid[account.id] = Fen(laid[account.id] + part)
        left = Fen(left - part)


def _sealings_under_way(court_no: int, case: UUID) -> Fen:
    total = 0
    for line in open_lines(court_no, Measure.SEAL, None, case_id=case):
        row = models.Request.objects.get(court_no=court_no, id=line.request_id)
        value = plan_of(row).get("value")
        total += 0 if value is None else min(int(value), line.amount_fen)
    return Fen(total)
