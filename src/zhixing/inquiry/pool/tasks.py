"""The job that asks institutions about one case of a submitted portion."""

from __future__ import annotations

from uuid import UUID

from procrastinate.contrib.django import app

from zhixing.courts.queries import get_legal_day, get_principal
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.pool.operations import order_pooled
from zhixing.inquiry.pool.queries import get_clerk
from zhixing.platform.crashpoints import BEFORE_ACKNOWLEDGEMENT, HAND_OUT, reach
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.retrying import UNTIL_DONE


@app.task(
    name="zhixing.inquiry.order_one",
    queue="inquiry",
    pass_context=False,
    retry=UNTIL_DONE,
)
def order_one(court_no: int, pooled: str) -> None:
    """Ask about one case in the name of the clerk who submitted it; a repeat does nothing."""
    reach(HAND_OUT)
    with open_scope(Scope.of_court(court_no, court_no)):
        person, post, on = get_clerk(court_no, UUID(pooled))
        today = max(on, get_legal_day(court_no, wire_instant()))
        order_pooled(UUID(pooled), today, by=get_principal(person, post, today))
    reach(BEFORE_ACKNOWLEDGEMENT)
