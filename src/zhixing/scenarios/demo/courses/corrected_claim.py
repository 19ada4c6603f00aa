"""A wrong figure set right: the claim was recorded with a slip and is corrected by an act."""

from __future__ import annotations

from dataclasses import replace

from zhixing.cases import operations as cases
from zhixing.cases.filing.amending import ClaimCorrection
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Correct the first item of the claim weeks after filing."""
    yield life.rng.randrange(2, 8)
    notify(life, serve=False)
    yield life.rng.randrange(10, 40)
    first, *rest = life.application.obligations
    amount = Fen(int(first.amount) - life.rng.randrange(100, 90_000) * 9)
    corrected = (replace(first, amount=max(amount, Fen(100))), *rest)
    change = ClaimCorrection("录入时误将已付部分计入本金", obligations=corrected)
    life.judge(lambda by: cases.correct_claim(life.case, change, by=by))


COURSE = CourseOfLife("CORRECTED_CLAIM", "更正标的", "claim corrected", play, 4)
