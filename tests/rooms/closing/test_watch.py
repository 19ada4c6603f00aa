"""An ended case is watched for five years, and what is found raises a revival with its packet."""

from __future__ import annotations

import threading
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from tests.support.banks import Deposit, make_bank, seek
from tests.support.ended import STATED, approve, find, ripen
from tests.support.searching import STANDING, adopt
from zhixing.assets.operations import FoundThing, record_found
from zhixing.cases import queries as cases
from zhixing.cases.docket.append import append
from zhixing.cases.docket.chapters import Agenda, Closure
from zhixing.cases.docket.values import NewAct
from zhixing.cases.permissions import law_facts
from zhixing.closing import operations as closing
from zhixing.closing.acts import PeriodExcluded
from zhixing.closing.chapter import Periods, Revivals
from zhixing.closing.operations import ClosingRefused
from zhixing.closing.reviving import find_watched
from zhixing.decisions import operations as decisions
from zhixing.decisions.queries import get_matter
from zhixing.inquiry import models
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused
from zhixing.inquiry.tasks import search_in_court
from zhixing.instruments.queries import get_instrument
from zhixing.kernel.fen import Fen
from zhixing.law.clock.case_clock import Exclusion
from zhixing.law.closing.recheck import recheck_schedule
from zhixing.platform.database.scope import open_scope
from zhixing.platform.jobs.drain import drain
from zhixing.platform.principal import PostKind as K


@pytest.fixture
def ripe(tmp_path):
    """Give a case in which everything was done, three months after filing, and its bank."""
    sought, bank = seek(), make_bank(tmp_path, Deposit("6200000000000001", "0.00"))
    ripen(sought)
    return sought, bank


def end(sought):
    approve(sought, propose(sought))


def propose(sought, statement=STATED):
    return sought.do(
        lambda by: closing.propose_ending(sought.filed.case, statement, sought.today, by=by)
    )


def watch_of(sought):
    return sought.read(lambda: models.StandingOrder.objects.get(case_id=sought.filed.case))


def test_ended_and_watched_on_the_ten_days_the_rule_owes(ripe):
    sought, _ = ripe
    end(sought)
    assert sought.facts.of(Closure).mode == "PRESENT_PROCEDURE"
    watch, ended_on = watch_of(sought), sought.today
    owed = recheck_schedule(on=ended_on, ruled_on=ended_on).value
    assert watch.kind == "WATCH" and len(watch.dates) == 10
    assert (
        (watch.next_on, watch.until_on)
        == (owed[0], owed[-1])
        == (
            date(2018, 12, 6),
            date(2023, 6, 6),
        )
    )
    nodes = sought.read(lambda: cases.list_nodes(sought.court_no, sought.filed.case))
    (node,) = [n for n in nodes if n.code.startswith("ROUND_ENDED")]
    assert node.due_on == owed[0]


def test_the_whole_network_is_asked_on_the_day_and_not_before(ripe):
    sought, bank = ripe
    end(sought)
    asked = len(sought.acts("QUERY_ORDERED"))
    for day, more in ((date(2018, 12, 5), 0), (date(2018, 12, 6), 1), (date(2018, 12, 7), 1)):
        sought.filed.stage.goto(day)
        search_in_court(sought.court_no, day.isoformat())
        drain()
        assert len(sought.acts("QUERY_ORDERED")) == asked + more
    assert watch_of(sought).next_on == date(2019, 6, 6)
    latest = [v for v in sought.requests("QUERY") if v.issued_on == date(2018, 12, 6)]
    assert bank.id in {v.institution for v in latest}
    nodes = sought.read(lambda: cases.list_nodes(sought.court_no, sought.filed.case))
    (node,) = [n for n in nodes if n.code.startswith("ROUND_ENDED")]
    assert node.due_on == date(2019, 6, 6)


