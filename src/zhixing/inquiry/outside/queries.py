"""What of a case lies in another province: residence and property, and what is done about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from zhixing.assets.queries import AssetView, find_particulars, list_assets
from zhixing.cases import queries as cases
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import ActView
from zhixing.inquiry.outside.acts import OutsideOutcome, OutsideWork, Way
from zhixing.inquiry.search.leads import elsewhere, province_in
from zhixing.institutions.kinds import Tier
from zhixing.institutions.queries import list_institutions_by_id

WAYS: Final[Mapping[Way, tuple[str, str]]] = {
    Way.ON_SITE: ("派员赴当地执行", "officers go there"),
    Way.SINGLE_ACT: ("委托当地法院办理单项事务", "a single act asked of the court there"),
    Way.CASE: ("整案委托当地法院执行", "the case entrusted to the court there"),
}
"""The ways of acting there, in their words."""
OUTCOMES: Final[Mapping[OutsideOutcome, tuple[str, str]]] = {
    OutsideOutcome.DONE: ("已办理", "done"),
    OutsideOutcome.NOTHING: ("未查得财产或者未找到人", "nothing was found"),
    OutsideOutcome.FILED_THERE: ("当地法院已立案", "the court there filed the case"),
    OutsideOutcome.REFUSED: ("当地法院退回", "the court there returned it"),
}
"""What can come of it, in its words."""


class Lies(StrEnum):
    """Say what lies in the other province."""

    RESIDENCE = "RESIDENCE"
    PROPERTY = "PROPERTY"


@dataclass(frozen=True, slots=True)
class OutsidePoint:
    """Give one lead or thing that lies in another province; ``source`` is its act or its thing."""

    lies: Lies
    province: str
    source: UUID
    party: UUID
    since: date
    label: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class OutsideOrderView:
    """Give one decision about another province, and what came of it."""

    order: UUID
    way: Way
    province: str
    ordered_on: date
    due_on: date
    outcome: OutsideOutcome | None
    reported_on: date | None

    def is_overdue(self, on: date) -> bool:
        """Say whether its day has gone by and nothing was heard."""
        return self.outcome is None and self.due_on < on


def list_outside(court_no: int, case: UUID) -> list[OutsidePoint]:
    """List what of a case lies in another province: residence by leads, property by its place.

    A thing lies where its register says, else where the local institution that told it is.
    """
    found = [*_residences(cases.list_acts(court_no, case)), *_things(court_no, case)]
    return sorted(found, key=lambda p: (p.since, str(p.source)))


def list_outside_orders(facts: Facts) -> list[OutsideOrderView]:
    """List what was decided about other provinces, in order."""
    return [
        OutsideOrderView(
            o.order,
            o.way,
            o.province,
            o.ordered_on,
            o.due_on,
            OutsideOutcome(o.outcome) if o.outcome else None,
            o.reported_on,
        )
        for o in facts.of(OutsideWork).orders
    ]


def _residences(acts: list[ActView]) -> Iterator[OutsidePoint]:
    for act in acts:
        payload: Any = act.payload if isinstance(act.payload, dict) else {}
        province = str(payload.get("out_of_area", ""))
        if act.type not in ("LEAD_FOUND", "EVIDENCE_TAKEN") or not province:
            continue
        party = UUID(str(payload["party"]))
        yield OutsidePoint(Lies.RESIDENCE, province, act.id, party, act.occurred_on, act.type)


def _things(court_no: int, case: UUID) -> Iterator[OutsidePoint]:
    views = list_assets(court_no, case)
    known = list_institutions_by_id({v.institution for v in views if v.institution is not None})
    for view in views:
        told = find_particulars(court_no, view.id)
        place = "" if told is None else told.location
        if not province_in(place) and view.institution is not None:
            unit = known[view.institution]
            place = unit.province if unit.tier is Tier.LOCAL else ""
        province = elsewhere([place], court_no)
        if province:
            yield _thing(view, province)


def _thing(view: AssetView, province: str) -> OutsidePoint:
    return OutsidePoint(
        Lies.PROPERTY,
        province,
        view.id,
        view.party,
        view.found_on,
        view.kind,
        view.identifier_tail,
    )
