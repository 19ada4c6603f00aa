"""Orders control of money: freeze, renew, release, transfer; each waits for its approval."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Control
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import claim_with_fee, facts_about_thing, limit_on
from zhixing.assets.queries import get_asset
from zhixing.cases.acts import Role
from zhixing.cases.docket.chapters import Standings
from zhixing.cases.docket.facts import Facts
from zhixing.cases.permissions import require_step
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.case_fund import case_fund
from zhixing.inquiry.dividends import refuse_not_due
from zhixing.inquiry.drafting import (
    Draft,
    Thing,
    is_held_with_its_right,
    origin_of_thing,
    put_up,
    take_thing,
)
from zhixing.inquiry.keeping.orders import list_renewing, overtake_proposals
from zhixing.inquiry.limits import pending_on_asset, pending_on_case
from zhixing.inquiry.money_drafts import freeze_draft, release_draft
from zhixing.inquiry.moneys import (
    check_fund,
    money_terms,
    require_money,
)
from zhixing.inquiry.parts import standing_terms
from zhixing.inquiry.reach import not_for_the_wire, speak_of
from zhixing.inquiry.reserve.purses import Stays, look_into, refuse_protected, require_purpose
from zhixing.inquiry.terms import Terms
from zhixing.inquiry.values import (
    FreezeOrder,
    InquiryRefused,
    ReleaseOrder,
    RenewalOrder,
    TransferOrder,
    refuse,
)
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.instruments import find_citation
from zhixing.law.procedure.condition import Permission
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.limit import Limit
from zhixing.law.seizure.term import Asset, Term, seizure_term
from zhixing.platform.principal import Principal


def order_freeze(order: FreezeOrder, on: date, *, by: Principal) -> UUID:
    """Order money frozen within the limit of the claim; gives the matter to be approved.

    What other orders of the case already ask for counts as if it were controlled.

    :raises ExcessRefused: above the limit, or it touches the protected minimum.
    :raises StepRefused: the law does not permit a freeze now.
    :raises TermRefused: the last day asked for is too late.
    :raises KindRefused: what it is may not be frozen.
    :raises RateRefused: foreign money without a rate.
    :raises InquiryRefused: exempt, controlled or ordered already, not on the wire, or nobody said
        what a natural person needs to live.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.FREEZE, on, by=by)
    require_purpose(thing.view, thing.facts, on)
    refuse_controlled(thing.control)
    refuse_pending(thing, Measure.FREEZE, by.court_no)
    require_money(thing)
    thing, amount, terms, found = money_terms(thing, order.amount, order.rate, on)
    stays, limit, permitted = check_freeze(thing, amount, order.protected_minimum, on)
    term = freeze_term(on, order.until, kind_of(thing.view.kind).term)
    order = replace(order, amount=amount, protected_minimum=stays.amount)
    more = (*stays.findings, *found)
    return put_up(
        thing, freeze_draft(thing, order, (limit, permitted, term), terms, more), on, by=by
    )


def check_freeze(
    thing: Thing,
    amount: Fen,
    stated: Fen,
    on: date,
    *,
    apart_from: UUID | None = None,
) -> tuple[Stays, Finding[Limit], Finding[Permission]]:
    """Find that a freeze of an amount is within the limit and permitted, under the locks.

    ``stated`` is what was said to stay free; the law may leave more.

    :raises ExcessRefused: see ``order_freeze``.
    :raises StepRefused: see ``order_freeze``.
    :raises InquiryRefused: see ``order_freeze``.
    """
    view = thing.view
    pending = pending_on_case(view.court_no, view.case, apart_from=apart_from)
    purses = look_into(view.court_no, [view.party], on)
    stays = purses.stays_in(view, thing.facts, stated)
    return stays, *find_freeze(thing, amount, stays, on, pending=pending)


def find_freeze(
    thing: Thing,
    amount: Fen,
    stays: Stays,
    on: date,
    *,
    pending: Fen,
    claim: Fen | None = None,
) -> tuple[Finding[Limit], Finding[Permission]]:
    """Find the same where it is known what the case's other orders speak for (``pending``).

    ``stays`` is what must stay free in it; ``claim`` is what the law said the claim leaves
    beside ``pending``, where it was asked.

    :raises ExcessRefused: see ``order_freeze``.
    :raises StepRefused: see ``order_freeze``.
    """
    view, facts = thing.view, thing.facts
    if amount <= ZERO:
        raise refuse(
            "NOTHING_ORDERED", "金额须大于零。", "The amount must be above zero.", field="amount"
        )
    if claim is None:
        claim = limit_on(view.court_no, facts, on, pending=pending).value.claim_limit
    known = view.balance if view.balance is not None else view.available
    about = facts_about_thing(
        facts,
        on,
        limit=claim,
        available=amount if known is None else known,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
        is_identified=thing.is_identified,
    )
    permitted = require_step(ActType.FREEZE, about, on)
    _refuse_above_balance(view.balance, amount, claim)
    limit = limit_on(
        view.court_no,
        facts,
        on,
        pending=pending,
        balance=view.balance,
        protected_minimum=stays.amount,
        proposed=amount,
        held_before=stays.held_before(thing.institution),
    )
    return limit, permitted


