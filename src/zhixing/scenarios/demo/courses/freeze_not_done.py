"""The bank could not: an instruction came back undone, with the bank's reason."""

from __future__ import annotations

from zhixing.assets import operations as assets
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.deposits import find_deposit
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Record the bank's refusal."""
    yield life.rng.randrange(2, 6)
    notify(life, serve=False)
    yield life.rng.randrange(3, 20)
    asset = find_deposit(life, Fen(life.rng.randrange(100, 90_000)))
    life.judge(
        lambda by: assets.record_refusal(
            life.case, asset, "FREEZE", "账户已销户", life.today, by=by
        )
    )


COURSE = CourseOfLife("FREEZE_NOT_DONE", "冻结未果", "freeze not carried out", play, 4)
