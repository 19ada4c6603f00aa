"""Settled and kept: instalments arrive one after another, and the case ends performed."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import (
    close_performed,
    notify,
    open_account,
    pay_out,
    receive,
    settle,
)
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Agree on three instalments at most and keep each of them."""
    yield life.rng.randrange(2, 7)
    open_account(life)
    notify(life)
    yield life.rng.randrange(6, 25)
    count = life.rng.randrange(2, 5)
    each = Fen(int(life.owed()) * 9 // 10 // count // 100 * 100)
    settle(life, Fen(int(each) * count), count)
    for number in range(1, count + 1):
        yield 28
        receive(life, each, memo=f"和解第{number}期")
        yield 1
        pay_out(life, each)
    yield 2
    close_performed(life)


COURSE = CourseOfLife("SETTLEMENT_KEPT", "和解履行", "settled and kept", play, 8)