def freeze_term(on: date, until: date | None, asset: Asset = Asset.DEPOSIT) -> Finding[Term]:
    """Find the term of a freeze that takes effect today."""
    return seizure_term(on=on, asset=asset, effective_on=on, end_on=until)


def renewal_term(
    control: Control, on: date, until: date | None, asset: Asset = Asset.DEPOSIT
) -> Finding[Term]:
    """Find the term of a renewal made today.

    :raises TermRefused: the freeze has ended, or the last day asked for is too late.
    """
    return seizure_term(
        on=on,
        asset=asset,
        effective_on=control.since,
        renews_end_on=control.until,
        end_on=until,
    )


def order_renewal(order: RenewalOrder, on: date, *, by: Principal) -> UUID:
    """Order a freeze renewed (续行冻结) before it ends; gives the matter to be approved.

    :raises TermRefused: it has ended, or the last day asked for is too late.
    :raises InquiryRefused: nothing of ours stands there, or a renewal is on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.RENEW, on, by=by)
    control, origin = require_control(thing)
    if is_held_with_its_right(thing.view):
        raise _renewed_with_its_right()
    overtake_proposals(thing.view, Measure.RENEW, on)
    refuse_renewing(thing, control)
    term = renewal_term(control, on, order.until, kind_of(thing.view.kind).term)
    zh, en = speak_of(thing.view, thing.institution.name)
    draft = Draft(
        Measure.RENEW,
        max(control.stands, Fen(1)),
        Matter.FREEZE,
        f"拟续行冻结{zh}，至{term.value.latest_end_on}止。",
        f"Renew the freeze of {en} until {term.value.latest_end_on}.",
        until=order.until,
        origin=origin,
        findings=(term,),
        terms=standing_terms(origin),
    )
    return put_up(thing, draft, on, by=by)


def order_release(order: ReleaseOrder, on: date, *, by: Principal) -> UUID:
    """Order a freeze, or a part of it, released (解除冻结); gives the matter to be approved.

    :raises InquiryRefused: nothing of ours stands there, no reason, more than stands, or
        another order on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.RELEASE, on, by=by)
    control, origin = require_control(thing)
    overtake_proposals(thing.view, Measure.RELEASE, on)
    refuse_pending(thing, Measure.RELEASE, by.court_no)
    return put_up(thing, release_draft(thing, control, origin, order), on, by=by)


def order_transfer(order: TransferOrder, on: date, *, by: Principal) -> UUID:
    """Order frozen money transferred (扣划) to the case's account; gives the matter.

    The bank's word makes the transfer an act; the money itself arrives as a receipt.

    :raises StepRefused: no enforcement notice was sent, or the case is not running.
    :raises InquiryRefused: no freeze of ours, more than it holds or is owed, a dividend that is
        not due yet, or the case has no account.
    """
    require(by, Capability.ORDER_FREEZE)
    _refuse_foreign(order.asset, by)
    thing = take_thing(order.case, order.asset, Measure.TRANSFER, on, by=by)
    control, origin = require_control(thing)
    permitted, *stays = check_transfer(thing, control, order.amount, on)
    taken = check_fund(thing, control, order.amount, order.fund_ground, on)
    zh, en = speak_of(thing.view, thing.institution.name)
    draft = Draft(
        Measure.TRANSFER,
        order.amount,
        Matter.TRANSFER,
        f"拟扣划{zh}{order.amount.yuan}元至案款专户。",
        f"Transfer {order.amount.yuan} yuan of {en} to the case's account.",
        origin=origin,
        fund=case_fund(order.case, on, by),
        findings=(permitted, *stays, *taken),
        terms=Terms(fund_ground=order.fund_ground),
    )
    return put_up(thing, draft, on, by=by)


