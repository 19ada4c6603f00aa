"""Detained and released: a panel deliberated, the president agreed, the court police executed."""

from __future__ import annotations

from zhixing.decisions.operations import Ballot, hold_panel
from zhixing.measures import operations as measures
from zhixing.measures.chapter import Measures
from zhixing.platform.principal import PostKind as K
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, order_report
from zhixing.scenarios.demo.life import FIRST_JUDGE, Course, Life


def play(life: Life) -> Course:
    """Detain for up to fifteen days for one act of obstruction; most terms have ended."""
    yield life.rng.randrange(2, 6)
    notify(life)
    order_report(life)
    yield life.rng.randrange(15, 40)
    day, days = life.today, life.rng.randrange(5, 16)
    conduct = "拒不报告财产，并转移账户存款"
    life.judge(
        lambda by: measures.find_misconduct(
            life.case, life.debtor, "M-1", conduct, "银行流水、询问笔录", day, by=by
        )
    )
    plan = measures.DetentionPlan(life.debtor, "M-1", days, day)
    matter = life.judge(lambda by: measures.apply_detention(life.case, plan, day, by=by))
    sitting = [life.stage.staff.of_kind(K.JUDGE, n) for n in (0, 1, FIRST_JUDGE + life.team)]
    ballots = [
        Ballot(judge.person, judge.post, "PRESIDING" if n == 0 else "MEMBER", "同意。", True)
        for n, judge in enumerate(sitting)
    ]
    life.do(K.CLERK, lambda by: hold_panel(matter, ballots, "合议庭一致同意拘留。", day, by=by))
    life.approve(matter)
    life.do(
        K.COURT_POLICE,
        lambda by: measures.execute_detention(matter, "南川区拘留所（演练）", day, by=by),
    )
    held = life.facts.of(Measures).detained[-1]
    yield (held.until - day).days
    life.do(
        K.COURT_POLICE,
        lambda by: measures.end_detention(life.case, held.measure, life.today, by=by),
    )


COURSE = CourseOfLife("DETAINED", "司法拘留", "detained and released", play, 4)
