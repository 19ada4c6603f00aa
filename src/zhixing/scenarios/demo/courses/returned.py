"""Sent back: the director returned an application with a reason."""

from __future__ import annotations

from zhixing.decisions.operations import give_opinion
from zhixing.measures import operations as measures
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Apply for a listing that is not yet ripe."""
    yield life.rng.randrange(2, 6)
    notify(life)
    yield life.rng.randrange(13, 25)
    plan = measures.ListingPlan(life.debtor, 1, "未履行。", is_able=True)
    matter = life.judge(lambda by: measures.apply_listing(life.case, plan, life.today, by=by))
    text = "履行能力的证据不足，请补充调查后再报。"
    life.do(
        PostKind.DIRECTOR,
        lambda by: give_opinion(matter, approve=False, text=text, on=life.today, by=by),
    )


COURSE = CourseOfLife("RETURNED", "审批退回", "sent back", play, 4)
