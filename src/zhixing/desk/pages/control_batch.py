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
from zhixing.inquiry.bulk_queries import (
    BulkRow,
    get_bulk,
    list_bulk_rows,
    list_refused,
    list_undoings,
)
from zhixing.inquiry.bulk_values import BulkView, Undone
from zhixing.inquiry.operations import undo_freezes
from zhixing.institutions.queries import list_institutions_by_id
from zhixing.kernel.refusal import Impossible, Refusal
from zhixing.platform.screenkit.decisions import Decision
from zhixing.platform.screenkit.formats import day_words
from zhixing.platform.screenkit.shell import Link
from zhixing.platform.screenkit.tables import Cell, Column, Empty, Kind, Row, Table
from zhixing.platform.screenkit.words import NOTHING, Text, Words
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
UNDOING: Final = Words("撤销批次：解除冻结", "Releases that take a batch back")
WITHDRAWN: Final = Words("已撤回{n}件未送达的", "withdrawn, seen by nobody: {n}")
PUT_UP: Final = Words("{n}件已冻结的提请解除", "put up for release: {n}")
AWAITED: Final = Words("{n}件待协助单位反馈后再撤销", "to be taken back once answered: {n}")
FAILED: Final = Words("{n}件不能解除，理由见下", "cannot be released, reasons below: {n}")
WITHDRAWN_BEFORE: Final = Words("{n}件此前已撤回", "withdrawn before: {n}")
UNDER_WAY: Final = Words("{n}件此前已提请解除，正在审批或者办理", "release under way already: {n}")
ENDED: Final = Words("{n}件冻结此前已解除或者终止", "freeze ended before: {n}")
NOTHING_NEW: Final = Words("本次没有新增的撤回和解除", "nothing new was withdrawn or put up")
UNVALUED: Final = Words("价值未明", "value unknown")


def show(
    visit: Visit, bulk: UUID, refusal: Refusal | None = None, undone: Undone | None = None
) -> HttpResponse:
    """Show a batch of the court; right after it was taken back, also what could not be."""
    found = perform(lambda: get_bulk(visit.by.court_no, bulk))
    if found.refusal is not None:
        return visit.refuse(found.refusal, back=reverse("desk:fast_control"))
    if found.value is None:
        raise Impossible("a batch was neither found nor refused")
    batch = found.value
    may_undo = visit.by.may(Capability.ORDER_FREEZE) and _is_live(batch)
    context = {
        "title": UNDOING if batch.undoes else MEASURES[batch.measure],
        "batch": batch,
        "standing": standing(batch),
        "orders": _orders(visit, list_bulk_rows(visit.by.court_no, bulk)),
        "refused": judged(visit, list_refused(visit.by.court_no, bulk)),
        "said": None if undone is None else _said(undone),
        "failed": [] if undone is None else judged(visit, undone.failed),
        "links": _links(visit, batch),
        "decisions": [_undo(batch)] if may_undo else [],
        "refusal": shown(refusal) if refusal is not None else None,
    }
    status = 200 if refusal is None else status_of(refusal)
    return visit.under("fast_control").render("desk/control_batch.html", context, status=status)


def undo(visit: Visit, bulk: UUID) -> HttpResponse:
    """Take a batch back as far as it can be today; where nothing new came of it, say what stands.

    What could not be released is kept with the batch of releases, and shown there.
    """
    reason = visit.request.POST.get("reason", "")
    done = perform(lambda: undo_freezes(bulk, reason, visit.on, by=visit.by))
    if done.refusal is not None or done.value is None:
        return show(visit, bulk, done.refusal)
    if done.value.releases is None and done.value.failed:
        return show(visit, bulk, undone=done.value)
    visit.tell(_said(done.value))
    return visit.go(reverse("desk:control_batch", args=[done.value.releases or bulk]))


def _said(done: Undone) -> Words:
    """Say what was done now, what was not and what stood before; what is none is left out."""
    counted = (
        (done.withdrawn, WITHDRAWN),
        (done.released, PUT_UP),
        (done.waiting, AWAITED),
        (len(done.failed), FAILED),
        (done.withdrawn_before, WITHDRAWN_BEFORE),
        (done.under_way, UNDER_WAY),
        (done.ended, ENDED),
    )
    said = [words.filled(n=count) for count, words in counted if count]
    if not done.withdrawn and not done.released:
        said.insert(0, NOTHING_NEW)
    zh, en = "；".join(w.zh for w in said), "; ".join(w.en for w in said)
    return Words(f"{zh}。", f"{en[:1].upper()}{en[1:]}.")


def _links(visit: Visit, batch: BulkView) -> list[tuple[Text, Text, Link]]:
    """Lead from a batch to those that take it back, and from one of those to what it takes back."""
    if batch.undoes:
        back = Link(Words("查看原批次", "See it"), _batch_url(batch.undoes))
        return [(Words("撤销的批次", "Takes back a batch"), NOTHING, back)]
    see = Words("查看撤销批次", "See the releases")
    return [
        (
            Words("{d}撤销，解除{n}件", "Taken back {d}, releases: {n}").filled(
                d=day_words(u.ordered_on), n=u.ordered
            ),
            standing(u),
            Link(see, _batch_url(u.id)),
        )
        for u in list_undoings(visit.by.court_no, batch.id)
    ]


def _batch_url(bulk: UUID) -> str:
    return reverse("desk:control_batch", args=[bulk])


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
            _state(r, note),
        )
        shown_rows.append(Row(str(r.request), cells))
    caption = Words("已提请的各行", "Orders")
    empty = Empty(Words("没有已提请的行", "No order"))
    return Table("orders", caption, columns, shown_rows, empty=empty)


def _state(row: BulkRow, note: Text) -> Cell:
    """Say how far an order got, and once its freeze is being released, how far that got."""
    if row.release is None:
        return Cell(Words(*row.state_words), note=note)
    url = "" if row.release.bulk is None else _batch_url(row.release.bulk)
    return Cell(Words(*row.release.words), url=url, note=Words(*row.state_words))
