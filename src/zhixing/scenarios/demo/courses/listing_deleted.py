"""Listed, then paid: the listing is deleted, the restriction lifted, the case closed."""

from __future__ import annotations

from zhixing.law.listing.deletion import Event
from zhixing.measures import operations as measures
from zhixing.measures.chapter import Measures
from zhixing.scenarios.demo.applications import Wanted
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.listed import list_and_publish
from zhixing.scenarios.demo.deeds import close_performed, open_account, pay_out, receive
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Let the listed debtor pay everything."""
    yield from list_and_publish(life, 1)
    open_account(life)
    yield life.rng.randrange(10, 40)
    paid_on, amount = life.today, life.owed()
    receive(life, amount)
    yield 1
    pay_out(life, amount)
    known = life.facts.of(Measures)
    life.judge(
        lambda by: measures.delete_listing(
            life.case, known.listed[0].measure, Event.PERFORMED, paid_on, life.today, by=by
        )
    )
    life.judge(
        lambda by: measures.lift_restriction(
            life.case, known.restricted[0].measure, "义务已履行完毕", life.today, by=by
        )
    )
    yield 1
    close_performed(life)


WANTED = Wanted(plain=True, most=90_000)
COURSE = CourseOfLife(
    "LISTING_DELETED",
    "履行后删除失信",
    "listing deleted after payment",
    play,
    5,
    WANTED,
    early=True,
)
