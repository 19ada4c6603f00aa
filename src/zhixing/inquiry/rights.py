"""Orders freezing of rights that are sold later: shares, a stake in a company, units of a trust.

A right is frozen by share or number, not by an amount, and others may stand before us on it:
then ours waits in line (轮候冻结) and counts for nothing until it takes effect. What it is worth
counts against the claim as far as it is known.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import facts_about_thing, limit_on
from zhixing.assets.queries import find_particulars, list_assets
from zhixing.assets.queueing import rank_for
from zhixing.cases.permissions import require_step
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.inquiry.controlling import (
    freeze_term,
    is_liable,
    refuse_controlled,
    refuse_pending,
)
from zhixing.inquiry.drafting import Draft, Thing, put_up, take_thing
from zhixing.inquiry.limits import pending_on_case
from zhixing.inquiry.reach import kind_finding, speak_of
from zhixing.inquiry.reserve.purses import require_purpose
from zhixing.inquiry.sealing import other_property
from zhixing.inquiry.terms import UNKNOWN_VALUE, Terms
from zhixing.inquiry.values import RightFreezeOrder, refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.indivisible import seize_indivisible
from zhixing.law.seizure.shares import shares_to_freeze
from zhixing.law.seizure.term import Term
from zhixing.platform.principal import Principal


def order_right_freeze(order: RightFreezeOrder, on: date, *, by: Principal) -> UUID:
    """Order a right frozen (冻结股权、证券等); gives the matter to be approved.

    Behind others it is ordered all the same and waits in line. Of what can be divided only
    so much as the claim needs; by share or number where the value is unknown.

    :raises KindRefused: what it is, is controlled otherwise.
    :raises StepRefused: the law does not permit a freeze now.
    :raises ExcessRefused: more than the claim needs, or others suffice.
    :raises TermRefused: the last day asked for is too late.
    :raises InquiryRefused: exempt, controlled or ordered already, more than is held, or not
        on the wire.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.FREEZE, on, by=by)
    require_purpose(thing.view, thing.facts, on)
    refuse_controlled(thing.control)
    refuse_pending(thing, Measure.FREEZE, by.court_no)
    pending = pending_on_case(by.court_no, order.case)
    term = freeze_term(on, order.until, kind_of(thing.view.kind).term)
    return put_up(thing, right_draft(thing, order, term, on, pending=pending), on, by=by)


def right_draft(
    thing: Thing,
    order: RightFreezeOrder,
    term: Finding[Term],
    on: date,
    *,
    pending: Fen,
    ordered: Collection[UUID] = (),
) -> Draft:
    """Give what is put up for one freeze of a right, with the findings behind it.

    :raises Refusal: see ``order_right_freeze``.
    """
    _require_right(thing)
    value = value_of(order)
    terms = _terms(thing, order)
    secured, findings = find_right_freeze(thing, value, terms, on, pending=pending, ordered=ordered)
    return Draft(
        Measure.FREEZE,
        UNKNOWN_VALUE if value is None else min(value, secured),
        Matter.FREEZE,
        *_words(thing, terms, term.value.latest_end_on, on),
        until=order.until,
        value=value,
        findings=(*findings, term),
        terms=replace(terms, secured=secured),
    )


def check_right_freeze(
    thing: Thing, value: Fen | None, terms: Terms, on: date, *, apart_from: UUID | None = None
) -> tuple[Fen, tuple[Finding[Any], ...]]:
    """Find that a freeze of a right is permitted and no excess; gives what it is for.

    :raises StepRefused: see ``order_right_freeze``.
    :raises ExcessRefused: see ``order_right_freeze``.
    """
    view = thing.view
    pending = pending_on_case(view.court_no, view.case, apart_from=apart_from)
    return find_right_freeze(thing, value, terms, on, pending=pending)


