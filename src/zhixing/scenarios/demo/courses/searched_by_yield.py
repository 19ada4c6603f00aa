"""Searched by yield: the most promising are asked first; of the others it is said why not."""

from __future__ import annotations

from zhixing.inquiry.operations import SearchOrder, begin_search
from zhixing.scenarios.demo import PRESENT
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.queried import WEEKEND
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.elsewhere import own_more
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Begin the search in the week before the present; its waves go on as answers come."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    own_more(life)
    yield max(0, (PRESENT - life.today).days - WEEKEND)
    order = SearchOrder(life.case, (life.debtor,), f"search-{life.case.hex[-12:]}")
    life.judge(lambda by: begin_search(order, life.today, by=by))


COURSE = CourseOfLife("BY_YIELD", "按产出查询", "searched by yield", play, 4, late=True)
