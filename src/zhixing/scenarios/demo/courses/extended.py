"""Extended: the president agreed to more time, or is being asked for it."""

from __future__ import annotations

from zhixing.closing import operations as closing
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Ask for an extension before the line; half of the requests wait for the president."""
    yield life.rng.randrange(2, 8)
    notify(life, serve=False)
    yield life.rng.randrange(120, 165)
    reason = "被执行人财产分散于多地，尚待异地法院协助"
    matter = life.judge(lambda by: closing.propose_extension(life.case, reason, life.today, by=by))
    waits = life.rng.random() < 0.5
    life.approve(matter, until=PostKind.PRESIDENT if waits else None)


COURSE = CourseOfLife("EXTENDED", "延长期限", "extended", play, 6, early=True)
