"""Proposes that what is controlled above claim and costs be released, as soon as it is known.

Money came in, the debt became smaller, several banks froze in full, a waiting freeze took
effect: the act that says so is followed at once. What to release of which thing the law of
excess says; the judge decides, or a rule of the court that favours the debtor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhixing.assets import queries as assets
from zhixing.assets.acts import Property
from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import claim_and_costs
from zhixing.assets.operations import lock_debtor
from zhixing.assets.queries import AssetView
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append, recording_instant
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_case
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions.operations import withdraw_matter
from zhixing.funds.fees import fee_to_come
from zhixing.inquiry.drafting import (
    Draft,
    find_origin,
    find_origin_line,
    is_held_with_its_right,
    origin_of_thing,
    plan_of,
    put_up,
    take_thing,
)
from zhixing.inquiry.keeping.chapter import ExcessEnded, ExcessFound, Keeping, Proposed
from zhixing.inquiry.keeping.orders import UnderWay, list_under_way, releasing
from zhixing.inquiry.keeping.rules import settle_if_allowed
from zhixing.inquiry.limits import pending_on_asset
from zhixing.inquiry.planning.plan import groups_of
from zhixing.inquiry.reach import speak_of
from zhixing.inquiry.terms import NO_TERMS, terms_in
from zhixing.inquiry.wire.model import CNY, Measure
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.refusal import Refusal
from zhixing.law.seizure.excess import Controlled, Excess, excess_to_release
from zhixing.platform.principal import Principal

REASON = "控制的财产超过债权和执行费用，解除超标的部分"
REASON_EN = "what is controlled exceeds claim and costs; the excess is released"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Name the act by which an excess may have become known: its type and its instant."""

    type: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold what is in excess, its finding, and what of each thing is to be released."""

    finding: Finding[Excess]
    release: Mapping[UUID, Fen]


def follow_excess(case: UUID, on: date, trigger: Trigger, *, by: Principal) -> tuple[UUID, ...]:
    """Propose the release of what is in excess now, or record that none is; gives the matters.

    What was proposed before and still fits stays; what no longer fits is taken back. The
    same news again changes nothing.
    """
    require(by, Capability.DRAFT)
    if not _concerns(cases.facts_now(by.court_no, case)):
        return ()
    views = _locked(case, by)
    facts = cases.facts_now(by.court_no, case)
    whole = measure_excess(by.court_no, views, facts, on)
    drafts = _drafts(views)
    if not whole.release:
        _withdraw(drafts.values(), on, by)
        _end(case, facts, trigger, on, by)
        return ()
    wanted = measure_excess(by.court_no, views, facts, on, proposed=drafts).release
    stale = {a: d for a, d in drafts.items() if wanted.get(a) != d.line.amount_fen}
    _withdraw(stale.values(), on, by)
    said = facts.of(Keeping).open_excess
    blocked = {(p.asset, p.amount) for p in said.blocked} if said is not None else set()
    new = {
        asset: amount
        for asset, amount in wanted.items()
        if (asset not in drafts or asset in stale) and (asset, amount) not in blocked
    }
    if not new:
        return ()
    made = [_propose(views[asset], amount, whole, on, by) for asset, amount in new.items()]
    at = recording_instant(by.court_no)
    payload = ExcessFound(
        whole.finding.value.excess, trigger.type, trigger.recorded_at, at, tuple(made)
    )
    append(NewAct(case, payload, on, findings=(whole.finding,)), by=by)
    matters = {p.asset: p.matter for p in made if p.matter is not None}
    for asset, matter in matters.items():
        settle_if_allowed(matter, views[asset], new[asset], on, by=by)
    return tuple(matters.values())


def measure_excess(
    court_no: int,
    views: Mapping[UUID, AssetView],
    facts: Facts,
    on: date,
    *,
    proposed: Mapping[UUID, UnderWay] | None = None,
) -> Measured:
    """Find what is controlled above claim and costs, and what of each thing is to be let go.

    Money about to be transferred counts for nothing. With ``proposed`` what is being
    released already counts for nothing either, those proposals themselves apart. Beside the
    excess of the case, what a bank holds above its order goes too.
    """
    held = [c for c in facts.of(Property).controls if c.released_on is None and c.rank == 1]
    groups = groups_of(court_no, views.values())
    names, controlled, over = dict[str, UUID](), list[Controlled](), dict[UUID, Fen]()
    for control in held:
        view = views.get(control.asset)
        if view is None:
            continue
        gone = pending_on_asset(view.court_no, view.id, Measure.TRANSFER)
        if proposed is not None:
            gone = Fen(gone + _released(view, proposed.get(view.id)))
        is_whole = not goes_in_parts(view)
        stands = ZERO if is_whole and gone else Fen(max(0, control.stands - gone))
        name = _name(view, names)
        names[name] = view.id
        controlled.append(Controlled(name, stands, not is_whole, groups[view.id]))
        above = _above_order(view, stands)
        if above:
            over[view.id] = above
    finding = excess_to_release(
        on=on,
        limit=claim_and_costs(facts, on),
        controlled=tuple(controlled),
        fee=fee_to_come(court_no, facts, on),
    )
    release = {names[name]: amount for name, amount in finding.value.release.items() if amount}
    for asset, above in over.items():
        release[asset] = max(release.get(asset, ZERO), above)
    return Measured(finding, release)


def _concerns(facts: Facts) -> bool:
    """Say whether the case holds anything, or has an excess to end; looked at without a lock."""
    held = any(c.released_on is None for c in facts.of(Property).controls)
    return held or facts.of(Keeping).open_excess is not None


def goes_in_parts(view: AssetView) -> bool:
    """Say whether a part of what is controlled can be released alone: money in yuan."""
    return kind_of(view.kind).way is Way.MONEY and view.currency == CNY


def _name(view: AssetView, known: Mapping[str, UUID]) -> str:
    name = f"{kind_of(view.kind).zh}尾号{view.identifier_tail}"
    return name if name not in known else f"{name}（{len(known) + 1}）"


def _released(view: AssetView, proposal: UnderWay | None) -> Fen:
    """Give what is being released of a thing, its present proposal apart."""
    apart = None if proposal is None else proposal.row.id
    return pending_on_asset(view.court_no, view.id, releasing(view), apart_from=apart)


def _above_order(view: AssetView, stands: Fen) -> Fen:
    if not goes_in_parts(view):
        return ZERO
    line = find_origin_line(view.court_no, view.id, Measure.FREEZE)
    return ZERO if line is None else Fen(max(0, stands - line.amount_fen))


def _locked(case: UUID, by: Principal) -> dict[UUID, AssetView]:
    """Lock the debtors whose things the case controls, then the case; gives the things."""
    views = {view.id: view for view in assets.list_assets(by.court_no, case)}
    for party in sorted({view.party for view in views.values()}):
        lock_debtor(party)
    lock_case(case, by)
    return views


def _drafts(views: Mapping[UUID, AssetView]) -> dict[UUID, UnderWay]:
    """Give the platform's own proposals that wait for a decision, by thing."""
    found = {}
    for view in views.values():
        for order in list_under_way(view.court_no, view.id, releasing(view)):
            matter = order.matter
            if matter is not None and (matter.code, matter.state) == (Matter.SURPLUS, "OPEN"):
                found[view.id] = order
    return found


