"""Orders frozen foreign money exchanged and moved to the court, by letter over the counter route.

No wire carries the order to exchange (see ``reach.is_reached``): the papers go to the bank's
window, and what it exchanged at which rate comes back on its receipt. The books of the freeze
are in yuan at the rate of the freeze; what is exchanged is taken out of it by that rate, so that
a freeze ends when the last of its foreign amount is gone, whatever the yuan were worth that day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Control
from zhixing.assets.currencies import foreign_text
from zhixing.assets.limits import claim_with_fee, facts_about_thing
from zhixing.cases.permissions import require_step
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.case_fund import case_fund
from zhixing.inquiry.controlling import (
    is_liable,
    not_controlled,
    require_control,
)
from zhixing.inquiry.drafting import Draft, Thing, find_origin, plan_of, put_up, take_thing
from zhixing.inquiry.limits import pending_on_asset
from zhixing.inquiry.moneys import PER_HUNDRED_UNITS
from zhixing.inquiry.parts import standing_terms
from zhixing.inquiry.reach import speak_of
from zhixing.inquiry.reserve.purses import look_into, refuse_protected
from zhixing.inquiry.terms import Terms
from zhixing.inquiry.values import ForeignTransferOrder, refuse
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.foreign_taking import foreign_taking
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class FrozenForeign:
    """Say how much of a foreign currency stands frozen, and what it counts for in the books."""

    amount: Fen
    stands: Fen
    per_hundred: Fen

    @classmethod
    def of(cls, stands: Fen, terms: Terms) -> FrozenForeign:
        """Read what stands in yuan back into the currency, at the rate of the freeze.

        :raises InquiryRefused: it was not frozen at a rate.
        """
        if terms.rate is None or terms.foreign is None:
            raise not_controlled()
        rate, whole = terms.rate.per_hundred, terms.foreign
        if stands >= _worth(whole, rate):
            return cls(whole, stands, rate)
        return cls(Fen(ceil(Fraction(stands * PER_HUNDRED_UNITS, rate))), stands, rate)

    def counts_for(self, part: Fen) -> Fen:
        """Give what a part of it takes out of the books; all of it takes all."""
        if part >= self.amount:
            return self.stands
        return max(Fen(self.stands - _worth(Fen(self.amount - part), self.per_hundred)), Fen(1))


def order_foreign_transfer(order: ForeignTransferOrder, on: date, *, by: Principal) -> UUID:
    """Order frozen foreign money exchanged and moved (外币兑换扣划); gives the matter.

    Approved, it goes to the bank's window; the receipt tells rate, day and yuan, and the money
    itself arrives as a receipt of the court's account.

    :raises StepRefused: no enforcement notice was sent, or the case is not running.
    :raises TakingRefused: more than is frozen or owed.
    :raises RateRefused: no rate, or one of a later day.
    :raises InquiryRefused: no foreign money, no freeze of ours, no window of the bank, no account
        of the case, or another transfer of it is on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.TRANSFER, on, by=by)
    _require_foreign(thing)
    control, origin = require_control(thing)
    terms = Terms(rate=order.rate, foreign=order.foreign)
    frozen, findings = check_foreign_transfer(thing, control, origin, terms, on)
    zh, en = speak_of(thing.view, thing.institution.name)
    much = foreign_text(order.foreign, thing.view.currency)
    draft = Draft(
        Measure.TRANSFER,
        frozen.counts_for(order.foreign),
        Matter.TRANSFER,
        f"拟将{zh}{much}兑换为人民币后扣划至案款专户（按{order.rate.on}{order.rate.source}"
        f"每100外币折{order.rate.per_hundred.yuan}元计），到协助单位窗口以书面办理。",
        f"Exchange {order.foreign.yuan} (currency {thing.view.currency}) of {en} and transfer the "
        "yuan to the case's account, by letter at the institution's window.",
        origin=origin,
        fund=case_fund(order.case, on, by),
        findings=findings,
        terms=terms,
    )
    return put_up(thing, draft, on, by=by)


def check_foreign_transfer(
    thing: Thing,
    control: Control,
    origin: models.Request,
    terms: Terms,
    on: date,
    *,
    apart_from: UUID | None = None,
) -> tuple[FrozenForeign, tuple[Finding[Any], ...]]:
    """Find that an exchange is permitted and within what stands frozen and is owed.

    :raises StepRefused: see ``order_foreign_transfer``.
    :raises TakingRefused: see ``order_foreign_transfer``.
    :raises InquiryRefused: see ``order_foreign_transfer``.
    """
    view, facts = thing.view, thing.facts
    if pending_on_asset(view.court_no, view.id, Measure.TRANSFER, apart_from=apart_from):
        raise _one_at_a_time()
    held = control.stands if control.rank == 1 else ZERO
    about = facts_about_thing(
        facts,
        on,
        limit=held,
        available=held,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    permitted = require_step(ActType.TRANSFER, about, on)
    frozen = FrozenForeign.of(held, standing_terms(origin))
    rate = terms.rate
    taking = foreign_taking(
        on=on,
        foreign=int(terms.foreign or ZERO),
        frozen=int(frozen.amount),
        owed=claim_with_fee(view.court_no, facts, on),
        per_hundred=None if rate is None else rate.per_hundred,
        rate_on=None if rate is None else rate.on,
        source="" if rate is None else rate.source,
    )
    left_free = Fen(int(plan_of(origin).get("protected_minimum") or 0))
    purses = look_into(view.court_no, [view.party], on)
    stays = purses.stays_of_frozen(view, facts, left_free)
    refuse_protected(frozen.counts_for(terms.foreign or ZERO), held, stays, on)
    return frozen, (permitted, taking, *stays.findings)


def get_frozen_foreign(court_no: int, control: Control) -> FrozenForeign | None:
    """Give how much of its currency a freeze holds now; None where it was not frozen at a rate."""
    origin = find_origin(court_no, control.asset)
    terms = None if origin is None else standing_terms(origin)
    if terms is None or terms.rate is None:
        return None
    return FrozenForeign.of(control.stands, terms)


def _require_foreign(thing: Thing) -> None:
    if thing.view.currency == CNY:
        raise refuse(
            "NOT_FOREIGN",
            "该账户为人民币存款。",
            "The account is in yuan.",
            field="asset",
            remedy=("请使用“扣划”，写明人民币金额。", "Order a transfer of yuan."),
        )


def _one_at_a_time() -> Exception:
    return refuse(
        "ORDER_PENDING",
        "该外币存款的兑换扣划正在审批或者办理。",
        "An exchange of this foreign money is being approved or carried out.",
        field="asset",
        remedy=("请等待结果，或撤回前一申请。", "Wait for it, or withdraw the first."),
    )


def _worth(foreign: Fen, per_hundred: Fen) -> Fen:
    return Fen(floor(Fraction(foreign * per_hundred, PER_HUNDRED_UNITS)))
