"""Part paid: some money came and went to the creditor; the rest is still owed."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account, pay_out, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Receive and pay out one to three parts."""
    yield life.rng.randrange(3, 9)
    open_account(life)
    notify(life)
    for _ in range(life.rng.randrange(1, 4)):
        yield life.rng.randrange(10, 40)
        amount = Fen(int(life.owed()) // life.rng.randrange(5, 12))
        receive(life, amount, memo="部分履行")
        yield life.rng.randrange(2, 20)
        pay_out(life, amount)


COURSE = CourseOfLife("PART_PAID", "部分履行", "part paid", play, 16)
