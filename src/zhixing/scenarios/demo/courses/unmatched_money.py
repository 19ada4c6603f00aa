"""Money without a case: it came without the case's account number; some is matched by hand."""

from __future__ import annotations

from zhixing.funds import operations as funds
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Post money without an account number; half of it is matched later."""
    yield life.rng.randrange(3, 9)
    open_account(life)
    notify(life, serve=False)
    yield life.rng.randrange(5, 20)
    incoming = funds.Incoming(
        reference=f"U{life.today:%Y%m%d}{life.case.hex[-8:]}",
        received_on=life.today,
        amount=Fen(int(life.owed()) // 3),
        payer=life.application.debtors[0].name,
        memo="还款",
    )
    posted = life.do(K.ACCOUNTANT, lambda by: funds.post_receipt(incoming, by=by))
    if life.rng.random() < 0.5:
        yield life.rng.randrange(2, 8)
        reason = "付款人与被执行人姓名一致，经电话核实"
        life.do(
            K.ACCOUNTANT,
            lambda by: funds.match_receipt(posted.receipt, life.case, reason, life.today, by=by),
        )


COURSE = CourseOfLife("UNMATCHED_MONEY", "不明款", "money without a case", play, 7)
