"""Orders a plan of control as a whole: each thing its own matter, refusals named one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.operations import lock_debtor, take_over_find
from zhixing.assets.queries import AssetView, list_assets
from zhixing.cases import queries as cases
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry.controlling import order_freeze
from zhixing.inquiry.overview import debtors_of
from zhixing.inquiry.planning.plan import Planned, Spared, plan_control
from zhixing.inquiry.reserve.purses import standard_missing
from zhixing.inquiry.sealing import order_sealing
from zhixing.inquiry.values import FreezeOrder, SealOrder, refuse
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.control_plan import TAKEN, Choice
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """Ask for the plan of a case to be ordered.

    ``kept_free`` is what must stay for living where that is more than the law leaves, ``business``
    what production depends on.
    """

    case: UUID
    kept_free: Fen = ZERO
    business: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class NotOrdered:
    """Name a thing of the plan that could not be ordered, and why."""

    asset: UUID
    code: str
    message_zh: str
    message_en: str


@dataclass(frozen=True, slots=True)
class PlanOrdered:
    """Give the matters put up, and what was refused."""

    matters: tuple[UUID, ...]
    refused: tuple[NotOrdered, ...]


def propose_control_plan(order: PlanOrder, on: date, *, by: Principal) -> PlanOrdered:
    """Order every thing the plan takes; each is approved on its own.

    What another case of the court found is taken over into this one first.

    Each order asks the law and the limit again. One that is refused leaves the others.

    :raises InquiryRefused: the plan takes nothing, or nobody said what a natural person needs.
    """
    require(by, Capability.ORDER_FREEZE)
    _lock(order.case, by)
    facts = cases.facts_now(by.court_no, order.case)
    spared = Spared(order.kept_free, frozenset(order.business))
    planned = plan_control(by.court_no, order.case, facts, on, spared)
    chosen = [c for c in planned.finding.value.choices if c.verdict in TAKEN]
    if not chosen:
        raise refuse(
            "NOTHING_TO_CONTROL",
            "按方案没有可以控制的财产。",
            "The plan takes nothing.",
            field="case",
            remedy=("请查看每项财产的理由。", "Look at the reason of each thing."),
        )
    if any(planned.things[c.id].party in planned.unknown and _is_money(planned, c) for c in chosen):
        raise standard_missing(on)
    matters, refused = list[UUID](), list[NotOrdered]()
    for choice in chosen:
        view = planned.things[choice.id]
        make = _order_of(order.case, view, choice, planned.kept.get(choice.id, ZERO), on, by)
        try:
            with transaction.atomic():
                matters.append(make())
        except Refusal as refusal:
            refused.append(
                NotOrdered(view.id, refusal.code, refusal.message_zh, refusal.message_en)
            )
    return PlanOrdered(tuple(matters), tuple(refused))


def _is_money(planned: Planned, choice: Choice) -> bool:
    return kind_of(planned.things[choice.id].kind).way is Way.MONEY


def _order_of(
    case: UUID, view: AssetView, choice: Choice, kept: Fen, on: date, by: Principal
) -> Callable[[], UUID]:
    def make() -> UUID:
        thing = view.id if view.case == case else take_over_find(case, view.id, on, by=by)
        if kind_of(view.kind).is_sealed:
            value = choice.amount if choice.amount > ZERO else None
            return order_sealing(SealOrder(case, thing, value), on, by=by)
        freeze = FreezeOrder(case, thing, choice.amount, protected_minimum=kept)
        return order_freeze(freeze, on, by=by)

    return make


def _lock(case: UUID, by: Principal) -> None:
    found = {view.party for view in list_assets(by.court_no, case)}
    for party in sorted(found.union(debtors_of(cases.facts_now(by.court_no, case)))):
        lock_debtor(party)
    lock_case(case, by)