def _withdraw(drafts: Iterable[UnderWay], on: date, by: Principal) -> None:
    for draft in drafts:
        if draft.matter is not None:
            withdraw_matter(draft.matter.id, "超标的数额已经变化。", on, by=by)


def _propose(view: AssetView, amount: Fen, measured: Measured, on: date, by: Principal) -> Proposed:
    """Put one release up; what cannot go over the wire is named with its reason."""
    measure = releasing(view)
    is_sealed = measure is Measure.SEAL_RELEASE
    try:
        thing = take_thing(view.case, view.id, measure, on, by=by)
    except Refusal as refusal:
        return Proposed(view.id, amount, None, refusal.message_zh)
    origin = find_origin(by.court_no, view.id, Measure.SEAL) if is_sealed else origin_of_thing(view)
    if origin is None:
        return Proposed(view.id, amount, None, "本案未经网络采取该控制措施。")
    (zh, en), (verb, _) = speak_of(view, thing.institution.name), kind_of(view.kind).verb
    part, part_en = "", ""
    if goes_in_parts(view):
        part, part_en = f"{amount.yuan}元", f"{amount.yuan} yuan of "
    draft = Draft(
        measure,
        max(amount, Fen(1)),
        Matter.SURPLUS,
        f"解除{verb}{zh}{part}：{REASON}。",
        f"Release {part_en}{en}: {REASON_EN}.",
        reason=REASON,
        origin=origin,
        findings=(measured.finding,),
        terms=NO_TERMS if is_held_with_its_right(view) else terms_in(plan_of(origin)),
    )
    return Proposed(view.id, amount, put_up(thing, draft, on, by=by))


def _end(case: UUID, facts: Facts, trigger: Trigger, on: date, by: Principal) -> None:
    open_one = facts.of(Keeping).open_excess
    if open_one is not None:
        at = recording_instant(by.court_no)
        append(NewAct(case, ExcessEnded(open_one.known_at, at, trigger.type), on), by=by)
