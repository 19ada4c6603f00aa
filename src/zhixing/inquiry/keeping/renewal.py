"""Proposes that controls be renewed before they end, and calls whoever has not decided yet.

A proposal is a matter with its draft request: the judge decides, from seven days ahead the
director as well. Once approved it goes the way of every order. What an institution leaves
unanswered is issued again, what it refuses is proposed again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets import queries as assets
from zhixing.assets.acts import Control, Property
from zhixing.assets.kinds import kind_of
from zhixing.assets.limits import claim_and_costs
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Closure, Debt
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import ENDED_FOR_NOW
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions.operations import withdraw_matter
from zhixing.decisions.proposals import call_up_matter
from zhixing.inquiry.drafting import (
    SEALS,
    Draft,
    find_origin,
    is_held_with_its_right,
    plan_of,
    put_up,
    take_thing,
)
from zhixing.inquiry.entrusted.chapter import SentAway
from zhixing.inquiry.keeping.chapter import Keeping, RenewalCalled, RenewalProposed
from zhixing.inquiry.keeping.orders import (
    UnderWay,
    is_release_ordered,
    list_renewing,
    list_under_way,
    renewing,
)
from zhixing.inquiry.limits import lock_for_order
from zhixing.inquiry.reach import speak_of
from zhixing.inquiry.repairing import reissue_request
from zhixing.inquiry.terms import terms_in
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.renewal_call import (
    AGAINST_WORDS,
    Against,
    Call,
    Post,
    RenewalCall,
    renewal_call,
)
from zhixing.law.seizure.term import Term, seizure_term
from zhixing.platform.principal import PostKind, Principal

DECISION, INSTITUTION, REISSUED, LETTER = "DECISION", "INSTITUTION", "REISSUED", "LETTER"
UNANSWERED, AFTER_THE_END = "UNANSWERED", 0
OF_POST: Mapping[Post, PostKind] = {
    Post.ASSISTANT: PostKind.ASSISTANT,
    Post.JUDGE: PostKind.JUDGE,
    Post.DIRECTOR: PostKind.DIRECTOR,
}


@dataclass(frozen=True, slots=True)
class _Kept:
    """Hold one control with what is known of it, under the locks."""

    view: AssetView
    facts: Facts
    control: Control
    ends_on: date
    on: date
    by: Principal


def propose_renewal(
    case: UUID, asset: UUID, on: date, *, is_again: bool = False, by: Principal
) -> UUID | None:
    """Make the call that is due for a control, with a proposal where none is under way.

    Gives the matter put up, None where nothing was. ``is_again`` proposes at once, within
    the days of the calls, what an institution refused. A call made before is not repeated.
    """
    require(by, Capability.DRAFT)
    kept = _take(case, asset, on, by)
    if kept is None:
        return None
    finding = renewal_finding(kept.view, kept.facts, on)
    orders = list_renewing(kept.view, kept.ends_on)
    if finding.value.against not in (Against.NOTHING, Against.RUN_OUT):
        _overtake(orders, finding.value.against, on, by)
        return None
    orders = [_reissued(order, on, by) for order in orders]
    if finding.value.against is Against.RUN_OUT:
        _call_unanswered(kept, orders)
        return None
    due = finding.value.due
    if due is None and is_again and not orders:
        due = renewal_finding(kept.view, kept.facts, on, is_fresh=True).value.due
    if due is None:
        return None
    if orders:
        _call(kept, orders[-1], due)
        return None
    return _propose(kept, due, finding)


def renewal_finding(
    view: AssetView, facts: Facts, on: date, *, is_fresh: bool = False
) -> Finding[RenewalCall]:
    """Find which call is due on a control by a day, or why it is not to be renewed.

    A case ended for now is not finished: what is controlled stays so. Nor is one cancelled because
    another court took it on: its controls count as that court's, by their old rank, and must not
    lapse while it renews them (ENTRUSTING art. 6).

    ``is_fresh`` asks as if no call had been made for the term.

    :raises LookupError: nothing of ours stands on the thing.
    """
    control = facts.of(Property).control_of(view.id)
    if control is None or control.until is None:
        raise LookupError(view.id)
    made = facts.of(Keeping).renewal_of(view.id, control.until)
    closure = facts.of(Closure)
    return renewal_call(
        on=on,
        ends_on=control.until,
        called=() if made is None or is_fresh else made.called,
        owed=claim_and_costs(facts, on) if facts.of(Debt).obligations else None,
        is_finished=closure.closed_on is not None
        and closure.closed_on <= on
        and closure.mode != ENDED_FOR_NOW
        and not facts.of(SentAway).is_filed_there,
        is_release_ordered=is_release_ordered(view, control.stands, on),
    )


def _take(case: UUID, asset: UUID, on: date, by: Principal) -> _Kept | None:
    view = assets.get_asset(by.court_no, asset)
    lock_for_order(case, view.party, by=by)
    facts = cases.facts_now(by.court_no, case)
    control = facts.of(Property).control_of(asset)
    if control is None or control.until is None or is_held_with_its_right(view):
        return None
    return _Kept(view, facts, control, control.until, on, by)


def _propose(kept: _Kept, due: Call, finding: Finding[RenewalCall]) -> UUID | None:
    """Put the renewal up; what cannot go over the wire is called for all the same."""
    view, on, by = kept.view, kept.on, kept.by
    measure = renewing(view)
    try:
        thing = take_thing(view.case, view.id, measure, on, by=by)
        origin = find_origin(
            by.court_no, view.id, Measure.SEAL if measure in SEALS else Measure.FREEZE
        )
        if origin is None:
            raise LookupError(view.id)
        term = _term(kept)
    except LookupError:
        _call_by_letter(kept, due, "本案未经网络采取该控制措施。")
        return None
    except Refusal as refusal:
        _call_by_letter(kept, due, refusal.message_zh)
        return None
    (zh, en), (verb, _) = speak_of(view, thing.institution.name), kind_of(view.kind).verb
    draft = Draft(
        measure,
        max(kept.control.stands, Fen(1)),
        Matter.RENEWAL,
        f"续行{verb}{zh}，现期限至{kept.ends_on}，拟续至{term.value.latest_end_on}。",
        f"Renew the control of {en}, which ends on {kept.ends_on}, "
        f"until {term.value.latest_end_on}.",
        origin=origin,
        findings=(finding, term),
        terms=terms_in(plan_of(origin)),
    )
    matter = put_up(thing, draft, on, by=by)
    proposed = RenewalProposed(
        view.id, kept.ends_on, term.value.latest_end_on, due.days_ahead, due.post.value, matter
    )
    _append(kept, proposed, (finding,), matter)
    _call_up(matter, due, on, by)
    return matter


def _term(kept: _Kept) -> Finding[Term]:
    return seizure_term(
        on=kept.on,
        asset=kind_of(kept.view.kind).term,
        effective_on=kept.control.since,
        renews_end_on=kept.ends_on,
    )


def _call(kept: _Kept, order: UnderWay, due: Call) -> None:
    """Call the post that is due to what waits: a decision, or an institution's answer."""
    matter = order.row.matter_id
    waits_for = DECISION if order.is_draft else INSTITUTION
    if order.row.replaces_id is not None and not order.is_draft:
        waits_for = REISSUED
    called = RenewalCalled(
        kept.view.id, kept.ends_on, due.days_ahead, due.post.value, waits_for, matter
    )
    _append(kept, called, (), matter)
    if matter is not None and order.is_draft:
        _call_up(matter, due, kept.on, kept.by)


