"""A payment came back: the bank refused the account, the money is held for the case again."""

from __future__ import annotations

from zhixing.funds import operations as funds
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import make_payment, open_account, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Order, check and approve a payment that the bank sends back."""
    yield life.rng.randrange(5, 20)
    open_account(life)
    amount = Fen(int(life.owed()) // 4)
    receive(life, amount)
    yield life.rng.randrange(2, 9)
    order = make_payment(life, amount)
    life.do(K.ACCOUNTANT, lambda by: funds.check_payment(order, life.today, by=by))
    life.do(K.DIRECTOR, lambda by: funds.approve_payment(order, life.today, by=by))
    yield 1
    life.do(
        K.CASHIER,
        lambda by: funds.fail_payment(order, "收款账户已销户", life.today, by=by),
    )


COURSE = CourseOfLife("PAYMENT_FAILED", "案款退回", "a payment came back", play, 4)