def find_right_freeze(
    thing: Thing,
    value: Fen | None,
    terms: Terms,
    on: date,
    *,
    pending: Fen,
    ordered: Collection[UUID] = (),
) -> tuple[Fen, tuple[Finding[Any], ...]]:
    """Find the same where it is known what the case's other orders speak for (``pending``).

    ``ordered`` things count for nothing beside: what is ordered of them is in ``pending``.

    :raises StepRefused: see ``order_right_freeze``.
    :raises ExcessRefused: see ``order_right_freeze``.
    """
    view, facts = thing.view, thing.facts
    limit = limit_on(view.court_no, facts, on, pending=pending)
    claim = limit.value.claim_limit
    about = facts_about_thing(
        facts,
        on,
        limit=claim,
        available=claim,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    found: list[Finding[Any]] = [limit, require_step(ActType.FREEZE, about, on)]
    kind = kind_finding(view, Measure.FREEZE, on)
    if kind is not None:
        found.append(kind)
    if terms.closing_price is not None and terms.quantity is not None:
        found.append(
            shares_to_freeze(
                on=on,
                claim=claim,
                costs=ZERO,
                closing_price=terms.closing_price,
                proposed=int(terms.quantity),
            )
        )
    elif value is not None:
        others = [a for a in list_assets(view.court_no, view.case) if a.id not in ordered]
        found.append(
            seize_indivisible(
                on=on,
                value=value,
                remaining_limit=claim,
                other_property=other_property(others, view, thing),
                is_divisible=kind_of(view.kind).is_divisible,
            )
        )
    return claim, tuple(found)


def value_of(order: RightFreezeOrder) -> Fen | None:
    """Give what is known to be frozen in yuan: stated, or number by closing price."""
    if order.value is not None and order.value <= ZERO:
        raise refuse(
            "NOTHING_ORDERED", "价值须大于零。", "The value must be above zero.", field="value"
        )
    if order.closing_price is None:
        return order.value
    if order.quantity is None or order.quantity != int(order.quantity):
        raise refuse(
            "NUMBER_NEEDED",
            "按收盘价冻结须写明股数（整数）。",
            "A freeze by closing price needs the number of shares, whole.",
            field="quantity",
        )
    return Fen(int(order.quantity) * order.closing_price)


def read_extent(text: str) -> Decimal | None:
    """Read a share or number; a per cent sign and commas may stand in it.

    :raises InquiryRefused: it is none.

    >>> read_extent("33.5%"), read_extent("1,000股"), read_extent(" ")
    (Decimal('33.5'), Decimal('1000'), None)
    """
    plain = text.strip().rstrip("%％股").replace(",", "")
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise refuse(
            "NOT_A_NUMBER",
            f"“{text[:40]}”不是数量。",
            f"{text[:40]!r} is no number.",
            field="quantity",
        )
    return number


def _require_right(thing: Thing) -> None:
    kind = kind_of(thing.view.kind)
    if kind.way is not Way.RIGHT:
        raise refuse(
            "FROZEN_BY_AMOUNT",
            f"{kind.zh}按金额冻结。",
            f"A {kind.en} is frozen by an amount.",
            field="asset",
            remedy=("请使用“冻结”。", "Use the freeze of money."),
        )


def _terms(thing: Thing, order: RightFreezeOrder) -> Terms:
    """Give the terms of an order, its quantity held against what the register told.

    :raises InquiryRefused: nothing or more than is held; neither quantity nor value of what
        can be divided.
    """
    view, quantity = thing.view, order.quantity
    told = find_particulars(view.court_no, view.id)
    held = None if told is None or not told.quantity else Decimal(told.quantity)
    unit = "" if told is None else told.unit
    if quantity is None and order.value is None and held is None:
        raise refuse(
            "EXTENT_NEEDED",
            "价额无法确定的，须写明冻结的比例或者数量。",
            "While the value is unknown, state the share or number to be frozen.",
            field="quantity",
        )
    if quantity is not None and (quantity <= 0 or (held is not None and quantity > held)):
        raise refuse(
            "ABOVE_HELD",
            f"拟冻结{quantity}{unit}，登记持有{held or '不详'}{unit}。",
            f"{quantity} {unit} are ordered; {held or 'an unknown number'} are registered.",
            field="quantity",
            remedy=("请按登记的数量以内冻结。", "Freeze at most what is registered."),
        )
    return Terms(
        quantity=quantity if quantity is not None else held,
        unit=unit,
        closing_price=order.closing_price,
        with_income=order.with_income,
    )


def _words(thing: Thing, terms: Terms, last: date, on: date) -> tuple[str, str]:
    rank = rank_for(thing.view.court_no, thing.view.id, on)
    zh, en = speak_of(thing.view, thing.institution.name)
    much = "" if terms.quantity is None else f"{terms.quantity}{terms.unit}"
    income = ("及其孳息", " with its income") if terms.with_income else ("", "")
    verb = ("轮候冻结", "Queued freeze of") if rank > 1 else ("冻结", "Freeze")
    return (
        f"拟{verb[0]}{zh}{much}{income[0]}（第{rank}顺位），至{last}止。",
        f"{verb[1]} {en} {much}{income[1]} (rank {rank}) until {last}.",
    )
