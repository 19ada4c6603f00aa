"""Words that come alone are read by one job of their court; none of them is ever left unread."""

from __future__ import annotations

from django.db import connection, transaction

from tests.support.banks import make_bank, seek
from tests.support.racing import run_together
from zhixing.inquiry import tasks
from zhixing.platform.database.scope import Scope, open_scope


def waiting(court_no):
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE queueing_lock = %s AND status = 'todo'",
            [f"inquiry/waiting/{court_no}"],
        )
        return cursor.fetchone()[0]


def test_many_hands_enqueue_one_job(tmp_path):
    sought = seek()
    make_bank(tmp_path)

    class Front:
        scope = Scope.of_court(sought.court_no, sought.court_no)

    run_together([(Front, lambda by: tasks.read_soon(sought.court_no)) for _ in range(4)])
    assert waiting(sought.court_no) == 1


def test_a_job_that_has_begun_is_not_relied_upon(tmp_path):
    sought = seek()
    with open_scope(Scope.system()):
        tasks.read_soon(sought.court_no)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing' WHERE queueing_lock = %s",
            [f"inquiry/waiting/{sought.court_no}"],
        )
    with open_scope(Scope.system()):
        tasks.read_soon(sought.court_no)
    assert waiting(sought.court_no) == 1
