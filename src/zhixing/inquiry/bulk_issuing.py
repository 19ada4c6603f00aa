"""Puts the orders of an approved batch out, part by part, or lets them lapse with their reason.

The law is asked again for each order, as for a single one. The deposits of one case share one
ruling; those at one institution share one notice: each document is rendered, sealed and
stored once, and every request that needs it points at the same file. Orders on other things,
each frozen by its own words, have papers of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.assets import queries as things
from zhixing.assets.acts import ControlRefused
from zhixing.assets.currencies import foreign_text
from zhixing.assets.operations import record_refusals
from zhixing.assets.queries import AssetView
from zhixing.cases.docket.append import recording_instant
from zhixing.decisions import queries as decisions
from zhixing.decisions.operations import record_executions
from zhixing.inquiry import documents, messages, models
from zhixing.inquiry.bulk_ground import Ground, look_at
from zhixing.inquiry.bulk_papers import Papers, WritSet
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.controlling import find_freeze
from zhixing.inquiry.counter.opening import open_window_tasks
from zhixing.inquiry.drafting import Thing, plan_in, take_thing
from zhixing.inquiry.issuing import check_again, complete, get_line, lapse, ruling_number
from zhixing.inquiry.officers import Officers
from zhixing.inquiry.pushing import push_issued
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.model import CNY, AssistanceRequest, Measure
from zhixing.kernel.canonical import Json, canonical
from zhixing.kernel.fen import ZERO, Fen
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal

PART = 400
"""So many orders are put out in one transaction, unless one case alone has more."""


@dataclass(slots=True)
class Order:
    """Carry one order of a part from its draft to what goes out."""

    row: models.Request
    line: models.Line
    plan: Mapping[str, Any]
    message: AssistanceRequest
    thing: Thing
    term: Days
    ruling: str = ""
    writs: WritSet = field(default_factory=WritSet)


def list_parts(bundle: UUID, court_no: int) -> list[tuple[UUID, UUID, UUID]]:
    """Divide what is still a draft of an approved batch: the batch, a first and a last case."""
    bulk = models.Bulk.objects.filter(court_no=court_no, bundle_id=bundle).first()
    if bulk is None:
        return []
    drafts = models.Request.objects.filter(
        court_no=court_no, bulk_id=bulk.id, state=State.DRAFT.value
    )
    cases = list(drafts.order_by("case_id").values_list("case_id", flat=True))
    parts, start = [], 0
    while start < len(cases):
        end = min(start + PART, len(cases)) - 1
        while end + 1 < len(cases) and cases[end + 1] == cases[end]:
            end += 1
        parts.append((bulk.id, cases[start], cases[end]))
        start = end + 1
    return parts


def issue_part(bulk: UUID, first: UUID, last: UUID, on: date, *, by: Principal) -> int:
    """Put out the drafts of a batch in the cases from ``first`` to ``last``; gives how many.

    What an approver struck is withdrawn. A repeat finds no draft and does nothing.
    """
    court_no = by.court_no
    drafts = models.Request.objects.filter(
        court_no=court_no,
        bulk_id=bulk,
        state=State.DRAFT.value,
        case_id__gte=first,
        case_id__lte=last,
    )
    measure = Measure(models.Bulk.objects.get(court_no=court_no, id=bulk).measure)
    found = list(drafts)
    lines = _lines(court_no, found)
    ground = look_at((x.asset_id for x in lines.values()), measure, on, by=by, locks=True)
    rows = list(drafts.select_for_update().order_by("case_id", "id"))
    plans = decisions.list_plans(court_no, list({r.matter_id for r in rows if r.matter_id}))
    left = _without_struck(rows, plans)
    if measure is not Measure.FREEZE:
        return _one_by_one(left, plans, on, by)
    deposits = [r for r in left if is_yuan_deposit(ground.views[lines[r.id].asset_id])]
    orders = _still_lawful(deposits, lines, plans, ground, by)
    _write_papers(orders, on, by)
    _put_out(orders, on, by)
    record_executions([r for r in {o.row.matter_id for o in orders} if r], on, by=by)
    kept = {r.id for r in deposits}
    others = [r for r in left if r.id not in kept]
    return len(orders) + _one_by_one(others, plans, on, by)


def is_yuan_deposit(view: AssetView) -> bool:
    """Say whether a thing shares ruling and notice with others: a deposit in yuan."""
    return view.kind == "DEPOSIT" and view.currency == CNY


def withdraw_drafts(bundle: UUID, reason: str, *, by: Principal) -> int:
    """Withdraw the drafts of a batch that was returned or taken back; gives how many."""
    bulk = models.Bulk.objects.filter(court_no=by.court_no, bundle_id=bundle).first()
    if bulk is None:
        return 0
    drafts = models.Request.objects.filter(
        court_no=by.court_no, bulk_id=bulk.id, state=State.DRAFT.value
    )
    return drafts.update(
        state=State.WITHDRAWN.value, reason_code="RETURNED", reason=reason, reason_en="returned"
    )


def _lines(court_no: int, rows: Sequence[models.Request]) -> dict[UUID, models.Line]:
    found = models.Line.objects.filter(court_no=court_no, request_id__in=[r.id for r in rows])
    return {line.request_id: line for line in found}


Plans = Mapping[UUID, tuple[Json, frozenset[UUID]]]


def _without_struck(rows: Sequence[models.Request], plans: Plans) -> list[models.Request]:
    """Withdraw what was struck; gives the rest."""
    struck = [r.id for r in rows if r.matter_id and r.id in plans[r.matter_id][1]]
    if struck:
        models.Request.objects.filter(court_no=rows[0].court_no, id__in=struck).update(
            state=State.WITHDRAWN.value,
            reason_code="STRUCK",
            reason="审批时剔除",
            reason_en="struck at the approval",
        )
    gone = set(struck)
    return [r for r in rows if r.id not in gone]


def _still_lawful(
    rows: Sequence[models.Request],
    lines: Mapping[UUID, models.Line],
    plans: Plans,
    ground: Ground,
    by: Principal,
) -> list[Order]:
    """Ask the law again about every order, itself apart; what it forbids now lapses."""
    orders, lapsed = [], []
    for row in rows:
        line = lines[row.id]
        plan = plan_in(plans[row.matter_id][0], row.id) if row.matter_id else {}
        amount = Fen(line.amount_fen)
        view = ground.views[line.asset_id]
        ground.give_back(view, amount)
        try:
            thing = ground.thing(view, Measure.FREEZE)
            pending = Fen(ground.pending[row.case_id])
            kept = Fen(int(plan.get("protected_minimum") or 0))
            stays = ground.purses.stays_in(view, thing.facts, kept)
            find_freeze(thing, amount, stays, ground.on, pending=pending)
            term = ground.term(line.until_on).value
        except Refusal as refusal:
            lapsed.append((row, line, refusal))
            continue
        ground.take(view, amount)
        message = messages.open_bare(row)
        days = Days.closed(term.from_on, term.latest_end_on)
        orders.append(Order(row, line, plan, message, thing, days))
    _lapse_all(lapsed, ground.on, by)
    return orders


def _lapse_all(
    lapsed: Sequence[tuple[models.Request, models.Line, Refusal]], on: date, by: Principal
) -> None:
    """Withdraw orders the law no longer permits, and record why in each docket."""
    if not lapsed:
        return
    for row, _, refusal in lapsed:
        row.state, row.reason_code = State.WITHDRAWN.value, refusal.code
        row.reason, row.reason_en = refusal.message_zh, refusal.message_en
    models.Request.objects.bulk_update(
        [row for row, _, _ in lapsed], ["state", "reason_code", "reason", "reason_en"]
    )
    record_refusals(
        [
            (
                row.case_id,
                ControlRefused(line.asset_id, line.measure, f"批准后未发出：{refusal.message_zh}"),
            )
            for row, line, refusal in lapsed
        ],
        on,
        by=by,
    )


def _write_papers(orders: Sequence[Order], on: date, by: Principal) -> None:
    """Number the rulings and make every document once: a ruling a case, a notice a bank."""
    if not orders:
        return
    facts = {o.row.case_id: o.thing.facts for o in orders}
    before = _rulings_before(by.court_no, list(facts))
    numbers = things.open_identifiers(by.court_no, [o.line.asset_id for o in orders])
    officers = Officers(on, by)
    with Papers.of(by.court_no, facts, on, recording_instant(by.court_no)) as papers:
        for own in _by_ruling(orders):
            case = own[0].row.case_id
            ruling = ruling_number(own[0].message.case_no, before.get(case, 0))
            before[case] = before.get(case, 0) + 1
            for order in own:
                line = replace(order.message.lines[0], ruling_no=ruling, term=order.term)
                notice = f"{order.message.case_no}协助冻结存款通知书"
                order.ruling = ruling
                order.message = replace(order.message, lines=(line,), notice_title=notice)
            try:
                officers.require_standing(own[0].message.officers)
            except Refusal as refusal:
                for order in own:
                    order.writs = WritSet(problem=refusal)
                continue
            sets = papers.freeze([_on_account(o, numbers) for o in own], own[0], ruling)
            for order, writs in zip(own, sets, strict=True):
                order.writs = writs


def _by_ruling(orders: Sequence[Order]) -> Iterator[list[Order]]:
    """Put together what one ruling orders: the same case, the same term."""

    def key(order: Order) -> tuple[UUID, date, date]:
        return order.row.case_id, order.term.start, order.term.last or order.term.start

    for _, own in groupby(sorted(orders, key=key), key):
        yield list(own)


def _on_account(order: Order, numbers: Mapping[UUID, str]) -> documents.OnAccount:
    line = order.message.lines[0]
    return documents.OnAccount(
        order.message.subject.name,
        order.thing.institution.name,
        numbers[order.line.asset_id],
        Fen(order.line.amount_fen),
        "" if line.currency == CNY else foreign_text(line.amount or ZERO, line.currency),
        line.keep_free,
    )


def _rulings_before(court_no: int, cases: Sequence[UUID]) -> dict[UUID, int]:
    """Count the rulings each case has so far, each case looked up by itself."""
    with connection.cursor() as cursor:
        cursor.execute(_RULINGS, [court_no, list(cases)])
        return dict(cursor.fetchall())


_RULINGS = """
/* rulings_before */
SELECT c.id, (SELECT count(DISTINCT x.ruling_no) FROM inquiry_line x
              WHERE x.court_no = %s AND x.case_id = c.id AND x.ruling_no <> '')
