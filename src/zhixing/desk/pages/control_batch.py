"""One batch of control orders: its rows as they stand, what was refused, and taking it back."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from zhixing.assets.kinds import kind_of
from zhixing.cases.queries import list_numbers
from zhixing.courts.capabilities import Capability
from zhixing.desk.pages.fast_control import MEASURES, judged, standing
from zhixing.desk.visit import Visit
from zhixing.inquiry.bulk_queries import BulkRow, get_bulk, list_bulk_rows, list_refused
from zhixing.inquiry.bulk_values import BulkView, Undone
from zhixing.inquiry.operations import undo_freezes
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Words
from zhixing.platform.web.refusals import perform, shown, status_of

ORDERS: Final = (
    Column("case", Words("案号", "Case number"), Kind.CASE_NO, fixed=True),
    Column("bank", Words("协助单位", "Institution")),
    Column("thing", Words("财产", "Thing")),
    Column("quantity", Words("比例或者数量", "Share or number")),
    Column("amount", Words("金额", "Amount"), Kind.MONEY),
    Column("until", Words("期限至", "Until"), Kind.DAY),
    Column("state", Words("状态", "State")),
)

THING: Final = Words("{k} …{t}", "{k} …{t}")
UNVALUED: Final = Words("价值未明", "value unknown")


def show(visit: Visit, bulk: UUID, refusal: Refusal | None = None) -> HttpResponse:
    """Show a batch of the court."""
    found = perform(lambda: get_bulk(visit.by.court_no, bulk))
    if found.refusal is not None:
        return visit.refuse(found.refusal, back=reverse("desk:fast_control"))
    if found.value is None:
        raise Impossible("a batch was neither found nor refused")
    batch = found.value
    context = {
        "title": MEASURES[batch.measure],
        "batch": batch,
        "standing": standing(batch),
        "orders": _orders(visit, list_bulk_rows(visit.by.court_no, bulk)),
        "refused": judged(visit, list_refused(visit.by.court_no, bulk)),
        "decisions": [_undo(batch)]
        if visit.by.may(Capability.ORDER_FREEZE) and _is_live(batch)
        else [],
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("fast_control").render("desk/control_batch.html", context, status=status)


def undo(visit: Visit, bulk: UUID) -> HttpResponse:
    """Take a batch back as far as it can be today."""
    reason = visit.request.POST.get("reason", "")
    done = perform(lambda: undo_freezes(bulk, reason, visit.on, by=visit.by))
    if done.refusal is not None or done.value is None:
        return show(visit, bulk, done.refusal)
    visit.tell(_said(done.value))
    return visit.go(reverse("desk:control_batch", args=[done.value.releases or bulk]))


def _said(done: Undone) -> Words:
    return Words(
        "已撤回{w}件未送达的，{r}件已冻结的提请解除，{o}件待协助单位反馈后再撤销。",
        "{w} that nobody had seen are withdrawn, {r} that stand are put up for release, "
        "{o} wait for an institution's answer first.",
    ).filled(w=done.withdrawn, r=done.released, o=done.waiting)


def _is_live(batch: BulkView) -> bool:
    ended = batch.by_state.get("WITHDRAWN", 0)
    return batch.measure == "FREEZE" and ended < sum(batch.by_state.values())


def _undo(batch: BulkView) -> Decision:
    return Decision(
        name="undo",
        label=Words("撤销批次", "Take the batch back"),
        url=reverse("desk:control_undo", args=[batch.id]),
        consequence=Words(
            "未送达协助单位的，撤回；已冻结的，另行提请解除冻结；在协助单位办理中的，待其反馈后再次撤销。",
            "What no institution has seen is withdrawn; freezes that stand are put up for release; "
            "those under way are undone by taking back again once they are answered.",
        ),
        tone="return",
        reason="required",
    )


def _orders(visit: Visit, rows: list[BulkRow]) -> Table:
    numbers = list_numbers(visit.by.court_no, list({r.case for r in rows}))
    banks = list_institutions_by_id({r.institution for r in rows})
    counted = any(r.quantity is not None for r in rows)
    columns = [c for c in ORDERS if counted or c.key != "quantity"]
    shown_rows = []
    for r in rows:
        kind = kind_of(r.kind)
        bank, url = banks[r.institution], reverse("desk:case", args=[visit.by.court_no, r.case])
        note = Words(r.reason_zh, r.reason_en or r.reason_zh) if r.reason_zh else NOTHING
        cells = (
            Cell(numbers[r.case], url=url),
            Words(bank.name, bank.name_en or bank.name),
            THING.filled(k=Words(kind.zh, kind.en), t=r.account_tail),
            *([NOTHING if r.quantity is None else f"{r.quantity}{r.unit}"] if counted else []),
            UNVALUED if r.amount is None else r.amount,
            r.until,
            Cell(Words(*r.state_words), note=note),
        )
        shown_rows.append(Row(str(r.request), cells))
    caption = Words("已提请的各行", "Orders")
    empty = Empty(Words("没有已提请的行", "No order"))
    return Table("orders", caption, columns, shown_rows, empty=empty)
