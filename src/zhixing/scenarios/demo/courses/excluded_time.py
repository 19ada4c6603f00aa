"""Time that does not count: a valuation took its days, and they are recorded afterwards."""

from __future__ import annotations

from datetime import timedelta

from zhixing.closing import operations as closing
from zhixing.law.clock.case_clock import Exclusion
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Record a valuation once its report has come."""
    yield life.rng.randrange(2, 8)
    notify(life, serve=False)
    yield life.rng.randrange(50, 90)
    last_on = life.today - timedelta(days=1)
    start_on = last_on - timedelta(days=life.rng.randrange(15, 40))
    period = closing.NewPeriod(
        Exclusion.APPRAISAL, start_on, "委托评估函及评估报告（演练）", last_on
    )
    life.judge(lambda by: closing.exclude_period(life.case, period, life.today, by=by))


COURSE = CourseOfLife("EXCLUDED_TIME", "扣除期间", "time that does not count", play, 5, early=True)
