"""Several on each side: the creditors share what comes; one of the debtors is restricted."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.applications import Wanted
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account, pay_out, receive, restrict
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Share a part payment between the creditors to the last fen."""
    yield life.rng.randrange(2, 8)
    open_account(life)
    notify(life)
    yield life.rng.randrange(12, 30)
    restrict(life, life.parties("DEBTOR")[-1])
    yield life.rng.randrange(5, 20)
    amount = Fen(int(life.owed()) // 3)
    receive(life, amount, memo="部分履行")
    yield life.rng.randrange(1, 10)
    creditors = life.parties("APPLICANT")
    for share, payee in zip(amount.split([1] * len(creditors)), creditors, strict=True):
        pay_out(life, share, payee)


WANTED = Wanted(creditors=3, debtors=2)
COURSE = CourseOfLife("SEVERAL", "多名当事人", "several creditors and debtors", play, 4, WANTED)
