"""What is put up for a freeze or a release of money: in words, with findings and terms."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from zhixing.assets.acts import Control
from zhixing.assets.kinds import Way, kind_of
from zhixing.courts.kinds import Matter
from zhixing.inquiry import models
from zhixing.inquiry.drafting import Draft, Thing, is_held_with_its_right
from zhixing.inquiry.moneys import foreign_words, whole_only
from zhixing.inquiry.parts import part_of_right, standing_terms
from zhixing.inquiry.products import units_for
from zhixing.inquiry.reach import is_hung, speak_of
from zhixing.inquiry.terms import NO_TERMS, Terms
from zhixing.inquiry.values import FreezeOrder, ReleaseOrder, refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.condition import Permission
from zhixing.law.seizure.limit import Limit
from zhixing.law.seizure.term import Term


def freeze_draft(
    thing: Thing,
    order: FreezeOrder,
    found: tuple[Finding[Limit], Finding[Permission], Finding[Term]],
    terms: Terms = NO_TERMS,
    more: tuple[Finding[Any], ...] = (),
) -> Draft:
    """Give what is put up for one freeze of an amount in yuan, with the findings behind it."""
    until = found[2].value.latest_end_on
    if is_hung(thing.view, thing.institution):
        terms = units_for(thing.view, order.amount)
    zh, en = speak_of(thing.view, thing.institution.name)
    return Draft(
        Measure.FREEZE,
        order.amount,
        Matter.FREEZE,
        f"拟冻结{zh}{order.amount.yuan}元{foreign_words(thing.view, terms)}，至{until}止。",
        f"Freeze {order.amount.yuan} yuan of {en} until {until}.",
        until=order.until,
        protected_minimum=order.protected_minimum,
        findings=(*found, *more),
        terms=replace(terms, keep_free=order.protected_minimum or None),
    )


def release_draft(
    thing: Thing, control: Control, origin: models.Request, order: ReleaseOrder
) -> Draft:
    """Give what is put up for one release.

    :raises InquiryRefused: no reason, or more than stands.
    """
    stands = max(control.stands, Fen(1))
    terms = NO_TERMS if is_held_with_its_right(thing.view) else standing_terms(origin)
    is_by_units = kind_of(thing.view.kind).way is not Way.MONEY or terms.quantity is not None
    if order.amount is not None and (terms.foreign or is_by_units):
        raise whole_only()
    amount = stands if order.amount is None else order.amount
    if order.quantity is not None:
        amount, terms = part_of_right(thing, control, terms, order.quantity)
    if not order.reason.strip() or not ZERO < amount <= stands:
        raise refuse(
            "RELEASE_NOT_DEFINITE",
            f"解除须写明理由，且金额不超过现控制的{control.stands.yuan}元。",
            f"A release needs a reason and at most the {control.stands.yuan} yuan controlled.",
            field="amount" if order.reason.strip() else "reason",
        )
    zh, en = speak_of(thing.view, thing.institution.name)
    how_much = "" if amount == stands and amount == Fen(1) else f"{amount.yuan}元"
    if order.quantity is not None:
        how_much = f"{order.quantity}{terms.unit}（折{amount.yuan}元）"
    return Draft(
        Measure.RELEASE,
        amount,
        Matter.RELEASE,
        f"拟解除冻结{zh}{how_much}：{order.reason}",
        f"Release {amount.yuan} yuan of {en}: {order.reason}",
        reason=order.reason.strip(),
        origin=origin,
        terms=terms,
    )
