"""Face to face without result: the debtor offers little a month, and the creditor refuses."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life
from zhixing.settlement import operations as settlement
from zhixing.settlement.acts import Participant
from zhixing.settlement.chapter import Answer, Side


def play(life: Life) -> Course:
    """Hold a session whose one offer is refused."""
    yield life.rng.randrange(2, 7)
    notify(life)
    yield life.rng.randrange(10, 40)
    creditor, debtor = life.application.creditors[0].name, life.application.debtors[0].name
    monthly = Fen(life.rng.randrange(3, 20) * 10_000)
    session = settlement.Session(
        place="执行谈话室（演练）",
        participants=(
            Participant(creditor, Side.APPLICANT, life.creditor),
            Participant(debtor, Side.DEBTOR, life.debtor),
        ),
        offers=(
            settlement.Offer(
                Side.DEBTOR,
                debtor,
                life.owed(),
                monthly,
                answer=Answer.REFUSED,
                words=f"每月还{monthly.yuan}元",
            ),
        ),
        minutes="双方未能达成一致。",
    )
    life.judge(lambda by: settlement.hold_mediation(life.case, session, life.today, by=by))


COURSE = CourseOfLife("MEDIATION_REFUSED", "协商未果", "mediation without result", play, 6)
