"""Single closing days of an institution: counted ahead in deadlines, afterwards only by a decision."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from tests.support.banks import QUEUES, Deposit, make_bank, seek
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import ClosingDays, InquiryRefused
from zhixing.institutions.queries import get_institution, list_closing_days
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.log.verify import verify_log
from zhixing.platform.principal import PostKind as K

QUEUE = (*QUEUES, "timers")


class Asked:
    """Hold a case that asked a bank which does not answer, with the day its answer is due."""

    def __init__(self, folder: Any, stage: Any = None) -> None:
        self.sought = seek() if stage is None else seek(stage=stage)
        self.bank = make_bank(folder, Deposit("6200000000000001", "80000.00"))
        self.sought.query(self.bank)
        self.due = self.view().due_on
        assert self.due is not None and self.due > self.sought.today

    def view(self) -> Any:
        return self.sought.requests("QUERY")[0]

    def close(self, *days: date, reason: str = "系统更换", kind: K = K.PRESIDENT) -> None:
        new = ClosingDays(self.bank.id, days, reason)
        self.sought.do(lambda by: inquiry.announce_closing(new, self.sought.today, by=by), kind)
        drain(QUEUE)

    def excuse(self, day: date, reason: str = "来函说明系统更换", kind: K = K.DIRECTOR) -> int:
        return self.sought.do(
            lambda by: inquiry.excuse_closing(self.bank.id, day, reason, self.sought.today, by=by),
            kind,
        )


@pytest.fixture
def asked(tmp_path: Any) -> Asked:
    return Asked(tmp_path)


def test_a_day_announced_ahead_moves_what_runs_and_what_is_asked_later(asked: Asked):
    day = asked.sought.today + timedelta(days=1)
    asked.close(day)
    assert asked.view().due_on == asked.due + timedelta(days=1)
    assert not asked.view().is_overdue(asked.due + timedelta(days=1))
    asked.sought.query(asked.bank, key="again")
    later = asked.sought.requests("QUERY")[-1]
    assert later.due_on == asked.due + timedelta(days=1)
    bank = asked.sought.read(lambda: get_institution(asked.bank.id))
    assert bank.closed_days == (day,)


def test_a_day_outside_the_deadline_moves_nothing(asked: Asked):
    asked.close(asked.sought.today, asked.due + timedelta(days=1))
    assert asked.view().due_on == asked.due


def test_a_day_taken_back_before_it_comes_counts_again(asked: Asked):
    day = asked.sought.today + timedelta(days=1)
    asked.close(day)

    def take_back(by: Any) -> None:
        inquiry.take_back_closing(asked.bank.id, day, asked.sought.today, by=by)

    asked.sought.do(take_back, K.PRESIDENT)
    drain(QUEUE)
    assert asked.view().due_on == asked.due
    assert not asked.sought.read(lambda: list_closing_days(institution=asked.bank.id))
    with pytest.raises(Refusal) as refused:
        asked.sought.do(take_back, K.PRESIDENT)
    assert refused.value.code == "CLOSING_NOT_AHEAD"
    asked.close(day)


def test_told_afterwards_it_changes_no_deadline_that_passed_but_by_a_reason(asked: Asked):
    sought, day = asked.sought, asked.due
    sought.filed.stage.goto(asked.due + timedelta(days=2))
    asked.close(day)
    assert asked.view().due_on == asked.due, "passed, and not changed"
    assert asked.view().is_overdue(sought.today)
    (told,) = sought.read(lambda: list_closing_days(institution=asked.bank.id))
    assert told.is_late

    with pytest.raises(InquiryRefused) as refused:
        asked.excuse(day, " ")
    assert refused.value.code == "REASON_MISSING"
    with pytest.raises(InquiryRefused) as refused:
        asked.excuse(day - timedelta(days=1))
    assert refused.value.code == "CLOSING_UNKNOWN"
    with pytest.raises(Refusal) as barred:
        asked.excuse(day, kind=K.CLERK)
    assert barred.value.code == "NOT_ALLOWED"
    assert asked.excuse(day) == 1
    assert asked.view().due_on == asked.due + timedelta(days=1)
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        row = models.ClosingExcuse.objects.get(institution_id=asked.bank.id)
    assert (row.day, row.moved, row.reason) == (day, 1, "来函说明系统更换")
    assert sought.read(lambda: verify_log([sought.court_no])) == []
    with open_scope(Scope.system()), connection.cursor() as cursor:
        cursor.execute("SELECT kind FROM platform_leaf_queue WHERE subject_id = %s", [row.id])
        assert cursor.fetchall() == [("closing_excuse",)], "the log covers it"
    with pytest.raises(InquiryRefused) as refused:
        asked.excuse(day)
    assert refused.value.code == "EXCUSED_ALREADY"


def test_told_late_it_still_moves_what_runs(asked: Asked):
    yesterday = asked.sought.today + timedelta(days=1)
    asked.sought.filed.stage.goto(yesterday + timedelta(days=1))
    assert asked.sought.today <= asked.due
    asked.close(yesterday)
    assert asked.view().due_on == asked.due + timedelta(days=1)
    with pytest.raises(InquiryRefused) as refused:
        asked.excuse(yesterday)
    assert refused.value.code == "NOTHING_PASSED"


def test_without_day_or_reason_or_a_second_time_it_is_refused(asked: Asked):
    day = asked.sought.today + timedelta(days=1)
    for days, reason in (((), "搬迁"), ((day,), " ")):
        with pytest.raises(Refusal) as refused:
            asked.close(*days, reason=reason)
        assert refused.value.code == "CLOSING_UNSOUND"
    asked.close(day)
    with pytest.raises(Refusal) as refused:
        asked.close(day)
    assert refused.value.code == "CLOSING_KNOWN"
    with pytest.raises(Refusal) as refused:
        asked.close(day + timedelta(days=1), kind=K.CLERK)
    assert refused.value.code == "NOT_ALLOWED"
