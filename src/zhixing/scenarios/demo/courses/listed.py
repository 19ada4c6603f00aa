"""Listed and restricted: the property report never came; listing is published."""

from __future__ import annotations

from zhixing.measures import operations as measures
from zhixing.measures.chapter import Measures
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import list_debtor, notify, order_report, restrict
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """List on either of the two grounds."""
    yield from list_and_publish(life, life.rng.choice((1, 4)))


def list_and_publish(life: Life, ground: int) -> Course:
    """Restrict, list and publish after the notice has expired."""
    yield life.rng.randrange(2, 6)
    notify(life)
    order_report(life)
    yield life.rng.randrange(14, 40)
    restrict(life)
    yield 0
    list_debtor(life, ground)
    yield 0
    listing = life.facts.of(Measures).listed[0].measure
    life.judge(lambda by: measures.publish_listing(life.case, listing, life.today, by=by))


COURSE = CourseOfLife("LISTED", "纳入失信名单", "listed and restricted", play, 11)
