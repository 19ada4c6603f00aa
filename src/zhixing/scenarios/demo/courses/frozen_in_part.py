"""Frozen in part: the account holds less than is owed; it is frozen, transferred, paid out."""

from __future__ import annotations

from datetime import timedelta

from zhixing.assets import operations as assets
from zhixing.assets.limits import limit_on
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account, pay_out, receive
from zhixing.scenarios.demo.deposits import find_deposit
from zhixing.scenarios.demo.life import Course, Life

KEPT = Fen(58_000)
"""What stays in the account to live on, by the standard the demo court adopts."""


def play(life: Life) -> Course:
    """Freeze what little there is; a third of the cases wait with the money frozen."""
    yield life.rng.randrange(2, 6)
    open_account(life)
    notify(life)
    yield life.rng.randrange(3, 15)
    balance = Fen(int(life.owed()) // life.rng.randrange(3, 9))
    asset = find_deposit(life, Fen(balance + KEPT))
    facts = life.facts
    found = life.judge(lambda by: limit_on(by.court_no, facts, life.today, proposed=balance))
    until = life.today + timedelta(days=365)
    life.judge(
        lambda by: assets.record_control(
            life.case,
            asset,
            life.owed(),
            balance,
            until,
            life.today,
            remark="余额不足，部分冻结",
            kept=KEPT,
            findings=(found,),
            by=by,
        )
    )
    if life.rng.random() < 0.34:
        return
    yield life.rng.randrange(10, 30)
    life.judge(lambda by: assets.record_transfer(life.case, asset, balance, life.today, by=by))
    receive(life, balance, memo="扣划存款")
    yield life.rng.randrange(1, 12)
    pay_out(life, balance)


COURSE = CourseOfLife("FROZEN_IN_PART", "部分冻结", "frozen in part", play, 10)
