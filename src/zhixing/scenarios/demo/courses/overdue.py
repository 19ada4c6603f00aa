"""Overdue: the notice went out late, and the six months ran out with nothing done."""

from __future__ import annotations

from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Let the legal line of the notice pass, and then the line of the case."""
    yield life.rng.randrange(12, 45)
    if life.rng.random() < 0.6:
        notify(life, serve=False)


COURSE = CourseOfLife("OVERDUE", "超期未结", "overdue", play, 26, early=True)
