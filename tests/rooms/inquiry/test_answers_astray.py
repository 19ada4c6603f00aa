"""Answers that go astray: unreadable, of the wrong kind, half looked up, out of order, at odds."""

from __future__ import annotations

import base64
import logging
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import OperationalError

from simulators.bank import codec, plain
from simulators.bank.codec import Node, _text
from simulators.bank.messages import on_wire, reject_query
from tests.rooms.inquiry.test_control import found, result
from tests.rooms.inquiry.test_packages import FileBank
from tests.rooms.inquiry.test_query import MAIN, SAYS, account, only
from tests.support.banks import QUEUES, make_bank, seek
from tests.support.filed import stage_on
from tests.support.open_ones import make_one
from zhixing.courts.queries import get_system_principal
from zhixing.inquiry import hits, interpreting, models, queries, reading, stuck
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.exchange.round import exchange
from zhixing.inquiry.queries import get_evidence
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.platform.files.packs import Damaged
from zhixing.platform.jobs.drain import drain

CONTROL, REJECT = "shfeedXzkzInfo", "htInfo"


def said(answer):
    """Give what an acknowledgement says of each request: result and words."""
    root = ElementTree.fromstring(base64.b64decode(answer))
    rows = [{k: _text(v) for k, v in n.attrib.items()} for n in root.iter("jg")]
    return {row["bdhm"]: (row["result"], row["msg"]) for row in rows}


def listed(sought):
    """Give what the handler is shown of answers that need a look."""
    at = sought.filed.stage.clock_at
    return [
        u
        for u in sought.read(lambda: stuck.list_unread(sought.court_no, at))
        if u.case == sought.filed.case
    ]


def test_a_poisoned_record_costs_no_other_answer_of_its_court(tmp_path, caplog):
    stage = stage_on()
    sought, other = seek(stage=stage), seek(stage=stage)
    registry, bank = make_one(tmp_path, K.VEHICLE_REGISTRY), make_bank(tmp_path, MAIN)
    sought.query(registry)
    other.query(bank)
    registry.line.call("POST", "/feedbacks", _poisoned(only(sought).external_no))
    bank.ask("getXzcxList")
    bank.ask(SAYS, codec.encode(account(only(other).external_no)))
    with caplog.at_level(logging.ERROR, "zhixing.inquiry"):
        drain(QUEUES)
    assert (only(other).state, only(other).outcome) == (State.CLOSED, "FOUND")
    assert len(other.acts("QUERY_COMPLETED")) == 1
    assert only(sought).state is State.FED_BACK
    (waiting,) = listed(sought)
    assert waiting.code == "ANSWER_CANNOT_BE_KEPT"
    assert "未入卷" in waiting.reason
    assert "not in the docket" in waiting.reason_en
    assert str(waiting.id) in caplog.text
    assert "渝A" not in caplog.text, "the log repeats nothing of what was told"


def _poisoned(number):
    car = {"kind": "VEHICLE", "identifier": "渝A00001", "name": "示例车", "value": f"{10**17}.00"}
    told = {"requestNo": number, "result": "FOUND", "records": [car]}
    return {"messageId": "poisoned", "feedbacks": [told]}


def test_whatever_breaks_in_one_answer_of_a_package_costs_no_other(tmp_path, monkeypatch):
    sought, other = seek(), seek()
    bank = FileBank(tmp_path, MAIN)
    for one in (sought, other):
        one.query(bank.bank)
    poisoned, real = only(sought).external_no, hits.things_of

    def breaks(account, row, name, on):
        if row.external_no == poisoned:
            raise KeyError("nobody thought of it")
        return real(account, row, name, on)

    monkeypatch.setattr(hits, "things_of", breaks)
    monkeypatch.setattr(interpreting, "things_of", breaks)
    bank.around()
    assert only(other).state is State.CLOSED
    assert (only(sought).state, only(sought).outcome) == (State.FED_BACK, "")
    (waiting,) = listed(sought)
    assert waiting.code == "ANSWER_CANNOT_BE_ENTERED"
    assert "KeyError" in waiting.reason


