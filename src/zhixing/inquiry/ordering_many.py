"""Orders the queries of many cases at once: sorted, one act for each order, rows by COPY.

What one order writes, ``ordering.py`` says; here a thousand are written with a statement for
each table. They differ in one thing: institutions get one notice for up to two hundred persons,
with the list of cases (多案集中查询), in the place of a notice for each case.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import find_locked, unknown_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.funds.ledger import check_repeat
from zhixing.inquiry import acts, models
from zhixing.inquiry.counter.opening import require_window
from zhixing.inquiry.messages import is_by_hand
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.ordering import Asking, permissions
from zhixing.inquiry.requests_many import Ready, write_many
from zhixing.inquiry.values import QueryOrder, refuse
from zhixing.institutions.records import InstitutionView
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.law.procedure.condition import Permission
from zhixing.parties import queries as parties
from zhixing.platform.principal import Principal

MOST_AT_ONCE: Final = 1000
"""How many orders are taken together; more go in several calls, each whole or not at all."""


@dataclass(frozen=True, slots=True)
class OrderRefused:
    """Say of one order, by its place counted from 1 and its case, why it is refused."""

    row: int
    case: UUID
    code: str
    zh: str
    en: str
    field: str = ""
    remedy_zh: str = ""
    remedy_en: str = ""


@dataclass(frozen=True, slots=True)
class OrderedMany:
    """Give the batch of each order in its place, None where refused, and why.

    ``requests`` counts the requests that went out, or would go out.
    """

    batches: tuple[UUID | None, ...]
    refused: tuple[OrderRefused, ...]
    requests: int


def preview_queries(orders: Sequence[QueryOrder], on: date, *, by: Principal) -> OrderedMany:
    """Say what ordering these queries would bring, and which of them would be refused.

    :raises InquiryRefused: there are too many, or none.
    """
    require(by, Capability.ORDER_QUERY)
    found = _Sorting.of(orders, on, by)
    count = sum(len(one.asked) * len(one.order.parties) for one in found.good)
    return OrderedMany(tuple(found.batches), tuple(found.refused), count)


def order_queries(
    orders: Sequence[QueryOrder], on: date, *, by: Principal, keep_good: bool = True
) -> OrderedMany:
    """Order the queries of many cases; every one refused is named, the others go out.

    A repeat under a key gives the first batch. Without ``keep_good`` nothing goes out where
    one is refused.

    Law: 法释〔2013〕20号 art. 3.

    :raises InquiryRefused: there are too many, or none.
    :raises Refusal: the court has no seal, or the law of the day gives the notice no basis.
    """
    require(by, Capability.ORDER_QUERY)
    found = _Sorting.of(orders, on, by)
    if found.refused and not keep_good:
        return OrderedMany(tuple(found.batches), tuple(found.refused), 0)
    for one in found.good:
        found.batches[one.place] = one.batch
    _write_batches(found.good, on, by)
    written = write_many([one.ready() for one in found.good], on, by=by)
    append_all([one.news(on) for one in found.good], by=by)
    written.bring(on, by=by)
    given = {one.order.key: one.batch for one in found.good}
    for place, key in found.repeated.items():
        found.batches[place] = given.get(key)
    return OrderedMany(tuple(found.batches), tuple(found.refused), written.count)


@dataclass(slots=True)
class _Good:
    """Hold an order that may go out: what the case's facts permit, and whom it asks."""

    place: int
    order: QueryOrder
    facts: Facts
    findings: tuple[Finding[Permission], ...]
    asked: list[InstitutionView]
    batch: UUID = field(default_factory=new_id)

    @property
    def tiers(self) -> list[str]:
        return sorted({i.tier.value for i in self.asked})

    def ready(self) -> Ready:
        """Give what its requests are written from."""
        return Ready(self.order, self.batch, self.facts, tuple(self.asked))

    def news(self, on: date) -> NewAct:
        """Give its act."""
        count = len(self.asked) * len(self.order.parties)
        asked = tuple(i.id for i in self.asked)
        parties_asked = self.order.parties
        payload = acts.QueryOrdered(self.batch, tuple(self.tiers), asked, parties_asked, count)
        return NewAct(self.order.case, payload, on, findings=self.findings, correlation=self.batch)


@dataclass(slots=True)
class _Sorting:
    """Sort orders into those that may go out, those given before, and those refused."""

    batches: list[UUID | None]
    good: list[_Good]
    refused: list[OrderRefused]
    repeated: dict[int, str]

    @classmethod
    def of(cls, orders: Sequence[QueryOrder], on: date, by: Principal) -> _Sorting:
        """Lock the cases, and ask the law about each order."""
        _check_count(orders)
        known_cases = find_locked({o.case for o in orders}, by)
        keys = [o.key for o in orders]
        batches = models.Batch.objects.filter(court_no=by.court_no, key__in=keys)
        known = {batch.key: (batch.body_hash, batch.id) for batch in batches}
        facts = cases.list_facts(by.court_no, list(known_cases))
        asking, officers = Asking(on, by), Officers(on, by)
        indexes = parties.list_number_indexes({p for o in orders for p in o.parties})
        found = cls([None] * len(orders), [], [], {})
        said: dict[str, str] = {}
        for place, order in enumerate(orders):
            try:
                if order.key in known:
                    body, batch = known[order.key]
                    check_repeat(order.key, body, order.body_hash)
                    found.batches[place] = batch
                elif order.key in said:
                    check_repeat(order.key, said[order.key], order.body_hash)
                    found.repeated[place] = order.key
                elif order.case not in known_cases:
                    raise unknown_case()
                else:
                    stood = facts.get(order.case, Facts())
                    findings = tuple(permissions(stood, order.parties, on, indexes))
                    asked = asking.whom(order)
                    for institution in asked:
                        if is_by_hand(institution):
                            require_window(institution)
                    officers.of(stood)
                    found.good.append(_Good(place, order, stood, findings, asked))
                    said[order.key] = order.body_hash
            except Refusal as refusal:
                found.refused.append(_named(place, order, refusal))
        return found


def _check_count(orders: Sequence[QueryOrder]) -> None:
    if not 1 <= len(orders) <= MOST_AT_ONCE:
        raise refuse(
            "TOO_MANY_AT_ONCE",
            f"一次可发起一至{MOST_AT_ONCE}件查询，本次{len(orders)}件。",
            f"One to {MOST_AT_ONCE} queries are ordered at once; these are {len(orders)}.",
            field="orders",
            remedy=("请分批发起。", "Order them in several calls."),
        )


def _named(place: int, order: QueryOrder, refusal: Refusal) -> OrderRefused:
    return OrderRefused(
        place + 1,
        order.case,
        refusal.code,
        refusal.message_zh,
        refusal.message_en,
        refusal.field or "",
        refusal.remedy_zh,
        refusal.remedy_en,
    )


def _write_batches(good: Sequence[_Good], on: date, by: Principal) -> None:
    models.Batch.objects.bulk_create(
        [
            models.Batch(
                id=one.batch,
                court_no=by.court_no,
                case_id=one.order.case,
                key=one.order.key,
                body_hash=one.order.body_hash,
                tiers=one.tiers,
                ordered_on=on,
            )
            for one in good
        ]
    )
