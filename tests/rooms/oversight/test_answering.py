"""How institutions answer: each figure is the list behind it, on the day, and no more."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.banks import Deposit, make_bank, seek
from tests.support.searching import adopt
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import DisputeOutcome, InquiryRefused, NewDispute, RaisedBy
from zhixing.inquiry.queries import list_requests
from zhixing.kernel.ranges import Days
from zhixing.kernel.refusal import Refusal
from zhixing.oversight.answering import (
    Part,
    list_behind,
    list_cycle_times,
    list_idle,
    list_institution_lines,
    volumes_by_tier,
)
from zhixing.oversight.definition import Asked
from zhixing.oversight.operations import publish_ranking
from zhixing.oversight.published import list_rankings
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.principal import PostKind as K

MAIN = Deposit("6200000000000001", "80000.00")


@pytest.fixture
def asked(tmp_path):
    """Give a case that asked a quick bank, which answered, and a silent one."""
    sought = seek()
    quick, silent = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(quick, silent)
    quick.cycle()
    return sought, quick, silent


def within(sought, last_on):
    return Asked((sought.court_no,), Days.closed(sought.today, last_on))


def line_of(sought, bank, last_on):
    lines = sought.read(lambda: list_institution_lines(within(sought, last_on)))
    return next(x for x in lines if x.institution.id == bank.id)


def test_a_silent_bank_is_unanswered_when_its_last_day_is_over(asked):
    sought, quick, silent = asked
    due_on = sought.read(
        lambda: next(
            r.due_on
            for r in list_requests(sought.court_no, sought.filed.case)
            if r.institution == silent.id
        )
    )
    before, after = (line_of(sought, silent, due_on - timedelta(days=d)) for d in (0, -1))
    assert before.of(Part.UNANSWERED) == 0 and after.of(Part.UNANSWERED) == 1
    assert (after.in_time, line_of(sought, quick, due_on).in_time) == (0, 10_000)
    assert line_of(sought, quick, due_on).rank == 1


def test_each_figure_is_the_list_behind_it(asked):
    sought, quick, _ = asked
    line = line_of(sought, quick, sought.today)
    for part in Part:
        found = sought.read(lambda p=part: list_behind(within(sought, sought.today), quick.id, p))
        assert len(found) == line.of(part), part
    assert line.of(Part.HIT) == line.of(Part.ASKED) == 1


def test_volumes_and_cycle_times_by_tier(asked):
    sought, _, silent = asked
    lines = sought.read(lambda: list_institution_lines(within(sought, sought.today)))
    national = next(v for v in volumes_by_tier(lines) if v.code == "NATIONAL")
    assert (national.asked, national.hits, national.rate) == (2, 1, 5_000)
    due = date(2018, 3, 8)
    assert sought.today == date(2018, 3, 5)
    sought.filed.stage.goto(due)
    silent.cycle()
    cycles = sought.read(lambda: list_cycle_times(Asked((sought.court_no,), Days.closed(DAY, due))))
    assert next((c.tier, c.ordered, c.whole, c.in_time) for c in cycles) == ("NATIONAL", 1, 1, 1)
    rows = models.Batch.objects.filter(court_no=sought.court_no)
    sought.read(lambda: rows.update(completed_on=date(2018, 3, 9)))
    late = sought.read(
        lambda: list_cycle_times(Asked((sought.court_no,), Days.closed(DAY, date(2018, 3, 9))))
    )
    assert (late[0].whole, late[0].in_time) == (1, 0)


DAY = date(2018, 3, 5)


def test_a_dispute_is_settled_once_and_counts_against_the_answer(asked):
    sought, quick, _ = asked
    (request,) = [r for r in sought.requests() if r.institution == quick.id]
    new = NewDispute(request.id, RaisedBy.COURT, "余额与流水不符")
    dispute = sought.do(lambda by: inquiry.dispute_answer(new, sought.today, by=by))
    assert line_of(sought, quick, sought.today).of(Part.DISPUTED) == 1
    (act,) = sought.acts("ANSWER_DISPUTED")
    assert act.payload["due_on"] == "2018-03-20", "fifteen days"
    assert code_of(
        lambda: sought.do(lambda by: inquiry.dispute_answer(new, sought.today, by=by))
    ) == ("DISPUTE_OPEN")

    def settle():
        return sought.do(
            lambda by: inquiry.settle_dispute(
                dispute, DisputeOutcome.UPHELD, "银行更正", sought.today, by=by
            )
        )

    settle()
    assert code_of(settle) == "SETTLED"
    line = line_of(sought, quick, sought.today)
    assert (line.of(Part.UPHELD), line.in_time) == (1, 0)


def test_what_nobody_answered_the_court_cannot_dispute(asked):
    sought, _, silent = asked
    (request,) = [r for r in sought.requests() if r.institution == silent.id]
    new = NewDispute(request.id, RaisedBy.COURT, "无")
    assert code_of(
        lambda: sought.do(lambda by: inquiry.dispute_answer(new, sought.today, by=by))
    ) == ("NOT_ANSWERED")


def test_what_is_controlled_and_left_alone_is_listed_after_thirty_days(asked):
    sought, quick, _ = asked
    sought.freeze(sought.assets()[0].id, "50000.00")
    quick.cycle(2)
    frozen_on = sought.today
    sought.filed.stage.goto(frozen_on + timedelta(days=31))
    for days, count in ((30, 0), (31, 1)):
        days_asked = Asked(
            (sought.court_no,), Days.closed(frozen_on, frozen_on + timedelta(days=days))
        )
        found = sought.read(lambda d=days_asked: list_idle(d, institution=quick.id))
        assert len(found) == count


def test_the_ranking_is_published_by_policy_only_without_small_numbers(asked):
    sought, _, _ = asked
    first, last = sought.today, sought.today + timedelta(days=9)
    sought.filed.stage.goto(last + timedelta(days=1))

    def publish():
        return sought.do(lambda by: publish_ranking(first, last, sought.today, by=by), K.DIRECTOR)

    assert code_of(publish) == "RANKING_NOT_PUBLISHED"
    adopt(sought.court_no, "INSTITUTION_RANKING", {"least_asked": 1}, first)
    published = publish()
    assert publish() == published
    with open_scope(Scope.public()):
        (view,) = [v for v in list_rankings(limit=500) if v.id == published]
    assert len(view.lines) == 2
    assert "case" not in str(view.lines).lower()


def test_days_that_run_are_not_published(asked):
    sought, _, _ = asked
    adopt(sought.court_no, "INSTITUTION_RANKING", {"least_asked": 5})
    on = sought.today
    assert code_of(
        lambda: sought.do(lambda by: publish_ranking(on, on, on, by=by), K.DIRECTOR)
    ) == ("DAYS")


def code_of(work):
    with pytest.raises((Refusal, InquiryRefused)) as refused:
        work()
    return refused.value.code
