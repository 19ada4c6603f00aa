"""Another handler: the case changed hands for a reason; the first one's record stays."""

from __future__ import annotations

from zhixing.assignment import operations as assignment
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import FIRST_JUDGE, Course, Life


def play(life: Life) -> Course:
    """Let the director give the case to the next team."""
    yield life.rng.randrange(2, 8)
    notify(life, serve=False)
    yield life.rng.randrange(15, 60)
    teams = life.stage.staff.teams
    team = (life.team + 1) % len(teams)
    judge = life.stage.staff.of_kind(PostKind.JUDGE, FIRST_JUDGE + team)
    life.do(
        PostKind.DIRECTOR,
        lambda by: assignment.reassign(
            life.case,
            assignment.Member(judge.person, judge.post),
            teams[team],
            "原承办人与当事人的代理人系同学，申请回避",
            life.today,
            by=by,
        ),
    )
    life.team = team


COURSE = CourseOfLife("REASSIGNED", "变更承办人", "given to another handler", play, 4)
