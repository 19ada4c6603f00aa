"""Just filed: dealt to a handler, nothing sent yet."""

from __future__ import annotations

from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Do nothing yet."""
    return
    yield


COURSE = CourseOfLife("FRESH", "新收", "just filed", play, 24, late=True)
