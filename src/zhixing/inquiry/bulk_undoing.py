"""Takes a batch of freezes back: drafts and what was never handed out withdrawn, the rest released.

The inverse of a freeze that an institution carried out is a release, which is decided like
any other; those releases are one bundle again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from zhixing.assets.acts import ControlRefused
from zhixing.assets.operations import record_refusals
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.decisions.operations import withdraw_bundle
from zhixing.decisions.queries import get_bundle
from zhixing.inquiry import models
from zhixing.inquiry.bulk_drafting import Drafted, put_up_all
from zhixing.inquiry.bulk_ground import Ground, look_at
from zhixing.inquiry.bulk_releases import UNDER_WAY, Release, releases_of
from zhixing.inquiry.bulk_values import RowOutcome, Undone
from zhixing.inquiry.controlling import order_pending, require_control
from zhixing.inquiry.drafting import Draft, Thing
from zhixing.inquiry.keeping.orders import list_under_way, overtake_proposals
from zhixing.inquiry.money_drafts import release_draft
from zhixing.inquiry.states import OUT, State
from zhixing.inquiry.values import InquiryRefused, ReleaseOrder, refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.abilities import OPEN_PROFILE
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.canonical import to_json
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal

RECALLABLE = (State.ISSUED.value, State.DRAFT.value, State.QUARANTINED.value)


def undo_freezes(bulk: UUID, reason: str, on: date, *, by: Principal) -> Undone:
    """Take a batch of freezes back as far as it can be today, and say how far that is.

    Before its decision the whole bundle is withdrawn. After it, orders that no institution
    has seen are withdrawn, each with a record in its docket; freezes carried out are put up
    for release as one bundle; those still with an institution are counted as waiting. What
    cannot be released is named with its reason, also on the bundle's page. Calling again later
    undoes what was answered meanwhile, and says what stands already.

    :raises InquiryRefused: no reason is given.
    :raises DecisionRefused: it is not decided yet and somebody else put it up.
    """
    require(by, Capability.ORDER_FREEZE)
    if not reason.strip():
        raise refuse(
            "UNDOING_WITHOUT_REASON",
            "撤销批次须写明理由。",
            "Say why the batch is taken back.",
            field="reason",
        )
    batch = models.Bulk.objects.get(court_no=by.court_no, id=bulk, measure=Measure.FREEZE.value)
    rows = models.Request.objects.filter(court_no=by.court_no, bulk_id=bulk)
    if get_bundle(by.court_no, batch.bundle_id).state == "OPEN":
        count = rows.filter(state=State.DRAFT.value).count()
        withdraw_bundle(batch.bundle_id, reason, on, by=by)
        return Undone(count, None, 0, 0)
    lines = _lines(by.court_no, bulk)
    ground = look_at((x.asset_id for x in lines), Measure.RELEASE, on, by=by, locks=True)
    before = rows.filter(state=State.WITHDRAWN.value).count()
    withdrawn = _withdraw(by.court_no, bulk, lines, reason.strip(), on, by)
    known = releases_of(by.court_no, {x.request_id: x.asset_id for x in lines})
    judged = _releases(lines, ground, reason.strip(), known, by)
    releases = None if not judged.orders else _put_up(batch, judged, on, by)
    out = [s.value for s in (*OUT, State.EXPIRED)]
    return Undone(
        withdrawn,
        releases,
        len(judged.orders),
        rows.filter(state__in=out).count(),
        tuple(judged.failed),
        before,
        judged.under_way,
        judged.ended,
    )


def _lines(court_no: int, bulk: UUID) -> list[models.Line]:
    rows = models.Request.objects.filter(court_no=court_no, bulk_id=bulk)
    lines = models.Line.objects.filter(court_no=court_no, request_id__in=rows.values("id"))
    return list(lines.order_by("request_id"))


def _withdraw(
    court_no: int,
    bulk: UUID,
    lines: Sequence[models.Line],
    reason: str,
    on: date,
    by: Principal,
) -> int:
    """Withdraw what no institution has seen; a poll at this moment comes before or after."""
    rows = models.Request.objects.select_for_update().filter(
        court_no=court_no, bulk_id=bulk, state__in=RECALLABLE, delivered_at=None, attempts=0
    )
    locked = list(rows.order_by("id"))
    pushed = _reached_by_push({r.institution_id for r in locked})
    found = [r for r in locked if r.state != State.ISSUED.value or not _may_be_seen(r, pushed)]
    ids = {r.id for r in found}
    models.Request.objects.filter(court_no=court_no, id__in=ids).update(
        state=State.WITHDRAWN.value,
        reason_code="TAKEN_BACK",
        reason=f"批次撤销：{reason}",
        reason_en="the batch was taken back",
    )
    record_refusals(
        [
            (
                line.case_id,
                ControlRefused(line.asset_id, line.measure, f"送达协助单位前撤回：{reason}"),
            )
            for line in lines
            if line.request_id in ids
        ],
        on,
        by=by,
    )
    return len(ids)


def _may_be_seen(row: models.Request, pushed: set[UUID]) -> bool:
    """Say whether an order put out is in the outbox or with an officer, and so on its way."""
    return row.institution_id in pushed or get_profile(row.profile).is_by_hand


def _reached_by_push(institutions: set[UUID]) -> set[UUID]:
    """Give those whose messages are in the outbox already and may be on their way."""
    views = list_institutions_by_id(institutions)
    return {i for i, v in views.items() if v.address and v.profile == OPEN_PROFILE}


@dataclass(slots=True)
class _Judged:
    """Hold what may be released now, what may not and why, and what needs nothing any more."""

    orders: list[Drafted] = field(default_factory=list)
    failed: list[RowOutcome] = field(default_factory=list)
    under_way: int = 0
    ended: int = 0


def _releases(
    lines: Sequence[models.Line],
    ground: Ground,
    reason: str,
    before: Mapping[UUID, Release],
    by: Principal,
) -> _Judged:
    """Draft the release of each freeze of the batch that stands, each row accounted for."""
    judged = _Judged()
    for place, line in enumerate(lines, 1):
        if line.outcome not in ("DONE", "PARTIAL"):
            continue
        known = before.get(line.request_id)
        if known is not None and known.bulk is not None and known.stage in UNDER_WAY:
            judged.under_way += 1
            continue
        view = ground.views[line.asset_id]
        try:
            thing = ground.thing(view, Measure.RELEASE)
            if thing.control is None:
                judged.ended += 1
                continue
            draft = _draft(thing, line, reason, ground)
            ground.officers.of(thing.facts)
        except Refusal as refusal:
            failed = RowOutcome.refused(place, line.case_id, line.asset_id, refusal)
            judged.failed.append(failed)
            continue
        judged.orders.append(Drafted(place, thing, draft, new_id()))
    return judged


def _draft(thing: Thing, line: models.Line, reason: str, ground: Ground) -> Draft:
    """Draft one release; what the platform proposed of it gives way, as to a single release.

    :raises InquiryRefused: another order froze it meanwhile, or a release is on its way.
    """
    control, origin = require_control(thing)
    if origin.id != line.request_id:
        raise _held_by_another()
    draft = release_draft(
        thing, control, origin, ReleaseOrder(thing.view.case, thing.view.id, reason)
    )
    if thing.view.id in ground.waiting:
        under_way = list_under_way(thing.view.court_no, thing.view.id, Measure.RELEASE)
        if not all(order.is_proposal for order in under_way):
            raise order_pending()
        overtake_proposals(thing.view, Measure.RELEASE, ground.on)
    return draft


def _held_by_another() -> InquiryRefused:
    return refuse(
        "HELD_BY_ANOTHER_ORDER",
        "该财产现由另一笔冻结控制，不属于本批次。",
        "Another freeze, not of this batch, holds the thing now.",
        field="asset",
        remedy=("请在案件中单独解除。", "Release it by itself in its case."),
    )


def _put_up(batch: models.Bulk, judged: _Judged, on: date, by: Principal) -> UUID:
    new, orders = new_id(), judged.orders
    releases = models.Bulk(
        id=new,
        court_no=by.court_no,
        key=f"undo/{batch.id}/{new}",
        body_hash=batch.body_hash,
        measure=Measure.RELEASE.value,
        undoes=batch.id,
        rows=len(orders) + len(judged.failed),
        ordered=len(orders),
        refused=[to_json(outcome) for outcome in judged.failed],
        ordered_on=on,
        by_person=by.person,
    )
    put_up_all(orders, releases, Matter.RELEASE, on, by=by)
    return releases.id