FROM unnest(%s::uuid[]) AS c (id)
"""


def _put_out(orders: Sequence[Order], on: date, by: Principal) -> None:
    """Look at each request as the wire will, and write what goes out with two statements."""
    if not orders:
        return
    at = wire_instant()
    for order in orders:
        row, institution = order.row, order.thing.institution
        row.issued_at, row.issued_on, row.due_on = at, on, messages.due_on(institution, on)
        row.files = list(order.writs.files)
        if order.writs.problem is not None:
            problem = order.writs.problem
            row.state, row.reason_code = State.QUARANTINED.value, problem.code
            row.reason, row.reason_en = problem.message_zh, problem.message_en
        else:
            obstacles = messages.obstacles_to(
                order.message, order.writs.writs, institution, row.court_no
            )
            row.state = (State.QUARANTINED if obstacles else State.ISSUED).value
            for name, value in messages.reason_of(obstacles).items():
                setattr(row, name, value)
        row.body_sealed = messages.seal_message(row.id, order.message)
    _store(orders)
    rows = [o.row for o in orders]
    asked = {o.thing.institution.id: o.thing.institution for o in orders}.values()
    push_issued(rows, asked)
    open_window_tasks(rows, asked, on, by=by)


_ISSUE = """
/* issue_orders: what an approved batch puts out */
UPDATE inquiry_request AS r SET state = n.state, body_sealed = n.body, files = n.files::jsonb,
  issued_at = %s, issued_on = %s, due_on = n.due_on, reason_code = n.code, reason = n.zh,
  reason_en = n.en
