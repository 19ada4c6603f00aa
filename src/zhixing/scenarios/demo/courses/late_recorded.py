"""Recorded late: a service of weeks ago is entered only now; the two readings differ in between."""

from __future__ import annotations

from zhixing.instruments import operations as instruments
from zhixing.instruments.operations import Proof
from zhixing.law.periods.service import Method
from zhixing.platform.principal import PostKind
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Enter the service with its own day when the receipt comes back."""
    yield life.rng.randrange(2, 6)
    paper = notify(life, serve=False)
    served_on, debtor = life.today, life.debtor
    yield life.rng.randrange(18, 50)
    proof = Proof(debtor, Method.DIRECT, served_on, "外出送达，回证迟到（演练）")
    life.do(
        PostKind.CLERK,
        lambda by: instruments.serve_instrument(paper, proof, served_on, by=by),
    )


COURSE = CourseOfLife("LATE_RECORDED", "补录送达", "service recorded late", play, 5)
