"""Too much asked: above the limit the law refuses; the limit is frozen, and later released."""

from __future__ import annotations

from datetime import timedelta

from zhixing.assets import operations as assets
from zhixing.assets.limits import limit_on
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible
from zhixing.law.seizure.limit import ExcessRefused
from zhixing.scenarios.demo.applications import Wanted
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import (
    close_performed,
    notify,
    open_account,
    pay_out,
    receive,
)
from zhixing.scenarios.demo.deposits import find_deposit
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Freeze within the limit after the excess was refused; release it once all is paid."""
    yield life.rng.randrange(2, 6)
    open_account(life)
    notify(life)
    yield life.rng.randrange(3, 15)
    owed = life.owed()
    asset = find_deposit(life, Fen(int(owed) * 3))
    facts = life.facts
    try:
        life.judge(lambda by: limit_on(by.court_no, facts, life.today, proposed=Fen(int(owed) * 2)))
    except ExcessRefused:
        found = life.judge(lambda by: limit_on(by.court_no, facts, life.today, proposed=owed))
    else:
        raise Impossible("twice the debt was allowed to be frozen")
    until = life.today + timedelta(days=365)
    life.judge(
        lambda by: assets.record_control(
            life.case, asset, owed, owed, until, life.today, findings=(found,), by=by
        )
    )
    yield life.rng.randrange(8, 40)
    owed = life.owed()
    receive(life, owed, memo="主动履行")
    yield 1
    pay_out(life, owed)
    reason = "义务已履行完毕，解除冻结"
    life.judge(lambda by: assets.record_release(life.case, asset, reason, life.today, by=by))
    yield 2
    close_performed(life)


WANTED = Wanted(plain=True, most=150_000)
COURSE = CourseOfLife(
    "EXCESS_REFUSED", "超标的冻结被拒后解除", "excess refused, then released", play, 6, WANTED
)
