"""Corrected by hand: the bank left an account out and says so in a letter; it is entered."""

from __future__ import annotations

from zhixing.assets.operations import FoundThing
from zhixing.inquiry.operations import Ground, correct_answer
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.answered_by_packages import own_account
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life
from zhixing.scenarios.demo.post import ask_by_packages, days_to_post, latest_request

GROUND = Ground(
    "反馈漏报一个定期存款账户，银行来函补报。",
    "示例邮储银行《关于补充反馈的函》（演练），经电话核对无误。",
)


def play(life: Life) -> Course:
    """Ask, be answered, and a fortnight later enter what the letter adds."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    own_account(life)
    yield days_to_post(life, 0)
    ask_by_packages(life)
    yield life.rng.randrange(12, 20)
    asked = latest_request(life)
    balance = Fen(int(life.owed()) // life.rng.randrange(8, 20))
    left_out = FoundThing(
        life.debtor,
        "DEPOSIT",
        f"62{life.rng.randrange(10**15, 10**16 - 1)}",
        asked.institution,
        label="定期存款（来函补报）",
        balance=balance,
        available=balance,
    )
    life.judge(lambda by: correct_answer(asked.id, [left_out], GROUND, life.today, by=by))


COURSE = CourseOfLife(
    "ANSWER_CORRECTED", "人工更正反馈", "answer corrected by hand", play, 3, early=True
)