FROM unnest(%s::uuid[], %s::text[], %s::bytea[], %s::text[], %s::date[], %s::text[], %s::text[],
            %s::text[]) AS n (id, state, body, files, due_on, code, zh, en)
WHERE r.court_no = %s AND r.id = n.id
"""
_ORDERED = """
/* term_lines: the ruling and the term of each order */
UPDATE inquiry_line AS x SET ruling_no = n.ruling, from_on = n.from_on, until_on = n.until_on
FROM unnest(%s::uuid[], %s::text[], %s::date[], %s::date[]) AS n (id, ruling, from_on, until_on)
WHERE x.court_no = %s AND x.id = n.id
"""


def _store(orders: Sequence[Order]) -> None:
    rows = [o.row for o in orders]
    with connection.cursor() as cursor:
        cursor.execute(
            _ISSUE,
            [
                rows[0].issued_at,
                rows[0].issued_on,
                [r.id for r in rows],
                [r.state for r in rows],
                [r.body_sealed for r in rows],
                [canonical(r.files).decode() for r in rows],
                [r.due_on for r in rows],
                [r.reason_code for r in rows],
                [r.reason for r in rows],
                [r.reason_en for r in rows],
                rows[0].court_no,
            ],
        )
        cursor.execute(
            _ORDERED,
            [
                [o.line.id for o in orders],
                [o.ruling for o in orders],
                [o.term.start for o in orders],
                [o.term.last for o in orders],
                rows[0].court_no,
            ],
        )


def _one_by_one(rows: Sequence[models.Request], plans: Plans, on: date, by: Principal) -> int:
    """Put out orders as single ones go out; each has its own ruling."""
    done = []
    for row in rows:
        line, plan = (
            get_line(row),
            plan_in(plans[row.matter_id][0], row.id) if row.matter_id else {},
        )
        try:
            thing = take_thing(row.case_id, line.asset_id, Measure(line.measure), on, by=by)
            term = check_again(thing, line, plan, on)
        except Refusal as refusal:
            lapse(row, line, refusal, on, by=by)
            continue
        complete(row, line, thing, term, str(plan.get("reason", "")), on, by=by)
        done.append(row.matter_id)
    record_executions([m for m in set(done) if m], on, by=by)
    return len(done)