def test_a_new_asset_raises_a_proposal_with_its_packet_and_the_case_is_resumed(ripe):
    sought, _ = ripe
    end(sought)
    sought.filed.stage.goto(date(2018, 9, 3))
    find(sought, "305000.00")
    (act,) = sought.acts("REVIVAL_PROPOSED")
    assert act.payload["worth"] == 305_000_00 and act.payload["control_at_once"] is True
    assert 0 < act.payload["freeze"] < 305_000_00, "no more than is owed"
    assert act.payload["due_on"] == "2018-09-10"
    paper = UUID(act.payload["draft"])
    draft = sought.read(lambda: get_instrument(sought.court_no, paper))
    assert (draft.template, draft.issued_on) == ("RESUMPTION_DECISION", None)
    (subject,) = [s for s in sought.facts.of(Agenda).subjects if s.kind == "REVIVAL"]
    assert subject.done_on is None
    drain()
    assert len(sought.acts("REVIVAL_PROPOSED")) == 1

    case = sought.filed.case
    matter = sought.do(lambda by: closing.propose_resuming(case, "查得存款", sought.today, by=by))
    approve_once(sought, matter)
    assert sought.facts.of(Closure).closed_on is None
    assert watch_of(sought).ended_on == sought.today
    (subject,) = [s for s in sought.facts.of(Agenda).subjects if s.kind == "REVIVAL"]
    assert subject.done_on == sought.today


def approve_once(sought, matter):
    sought.do(
        lambda by: decisions.give_opinion(
            matter, approve=True, text="同意", on=sought.today, by=by
        ),
        K.DIRECTOR,
    )


def test_a_hit_under_the_least_is_recorded_and_proposes_nothing_until_it_grows(ripe):
    sought, _ = ripe
    adopt(sought.court_no, "REVIVAL", {"least": 1_000_00})
    end(sought)
    find(sought, "999.99")
    assert not sought.acts("REVIVAL_PROPOSED")
    passed = [a.payload["because"] for a in sought.acts("REVIVAL_NOT_PROPOSED")]
    assert "UNDER_LEAST" in passed
    find(sought, "1000.00")
    case = sought.filed.case
    sought.do(lambda by: closing.consider_revival(case, sought.today, by=by), K.CLERK)
    assert len(sought.acts("REVIVAL_PROPOSED")) == 1
    count = sought.facts.of(Revivals).false_hits
    sought.do(lambda by: closing.consider_revival(case, sought.today, by=by), K.CLERK)
    assert sought.facts.of(Revivals).false_hits == count


def test_what_is_found_after_the_ending_is_frozen_at_once_before_the_case_is_resumed(ripe):
    sought, bank = ripe
    end(sought)
    sought.filed.stage.goto(date(2018, 9, 3))
    find(sought, "305000.00", institution=bank.id)
    (act,) = sought.acts("REVIVAL_PROPOSED")
    assert act.payload["control_at_once"] is True
    (asset,) = [a.id for a in sought.assets() if a.identifier_tail == "0009"]
    view = sought.freeze(asset, Fen(act.payload["freeze"]).yuan)
    assert view.state == "ISSUED" and sought.facts.of(Closure).closed_on is not None


def test_income_that_no_freeze_reaches_is_no_proposal(ripe):
    sought, _ = ripe
    end(sought)
    find(sought, "3000.00", "PENSION-1", kind="PENSION")
    assert not sought.acts("REVIVAL_PROPOSED")
    assert [a.payload["because"] for a in sought.acts("REVIVAL_NOT_PROPOSED")] == [
        "NOT_TO_BE_CONTROLLED"
    ]


def test_foreign_money_is_told_in_its_own_currency_and_not_as_yuan(ripe):
    sought, _ = ripe
    end(sought)
    find(sought, "5000.00", currency="840")
    (act,) = sought.acts("REVIVAL_PROPOSED")
    assert (act.payload["worth"], act.payload["freeze"]) == (None, 0)
    assert act.payload["foreign"] == "美元5,000.00"
    draft = sought.read(lambda: get_instrument(sought.court_no, UUID(act.payload["draft"])))
    assert "美元5,000.00" in str(draft.data) and "人民币5" not in str(draft.data)


