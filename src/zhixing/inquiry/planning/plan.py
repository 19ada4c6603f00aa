"""One plan for everything found of the debtors: what to control first, and why each thing.

It lists the debtors' things whichever case of the court found them: what another case found is
taken over when it is ordered, and what that case holds of it stands before this one.
What other courts hold of a thing in an earlier rank comes from the shared register; what the
case controls or ordered already counts against the claim. Protected money is laid into the
accounts of natural persons first and left there.
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
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.seizure.control_plan import Candidate, Group, Plan, control_plan
from zhixing.parties.identity import PartyKind
from zhixing.parties.queries import list_parties

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
    """Say what must be spared: money to live on, and the things a business depends on."""

    kept_free: Fen = ZERO
    business: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a plan with the thing behind each of its names, and what stays free in each."""

    finding: Finding[Plan]
    things: Mapping[str, AssetView]
    kept: Mapping[str, Fen]


def plan_control(
    court_no: int, case: UUID, facts: Facts, on: date, spared: Spared = Spared()
) -> Planned:
    """Find what to control of everything found of the case's debtors by a day, and why."""
    own = [v for v in list_assets(court_no, case) if v.found_on <= on]
    views = [*own, *list_things_besides(court_no, case, debtors_of(facts), on)]
    names = _names(views)
    around = _Around.of(court_no, case, views)
    found = [_candidate(name, view, facts, spared, around) for name, view in names.items()]
    kept = _keep_free(found, names, spared.kept_free)
    laid = tuple(replace(c, kept_free=kept.get(c.id, ZERO)) for c in found)
    pending = Fen(pending_on_case(court_no, case) + _sealings_under_way(court_no, case))
    limit = limit_on(court_no, facts, on, pending=pending).value.claim_limit
    return Planned(control_plan(on=on, limit=limit, found=laid), names, kept)


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

    @classmethod
    def of(cls, court_no: int, case: UUID, views: Sequence[AssetView]) -> _Around:
        ids = [view.id for view in views]
        own = [view.id for view in views if view.case == case]
        ordered = (ordered_among(court_no, m, own) for m in (Measure.FREEZE, Measure.SEAL))
        immovable = [v.id for v in views if GROUPS.get(v.kind) is Group.IMMOVABLE]
        told = list_particulars(court_no, immovable)
        return cls(
            frozenset().union(*ordered),
            frozenset(asset for asset, found in told.items() if found.is_dwelling),
            list_holds_on_assets(court_no, ids),
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
        is_exempt=view.is_exempt,
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


def _keep_free(
    found: Sequence[Candidate], names: Mapping[str, AssetView], kept_free: Fen
) -> dict[str, Fen]:
    """Lay the protected money into accounts of natural persons, the fullest first."""
    people = {v.party for v in names.values()}
    persons = {p for p, view in list_parties(people).items() if view.kind is PartyKind.PERSON}
    accounts = [
        c
        for c in found
        if c.group is Group.CASH
        and names[c.id].party in persons
        and c.free
        and not (c.is_exempt or c.is_controlled)
    ]
    laid, left = dict[str, Fen](), kept_free
    for account in sorted(accounts, key=lambda c: (-int(c.free or 0), c.id)):
        part = Fen(min(left, account.free or ZERO))
        if part:
            laid[account.id] = part
            left = Fen(left - part)
    return laid


def _sealings_under_way(court_no: int, case: UUID) -> Fen:
    total = 0
    for line in open_lines(court_no, Measure.SEAL, None, case_id=case):
        row = models.Request.objects.get(court_no=court_no, id=line.request_id)
        value = plan_of(row).get("value")
        total += 0 if value is None else min(int(value), line.amount_fen)
    return Fen(total)
