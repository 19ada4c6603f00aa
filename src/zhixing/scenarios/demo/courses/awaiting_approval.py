"""Waiting for a yes: a restriction, a listing or a search lies with the director or president."""

from __future__ import annotations

from zhixing.measures import operations as measures
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Put one measure up and let it wait at one of its steps."""
    yield life.rng.randrange(2, 6)
    notify(life)
    yield life.rng.randrange(13, 20)
    chosen = life.rng.randrange(3)
    if chosen == 0:
        restriction = measures.RestrictionPlan(life.debtor)
        matter = life.judge(
            lambda by: measures.apply_restriction(life.case, restriction, life.today, by=by)
        )
    elif chosen == 1:
        listing = measures.ListingPlan(life.debtor, 1, "有履行能力而拒不履行。", is_able=True)
        matter = life.judge(
            lambda by: measures.apply_listing(life.case, listing, life.today, by=by)
        )
    else:
        search = measures.SearchPlan(life.debtor, "经营场所", "账册去向不明，有隐匿财产迹象")
        matter = life.judge(lambda by: measures.apply_search(life.case, search, life.today, by=by))
    life.approve(matter, until=life.rng.choice((PostKind.DIRECTOR, PostKind.PRESIDENT)))


COURSE = CourseOfLife("AWAITING_APPROVAL", "待审批", "waiting for approval", play, 9, late=True)
