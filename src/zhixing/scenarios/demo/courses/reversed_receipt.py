"""A receipt was reversed: the bank took the money back, and the debt stands again."""

from __future__ import annotations

from zhixing.funds import operations as funds
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Reverse a receipt a few days after it was posted."""
    yield life.rng.randrange(3, 8)
    open_account(life)
    notify(life)
    yield life.rng.randrange(5, 30)
    receipt = receive(life, Fen(int(life.owed()) // 2))
    yield life.rng.randrange(1, 5)
    life.do(
        PostKind.ACCOUNTANT,
        lambda by: funds.reverse_receipt(receipt, "票据退票", life.today, by=by),
    )


COURSE = CourseOfLife("REVERSED_RECEIPT", "到账冲正", "a receipt was reversed", play, 5)
