"""A query from the order to the complete answer set, and every way in which it goes astray."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulators.bank.codec import Node
from simulators.bank.messages import on_wire, reject_query
from tests.support.banks import DEBTOR, Deposit, make_bank, seek
from zhixing.assets.operations import FoundThing
from zhixing.cases.docket.chapters import Progress
from zhixing.cases.permissions import StepRefused
from zhixing.funds.ledger import SameKeyOtherBody
from zhixing.inquiry import handout, models, queries
from zhixing.inquiry import operations as inquiry
from zhixing.inquiry.acts import Inquiry
from zhixing.inquiry.operations import InquiryRefused, QueryOrder
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import Tier
from zhixing.kernel.fen import Fen
from zhixing.platform.database.scope import Scope, open_scope

MAIN = Deposit("6200000000000001", "80000.00")
SAYS = "shfeedXzcxInfo"


def account(number, no="6200000000000001", balance="80000.00", **more):
    values = {"BDHM": number, "CCXH": "1", "KHZH": no, "CCLB": "借记卡", "ZHZT": "正常"}
    values |= {"BZ": "156", "YE": balance, "KYYE": balance, "FKSJ": "2018/03/05 10:00:00"}
    return Node("zhxxList", {}, [Node("zhxx", values | more)])


def only(sought):
    (view,) = sought.requests("QUERY")
    return view


def test_a_hit_and_a_nil_make_a_complete_set(tmp_path):
    sought = seek()
    rich, poor = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(rich, poor)
    rich.cycle()
    assert not sought.acts("QUERY_COMPLETED")
    assert sought.facts.of(Inquiry).is_waiting
    poor.cycle()

    (found,) = sought.acts("ASSET_FOUND")
    assert found.payload["balance"] == 80_000_00
    (done,) = sought.acts("QUERY_COMPLETED")
    by_bank = {s["institution"]: s for s in done.payload["sources"]}
    assert by_bank[str(rich.id)]["outcome"] == "FOUND"
    assert by_bank[str(poor.id)]["outcome"] == "NIL"
    assert len(by_bank[str(poor.id)]["evidence"]) == 64, "nothing found is proved as well"
    reached = sought.facts.of(Progress).reached
    assert reached["NATIONAL_QUERY_STARTED"] == sought.today
    assert "LOCAL_QUERY_COMPLETED" not in reached
    assert {v.state for v in sought.requests()} == {State.CLOSED}
    assert not sought.facts.of(Inquiry).is_waiting


def test_a_local_bank_completes_the_local_query(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN, tier=Tier.LOCAL)
    sought.query(bank)
    assert "LOCAL_QUERY_COMPLETED" not in sought.facts.of(Progress).reached
    bank.cycle()
    assert sought.facts.of(Progress).reached["LOCAL_QUERY_COMPLETED"] == sought.today


def test_a_repeat_of_the_order_is_the_same_order(tmp_path):
    sought = seek()
    bank, other = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    first = sought.query(bank, key="K1")
    assert sought.query(bank, key="K1") == first
    assert len(sought.requests()) == 1
    with pytest.raises(SameKeyOtherBody):
        sought.query(other, key="K1")


def test_only_the_debtor_is_queried(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    order = QueryOrder(sought.filed.case, (sought.filed.creditor,), "K", (bank.id,))
    with pytest.raises(StepRefused) as refused:
        sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    assert refused.value.code == "JUDGMENT_DEBTOR"
    assert not sought.requests()


def test_numbers_are_thirty_digits_and_never_the_same(tmp_path):
    sought = seek()
    sought.query(make_bank(tmp_path), make_bank(tmp_path))
    numbers = [v.external_no for v in sought.requests()]
    assert len(set(numbers)) == 2
    assert all(n.isdigit() and len(n) == 30 and n.startswith("20180305") for n in numbers)


def test_every_reading_of_the_number_is_logged_with_its_case(tmp_path):
    from zhixing.parties.models import IdentityRead

    sought = seek()
    sought.query(make_bank(tmp_path))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        read = IdentityRead.objects.get(party_id=sought.filed.debtor, purpose="QUERY")
    assert read.case_id == sought.filed.case


def test_the_message_does_not_lie_open_in_the_row(tmp_path):
    sought = seek()
    sought.query(make_bank(tmp_path))
    with open_scope(Scope.of_court(sought.court_no, sought.court_no)):
        body = bytes(models.Request.objects.get(court_no=sought.court_no).body_sealed)
    assert DEBTOR.number.encode() not in body
    assert DEBTOR.name.encode() not in body


def test_a_name_the_wire_cannot_carry_goes_by_letter(tmp_path):
    from dataclasses import replace

    from tests.support import banks

    rare = replace(DEBTOR, name="示例\U00020bb7")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(banks, "DEBTOR", rare)
        sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    assert only(sought).state is State.QUARANTINED
    assert only(sought).reason_code == "unencodable"
    bank.cycle()
    assert not bank.events("received")
    (letter,) = sought.read(
        lambda: queries.list_dead_letters(sought.court_no, sought.filed.stage.clock_at)
    )
    assert letter.repairs == ("reissue_request", "record_letter_answer")

    thing = FoundThing(sought.filed.debtor, "DEPOSIT", "62009", bank.id, balance=Fen(5))
    sought.do(lambda by: inquiry.record_letter_answer(letter.id, [thing], sought.today, by=by))
    assert only(sought).state is State.CLOSED
    assert len(sought.acts("ASSET_FOUND")) == 1
    assert len(sought.acts("QUERY_COMPLETED")) == 1


@pytest.mark.parametrize("own_list", [True, False])
def test_a_rejection_in_both_forms_is_a_dead_letter_until_issued_again(tmp_path, own_list):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    first = only(sought)
    operation, body = reject_query(
        first.external_no, "无文书", "2018/03/05 10:00:00", own_list=own_list
    )
    answer = bank.line.call(operation, _marker(bank), on_wire(first.external_no, body))
    assert _words(answer) == {first.external_no: "success"}
    _drain()
    assert only(sought).state is State.REJECTED
    assert "无文书" in only(sought).reason
    (act,) = sought.acts("REQUEST_REJECTED")
    assert act.payload["reason_code"] == "NO_WRIT"
    assert not sought.acts("QUERY_COMPLETED"), "a rejection is no answer"

    new = sought.do(lambda by: inquiry.reissue_request(first.id, sought.today, by=by))
    bank.cycle()
    views = {v.id: v for v in sought.requests()}
    assert views[first.id].state is State.REISSUED
    assert (views[new].state, views[new].outcome) == (State.CLOSED, "FOUND")
    assert views[new].external_no != first.external_no
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_a_failed_look_up_is_not_nothing_found(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, lookup="error")
    sought.query(bank)
    bank.cycle()
    assert (only(sought).state, only(sought).outcome) == (State.REJECTED, "FAILED")
    assert not sought.acts("QUERY_COMPLETED")
    assert sought.acts("REQUEST_REJECTED")[0].payload["reason_code"] == "LOOKUP_FAILED"


def test_a_lost_poll_answer_is_handed_out_again_after_its_time(tmp_path, monkeypatch):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    bank.plan(lose_poll_answer=1)
    sought.query(bank)
    bank.cycle(2)
    assert only(sought).state is State.DELIVERED, "not again at once"
    monkeypatch.setattr(handout, "HAND_OUT_AGAIN", timedelta(microseconds=1))
    bank.cycle()
    assert only(sought).state is State.CLOSED
    assert only(sought).attempts == 2


def test_an_operator_may_hand_out_again_at_once(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    bank.plan(lose_poll_answer=1)
    sought.query(bank)
    bank.cycle()
    sought.do(lambda by: inquiry.redeliver_request(only(sought).id, by=by))
    bank.cycle()
    assert only(sought).state is State.CLOSED
    with pytest.raises(InquiryRefused):
        sought.do(lambda by: inquiry.redeliver_request(only(sought).id, by=by))


def test_lost_acknowledgements_and_duplicates_count_once(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    bank.plan(lose_answer=1, duplicate_feedback=1)
    sought.query(bank)
    bank.cycle(4)
    assert not bank.rows("select 1 from outbox where not is_sent"), "the bank is content"
    assert [e["message"] for e in bank.events("acknowledged")] == ["已经反馈, 不能再次反馈"] * 2
    assert len(sought.acts("ASSET_FOUND")) == 1
    assert len(sought.read(lambda: queries.list_answers(sought.court_no, only(sought).id))) == 1
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_old_names_and_missing_numbers_are_understood(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    bank.plan(old_names=1, missing_bdhm=1, lower_case_md5=1)
    sought.query(bank)
    bank.cycle(3)
    assert only(sought).state is State.CLOSED
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_a_correction_after_the_end_is_kept_and_read(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.cycle()
    assert only(sought).outcome == "NIL"
    bank.say(SAYS, account(only(sought).external_no))
    view = only(sought)
    assert (view.state, view.outcome) == (State.CORRECTED, "FOUND")
    (act,) = sought.acts("ANSWER_CORRECTED")
    assert (act.payload["before"], act.payload["now"]) == ("NIL", "FOUND")
    assert len(sought.acts("ASSET_FOUND")) == 1
    assert len(sought.acts("QUERY_COMPLETED")) == 2, "the set is complete again, otherwise"
    answers = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    assert [a.is_correction for a in answers] == [False, True]


def test_the_same_words_at_another_time_are_no_correction(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    bank.say(SAYS, account(number))
    answer = bank.say(SAYS, account(number, FKSJ="2018/03/06 11:00:00"))
    assert "已经反馈, 不能再次反馈" in _texts(answer)
    assert only(sought).state is State.CLOSED


def test_transactions_that_come_first_change_nothing_but_are_kept(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    view = only(sought)
    row = {"BDHM": view.external_no, "CCXH": "1", "WLXH": "1", "JE": "50.00", "ZJLX": "付"}
    bank.say("shfeedXzcxwlxxInfo", Node("wlxxList", {}, [Node("wlxx", row)]))
    assert only(sought).state is State.DELIVERED
    bank.say(SAYS, account(view.external_no))
    assert only(sought).state is State.CLOSED
    answers = sought.read(lambda: queries.list_answers(sought.court_no, view.id))
    assert [a.kind for a in answers] == ["LEDGER", "ACCOUNTS"]
    ledger = sought.read(lambda: queries.get_evidence(sought.court_no, answers[0].id))
    assert ledger.feedback.transactions[0].amount == Fen(50_00)


def test_silence_is_seen_and_a_late_answer_still_counts(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    due = only(sought).due_on
    assert due == sought.today + timedelta(days=3)

    def expire(on):
        return sought.do(lambda by: inquiry.expire_overdue(on, by=by))

    assert expire(due) == 0, "its last day is not over"
    assert expire(due + timedelta(days=9)) == 1, "a missed night is caught up"
    assert only(sought).state is State.EXPIRED
    bank.say(SAYS, account(only(sought).external_no))
    assert (only(sought).state, only(sought).outcome) == (State.CLOSED, "FOUND")


def test_a_request_never_collected_is_still_handed_out_when_overdue(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    sought.do(lambda by: inquiry.expire_overdue(sought.today + timedelta(days=9), by=by))
    bank.cycle()
    assert only(sought).state is State.CLOSED


def test_a_reopened_request_takes_the_same_words_again(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    bank.say(SAYS, account(number))
    sought.do(lambda by: inquiry.reopen_request(only(sought).id, "余额有误", by=by))
    assert only(sought).state is State.REOPENED
    bank.say(SAYS, account(number))
    assert only(sought).state is State.CLOSED
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_the_matrix_and_the_board_show_who_owes_an_answer(tmp_path):
    sought = seek()
    rich, silent = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(rich, silent)
    rich.cycle()
    matrix = sought.read(lambda: queries.get_matrix(sought.court_no, sought.filed.case))
    assert (matrix.found, matrix.waiting, matrix.nil, matrix.stuck) == (1, 1, 0, 0)
    assert matrix.cells[rich.id, sought.filed.debtor].hits == 1
    day = sought.today + timedelta(days=4)
    loads = sought.read(lambda: queries.list_institution_loads(sought.court_no, day))
    assert [(load.institution, load.waiting, load.overdue) for load in loads] == [
        (silent.id, 1, 1),
        (rich.id, 0, 0),
    ]
    assert loads[1].latest_call_at is not None
    assert loads[0].latest_call_at is None


def _marker(bank):
    from simulators.bank import codec

    return codec.usermarker(bank.code, "zhixing-demo")


def _words(answer):
    import base64
    from xml.etree import ElementTree

    from simulators.bank.codec import _text

    root = ElementTree.fromstring(base64.b64decode(answer))
    rows = [{k: _text(v) for k, v in n.attrib.items()} for n in root.iter("jg")]
    return {row["bdhm"]: row["result"] for row in rows}


def _texts(answer):
    import base64
    from xml.etree import ElementTree

    from simulators.bank.codec import _text

    root = ElementTree.fromstring(base64.b64decode(answer))
    return [_text(v) for v in root.attrib.values()]


def _drain():
    from tests.support.banks import QUEUES, drain

    drain(QUEUES)
