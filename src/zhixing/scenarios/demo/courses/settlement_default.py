"""Settled and broken: an instalment is missed and seen the same day; some ask for resumption."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account, pay_out, receive, settle
from zhixing.scenarios.demo.life import Course, Life
from zhixing.settlement.operations import (
    ResumptionRequest,
    record_default,
    resume_enforcement,
)


def play(life: Life) -> Course:
    """Keep the first instalment, miss the second, and in half the cases resume."""
    yield life.rng.randrange(2, 7)
    open_account(life)
    notify(life)
    yield life.rng.randrange(6, 20)
    count = life.rng.randrange(4, 10)
    each = Fen(int(life.owed()) * 9 // 10 // count // 100 * 100)
    settle(life, Fen(int(each) * count), count)
    yield 27
    receive(life, each, memo="和解第1期")
    yield 1
    pay_out(life, each)
    yield 38
    life.judge(lambda by: record_default(life.case, life.today, by=by))
    if life.rng.random() < 0.5:
        yield life.rng.randrange(3, 15)
        asked = ResumptionRequest(life.creditor, "被执行人未按期支付和解款项")
        life.judge(lambda by: resume_enforcement(life.case, asked, life.today, by=by))


COURSE = CourseOfLife("SETTLEMENT_DEFAULT", "和解违约", "settled and broken", play, 7, early=True)