def test_a_message_lost_from_the_store_is_a_dead_letter_of_its_own(tmp_path, monkeypatch):
    stage = stage_on()
    sought, other = seek(stage=stage), seek(stage=stage)
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    other.query(bank)
    bank.ask("getXzcxList")
    for one in (sought, other):
        bank.ask(SAYS, codec.encode(account(only(one).external_no)))
    real, seen = reading.read_told, []

    def first_is_gone(message, profile):
        seen.append(message)
        if len(seen) == 1:
            raise Damaged("pack x is missing")
        return real(message, profile)

    monkeypatch.setattr(reading, "read_told", first_is_gone)
    drain(QUEUES)
    assert (only(sought).state, only(other).state) == (State.FED_BACK, State.CLOSED)
    assert [w.code for w in listed(sought)] == ["ANSWER_CANNOT_BE_ENTERED"]


WRONG = {
    "a bank's result of a control": lambda number: (CONTROL, result(number)),
    "one not controlled": lambda number: (CONTROL, result(number, "2", WNKZYY="账户余额为零")),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_result_of_a_control_answers_no_query(tmp_path, kind):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    told = bank.say(*WRONG[kind](number))
    assert (only(sought).state, only(sought).outcome) == (State.DELIVERED, "")
    assert not sought.acts("QUERY_COMPLETED")
    ((result_word, words),) = said(told).values()
    assert result_word == "success", "fail would have the same sent again"
    assert "种类与请求不符" in words
    (waiting,) = listed(sought)
    assert waiting.code == "WRONG_KIND"
    bank.say(SAYS, account(number))
    assert (only(sought).state, only(sought).outcome) == (State.CLOSED, "FOUND")
    (done,) = sought.acts("QUERY_COMPLETED")
    answers = sought.read(lambda: queries.list_answers(sought.court_no, only(sought).id))
    proof = next(a.evidence for a in answers if a.is_read)
    assert done.payload["sources"][0]["evidence"] == proof


def test_an_open_result_of_a_control_answers_no_query(tmp_path):
    sought = seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    sought.query(registry)
    number = only(sought).external_no
    line = {"lineNo": "1", "outcome": "DONE", "identifier": "渝A00001"}
    told = {"requestNo": number, "result": "CONTROLLED", "results": [line]}
    status, answer = registry.line.call(
        "POST", "/feedbacks", {"messageId": "m1", "feedbacks": [told]}
    )
    drain(QUEUES)
    assert (status, answer["receipt"]["verdicts"]) == (200, {number: "WRONG_KIND"})
    assert (only(sought).state, only(sought).outcome) == (State.ISSUED, "")
    assert [w.code for w in listed(sought)] == ["WRONG_KIND"]


@pytest.mark.parametrize("no", ["6200000000000001", "查无开户信息", "查询异常"])
def test_accounts_answer_no_freeze(tmp_path, no):
    sought, bank, (asset,) = found(tmp_path)
    view = sought.freeze(asset, "60000.00")
    bank.ask("getXzkzList")
    for _ in range(2):
        told = bank.say(SAYS, account(view.external_no, no))
        assert "种类与请求不符" in said(told)[view.external_no][1], "told again, if said again"
    now = sought.request(view.matter)
    assert (now.state, now.outcome, now.lines[0].outcome) == (State.DELIVERED, "", "")
    assert [w.code for w in listed(sought)] == ["WRONG_KIND"]
    bank.say(CONTROL, result(view.external_no, SKJE="60000.00"))
    assert sought.request(view.matter).outcome == "DONE"


def test_an_account_told_beside_a_failed_look_up_is_entered(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    both = account(number)
    both.children += account(number, "查询异常", CCXH="2").children
    bank.say(SAYS, both)
    view = only(sought)
    assert [int(a.balance) for a in sought.assets()] == [80_000_00]
    assert (view.state, view.outcome, view.hits) == (State.REJECTED, "FAILED", 1)
    assert "1项财产已入卷" in view.reason
    assert "1 told all the same" in view.reason_en
    assert not sought.acts("QUERY_COMPLETED"), "what was not looked up is not answered"
    (letter,) = sought.read(lambda: stuck.list_stuck(sought.court_no)).requests
    assert (letter.id, letter.code) == (view.id, "LOOKUP_FAILED")


def _refuse(number):
    return reject_query(number, "无文书", "2018/03/05 10:00:00", own_list=False)


def test_a_refusal_and_then_an_account_are_read_in_their_order(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    operation, body = _refuse(number)
    bank.ask(operation, on_wire(number, body))
    bank.ask(SAYS, codec.encode(account(number)))
    drain(QUEUES)
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 1)
    assert (view.reason_code, view.reason, view.reason_en) == ("", "", "")
    order = [a.type for a in sought.acts("REQUEST_REJECTED", "ASSET_FOUND")]
    assert order == ["REQUEST_REJECTED", "ASSET_FOUND"]
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_a_refusal_and_then_an_account_by_packages_too(tmp_path):
    sought = seek()
    bank = FileBank(tmp_path)
    sought.query(bank.bank)
    bank.court()
    number = only(sought).external_no
    refused = Node("htxxList", {}, [Node("htxx", {"BDHM": number, "XCHTYY": "无文书"})])
    for place, words in enumerate((refused, account(number))):
        bank.lay(f"CXFK{place}.zip", plain.make_parcel([("1.xml", plain.render(words))]))
        for _ in range(2):
            exchange(bank.view, bank.place, lambda event, **v: None)
    drain(QUEUES)
    view = only(sought)
    assert (view.state, view.outcome, view.reason) == (State.CLOSED, "FOUND", "")


def test_on_the_open_profile_no_reason_outlives_its_refusal(tmp_path):
    sought = seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    sought.query(registry)
    number = only(sought).external_no
    refused = {"requestNo": number, "result": "REJECTED", "reason": "无文书"}
    car = {"kind": "VEHICLE", "identifier": "渝A00009", "name": "小型轿车", "value": "1.00"}
    found_one = {"requestNo": number, "result": "FOUND", "records": [car]}
    for key, told in (("m1", refused), ("m2", found_one)):
        registry.line.call("POST", "/feedbacks", {"messageId": key, "feedbacks": [told]})
    drain(QUEUES)
    view = only(sought)
    assert (view.state, view.outcome) == (State.CLOSED, "FOUND")
    assert (view.reason_code, view.reason, view.reason_en) == ("", "", "")


def test_what_comes_after_its_time_is_no_more_called_overdue(tmp_path):
    sought = seek()
    bank, nil = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(bank, nil)
    sought.do(lambda by: inquiry.expire_overdue(date(2018, 4, 30), by=by))
    assert {v.reason_code for v in sought.requests()} == {"OVERDUE"}
    bank.cycle()
    nil.cycle()
    assert {(v.outcome, v.reason_code, v.reason) for v in sought.requests()} == {
        ("FOUND", "", ""),
        ("NIL", "", ""),
    }


def test_a_lost_database_makes_no_dead_letter(tmp_path, monkeypatch):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.ask(SAYS, codec.encode(account(only(sought).external_no)))

    def gone(*given):
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patched:
        patched.setattr(hits, "things_of", gone)
        patched.setattr(interpreting, "things_of", gone)
        by = sought.read(lambda: get_system_principal(sought.court_no))
        with pytest.raises(OperationalError):
            reading.interpret_waiting(sought.court_no, sought.today, by=by)
    assert not listed(sought)
    drain(QUEUES)
    assert only(sought).outcome == "FOUND"


def test_evidence_of_a_misfit_can_be_opened(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.say(CONTROL, result(only(sought).external_no))

    def look():
        answer = models.Answer.objects.get(court_no=sought.court_no)
        return get_evidence(sought.court_no, answer.id)

    assert sought.read(look).feedback.kind == "CONTROL"