def check_transfer(
    thing: Thing, control: Control, amount: Fen, on: date, *, apart_from: UUID | None = None
) -> tuple[Finding[Any], ...]:
    """Find that a transfer is permitted and within what stands frozen and is owed.

    What of it must stay with a natural person is not taken.

    :raises StepRefused: see ``order_transfer``.
    :raises InquiryRefused: see ``order_transfer``.
    """
    view, facts = thing.view, thing.facts
    refuse_not_due(view, facts, on)
    pending = pending_on_asset(view.court_no, view.id, Measure.TRANSFER, apart_from=apart_from)
    held = Fen(max(0, control.stands - pending)) if control.rank == 1 else ZERO
    about = facts_about_thing(
        facts,
        on,
        limit=held,
        available=held,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    permitted = require_step(ActType.TRANSFER, about, on)
    stays = look_into(view.court_no, [view.party], on).stays_of_frozen(view, facts)
    refuse_protected(amount, held, stays, on)
    owed = claim_with_fee(view.court_no, facts, on)
    most = min(held, owed)
    if not ZERO < amount <= most:
        raise refuse(
            "ABOVE_WHAT_STANDS",
            f"拟扣划{amount.yuan}元，超过可扣划的{Fen(most).yuan}元（已冻结且尚欠）。",
            f"{amount.yuan} yuan are above the {Fen(most).yuan} that are frozen and owed.",
            field="amount",
            basis=find_citation("CPL", 253, on=on),
            remedy=("请按已冻结且未清偿的数额扣划。", "Transfer at most what is frozen and owed."),
        )
    return permitted, *stays.findings


def _refuse_foreign(asset: UUID, by: Principal) -> None:
    view = get_asset(by.court_no, asset)
    if view.currency != CNY:
        raise not_for_the_wire(view, Measure.TRANSFER)


def require_control(thing: Thing) -> tuple[Control, models.Request]:
    """Give our standing control of a thing with the request that brought it about.

    :raises InquiryRefused: there is none.
    """
    control, origin = thing.control, origin_of_thing(thing.view)
    if control is None or origin is None:
        raise not_controlled()
    return control, origin


def not_controlled() -> InquiryRefused:
    """Make the refusal of what needs a freeze of ours."""
    return refuse(
        "NOT_CONTROLLED",
        "本案未经网络冻结该财产。",
        "This case has no freeze of it made over the wire.",
        field="asset",
        remedy=("请先冻结，或以书面办理。", "Freeze it first, or go by letter."),
    )


def _renewed_with_its_right() -> InquiryRefused:
    return refuse(
        "RENEWED_WITH_ITS_RIGHT",
        "该股息、红利随股权一并冻结，续行冻结股权即可。",
        "The dividend is held by the freeze of its right: renew that.",
        field="asset",
    )


def order_pending() -> InquiryRefused:
    """Make the refusal of a second order while the first is on its way."""
    return refuse(
        "ORDER_PENDING",
        "同一财产的同类措施正在审批或者办理。",
        "The same measure on this thing is being approved or carried out.",
        field="asset",
        remedy=("请等待结果，或撤回前一申请。", "Wait for it, or withdraw the first."),
    )


def is_liable(facts: Facts, party: UUID) -> bool:
    """Say whether a party answers for the debt with its property."""
    standings = facts.of(Standings)
    return any(party in standings.of_role(role) for role in (Role.DEBTOR, Role.GUARANTOR))


def _refuse_above_balance(balance: Fen | None, amount: Fen, claim: Fen) -> None:
    if balance is not None and balance < amount <= claim:
        raise refuse(
            "ABOVE_BALANCE",
            f"拟冻结{amount.yuan}元，超过查得余额{balance.yuan}元。",
            f"{amount.yuan} yuan are above the balance of {balance.yuan} that was found.",
            field="amount",
            remedy=("请按余额冻结，或重新查询。", "Freeze the balance, or query again."),
        )


def refuse_controlled(control: Control | None) -> None:
    """Insist that the case does not control a thing yet."""
    if control is not None:
        raise refuse(
            "ALREADY_CONTROLLED",
            "本案已冻结该财产。",
            "This case has already frozen it.",
            field="asset",
            remedy=("如需延长请续行，如需改额请先解除。", "Renew it, or release it first."),
        )


def refuse_pending(thing: Thing, measure: Measure, court_no: int) -> None:
    """Insist that no order of the same measure on a thing is on its way."""
    if pending_on_asset(court_no, thing.view.id, measure):
        raise order_pending()


def refuse_renewing(thing: Thing, control: Control) -> None:
    """Insist that no other order may still renew a control; a number overtaken by time may not."""
    if control.until is not None and list_renewing(thing.view, control.until):
        raise order_pending()
