"""Money waits: a receipt lies on the case account, its payment made or checked, not approved."""

from __future__ import annotations

from zhixing.funds import operations as funds
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import make_payment, notify, open_account, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Stop the payment at one of its steps."""
    yield life.rng.randrange(2, 6)
    open_account(life)
    notify(life, serve=False)
    yield life.rng.randrange(3, 12)
    amount = Fen(int(life.owed()) // 3)
    receive(life, amount)
    step = life.rng.randrange(3)
    if step == 0:
        return
    yield life.rng.randrange(1, 4)
    order = make_payment(life, amount)
    if step == 2:
        life.do(PostKind.ACCOUNTANT, lambda by: funds.check_payment(order, life.today, by=by))


COURSE = CourseOfLife("TO_BE_PAID_OUT", "案款待发放", "money to be paid out", play, 9, late=True)
