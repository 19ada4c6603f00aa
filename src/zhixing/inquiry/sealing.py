"""Orders sealing of registered things: seal, renew, release; each waits for its approval.

A sealing names no amount. What it may reach is asked of the law: the step, the excess of a thing
that cannot be divided, the term, the co-owners, the home the debtor needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.acts import Control, Property
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import facts_about_thing, limit_on
from zhixing.assets.particulars import Particulars
from zhixing.assets.queries import AssetView, find_particulars, list_assets
from zhixing.assets.queueing import rank_for
from zhixing.cases.permissions import require_step
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.controlling import is_liable, order_pending, refuse_renewing
from zhixing.inquiry.drafting import Draft, Thing, find_origin, plan_of, put_up, take_thing
from zhixing.inquiry.estates import FORM_WORDS, form_of
from zhixing.inquiry.keeping.orders import overtake_proposals
from zhixing.inquiry.limits import open_lines, pending_on_asset, pending_on_case
from zhixing.inquiry.reach import kind_finding
from zhixing.inquiry.reserve.purses import require_purpose
from zhixing.inquiry.values import (
    InquiryRefused,
    RenewalOrder,
    SealOrder,
    UnsealOrder,
    refuse,
)
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.law.procedure.facts import ActType
from zhixing.law.seizure.coowned import co_owned
from zhixing.law.seizure.home import necessary_home
from zhixing.law.seizure.indivisible import seize_indivisible
from zhixing.law.seizure.term import Term, seizure_term
from zhixing.platform.principal import Principal


def order_sealing(order: SealOrder, on: date, *, by: Principal) -> UUID:
    """Order a registered thing sealed (查封); gives the matter to be approved.

    Behind others it is ordered all the same and waits in line (轮候). A thing worth more than
    the claim only where it cannot be divided and nothing else suffices.

    :raises StepRefused: the law does not permit a sealing now.
    :raises ExcessRefused: worth more than the claim, and divisible or others suffice.
    :raises TermRefused: the last day asked for is too late.
    :raises InquiryRefused: exempt, sealed or ordered already, or not on the wire.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.SEAL, on, by=by)
    require_purpose(thing.view, thing.facts, on)
    refuse_sealed(thing.control)
    _refuse_pending(thing, Measure.SEAL, by.court_no)
    secured, findings = check_sealing(thing, order.value, on)
    term = sealing_term(thing, on, order.until)
    told = find_particulars(by.court_no, thing.view.id)
    rank = rank_for(by.court_no, thing.view.id, on)
    form = form_of(rank, is_pre_notice=told is not None and told.is_pre_notice)
    zh, en = FORM_WORDS[form]
    named = _named(thing)
    draft = Draft(
        Measure.SEAL,
        secured,
        Matter.SEALING,
        f"拟{zh}{named[0]}，第{rank}顺位，至{term.value.latest_end_on}止。",
        f"{en.capitalize()} of {named[1]}, rank {rank}, until {term.value.latest_end_on}.",
        until=order.until,
        value=order.value,
        findings=(*findings, term, *warnings_on(told, order.value or secured, order, on)),
    )
    return put_up(thing, draft, on, by=by)


