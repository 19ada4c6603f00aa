"""Nowhere to be found: the notice is served by announcement, which takes its sixty days."""

from __future__ import annotations

from zhixing.law.periods.service import Method
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Announce the notice."""
    yield life.rng.randrange(4, 10)
    notify(life, method=Method.ANNOUNCEMENT)


COURSE = CourseOfLife("ANNOUNCED", "公告送达", "served by announcement", play, 6)
