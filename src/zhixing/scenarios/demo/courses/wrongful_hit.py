"""The wrong person: a hit of the same name was frozen; the mistake is found and set right."""

from __future__ import annotations

from datetime import timedelta

from zhixing.assets import operations as assets
from zhixing.cases.docket.corrections import annul_act
from zhixing.cases.queries import list_acts
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.deeds import notify
from zhixing.scenarios.demo.deposits import find_deposit
from zhixing.scenarios.demo.life import Course, Life


def play(life: Life) -> Course:
    """Release within days, and take the hit out of the docket's effects."""
    yield life.rng.randrange(2, 6)
    notify(life, serve=False)
    yield life.rng.randrange(3, 12)
    amount = Fen(int(life.owed()) // 4)
    asset = find_deposit(life, amount)
    until = life.today + timedelta(days=365)
    life.judge(
        lambda by: assets.record_control(life.case, asset, amount, amount, until, life.today, by=by)
    )
    yield life.rng.randrange(2, 5)
    life.judge(
        lambda by: assets.record_release(
            life.case, asset, "经核对证件号码，账户属同名他人", life.today, by=by
        )
    )
    found = life.judge(
        lambda by: [
            act
            for act in list_acts(by.court_no, life.case)
            if act.type == "ASSET_FOUND" and act.subject == asset
        ]
    )
    life.judge(lambda by: annul_act(found[0].id, "同名误查：证件号码不符", by=by))


COURSE = CourseOfLife("WRONGFUL_HIT", "同名误控纠正", "wrongful hit set right", play, 4)
