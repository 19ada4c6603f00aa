"""Takes queries back that nobody collected yet: the inverse of ordering them, one or many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.cases.docket.append import append_all
from zhixing.cases.docket.corrections import annul_act
from zhixing.cases.docket.values import NewAct
from zhixing.cases.filing.amending import lock_cases
from zhixing.cases.queries import list_acts
from zhixing.courts.capabilities import Capability
from zhixing.courts.policies import require
from zhixing.inquiry import acts, models
from zhixing.inquiry.completion import complete_batches
from zhixing.inquiry.values import refuse
from zhixing.institutions.abilities import COUNTER_PROFILE, OPEN_PROFILE
from zhixing.platform.principal import Principal


@dataclass(frozen=True, slots=True)
class WithdrawnQuery:
    """Say of one order how many requests were taken back, and how many had been collected."""

    batch: UUID
    withdrawn: int
    left: int


def withdraw_queries(
    batches: Sequence[UUID], reason: str, on: date, *, by: Principal
) -> list[WithdrawnQuery]:
    """Take back what nobody has collected of some orders to query; give what became of each.

    An order of which nothing was collected is annulled in its docket; of another the part
    taken back is recorded, and the set is complete when the rest has answered. What was
    collected, or brought to an institution that takes deliveries, can only be answered.

    :raises InquiryRefused: no reason, or an order that is none of the court's.
    """
    require(by, Capability.ORDER_QUERY)
    if not reason.strip():
        raise refuse(
            "REASON_MISSING",
            "撤回查询须写明理由。",
            "Say why the queries are taken back.",
            field="reason",
        )
    cases = dict(
        models.Batch.objects.filter(court_no=by.court_no, id__in=list(batches)).values_list(
            "id", "case_id"
        )
    )
    for batch in batches:
        if batch not in cases:
            raise refuse(
                "ORDER_UNKNOWN",
                "本院没有此项查询。",
                "There is no such query in this court.",
                field="batches",
            )
    lock_cases(cases.values(), by)
    withdrawn, left = _take_back(list(cases), reason.strip(), by.court_no)
    whole = [b for b in cases if withdrawn.get(b) and not left.get(b)]
    part = [b for b in cases if withdrawn.get(b) and left.get(b)]
    for batch in whole:
        annul_act(_act_of(batch, cases[batch], by.court_no), reason.strip(), by=by)
    payloads = [(b, acts.QueryWithdrawn(b, withdrawn[b], reason.strip())) for b in part]
    append_all([NewAct(cases[b], p, on, correlation=b) for b, p in payloads], by=by)
    if part:
        complete_batches(part, on, by=by)
    return [WithdrawnQuery(b, withdrawn.get(b, 0), left.get(b, 0)) for b in cases]


def _act_of(batch: UUID, case: UUID, court_no: int) -> UUID:
    """Give the act by which an order was recorded."""
    return next(
        act.id
        for act in list_acts(court_no, case)
        if act.type == "QUERY_ORDERED"
        and isinstance(act.payload, dict)
        and act.payload.get("batch") == str(batch)
    )


def _take_back(
    batches: list[UUID], reason: str, court_no: int
) -> tuple[dict[UUID, int], dict[UUID, int]]:
    """Withdraw what waits to be collected; give how many of each order went, and how many stay."""
    values: dict[str, Any] = {
        "court": court_no,
        "batches": batches,
        "reason": reason,
        "carried": [OPEN_PROFILE, COUNTER_PROFILE],
    }
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAW, values)
        withdrawn: dict[UUID, int] = {}
        for (batch,) in cursor.fetchall():
            withdrawn[batch] = withdrawn.get(batch, 0) + 1
        cursor.execute(_LEFT, values)
        left: dict[UUID, int] = dict(cursor.fetchall())
    return withdrawn, left


_WITHDRAW = """
/* withdraw_queries: what waits to be collected */
UPDATE inquiry_request SET state = 'WITHDRAWN', reason_code = 'TAKEN_BACK', reason = %(reason)s,
  reason_en = 'taken back by the court'
WHERE court_no = %(court)s AND batch_id = ANY(%(batches)s)
  AND (state = 'QUARANTINED' OR state = 'ISSUED' AND profile <> ALL(%(carried)s))
RETURNING batch_id
"""
_LEFT = """
/* withdraw_queries: what was collected, or answered, before */
SELECT batch_id, count(*) FROM inquiry_request
WHERE court_no = %(court)s AND batch_id = ANY(%(batches)s)
  AND state NOT IN ('WITHDRAWN', 'REISSUED')
GROUP BY batch_id
"""