def test_only_a_case_that_stands_still_is_looked_at_and_once_a_day(ripe):
    sought, _ = ripe
    find(sought, "20.00")
    find(sought, "30.00", "6200000000000010")
    acts = [a.id for a in sought.acts("ASSET_FOUND")]
    assert len(acts) >= 2

    def watched():
        return sought.do(lambda by: find_watched(acts, by=by), K.CLERK)

    assert watched() == []
    end(sought)
    days = {a.occurred_on for a in sought.acts("ASSET_FOUND")}
    assert watched() == [(sought.filed.case, on) for on in sorted(days)]


def test_things_found_together_in_an_open_and_an_ended_case_reach_the_ended_one(ripe):
    sought, _ = ripe
    other = seek(stage=sought.filed.stage)
    end(sought)
    day, things = sought.today, []
    for of, number in ((sought, "6200000000000011"), (other, "6200000000000012")):
        amount = Fen.of_yuan("5000.00")
        thing = FoundThing(of.filed.debtor, "DEPOSIT", number, None, "示例存款", balance=amount)
        things.append((of.filed.case, thing))
    sought.do(lambda by: [record_found(case, thing, day, by=by) for case, thing in things])
    proposed = [a.payload["worth"] for a in sought.acts("REVIVAL_PROPOSED")]
    assert proposed == [5000_00]
    assert not other.acts("REVIVAL_PROPOSED") and not other.acts("REVIVAL_NOT_PROPOSED")


def test_a_case_ended_while_it_is_looked_at_is_seen_ended(ripe):
    sought, _ = ripe
    find(sought, "20.00")
    acts = [a.id for a in sought.acts("ASSET_FOUND")]
    case, by, day = sought.filed.case, sought.filed.stage.who(K.CLERK), sought.today
    looks = threading.Event()
    answers = []

    def look() -> None:
        looks.set()
        try:
            with open_scope(by.scope):
                answers.append(find_watched(acts, by=by))
        finally:
            connection.close()

    thread = threading.Thread(target=look)
    suspend = PeriodExcluded(Exclusion.SUSPENSION, "中止执行裁定")
    with open_scope(by.scope):
        append(NewAct(case, suspend, day), by=by)
        thread.start()
        assert looks.wait(5)
        thread.join(1.0)
        assert thread.is_alive(), "it must wait for the case that is being written"
    thread.join(20)
    assert {c for c, _ in answers[0]} == {case}


def test_what_is_exempt_proposes_nothing(ripe):
    sought, _ = ripe
    end(sought)
    find(sought, "305000.00", is_exempt=True)
    assert not sought.acts("REVIVAL_PROPOSED")
    assert "EXEMPT" in [a.payload["because"] for a in sought.acts("REVIVAL_NOT_PROPOSED")]


def test_the_watch_is_owed_and_not_stopped(ripe):
    sought, _ = ripe
    end(sought)
    with pytest.raises(InquiryRefused) as refused:
        order = watch_of(sought).id
        sought.do(lambda by: inquiry.stop_repeat(order, "不查了", sought.today, by=by))
    assert refused.value.code == "WATCH_IS_OWED"


def test_no_ending_without_the_whole_network(ripe, tmp_path):
    sought, _ = ripe
    make_bank(tmp_path)
    assert refusal(sought) == "NETWORK_QUERIED"


def test_no_ending_on_the_last_day_of_the_three_months(ripe):
    sought, _ = ripe
    on = date(2018, 6, 5)
    with pytest.raises(ClosingRefused) as refused:
        sought.do(lambda by: closing.propose_ending(sought.filed.case, STATED, on, by=by))
    assert refused.value.code == "THREE_MONTHS"


def test_a_case_that_was_not_ended_is_not_resumed(ripe):
    sought, _ = ripe
    with pytest.raises(ClosingRefused) as refused:
        sought.do(
            lambda by: closing.propose_resuming(sought.filed.case, "查得", sought.today, by=by)
        )
    assert refused.value.code == "NOT_ENDED"


def refusal(sought):
    with pytest.raises(ClosingRefused) as refused:
        propose(sought)
    return refused.value.code


@pytest.fixture
def stayed(tmp_path):
    """Give a case that was suspended on 5 March 2018, and its bank."""
    sought, bank = seek(), make_bank(tmp_path, Deposit("6200000000000001", "0.00"))
    suspend(sought)
    return sought, bank


