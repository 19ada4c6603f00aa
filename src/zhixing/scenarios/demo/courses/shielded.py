"""Listed, settled, shielded: publication is paused under the court's policy while they pay."""

from __future__ import annotations

from zhixing.kernel.fen import Fen
from zhixing.measures import operations as measures
from zhixing.measures.chapter import Measures
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.listed import list_and_publish
from zhixing.scenarios.demo.deeds import open_account, pay_out, receive, settle
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Settle after listing; the instalments are kept."""
    yield from list_and_publish(life, 1)
    open_account(life)
    yield life.rng.randrange(10, 30)
    count = life.rng.randrange(4, 9)
    each = Fen(int(life.owed()) // count // 100 * 100)
    settle(life, Fen(int(each) * count), count)
    listing = life.facts.of(Measures).listed[0].measure
    plan = measures.ShieldPlan(listing, life.creditor)
    life.approve(
        life.judge(lambda by: measures.apply_shielding(life.case, plan, life.today, by=by))
    )
    for number in range(1, count + 1):
        yield 29
        receive(life, each, memo=f"和解第{number}期")
        yield 1
        pay_out(life, each)


COURSE = CourseOfLife(
    "SHIELDED", "和解后屏蔽失信", "listed, settled, shielded", play, 4, early=True
)
