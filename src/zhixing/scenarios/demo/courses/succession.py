"""Another creditor: the claim was assigned or inherited, and the successor takes the place."""

from __future__ import annotations

from zhixing.cases import operations as cases
from zhixing.cases.acts import Role
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life
from zhixing.scenarios.demo.people import Invention


def play(life: Life) -> Course:
    """Record the succession by the court's ruling."""
    yield life.rng.randrange(2, 8)
    notify(life)
    yield life.rng.randrange(20, 60)
    # Serial numbers of this invention begin where no other one comes.
    successor = Invention(life.rng, 900_000 + life.rng.randrange(90_000)).firm()
    ground = f"（{life.today.year}）渝0119执异{life.rng.randrange(10, 300)}号裁定：债权转让"
    life.judge(
        lambda by: cases.record_succession(
            life.case,
            life.creditor,
            successor,
            role=Role.APPLICANT,
            ground=ground,
            by=by,
            on=life.today,
        )
    )


COURSE = CourseOfLife("SUCCESSION", "变更申请执行人", "creditor succeeded", play, 5)