def _call_unanswered(kept: _Kept, orders: list[UnderWay]) -> None:
    """Call the director, once a term, to a renewal that was collected and never answered.

    Whether the control stands is known to its institution alone, and cannot be asked over
    the wire any more.
    """
    made = kept.facts.of(Keeping).renewal_of(kept.view.id, kept.ends_on)
    out = [o for o in orders if not o.is_draft]
    if not out or (made is not None and AFTER_THE_END in made.called):
        return
    matter = out[-1].row.matter_id
    called = RenewalCalled(
        kept.view.id,
        kept.ends_on,
        AFTER_THE_END,
        Post.DIRECTOR.value,
        UNANSWERED,
        matter,
        "机构已取走续行文书，期限届满仍未反馈，请向机构核实控制是否存续。",
    )
    _append(kept, called, (), matter)


def _call_by_letter(kept: _Kept, due: Call, obstacle: str) -> None:
    called = RenewalCalled(
        kept.view.id, kept.ends_on, due.days_ahead, due.post.value, LETTER, None, obstacle
    )
    _append(kept, called, (), None)


def _call_up(matter: UUID, due: Call, on: date, by: Principal) -> None:
    if due.post is Post.DIRECTOR:
        call_up_matter(matter, OF_POST[due.post], on, by=by)


def _append(
    kept: _Kept, payload: Any, findings: tuple[Finding[Any], ...], matter: UUID | None
) -> None:
    append(
        NewAct(
            kept.view.case,
            payload,
            kept.on,
            subject=kept.view.id,
            findings=findings,
            correlation=matter,
        ),
        by=kept.by,
    )


def _overtake(orders: list[UnderWay], against: Against, on: date, by: Principal) -> None:
    """Take back what the platform proposed and what is no longer to be renewed."""
    reason = f"不再续行：{AGAINST_WORDS[against][0]}。"
    for order in orders:
        matter = order.matter
        if order.is_draft and matter is not None and matter.applicant_person == by.person:
            withdraw_matter(matter.id, reason, on, by=by)


def _reissued(order: UnderWay, on: date, by: Principal) -> UnderWay:
    """Issue a stuck renewal again; it was approved, and nothing new is decided by that."""
    if not order.is_stuck:
        return order
    able = replace(by, capabilities=by.capabilities | {Capability.ORDER_FREEZE.value})
    try:
        reissue_request(order.row.id, on, by=able)
    except Refusal:
        return order
    again = list_under_way(by.court_no, order.line.asset_id, Measure(order.line.measure))
    return next((o for o in again if o.row.replaces_id == order.row.id), order)
