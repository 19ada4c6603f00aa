"""Under way in good order: notice and report order served, the limits still ahead."""

from __future__ import annotations

from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify, order_report
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Serve the notice within days, and on most the report order after it."""
    yield life.rng.randrange(2, 8)
    notify(life, serve=life.rng.random() < 0.4)
    if life.rng.random() < 0.3:
        yield life.rng.randrange(1, 4)
        order_report(life, serve=life.rng.random() < 0.5)


COURSE = CourseOfLife("RUNNING", "正常办理", "under way in good order", play, 56, late=True)
