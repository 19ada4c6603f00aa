"""Objection and suspension: an outsider claims the thing; enforcement stands, then goes on."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from zhixing.closing import operations as closing
from zhixing.closing.chapter import Periods
from zhixing.law.clock.case_clock import Exclusion
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life

OBJECTION = "案外人对执行标的提出书面异议"


def play(life: Life) -> Course:
    """Suspend by approval; half of the suspensions have ended since."""
    yield life.rng.randrange(2, 8)
    notify(life)
    yield life.rng.randrange(15, 60)
    period = closing.NewPeriod(Exclusion.SUSPENSION, life.today, OBJECTION)
    life.approve(
        life.judge(lambda by: closing.propose_suspension(life.case, period, life.today, by=by))
    )
    if life.rng.random() < 0.5:
        return
    yield life.rng.randrange(15, 45)
    begun: UUID = life.facts.of(Periods).periods[-1].period
    last_on = life.today - timedelta(days=1)
    life.judge(
        lambda by: closing.end_period(
            life.case, begun, last_on, "异议已裁定驳回", life.today, by=by
        )
    )


COURSE = CourseOfLife("SUSPENDED", "异议与中止", "objection and suspension", play, 8, early=True)
