"""Where there is more to do than hands, what protects somebody goes first."""

from __future__ import annotations

from django.db import connection, transaction

from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.priorities import CAN_WAIT, READING, URGENT, USUAL
from zhixing.platform.jobs.reactions import enqueue_reactions

_JOBS = """
SELECT args ->> 'reaction', priority FROM procrastinate_jobs WHERE args ->> 'act' = %s
"""


def test_the_look_for_an_excess_goes_before_all_other_answers_to_money() -> None:
    act = new_id()
    with open_scope(Scope.system()), connection.cursor() as cursor:
        enqueue_reactions([(1, act, "RECEIPT_POSTED", {})])
        cursor.execute(_JOBS, [str(act)])
        jobs = dict(cursor.fetchall())
        transaction.set_rollback(True)
    look = "zhixing.inquiry.keeping.reactions.look_for_excess"
    assert jobs.pop(look) == URGENT
    assert jobs and set(jobs.values()) == {USUAL}


def test_an_approved_order_goes_out_before_what_else_follows_from_its_approval() -> None:
    act = new_id()
    with open_scope(Scope.system()), connection.cursor() as cursor:
        enqueue_reactions([(1, act, "MATTER_APPROVED", {"code": "FREEZE"})])
        cursor.execute(_JOBS, [str(act)])
        jobs = dict(cursor.fetchall())
        transaction.set_rollback(True)
    assert jobs["zhixing.inquiry.reactions.put_out"] == URGENT


def test_the_order_is_protection_then_reading_then_the_rest() -> None:
    assert URGENT > READING > USUAL > CAN_WAIT
