"""Answers that lost something on the way, or do not agree with their order: raised, and ended."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError

from simulators.bank import plain
from tests.rooms.inquiry.test_answers_astray import CONTROL, listed, said
from tests.rooms.inquiry.test_control import controlled, found, result
from tests.rooms.inquiry.test_packages import FileBank
from tests.rooms.inquiry.test_query import SAYS, account, only
from tests.support.banks import QUEUES, make_bank, seek
from tests.support.open_ones import make_one
from zhixing.assets.acts import Property
from zhixing.inquiry import models, queries
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.operations import InquiryRefused
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain

LOST = {
    "an amount too fine": ({"YE": "12.345"}, "YE"),
    "no day": ({"KHRQ": "昨天"}, "KHRQ"),
}


@pytest.mark.parametrize("kind", LOST)
def test_what_is_lost_of_an_answer_is_shown_and_said(tmp_path, kind):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    more, field = LOST[kind]
    told = bank.say(SAYS, account(only(sought).external_no, **more))
    ((word, words),) = said(told).values()
    assert word == "success"
    assert "未能读取" in words
    assert field in words
    assert (only(sought).state, only(sought).outcome) == (State.CLOSED, "FOUND")
    (waiting,) = listed(sought)
    assert waiting.code == "PARTLY_UNREADABLE"
    assert field in waiting.reason
    assert field in waiting.reason_en


def test_an_account_without_its_number_is_not_nothing_found(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(only(sought).external_no, ""))
    assert (only(sought).state, only(sought).outcome) == (State.FED_BACK, "")
    assert not sought.acts("QUERY_COMPLETED")
    (waiting,) = listed(sought)
    assert waiting.code == "ANSWER_UNCLEAR"
    sought.do(lambda by: inquiry.reopen_request(only(sought).id, "缺账号", by=by))
    assert not listed(sought), "another answer is awaited"
    bank.say(SAYS, account(only(sought).external_no, ""))
    assert [w.code for w in listed(sought)] == ["ANSWER_UNCLEAR"], "the same words once more"
    sought.do(lambda by: inquiry.reopen_request(only(sought).id, "仍缺账号", by=by))
    bank.say(SAYS, account(only(sought).external_no))
    assert only(sought).outcome == "FOUND"
    assert not listed(sought)


def test_what_is_lost_of_a_package_is_told_to_the_request_it_was_lost_of(tmp_path):
    sought, other = seek(), seek()
    bank = FileBank(tmp_path)
    for one in (sought, other):
        one.query(bank.bank)
    bank.court()
    both = account(only(other).external_no)
    both.children += account(only(sought).external_no, YE="12.345").children
    bank.lay("CXFK1.zip", plain.make_parcel([("1.xml", plain.render(both))]))
    bank.court()
    assert {only(one).outcome for one in (sought, other)} == {"FOUND"}
    assert [w.code for w in listed(sought)] == ["PARTLY_UNREADABLE"]
    assert not listed(other)


def test_what_is_lost_of_an_open_message_too(tmp_path):
    sought, other = seek(), seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    for one in (sought, other):
        one.query(registry)
    car = {"kind": "VEHICLE", "identifier": "渝A00009", "name": "小型轿车", "value": "1.00"}
    told = [
        {"requestNo": only(other).external_no, "result": "FOUND", "records": [car]},
        {
            "requestNo": only(sought).external_no,
            "result": "FOUND",
            "records": [car | {"registeredOn": "昨天"}],
        },
    ]
    registry.line.call("POST", "/feedbacks", {"messageId": "m1", "feedbacks": told})
    drain(QUEUES)
    assert [w.code for w in listed(sought)] == ["PARTLY_UNREADABLE"]
    assert not listed(other)


ODD = {
    "an end before its start": ({"CSJSRQ": "2017/01/01"}, "ENDS_BEFORE_IT_STARTS"),
    "an end far beyond the order": ({"CSJSRQ": "2099/01/01"}, "LONGER_THAN_ORDERED"),
    "another account": ({"KHZH": "6200000000000999"}, "OTHER_ACCOUNT"),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_result_at_odds_with_its_order_is_raised(tmp_path, kind):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    values, code = ODD[kind]
    bank.say(CONTROL, result(view.external_no, SKJE="60000.00", **values))
    now = sought.request(view.matter)
    assert (now.state, now.outcome) == (State.CLOSED, "DONE"), "it may stand, and is entered"
    assert controlled(sought) == Fen(60_000_00)
    control = sought.facts.of(Property).control_of(asset)
    assert control.until == date(2019, 3, 4), "as ordered"
    assert now.lines[0].until_on == date(2019, 3, 4)
    assert now.reason_code == code
    assert now.lines[0].reason == now.reason
    assert now.reason_en
    (waiting,) = listed(sought)
    assert (waiting.code, waiting.is_read) == (code, True)


def test_an_end_before_the_order_ends_is_the_bank_s_word(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    bank.say(CONTROL, result(view.external_no, SKJE="60000.00", CSJSRQ="2018/12/31"))
    assert sought.facts.of(Property).control_of(asset).until == date(2018, 12, 31)
    assert not listed(sought)


def test_a_result_of_what_nobody_collected_and_of_no_line_is_raised(tmp_path):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    both = result(view.external_no, SKJE="60000.00")
    both.children += result(view.external_no, CCXH="7").children
    bank.say(CONTROL, both)
    (waiting,) = listed(sought)
    assert waiting.code == "NEVER_HANDED_OUT"
    assert "7" in waiting.reason
    assert sought.request(view.matter).outcome == "DONE"


def test_what_was_looked_into_is_no_more_listed_and_stays_with_the_answer(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(only(sought).external_no, YE="12.345"))
    view = only(sought)

    def settle(note):
        sought.do(lambda by: inquiry.settle_answer(view.id, note, sought.today, by=by))

    with pytest.raises(InquiryRefused) as refused:
        settle(" ")
    assert refused.value.code == "NOTE"
    settle("电话核实余额为12.34元")
    assert not listed(sought)
    (answer,) = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    assert (answer.settled_note, answer.is_read) == ("电话核实余额为12.34元", True)
    assert "YE" in answer.problem
    with pytest.raises(InquiryRefused) as refused:
        settle("再次")
    assert refused.value.code == "NOTHING_TO_SETTLE"


def test_what_is_not_in_the_docket_is_not_done_with_by_a_look(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(only(sought).external_no, ""))
    with pytest.raises(InquiryRefused) as refused:
        sought.do(lambda by: inquiry.settle_answer(only(sought).id, "已看", sought.today, by=by))
    assert refused.value.code == "NOTHING_TO_SETTLE"
    assert "重开" in refused.value.remedy_zh


def test_the_database_wants_to_know_who_settled_an_answer_and_how(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(only(sought).external_no, YE="12.345"))

    def spoil():
        models.Answer.objects.filter(court_no=sought.court_no).update(settled_on=sought.today)

    with pytest.raises(IntegrityError, match="answer_is_settled_by_somebody_who_says_how"):
        sought.read(spoil)
