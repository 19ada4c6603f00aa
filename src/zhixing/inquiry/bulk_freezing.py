"""Orders freezes of many things in many cases at once: preview, partial failure, one bundle.

Each row is judged exactly as ``order_freeze`` (money) or ``order_right_freeze`` (rights) judges
one: the same refusals in the same order, under the same locks. What is not ordered is named
with its reason. What is sealed and not frozen is ordered singly.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from zhixing.assets.kinds import Way, kind_of
from zhixing.assets.limits import limit_on
from zhixing.assets.queries import AssetView
from zhixing.assets.queueing import rank_for
from zhixing.cases.filing.outcome import Mode
from zhixing.courts.capabilities import Capability
from zhixing.courts.kinds import Matter
from zhixing.courts.policies import require
from zhixing.funds.ledger import check_repeat
from zhixing.inquiry import models
from zhixing.inquiry.bulk_drafting import Drafted, is_without_value, put_up_all
from zhixing.inquiry.bulk_ground import Ground, look_at
from zhixing.inquiry.bulk_values import (
    MOST_ROWS,
    BulkOutcome,
    FreezeBatch,
    FreezeRow,
    RowOutcome,
)
from zhixing.inquiry.controlling import (
    find_freeze,
    order_pending,
    refuse_controlled,
)
from zhixing.inquiry.drafting import Draft, Thing, refuse_other_case
from zhixing.inquiry.money_drafts import freeze_draft
from zhixing.inquiry.moneys import by_share, money_terms
from zhixing.inquiry.reach import kind_finding
from zhixing.inquiry.reserve.purses import Stays, require_purpose
from zhixing.inquiry.rights import right_draft
from zhixing.inquiry.values import FreezeOrder, InquiryRefused, RightFreezeOrder, refuse
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.codec import decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.law.seizure.limit import Limit
from zhixing.law.seizure.term import Term
from zhixing.platform.principal import Principal

EXTENT_RULES = frozenset({"SHARES_TO_FREEZE", "SEIZE_INDIVISIBLE"})
UNVALUED = (
    "价值未明，按申请的比例或者数量冻结，价额确定后再核对是否超标。",
    "Its value is unknown: frozen by the share or number asked for, held against the claim once "
    "the value is known. ",
)
"""Law: EQUITY art. 5 (最高人民法院关于人民法院强制执行股权若干问题的规定第五条) for stakes."""


def preview_freezes(batch: FreezeBatch, on: date, *, by: Principal) -> BulkOutcome:
    """Say row by row what ordering would answer, without a lock and without writing anything.

    :raises InquiryRefused: no row, or more than ``MOST_ROWS``.
    """
    return explain_freezes(batch, on, by=by)[0]


def explain_freezes(
    batch: FreezeBatch, on: date, *, by: Principal
) -> tuple[BulkOutcome, Mapping[int, tuple[Finding[Any], ...]]]:
    """Say the same, and for each good row by its number why: the findings behind it.

    :raises InquiryRefused: see ``preview_freezes``.
    """
    require(by, Capability.ORDER_FREEZE)
    _check_size(batch)
    ground = look_at((r.asset for r in batch.rows), Measure.FREEZE, on, by=by, locks=False)
    outcomes, orders = _judged(ground, batch)
    return BulkOutcome.judged(outcomes), {o.row: o.draft.findings for o in orders}


def order_freezes(batch: FreezeBatch, on: date, *, by: Principal) -> BulkOutcome:
    """Order money and rights of many cases frozen; gives every row with what became of it.

    Good rows are drafted and put up as one bundle, in which each case has its own matter
    and acts; with ``Mode.ALL_OR_NONE`` only if there is no bad one. A repeat under the
    same key gives the first batch.

    :raises SameKeyOtherBody: the key stands for another batch.
    :raises InquiryRefused: no row, or more than ``MOST_ROWS``; ``CHANGED_SINCE_PREVIEW``: a row
        would be ordered otherwise than ``seen``.
    """
    require(by, Capability.ORDER_FREEZE)
    _check_size(batch)
    known = models.Bulk.objects.filter(court_no=by.court_no, key=batch.key).first()
    if known is not None:
        check_repeat(batch.key, known.body_hash, batch.body_hash)
        return repeat_of(known)
    ground = look_at((r.asset for r in batch.rows), Measure.FREEZE, on, by=by, locks=True)
    outcomes, orders = _judged(ground, batch)
    if batch.seen and batch.seen != BulkOutcome.judged(outcomes).mark:
        raise _changed()
    refused = [outcome for outcome in outcomes if not outcome.is_good]
    if not orders or (refused and batch.mode is Mode.ALL_OR_NONE):
        return BulkOutcome.judged(outcomes)
    bulk = models.Bulk(
        id=new_id(),
        court_no=by.court_no,
        key=batch.key,
        body_hash=batch.body_hash,
        measure=Measure.FREEZE.value,
        rows=len(batch.rows),
        ordered=len(orders),
        refused=[to_json(outcome) for outcome in refused],
        ordered_on=on,
        by_person=by.person,
    )
    put = put_up_all(orders, bulk, Matter.FREEZE, on, by=by)
    return BulkOutcome.judged(outcomes, bulk.id, put.bundle)


def _changed() -> InquiryRefused:
    return refuse(
        "CHANGED_SINCE_PREVIEW",
        "预览之后情况有变，本批未提请。",
        "Things have changed since the preview; nothing was put up.",
        remedy=("请按重新计算的结果核对后再提请。", "Look at what is found now, then put it up."),
    )


def repeat_of(bulk: models.Bulk) -> BulkOutcome:
    """Give a batch that was ordered before: its orders, and what was refused then."""
    rows = models.Request.objects.filter(court_no=bulk.court_no, bulk_id=bulk.id)
    lines = models.Line.objects.filter(
        court_no=bulk.court_no, request_id__in=rows.filter(replaces_id=None).values("id")
    )
    ordered = [
        RowOutcome(
            0,
            line.case_id,
            line.asset_id,
            amount=Fen(line.amount_fen),
            until=line.until_on,
            request=line.request_id,
        )
        for line in lines.order_by("request_id")
    ]
    return BulkOutcome(
        (*ordered, *refused_rows(bulk.refused)), bulk.id, bulk.bundle_id, is_repeat=True
    )


def refused_rows(kept: Json) -> tuple[RowOutcome, ...]:
    """Read the rows of a batch that became no orders."""
    return decode(tuple[RowOutcome, ...], kept)


def _judged(ground: Ground, batch: FreezeBatch) -> tuple[list[RowOutcome], list[Drafted]]:
    """Judge every row in its turn, those before it counted."""
    outcomes, orders, seen = [], [], set[UUID]()
    for place, row in enumerate(batch.rows, 1):
        try:
            if row.asset in seen:
                raise _twice()
            seen.add(row.asset)
            thing, draft = judge(ground, row)
            ground.officers.of(thing.facts)
        except Refusal as refusal:
            outcomes.append(RowOutcome.refused(place, row.case, row.asset, refusal))
            continue
        ground.take(thing.view, draft.amount)
        ground.waiting.add(row.asset)
        order = Drafted(place, thing, draft, new_id())
        orders.append(order)
        outcomes.append(_good(ground, order))
    return outcomes, orders


def judge(ground: Ground, row: FreezeRow) -> tuple[Thing, Draft]:
    """Judge one row as ``order_freeze`` judges an order; gives its thing and its draft.

    :raises Refusal: as ``order_freeze`` does; besides, the thing is unknown in the court.
    """
    view = ground.views.get(row.asset)
    if view is None:
        raise _unknown()
    refuse_other_case(view, row.case)
    if kind_of(view.kind).is_sealed:
        raise _one_by_one(view)
    kind_finding(view, Measure.FREEZE, ground.on)
    thing = ground.thing(view, Measure.FREEZE)
    require_purpose(view, thing.facts, ground.on)
    refuse_controlled(thing.control)
    if view.id in ground.waiting:
        raise order_pending()
    pending = Fen(ground.pending.get(row.case, 0))
    if kind_of(view.kind).way is Way.RIGHT:
        return thing, _right(ground, thing, row, pending)
    return _money(ground, thing, row, pending)


def _right(ground: Ground, thing: Thing, row: FreezeRow, pending: Fen) -> Draft:
    """Judge a row on a right, frozen by share or number."""
    if row.amount is not None:
        raise by_share()
    order = RightFreezeOrder(
        row.case,
        row.asset,
        row.quantity,
        row.value,
        row.closing_price,
        until=row.until,
        with_income=row.with_income,
    )
    term = ground.term(row.until, kind_of(thing.view.kind).term)
    ordered = frozenset(ground.waiting)
    return right_draft(thing, order, term, ground.on, pending=pending, ordered=ordered)


def _money(ground: Ground, thing: Thing, row: FreezeRow, pending: Fen) -> tuple[Thing, Draft]:
    """Judge a row on money, in yuan or at the rate stated."""
    if row.quantity is not None or row.value is not None or row.closing_price is not None:
        raise _by_amount()
    known, _, _, _ = money_terms(thing, Fen(1), row.rate, ground.on)
    stays = ground.purses.stays_in(thing.view, thing.facts, row.protected_minimum)
    claim, amount = None, row.amount
    if amount is None:  # a fen where nothing may be frozen, so that the law says why
        most = _most(known, stays, ground.on, pending)
        claim, amount = most.claim_limit, max(most.amount, Fen(1))
    thing, amount, terms, found = money_terms(thing, amount, row.rate, ground.on)
    limit, permitted = find_freeze(thing, amount, stays, ground.on, pending=pending, claim=claim)
    order = FreezeOrder(row.case, row.asset, amount, row.until, stays.amount, rate=row.rate)
    term = ground.term(row.until, kind_of(thing.view.kind).term)
    more = (*stays.findings, *found)
    return thing, freeze_draft(thing, order, (limit, permitted, term), terms, more)


def _most(thing: Thing, stays: Stays, on: date, pending: Fen) -> Limit:
    """Give as much as may be frozen, and what the claim leaves."""
    return limit_on(
        thing.view.court_no,
        thing.facts,
        on,
        pending=pending,
        balance=thing.view.balance,
        protected_minimum=stays.amount,
        held_before=stays.held_before(thing.institution),
    ).value


def _good(ground: Ground, order: Drafted) -> RowOutcome:
    limit = order.draft.findings[0]
    view, terms = order.thing.view, order.draft.terms
    is_right = terms.secured is not None
    most = limit.value.claim_limit if is_right else limit.value.amount
    zh, en = _extent_words(order) if is_right else ("", "")
    return RowOutcome(
        order.row,
        view.case,
        view.id,
        view.institution,
        view.identifier_tail,
        None if is_without_value(order) else order.draft.amount,
        most,
        _last_day(order),
        f"{zh}{limit.conclusion_zh}",
        f"{en}{limit.conclusion_en}",
        request=order.request,
        quantity=terms.quantity,
        unit=terms.unit,
        kept=None if is_right else order.draft.protected_minimum,
        rank=rank_for(view.court_no, view.id, ground.on) if is_right else None,
    )


def _extent_words(order: Drafted) -> tuple[str, str]:
    """Say why so much of a right: by what was found of its value, or that none is known."""
    found = [f for f in order.draft.findings if f.rule in EXTENT_RULES]
    if found:
        return found[0].conclusion_zh, f"{found[0].conclusion_en} "
    return UNVALUED


def _last_day(order: Drafted) -> date:
    terms = [f.value for f in order.draft.findings if isinstance(f.value, Term)]
    return terms[0].latest_end_on


def _check_size(batch: FreezeBatch) -> None:
    if not 0 < len(batch.rows) <= MOST_ROWS:
        raise refuse(
            "BATCH_SIZE",
            f"一批须有1至{MOST_ROWS}行，现为{len(batch.rows)}行。",
            f"A batch has 1 to {MOST_ROWS} rows; this one has {len(batch.rows)}.",
            field="rows",
            remedy=("请分批提请。", "Order them in several batches."),
        )
    if not batch.key.strip():
        raise Impossible("a batch comes without its key")


def _unknown() -> InquiryRefused:
    return refuse(
        "ASSET_UNKNOWN",
        "本院没有此项财产。",
        "The court knows of no such property.",
        field="asset",
        remedy=("请先查询，或核对编号。", "Query first, or check its id."),
    )


def _one_by_one(view: AssetView) -> InquiryRefused:
    kind = kind_of(view.kind)
    return refuse(
        "NOT_IN_A_BATCH",
        f"批量冻结不办理查封，{kind.zh}应查封。",
        f"A batch freezes and does not seal; this is {kind.en}, which is sealed.",
        field="asset",
        remedy=("请单笔提请查封。", "Order its sealing singly."),
    )


def _by_amount() -> InquiryRefused:
    return refuse(
        "FROZEN_BY_AMOUNT",
        "资金按金额冻结，不填数量、价值或者收盘价。",
        "Money is frozen by an amount, not by quantity, value or closing price.",
        field="quantity",
        remedy=("请填写金额。", "State an amount."),
    )


def _twice() -> InquiryRefused:
    return refuse(
        "ROW_TWICE",
        "同一财产在本批中重复。",
        "The thing stands in the batch twice.",
        field="asset",
        remedy=("请删除重复的行。", "Remove the repeated row."),
    )
