"""Standing orders: asked again on news and when it pays, exactly on the day, once for each act."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tests.support.banks import Deposit, make_bank, seek
from tests.support.searching import STANDING, adopt
from zhixing.cases import queries as cases
from zhixing.funds.operations import Incoming, post_receipt
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused, NewClue, NewStandingOrder
from zhixing.inquiry.tasks import search_in_court
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K

STEADY = STANDING | {"shortest": 20, "longest": 20}
"""Terms whose interval does not move with the number of institutions there happen to be."""
MAIN = Deposit("6200000000000001", "80000.00")
UNTIL = date(2018, 8, 31)


@pytest.fixture
def kept(tmp_path):
    """Give a case under a standing order whose first round went out, and its bank."""
    return keep(tmp_path, STANDING)


@pytest.fixture
def steady(tmp_path):
    """Give the same under terms with one interval."""
    return keep(tmp_path, STEADY)


def keep(folder, terms):
    sought, bank = seek(), make_bank(folder, MAIN)
    adopt(sought.court_no, "STANDING_ORDERS", terms)
    sought.do(lambda by: order(sought, by))
    return sought, bank


def order(sought, by, until=UNTIL):
    new = NewStandingOrder(sought.filed.case, until)
    return inquiry.order_repeat(new, sought.today, by=by)


def answer_all(sought):
    """Let every institution that was asked fall silent for good, so that nothing is waited for."""
    sought.read(
        lambda: models.Request.objects.filter(
            court_no=sought.court_no, case_id=sought.filed.case, state="ISSUED"
        ).update(state="EXPIRED")
    )


def row_of(sought):
    return sought.read(lambda: models.StandingOrder.objects.get(case_id=sought.filed.case))


def looks(sought):
    rows = models.StandingLook.objects.filter(court_no=sought.court_no).order_by("on", "id")
    return sought.read(lambda: list(rows))


def pay(sought, yuan="10.00"):
    incoming = Incoming(uuid4().hex, sought.today, Fen.of_yuan(yuan), sought.account, payer="乙")
    sought.do(lambda by: post_receipt(incoming, by=by), K.ACCOUNTANT)


def rounds(sought):
    return len(sought.acts("QUERY_ORDERED"))


def test_the_first_round_goes_out_and_the_next_is_due_at_the_cheapest_day(kept):
    sought, _ = kept
    row = row_of(sought)
    assert rounds(sought) == 1 and row.rounds == 1 and row.kind == "REPEAT"
    assert row.next_on > sought.today
    assert row.next_on <= sought.today + timedelta(days=90)


def test_nothing_is_asked_before_the_day_and_once_on_it(steady):
    sought, _ = steady
    answer_all(sought)
    due_on = row_of(sought).next_on
    assert due_on == sought.today + timedelta(days=20)
    for day in (due_on - timedelta(days=1), due_on, due_on):
        sought.filed.stage.goto(day)
        search_in_court(sought.court_no, day.isoformat())
        drain()
        assert rounds(sought) == (1 if day < due_on else 2)
    assert [x.decision for x in looks(sought)] == ["ASK_AS_DUE"]


def test_a_missed_night_is_caught_up(steady):
    sought, _ = steady
    answer_all(sought)
    late = row_of(sought).next_on + timedelta(days=4)
    sought.filed.stage.goto(late)
    search_in_court(sought.court_no, late.isoformat())
    assert rounds(sought) == 2


def test_a_payment_asks_again_from_the_seventh_day_on(kept):
    sought, _ = kept
    answer_all(sought)
    started = sought.today
    sought.filed.stage.goto(started + timedelta(days=6))
    pay(sought)
    assert rounds(sought) == 1
    sought.filed.stage.goto(started + timedelta(days=7))
    pay(sought)
    assert rounds(sought) == 2
    assert [(x.signal, x.decision) for x in looks(sought)] == [
        ("PAYMENT", "TOO_SOON"),
        ("PAYMENT", "ASK_ON_SIGNAL"),
    ]
    assert looks(sought)[-1].finding["inputs"]["signal"] == "PAYMENT"


def test_news_is_looked_at_once(kept):
    sought, _ = kept
    answer_all(sought)
    sought.filed.stage.goto(sought.today + timedelta(days=7))
    act = uuid4()
    asks = [
        sought.do(
            lambda by: inquiry.follow_news(sought.filed.case, act, "CLUE", sought.today, by=by)
        )
        for _ in range(2)
    ]
    assert asks[0] is not None and asks[1] is None
    assert rounds(sought) == 2 and len(looks(sought)) == 1


def test_what_is_not_answered_is_waited_for(kept):
    sought, _ = kept
    sought.filed.stage.goto(sought.today + timedelta(days=8))
    pay(sought)
    assert rounds(sought) == 1
    assert [x.decision for x in looks(sought)] == ["STILL_WAITING"]


def test_news_the_policy_does_not_name_changes_nothing(kept):
    sought, _ = kept
    adopt(sought.court_no, "STANDING_ORDERS", STANDING | {"signals": ["CLUE"]}, sought.today)
    answer_all(sought)
    sought.filed.stage.goto(sought.today + timedelta(days=8))
    pay(sought)
    assert rounds(sought) == 1 and looks(sought) == []


def test_it_ends_the_day_after_its_last(kept):
    sought, _ = kept
    answer_all(sought)
    day = UNTIL + timedelta(days=1)
    sought.filed.stage.goto(day)
    search_in_court(sought.court_no, day.isoformat())
    assert row_of(sought).ended_on == day
    (ended,) = sought.acts("STANDING_ORDER_ENDED")
    assert ended.payload["reason"] == "期限届满"


def test_it_is_stopped_with_a_reason_and_only_once(kept):
    sought, _ = kept
    row = row_of(sought)
    refused(sought, row, " ", "REASON")
    sought.do(lambda by: inquiry.stop_repeat(row.id, "已全部查清", sought.today, by=by))
    refused(sought, row, "再停", "ENDED")


def refused(sought, row, reason, code):
    with pytest.raises(InquiryRefused) as refusal:
        sought.do(lambda by: inquiry.stop_repeat(row.id, reason, sought.today, by=by))
    assert refusal.value.code == code


@pytest.mark.parametrize(("days", "code"), [(0, "TERM"), (181, "TERM"), (180, "RUNS_ALREADY")])
def test_the_term_is_bounded_and_one_runs_at_a_time(kept, days, code):
    sought, _ = kept
    with pytest.raises(InquiryRefused) as refusal:
        sought.do(lambda by: order(sought, by, sought.today + timedelta(days=days)))
    assert refusal.value.code == code


def test_a_court_without_the_policy_keeps_none():
    sought = seek()
    with pytest.raises(InquiryRefused) as refusal:
        sought.do(lambda by: order(sought, by))
    assert refusal.value.code == "NO_STANDING_ORDERS"


def test_a_clue_is_checked_in_time_and_asks_again(kept):
    sought, _ = kept
    answer_all(sought)
    sought.filed.stage.goto(sought.today + timedelta(days=7))
    case, debtor = sought.filed.case, sought.filed.debtor
    new = NewClue(case, debtor, "在示例银行另有账户", is_urgent=True)
    clue = sought.do(lambda by: inquiry.record_clue(new, sought.today, by=by))
    assert [x.signal for x in looks(sought)] == ["CLUE"] and rounds(sought) == 2
    nodes = sought.read(lambda: cases.list_nodes(sought.court_no, case))
    (node,) = [n for n in nodes if n.code.startswith("URGENT_CLUE")]
    assert node.due_on == sought.today + timedelta(days=3)

    def check():
        on = sought.today
        sought.do(lambda by: inquiry.check_clue(case, clue, True, "属实", on, by=by))

    check()
    with pytest.raises(InquiryRefused) as refusal:
        check()
    assert refusal.value.code == "NO_CLUE"