def suspend(sought):
    case, on = sought.filed.case, sought.today
    period = closing.NewPeriod(Exclusion.SUSPENSION, on, "（2018）示例中止裁定")
    matter = sought.do(lambda by: closing.propose_suspension(case, period, on, by=by))
    approve_all(sought, matter)
    assert sought.facts.of(Periods).periods[0].is_open


def approve_all(sought, matter):
    for kind in (K.DIRECTOR, K.VICE_PRESIDENT, K.PRESIDENT):
        view = sought.read(lambda: get_matter(sought.court_no, matter))
        if view.state == "OPEN" and view.waiting_kind == kind:
            sought.do(
                lambda by: decisions.give_opinion(
                    matter, approve=True, text="同意", on=sought.today, by=by
                ),
                kind,
            )


def test_a_suspended_case_is_watched_every_six_months_and_the_watch_may_be_stopped(stayed):
    sought, bank = stayed
    watch = watch_of(sought)
    assert (watch.kind, len(watch.dates), watch.next_on) == ("WATCH", 10, date(2018, 9, 5))
    nodes = sought.read(lambda: cases.list_nodes(sought.court_no, sought.filed.case))
    assert not [n for n in nodes if n.code.startswith("ROUND_ENDED")], "no rule owes it"
    for day, rounds in ((date(2018, 9, 4), 0), (date(2018, 9, 5), 1), (date(2018, 9, 6), 1)):
        sought.filed.stage.goto(day)
        search_in_court(sought.court_no, day.isoformat())
        drain()
        assert len(sought.acts("QUERY_ORDERED")) == rounds
    assert bank.id in {v.institution for v in sought.requests("QUERY")}
    sought.do(lambda by: inquiry.stop_repeat(watch.id, "已申请破产", sought.today, by=by))
    assert watch_of(sought).ended_on == sought.today


def test_what_is_found_of_a_suspended_case_is_proposed_with_its_notice_and_resumes_it(stayed):
    sought, _ = stayed
    sought.filed.stage.goto(date(2018, 9, 3))
    find(sought, "305000.00")
    (act,) = sought.acts("REVIVAL_PROPOSED")
    paper = UUID(act.payload["draft"])
    draft = sought.read(lambda: get_instrument(sought.court_no, paper))
    assert (draft.template, draft.issued_on) == ("RESUMPTION_NOTICE", None)
    assert law_facts(sought.facts, sought.today).is_stayed
    case = sought.filed.case
    matter = sought.do(lambda by: closing.propose_resuming(case, "查得存款", sought.today, by=by))
    approve_once(sought, matter)
    (period,) = sought.facts.of(Periods).periods
    assert period.range.days.last == date(2018, 9, 2)
    assert watch_of(sought).ended_on == sought.today
    assert not sought.facts.of(Revivals).waiting
    assert not law_facts(sought.facts, sought.today).is_stayed


def test_the_watch_ends_with_the_suspension_and_a_standing_order_goes_on_in_its_place(stayed):
    sought, _ = stayed
    (period,) = sought.facts.of(Periods).periods
    case, on = sought.filed.case, sought.today
    sought.do(lambda by: closing.end_period(case, period.period, on, "恢复", on, by=by))
    assert watch_of(sought).ended_on == on
    other = seek()
    adopt(other.court_no, "STANDING_ORDERS", STANDING)
    new = inquiry.NewStandingOrder(other.filed.case, date(2018, 8, 31))
    order = other.do(lambda by: inquiry.order_repeat(new, other.today, by=by))
    suspend(other)
    assert (watch_of(other).id, watch_of(other).ended_on) == (order, None)


def test_nothing_is_watched_whose_five_years_were_over_before_the_provisions():
    sought = seek()
    case, on = sought.filed.case, sought.today
    old = date(2011, 11, 30)
    assert (
        sought.do(lambda by: inquiry.open_watch(case, old, on, is_owed=False, by=by), K.CLERK)
        is None
    )
    assert not sought.acts("STANDING_ORDER_MADE")
