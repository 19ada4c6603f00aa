"""At the counter: an application was received, and filing is decided late, refused, or open."""

from __future__ import annotations

from zhixing.cases import operations as cases
from zhixing.cases.acts import RefusalGround
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Receive the application; refuse some, leave the rest to be decided on."""
    filed = life.judge(lambda by: cases.receive_application(life.application, by=by, on=life.today))
    life.case, life.number = filed.case, filed.number
    if life.rng.random() < 0.5:
        yield life.rng.randrange(2, 6)
        life.judge(
            lambda by: cases.refuse_filing(
                life.case,
                (RefusalGround.NO_JURISDICTION,),
                "被执行人住所地和财产所在地均不在本院辖区",
                by=by,
                on=life.today,
            )
        )


COURSE = CourseOfLife(
    "UNDECIDED",
    "待决定立案或不予受理",
    "received, refused or undecided",
    play,
    6,
    late=True,
    alone=True,
)
