"""Performed at once: the debtor pays on the notice, the creditor is paid, the case is closed."""

from __future__ import annotations

from zhixing.scenarios.demo.applications import Wanted
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import close_performed, notify, open_account, pay_out, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Pay the debt of the day to the last fen, and close."""
    yield life.rng.randrange(2, 6)
    open_account(life)
    notify(life)
    yield life.rng.randrange(4, 40)
    amount = life.owed()
    receive(life, amount)
    yield life.rng.randrange(1, 15)
    pay_out(life, amount)
    yield life.rng.randrange(1, 6)
    close_performed(life)


WANTED = Wanted(plain=True, most=120_000)
COURSE = CourseOfLife(
    "PERFORMED", "自动履行结案", "performed and closed", play, 30, WANTED, early=True
)
