"""Jobs: a word the docket refuses waits as a dead letter; days are watched court by court."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection

from tests.rooms.inquiry.test_query import MAIN, only
from tests.support.banks import make_bank, seek
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import hits, interpreting, queries, tasks
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.states import State
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope


def test_an_answer_the_docket_refuses_is_a_dead_letter_until_read_again(tmp_path, monkeypatch):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)

    def refuses(*args, **kwargs):
        raise Refusal("NOT_NOW", message_zh="暂不能入卷。", message_en="Not now.")

    with monkeypatch.context() as patched:
        patched.setattr(interpreting, "record_found", refuses)
        patched.setattr(hits, "record_found_all", refuses)
        bank.cycle()
    assert not sought.acts("ASSET_FOUND")
    assert only(sought).state is State.FED_BACK, "the bank's word is kept all the same"
    (letter,) = sought.read(
        lambda: queries.list_dead_letters(sought.court_no, sought.filed.stage.clock_at)
    )
    assert (letter.kind, letter.code, letter.reason) == ("UNREAD", "NOT_NOW", "暂不能入卷。")

    def read_again():
        system = get_system_principal(sought.court_no)
        inquiry.interpret_answer(letter.id, sought.today, by=system)
        inquiry.interpret_answer(letter.id, sought.today, by=system)

    sought.read(read_again)
    assert len(sought.acts("ASSET_FOUND")) == 1
    assert only(sought).state is State.CLOSED


def test_the_watch_enqueues_a_look_for_each_court_that_waits(tmp_path):
    sought = seek()
    sought.query(make_bank(tmp_path))
    tasks.watch_days(timestamp=1_520_000_000)
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT args ->> 'on' FROM procrastinate_jobs "
            "WHERE task_name = 'zhixing.inquiry.expire' AND (args ->> 'court_no')::int = %s",
            [sought.court_no],
        )
        assert cursor.fetchall() == [(sought.today.isoformat(),)], "the court's own driven day"
    tasks.expire_in_court(sought.court_no, (sought.today + timedelta(days=3)).isoformat())
    assert only(sought).state is State.ISSUED
    tasks.expire_in_court(sought.court_no, (sought.today + timedelta(days=4)).isoformat())
    assert only(sought).state is State.EXPIRED
