"""A dead letter: the bank could not look the debtor up; issued again, then answered by letter."""

from __future__ import annotations

from zhixing.assets.operations import FoundThing
from zhixing.inquiry.operations import record_letter_answer, reissue_request
from zhixing.inquiry.states import STUCK
from zhixing.kernel.fen import Fen
from zhixing.scenarios.demo.courses import CourseOfLife
from zhixing.scenarios.demo.courses.answered_by_packages import own_account
from zhixing.scenarios.demo.deeds import notify, open_account
from zhixing.scenarios.demo.life import Course, Life
from zhixing.scenarios.demo.post import ask_by_packages, days_to_post, latest_request


def play(life: Life) -> Course:
    """Mend the failed query twice over; the query of August fails too and waits for a hand."""
    yield life.rng.randrange(2, 5)
    open_account(life)
    notify(life)
    own_account(life, lookup="error")
    yield days_to_post(life, 0)
    ask_by_packages(life)
    yield days_to_post(life, 1)
    if latest_request(life).state not in STUCK:
        return
    failed = latest_request(life).id
    life.judge(lambda by: reissue_request(failed, life.today, by=by))
    yield life.rng.randrange(6, 12)
    _answer_by_letter(life)
    yield days_to_post(life, 2)
    ask_by_packages(life, "-again")


def _answer_by_letter(life: Life) -> None:
    """Record what the bank answered on paper after the second failure."""
    request = latest_request(life)
    balance = Fen(int(life.owed()) // life.rng.randrange(6, 15))
    told = FoundThing(
        life.debtor,
        "DEPOSIT",
        f"62{life.rng.randrange(10**15, 10**16 - 1)}",
        request.institution,
        label="活期存款（书面反馈）",
        balance=balance,
        available=balance,
    )
    life.judge(lambda by: record_letter_answer(request.id, [told], life.today, by=by))


COURSE = CourseOfLife("LOOKUP_FAILED", "查询异常补救", "lookup failed", play, 3, early=True)
