"""Disputed: the court held an answer to be wrong and was right; now a bank objects to another."""

from __future__ import annotations

from datetime import timedelta

from zhixing.inquiry.operations import (
    DisputeOutcome,
    NewDispute,
    RaisedBy,
    dispute_answer,
    settle_dispute,
)
from zhixing.scenarios.demo import PRESENT
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.answered_by_packages import own_account
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life
from zhixing.scenarios.demo.post import ask_by_packages, days_to_post, latest_request

WRONG = "反馈称仅有一个账户，申请执行人提供了该行另一账户的转账凭证，请重新核查。"
SETTLED = "经该行核查，另一账户已于反馈前销户，交易记录另行补送；异议部分成立。"
OBJECTION = "通知书所附工作证影像不清，请补送后再行查询。"


def play(life: Life) -> Course:
    """Dispute an answer and settle it; the bank objects in writing to the query of August."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    own_account(life)
    yield days_to_post(life, 0)
    ask_by_packages(life)
    yield life.rng.randrange(3, 7)
    wrong = NewDispute(latest_request(life).id, RaisedBy.COURT, WRONG)
    dispute = life.judge(lambda by: dispute_answer(wrong, life.today, by=by))
    yield life.rng.randrange(5, 12)
    life.judge(
        lambda by: settle_dispute(dispute, DisputeOutcome.UPHELD, SETTLED, life.today, by=by)
    )
    yield days_to_post(life, 2)
    ask_by_packages(life, "-again")
    yield (PRESENT - timedelta(days=life.rng.randrange(3, 7)) - life.today).days
    objection = NewDispute(latest_request(life).id, RaisedBy.INSTITUTION, OBJECTION)
    life.judge(lambda by: dispute_answer(objection, life.today, by=by))


COURSE = CourseOfLife("DISPUTED", "反馈异议", "answer disputed", play, 3, early=True)
