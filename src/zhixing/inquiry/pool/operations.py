"""Takes portions of the pool, submits them, and takes back what was not handed out yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from procrastinate.types import JSONDict

from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import models
from zhixing.inquiry.ordering import order_query
from zhixing.inquiry.pool.preview import preview_cases
from zhixing.inquiry.pool.waiting import list_waiting
from zhixing.inquiry.pool_models import PooledCase, Portion
from zhixing.inquiry.values import QueryOrder, refuse
from zhixing.inquiry.withdrawing import withdraw_queries
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Refusal
from zhixing.platform.principal import Principal

MOST_TAKEN: Final = 200
_TAKE = """
/* take_portion: the first of these cases that are in nobody's hands */
INSERT INTO inquiry_pooled_case
  (id, court_no, portion_id, case_id, state, requests, withdrawn, code, reason, reason_en)
SELECT w.id, %s, %s, w.case_id, 'TAKEN', 0, 0, '', '', ''
FROM unnest(%s::uuid[], %s::uuid[]) AS w (id, case_id)
ON CONFLICT DO NOTHING
"""


def take_portion(size: int, on: date, *, by: Principal) -> UUID:
    """Take the cases that have waited longest in the pool into one's own hands; gives the portion.

    Two clerks who take at once get different cases.

    :raises InquiryRefused: none waits, the size is not between 1 and 200, or a portion taken
        before was neither submitted nor given back.
    """
    require(by, Capability.ORDER_QUERY)
    if not 1 <= size <= MOST_TAKEN:
        raise refuse(
            "SIZE_OUT_OF_RANGE",
            f"一次可以领取1至{MOST_TAKEN}件。",
            f"A portion has 1 to {MOST_TAKEN} cases.",
            field="size",
        )
    portion = _open_portion(on, by)
    taken, key = 0, ""
    while taken < size:
        page = list_waiting(by.court_no, on, after=key, limit=size - taken)
        taken += _take(portion.id, [case.id for case in page.cases], by)
        key = page.next_key
        if not key:
            break
    if not taken:
        raise refuse(
            "POOL_EMPTY",
            "查询池中没有待查询的案件。",
            "No case waits in the pool.",
            field="size",
            remedy=("新案立案后自动进入查询池。", "Cases enter the pool by being filed."),
        )
    return portion.id


def _open_portion(on: date, by: Principal) -> Portion:
    try:
        with transaction.atomic():
            return Portion.objects.create(
                id=new_id(),
                court_no=by.court_no,
                person=by.person,
                post=by.post,
                state="TAKEN",
                taken_on=on,
            )
    except IntegrityError:
        raise refuse(
            "PORTION_OPEN",
            "您领取的上一批尚未提交或退回。",
            "The portion you took before is neither submitted nor given back.",
            field="portion",
            remedy=("请先提交或退回上一批。", "Submit it or give it back first."),
        ) from None


def _take(portion: UUID, cases: Sequence[UUID], by: Principal) -> int:
    if not cases:
        return 0
    ids = [new_id() for _ in cases]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [by.court_no, portion, ids, list(cases)])
        return int(cursor.rowcount)


def return_portion(portion: UUID, on: date, *, by: Principal) -> int:
    """Give a portion back to the pool; gives how many cases wait again.

    :raises InquiryRefused: it is not one's own, or was submitted.
    """
    require(by, Capability.ORDER_QUERY)
    row = _own(portion, "TAKEN", by)
    cases = PooledCase.objects.filter(court_no=by.court_no, portion_id=portion, state="TAKEN")
    count = cases.update(state="RETURNED")
    row.state, row.ended_on = "RETURNED", on
    row.save(update_fields=["state", "ended_on"])
    return count


def submit_portion(portion: UUID, on: date, *, by: Principal) -> int:
    """Have institutions asked about every case of a portion; gives how many cases.

    Each case is asked about in a transaction of its own, by a job in the clerk's name: what
    is refused costs no other and stands in the list with its reason.

    :raises InquiryRefused: it is not one's own, or was submitted.
    """
    require(by, Capability.ORDER_QUERY)
    from zhixing.inquiry.pool.tasks import order_one

    row = _own(portion, "TAKEN", by)
    cases = PooledCase.objects.filter(court_no=by.court_no, portion_id=portion, state="TAKEN")
    ids = list(cases.order_by("id").values_list("id", flat=True))
    cases.update(state="QUEUED")
    row.state, row.submitted_on = "SUBMITTED", on
    row.save(update_fields=["state", "submitted_on"])
    jobs: list[JSONDict] = [{"court_no": by.court_no, "pooled": str(i)} for i in ids]
    order_one.batch_defer(*jobs)
    return len(ids)


def order_pooled(pooled: UUID, on: date, *, by: Principal) -> str:
    """Ask institutions about one case of a submitted portion; gives what became of it.

    A repeat does nothing. Persons who may not be asked about are left out, with the reason.
    """
    require(by, Capability.ORDER_QUERY)
    row = PooledCase.objects.select_for_update().get(court_no=by.court_no, id=pooled)
    if row.state != "QUEUED":
        return row.state
    (seen,) = preview_cases(by.court_no, [row.case_id], on).rows
    said = "；".join(_named(r.name, r.zh) for r in seen.refused)
    said_en = "; ".join(_named(r.name, r.en) for r in seen.refused)
    row.code = seen.refused[0].code if seen.refused else ""
    row.reason, row.reason_en = said, said_en
    row.state = "REFUSED"
    if seen.goes_out:
        _order(row, seen.parties, on, by)
    row.save()
    return row.state


def _named(name: str, text: str) -> str:
    return f"{name}: {text}" if name else text


def _order(row: PooledCase, parties: tuple[UUID, ...], on: date, by: Principal) -> None:
    try:
        with transaction.atomic():
            order = QueryOrder(row.case_id, parties, f"pool-{row.id}")
            row.batch_id = order_query(order, on, by=by)
    except Refusal as refusal:
        row.batch_id = None
        row.code, row.reason, row.reason_en = refusal.code, refusal.message_zh, refusal.message_en
        return
    row.state = "ORDERED"
    asked = models.Request.objects.filter(court_no=row.court_no, batch_id=row.batch_id)
    row.requests = asked.count()


def withdraw_portion(portion: UUID, reason: str, on: date, *, by: Principal) -> int:
    """Take back every request of a submitted portion not handed out yet; gives how many.

    What an institution has collected stays out and is answered. A case all of whose requests
    were taken back waits in the pool again.

    :raises InquiryRefused: not submitted by this person, still going out, or no reason.
    """
    require(by, Capability.ORDER_QUERY)
    row = _own(portion, "SUBMITTED", by)
    if not reason.strip():
        raise refuse(
            "REASON_MISSING", "请写明撤回理由。", "Say why it is withdrawn.", field="reason"
        )
    cases = PooledCase.objects.filter(court_no=by.court_no, portion_id=portion)
    if cases.filter(state="QUEUED").exists():
        raise refuse(
            "STILL_GOING_OUT",
            "本批仍在发出，请待全部发出后再撤回。",
            "The portion is still going out; withdraw it when it is done.",
            field="portion",
        )
    ordered = list(cases.filter(state="ORDERED", batch_id__isnull=False))
    batches = [pooled.batch_id for pooled in ordered if pooled.batch_id is not None]
    told = {t.batch: t for t in withdraw_queries(batches, reason, on, by=by)}
    for pooled in ordered:
        taken = told[pooled.batch_id] if pooled.batch_id is not None else None
        if taken is not None and taken.withdrawn:
            pooled.withdrawn = taken.withdrawn
            pooled.state = "ORDERED" if taken.left else "WITHDRAWN"
            pooled.save(update_fields=["withdrawn", "state"])
    row.reason, row.ended_on, row.state = reason.strip(), on, "WITHDRAWN"
    row.save(update_fields=["reason", "ended_on", "state"])
    return sum(t.withdrawn for t in told.values())


def _own(portion: UUID, state: str, by: Principal) -> Portion:
    row = Portion.objects.select_for_update().get(court_no=by.court_no, id=portion)
    if row.person != by.person:
        raise refuse(
            "OTHERS_PORTION",
            "这一批由他人领取。",
            "Another clerk took this portion.",
            field="portion",
            remedy=("请由领取人办理。", "Whoever took it goes on with it."),
        )
    if row.state != state:
        raise refuse(
            "PORTION_NOT_SO_FAR" if state == "SUBMITTED" else "PORTION_GONE",
            "这一批的现状不允许此项操作，请刷新查看。",
            "The portion is not in the state for this; look at it again.",
            field="portion",
        )
    return row