def order_sealing_renewal(order: RenewalOrder, on: date, *, by: Principal) -> UUID:
    """Order a sealing renewed (续行查封) before it ends; gives the matter to be approved.

    :raises TermRefused: it has ended, or the last day asked for is too late.
    :raises InquiryRefused: no sealing of ours stands there, or a renewal is on its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.SEAL_RENEW, on, by=by)
    control, origin = require_sealing(thing)
    overtake_proposals(thing.view, Measure.SEAL_RENEW, on)
    refuse_renewing(thing, control)
    term = sealing_renewal_term(thing, control, on, order.until)
    zh, en = _named(thing)
    draft = Draft(
        Measure.SEAL_RENEW,
        max(control.stands, Fen(1)),
        Matter.SEALING,
        f"拟续行查封{zh}，至{term.value.latest_end_on}止。",
        f"Renew the sealing of {en} until {term.value.latest_end_on}.",
        until=order.until,
        origin=origin,
        findings=(term,),
    )
    return put_up(thing, draft, on, by=by)


def order_unsealing(order: UnsealOrder, on: date, *, by: Principal) -> UUID:
    """Order a sealing released (解除查封); gives the matter to be approved.

    :raises InquiryRefused: no sealing of ours stands there, no reason, or another order on
        its way.
    """
    require(by, Capability.ORDER_FREEZE)
    thing = take_thing(order.case, order.asset, Measure.SEAL_RELEASE, on, by=by)
    control, origin = require_sealing(thing)
    overtake_proposals(thing.view, Measure.SEAL_RELEASE, on)
    _refuse_pending(thing, Measure.SEAL_RELEASE, by.court_no)
    if not order.reason.strip():
        raise refuse(
            "RELEASE_NOT_DEFINITE",
            "解除查封须写明理由。",
            "A release needs a reason.",
            field="reason",
        )
    zh, en = _named(thing)
    draft = Draft(
        Measure.SEAL_RELEASE,
        max(control.stands, Fen(1)),
        Matter.RELEASE,
        f"拟解除查封{zh}：{order.reason}",
        f"Release the sealing of {en}: {order.reason}",
        reason=order.reason.strip(),
        origin=origin,
    )
    return put_up(thing, draft, on, by=by)


def _named(thing: Thing) -> tuple[str, str]:
    """Name a registered thing by its place and kind, with the tail of its number only."""
    view, kind = thing.view, kind_of(thing.view.kind)
    place = f"{view.label}的" if view.label else ""
    return (
        f"{place}{kind.zh}（{kind.number_zh}尾号{view.identifier_tail}）",
        f"{kind.en} {view.label} ({kind.number_en} …{view.identifier_tail})",
    )


def check_sealing(
    thing: Thing, value: Fen | None, on: date, *, apart_from: UUID | None = None
) -> tuple[Fen, tuple[Finding[Any], ...]]:
    """Find that a sealing is permitted and no excess; gives what it is for, and the findings.

    :raises StepRefused: see ``order_sealing``.
    :raises ExcessRefused: see ``order_sealing``.
    """
    view, facts = thing.view, thing.facts
    if value is not None and value <= ZERO:
        raise refuse(
            "NOTHING_ORDERED", "价值须大于零。", "The value must be above zero.", field="value"
        )
    pending = Fen(
        pending_on_case(view.court_no, view.case, apart_from=apart_from)
        + _pending_value(view, apart_from)
    )
    claim = limit_on(view.court_no, facts, on, pending=pending).value.claim_limit
    about = facts_about_thing(
        facts,
        on,
        limit=claim,
        available=claim,
        asset=view.id,
        is_debtor=is_liable(facts, view.party),
    )
    found: tuple[Finding[Any], ...] = (require_step(ActType.SEAL, about, on),)
    kind = kind_finding(view, Measure.SEAL, on)
    if kind is not None:
        found = (*found, kind)
    if value is None:
        return claim, found
    allowed = seize_indivisible(
        on=on,
        value=value,
        remaining_limit=claim,
        other_property=other_property(list_assets(view.court_no, view.case), view, thing),
        is_divisible=kind_of(view.kind).is_divisible,
    )
    return claim, (*found, allowed)


def other_property(assets: Sequence[AssetView], view: AssetView, thing: Thing) -> Fen:
    """Sum the debtor's other property that could be taken: yuan neither controlled nor ordered.

    What the law leaves to living or housing is not counted upon.
    """
    held = thing.facts.of(Property)
    return Fen(
        sum(
            int(a.available if a.available is not None else a.balance or ZERO)
            for a in assets
            if a.party == view.party
            and a.id != view.id
            and kind_of(a.kind).is_free
            and a.currency == CNY
            and not a.is_exempt
            and held.control_of(a.id) is None
            and not pending_on_asset(a.court_no, a.id, Measure.FREEZE)
        )
    )


def warnings_on(
    told: Particulars | None, value: Fen, order: SealOrder, on: date
) -> tuple[Finding[Any], ...]:
    """Find what else the law says of a thing: co-owners to be told, a home not to be sold.

    Whether a dwelling is needed to live in is unknown until somebody has established it.
    """
    found: list[Finding[Any]] = []
    if told is not None and told.co_owners:
        found.append(co_owned(on=on, value=value))
    if (told is not None and told.is_dwelling) or order.is_only_home:
        found.append(necessary_home(on=on, is_necessary=order.is_only_home))
    return tuple(found)


def sealing_term(thing: Thing, on: date, until: date | None) -> Finding[Term]:
    """Find the term of a sealing that takes effect today."""
    kind = kind_of(thing.view.kind).term
    return seizure_term(on=on, asset=kind, effective_on=on, end_on=until)


def sealing_renewal_term(
    thing: Thing, control: Control, on: date, until: date | None
) -> Finding[Term]:
    """Find the term of a renewal made today.

    :raises TermRefused: the sealing has ended, or the last day asked for is too late.
    """
    return seizure_term(
        on=on,
        asset=kind_of(thing.view.kind).term,
        effective_on=control.since,
        renews_end_on=control.until,
        end_on=until,
    )


def require_sealing(thing: Thing) -> tuple[Control, models.Request]:
    """Give our standing sealing of a thing with the request that brought it about.

    :raises InquiryRefused: there is none.
    """
    origin = find_origin(thing.view.court_no, thing.view.id, Measure.SEAL)
    if thing.control is None or origin is None:
        raise not_sealed()
    return thing.control, origin


def value_in(plan: dict[str, Any]) -> Fen | None:
    """Give the value that was put up for a sealing, None where it was unknown."""
    value = plan.get("value")
    return None if value is None else Fen(int(value))


def not_sealed() -> InquiryRefused:
    """Make the refusal of what needs a sealing of ours."""
    return refuse(
        "NOT_CONTROLLED",
        "本案未经网络查封该财产。",
        "This case has no sealing of the thing made over the wire.",
        field="asset",
        remedy=("请先查封，或以书面办理。", "Seal it first, or go by letter."),
    )


def refuse_sealed(control: Control | None) -> None:
    """Insist that the case does not control a thing yet."""
    if control is not None:
        raise refuse(
            "ALREADY_CONTROLLED",
            "本案已查封该财产。",
            "This case has already sealed the thing.",
            field="asset",
            remedy=("如需延长请续行查封。", "Renew the sealing instead."),
        )


def _pending_value(view: AssetView, apart_from: UUID | None) -> Fen:
    """Sum the known values of sealings ordered in the case and not answered."""
    lines = open_lines(view.court_no, Measure.SEAL, apart_from, case_id=view.case)
    total = 0
    for line in lines:
        row = models.Request.objects.get(court_no=view.court_no, id=line.request_id)
        value = value_in(plan_of(row))
        total += 0 if value is None else min(int(value), line.amount_fen)
    return Fen(total)


def _refuse_pending(thing: Thing, measure: Measure, court_no: int) -> None:
    if pending_on_asset(court_no, thing.view.id, measure):
        raise order_pending()
