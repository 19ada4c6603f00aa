"""When an institution is late: the same day for ranking, windows, query centre and the night."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.rooms.inquiry.test_counter import SERVED, ask, found
from tests.support.banks import Deposit, make_bank, seek
from tests.support.windows import go, key_twice, make_counter, only_task
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry import queries
from zhixing.inquiry.centre import CentreFilter, Standing, get_centre
from zhixing.inquiry.counter import queries as counter
from zhixing.inquiry.operations import DisputeOutcome, NewDispute, RaisedBy
from zhixing.inquiry.states import State
from zhixing.kernel.clock import instant
from zhixing.kernel.ranges import Days
from zhixing.oversight.answering import Part, list_behind, list_institution_lines
from zhixing.oversight.definition import Asked

MAIN = Deposit("6200000000000001", "80000.00")
ORDERED = date(2018, 3, 5)


def within(sought, last_on, first_on=ORDERED):
    return Asked((sought.court_no,), Days.closed(first_on, last_on))


def line_of(sought, institution, last_on, first_on=ORDERED):
    asked = within(sought, last_on, first_on)
    lines = sought.read(lambda: list_institution_lines(asked))
    return next((x for x in lines if x.institution.id == institution), None)


def load_of(sought, institution, on):
    loads = sought.read(lambda: queries.list_institution_loads(sought.court_no, on))
    return next(x for x in loads if x.institution == institution)


def is_late_in_the_centre(sought, on):
    late = CentreFilter(standing=Standing.LATE)
    return bool(sought.read(lambda: get_centre(sought.court_no, on, late)).rows)


@pytest.mark.parametrize(("after_due", "is_late"), [(-1, False), (0, False), (1, True)])
def test_the_last_day_is_still_in_time_everywhere(tmp_path, after_due, is_late):
    sought, silent = seek(), make_bank(tmp_path)
    sought.query(silent)
    (request,) = sought.requests()
    on = request.due_on + timedelta(days=after_due)
    line, load = line_of(sought, silent.id, on), load_of(sought, silent.id, on)
    assert (line.of(Part.UNANSWERED), line.of(Part.RUNNING)) == (is_late, not is_late)
    assert line.in_time == (0 if is_late else None), "what still runs is not judged"
    assert (load.waiting, load.overdue) == (1, is_late)
    assert load.oldest_due_on == request.due_on
    assert request.is_overdue(on) == is_late == is_late_in_the_centre(sought, on)
    assert sought.do(lambda by: inquiry.expire_overdue(on, by=by)) == is_late


@pytest.mark.parametrize(("after_due", "late"), [(-1, 0), (0, 0), (1, 1)])
def test_an_answer_on_the_last_day_is_in_time(tmp_path, after_due, late):
    sought, bank = seek(), make_bank(tmp_path, MAIN)
    sought.query(bank)
    (request,) = sought.requests()
    on = request.due_on + timedelta(days=after_due)
    sought.filed.stage.goto(on)
    bank.cycle()
    line = line_of(sought, bank.id, on)
    assert (line.of(Part.LATE), line.of(Part.UNANSWERED)) == (late, 0)
    assert line.in_time == 10_000 * (1 - late)
    assert line.days == (on - ORDERED).days


def test_what_the_court_has_not_carried_to_a_window_is_the_courts():
    sought, unit = seek(), make_counter()
    ask(sought, unit)
    (request,) = sought.requests()
    on = request.due_on + timedelta(days=5)
    line, load = line_of(sought, unit, on), load_of(sought, unit, on)
    assert (line.of(Part.ASKED), line.of(Part.UNANSWERED), line.of(Part.UNSERVED)) == (0, 0, 1)
    assert (line.in_time, line.rank) == (None, None)
    assert (load.waiting, load.overdue, load.unserved) == (0, 0, 1)
    assert sought.do(lambda by: inquiry.expire_overdue(on, by=by)) == 0
    assert sought.requests()[0].state is State.ISSUED
    assert not is_late_in_the_centre(sought, on)
    behind = sought.read(lambda: list_behind(within(sought, on), unit, Part.UNSERVED))
    assert [(b.request, b.starts_on) for b in behind] == [(request.id, None)]


@pytest.mark.parametrize("served_on", [SERVED, date(2018, 3, 8), date(2018, 3, 12)])
def test_a_windows_time_runs_from_service(served_on):
    """The second is the last day as counted from the order, the third lies after it."""
    sought, unit = seek(), make_counter()
    ask(sought, unit)
    assert sought.requests()[0].due_on == date(2018, 3, 8)
    sought.filed.stage.goto(served_on, 15)
    go(sought, instant(served_on, 10))
    due_on = served_on + timedelta(days=3)
    assert sought.requests()[0].due_on == only_task(sought).task.due_on == due_on
    days = [line_of(sought, unit, due_on + timedelta(days=d)) for d in (0, 1)]
    assert [x.of(Part.UNANSWERED) for x in days] == [0, 1]
    assert [load_of(sought, unit, due_on + timedelta(days=d)).overdue for d in (0, 1)] == [0, 1]
    before = line_of(sought, unit, served_on - timedelta(days=1))
    assert (before.of(Part.ASKED), before.of(Part.UNSERVED)) == (0, 1)


def test_a_window_that_answers_the_day_after_service_took_one_day_on_both_pages():
    sought, unit = seek(), make_counter()
    ask(sought, unit)
    last = date(2018, 3, 8)
    sought.filed.stage.goto(last, 15)
    go(sought, instant(last, 10))
    answered = last + timedelta(days=1)
    sought.filed.stage.goto(answered, 15)
    key_twice(sought, found(receipt_on=answered))
    line = line_of(sought, unit, answered)
    assert (line.of(Part.LATE), line.in_time, line.days) == (0, 10_000, 1)
    until = answered + timedelta(days=1)
    (cycle,) = sought.read(lambda: counter.compare_cycle_times(sought.court_no, ORDERED, until))
    assert (cycle.to_service, cycle.median, cycle.unserved) == (3, 1, 0)


def test_what_was_served_later_is_asked_in_the_days_in_which_it_was_served():
    sought, unit = seek(), make_counter()
    ask(sought, unit)
    sought.filed.stage.goto(SERVED, 15)
    go(sought, instant(SERVED, 10))
    assert line_of(sought, unit, SERVED, SERVED).of(Part.ASKED) == 1
    assert line_of(sought, unit, SERVED, SERVED).of(Part.UNSERVED) == 0


def test_a_late_answer_whose_dispute_is_upheld_counts_once(tmp_path):
    sought, bank = seek(), make_bank(tmp_path, MAIN)
    sought.query(bank)
    (request,) = sought.requests()
    sought.filed.stage.goto(request.due_on + timedelta(days=1))
    bank.cycle()
    sought.query(bank)
    bank.cycle()
    new = NewDispute(request.id, RaisedBy.COURT, "余额与流水不符")
    dispute = sought.do(lambda by: inquiry.dispute_answer(new, sought.today, by=by))
    outcome = (dispute, DisputeOutcome.UPHELD, "银行更正", sought.today)
    sought.do(lambda by: inquiry.settle_dispute(*outcome, by=by))
    line = line_of(sought, bank.id, sought.today)
    parts = (Part.ASKED, Part.LATE, Part.UPHELD, Part.AGAINST)
    assert [line.of(p) for p in parts] == [2, 1, 1, 1]
    assert line.in_time == 5_000
