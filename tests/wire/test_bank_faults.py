"""What goes wrong on purpose ends as it should: done once, answered, or known to be lost."""

import json
from dataclasses import replace

import pytest

from tests.wire.bank_runs import HOLDER, line, order, results
from tests.wire.samples import CARD, OFFICER, query
from zhixing.inquiry.wire.feedback import Outcome
from zhixing.inquiry.wire.model import (
    Measure,
    Origin,
)
from zhixing.inquiry.wire.reasons import ReasonCode
from zhixing.kernel.fen import Fen


def test_a_request_handed_out_twice_is_executed_once(court, bank):
    court.requests = [order("C1", line())]
    bank.run()
    court.delivered.clear()
    bank.run()
    assert court.answers == ["success"]
    court.requests.append(query(external_no="Q1", subject=HOLDER))
    bank.run()
    assert court.finished["Q1"].accounts[0].available == Fen(10000)


def test_fail_means_send_again(court, bank):
    court.failures_left = 2
    court.requests = [order("C1", line())]
    bank.run(4)
    assert court.answers == ["fail", "fail", "success"]


def test_lost_answers_and_duplicates_end_in_the_known_sentence(court, bank):
    bank.plan({"lose_answer": 1, "duplicate_feedback": 1})
    court.requests = [order("C1", line())]
    bank.run(5)
    assert court.answers == ["success", "duplicate", "duplicate"]


def test_a_bank_that_freezes_beyond_the_order_says_so(court, bank):
    bank.plan({"over_freeze": 1})
    court.requests = [order("C1", line())]
    bank.run()
    (result,) = results(court, "C1").values()
    assert (result.actual, result.excess) == (Fen.of_yuan("610.00"), Fen.of_yuan("10.00"))
    court.requests.append(order("C2", line(Measure.RELEASE, amount="10.00", origin=Origin("C1"))))
    bank.run()
    assert results(court, "C2")["1"].actual == Fen.of_yuan("10.00"), "let go again by itself"


def test_a_missing_number_is_repaired_by_sending_again(court, bank):
    bank.plan({"missing_bdhm": 1})
    court.requests = [query(external_no="Q1"), order("C1", line())]
    bank.run(3)
    assert court.answers == ["error", "success", "success"]
    assert {n.code for d in court.decoded for n in d.notes} == {"number-filled"}


def test_older_names_and_lower_case_md5(court, bank):
    bank.plan({"old_names": 1, "lower_case_md5": 1})
    court.requests = [query(external_no="Q1", subject=HOLDER), order("C1", line())]
    bank.run()
    assert court.finished["Q1"].accounts[0].line == "1"
    receipt = court.finished["C1"].receipts[0]
    assert (receipt.md5_agrees, receipt.stated_md5.islower()) == (True, True)


def test_a_lost_poll_answer_is_lost_until_it_is_handed_out_again(court, bank):
    bank.plan({"lose_poll_answer": 1})
    court.requests = [query(external_no="Q1", subject=HOLDER)]
    bank.run(2)
    assert court.finished == {}
    court.delivered.clear()
    bank.run()
    assert "Q1" in court.finished


def test_a_court_out_of_service_is_waited_for(court, bank):
    court.faults_left = 1
    court.requests = [query(external_no="Q1", subject=HOLDER)]
    assert bank.run() == 3
    assert bank.run() == 0
    assert "Q1" in court.finished


def test_a_transfer_is_held_first_and_finished_later(court, bank):
    bank.plan({}, transfer_seconds=3600)
    court.requests = [order("C1", line(Measure.TRANSFER, amount="250.00"))]
    bank.run()
    court.requests.append(query(external_no="Q1", subject=HOLDER))
    bank.run()
    assert "C1" not in court.finished
    account = court.finished["Q1"].accounts[0]
    assert (account.balance, account.available) == (Fen(100000), Fen(45000))


def test_a_wrong_password_is_logged_and_nothing_happens(court, bank, capsys):
    bank.plan({}, password="wrong")
    court.requests = [query(external_no="Q1")]
    bank.run()
    events = [json.loads(text) for text in capsys.readouterr().out.splitlines()]
    assert {e["message"] for e in events if e["event"] == "court_error"} == {"用户名或密码错误"}
    assert court.delivered == set()


@pytest.mark.crash
def test_killed_at_every_point_it_executes_once_and_answers(court, bank):
    points = ["after_poll", "after_documents", "after_execute", "before_send", "after_send"]
    bank.plan({"kill": dict.fromkeys(points, 1)})
    court.requests = [order("C1", line())]
    codes = []
    for _ in range(12):
        codes.append(bank.spawn().returncode)
        if codes[-1] == 0 and court.answers:
            break
    assert codes.count(-9) == len(points)
    assert codes[-1] == 0
    assert court.answers == ["success", "duplicate"]
    court.requests.append(query(external_no="Q1", subject=HOLDER))
    bank.plan({})
    bank.spawn()
    account = court.finished["Q1"].accounts[0]
    assert (account.available, len(account.prior_measures)) == (Fen(10000), 2)


def test_a_long_card_number_is_refused_by_the_bank_too(court, bank, monkeypatch):
    monkeypatch.setattr("zhixing.inquiry.wire.bank_out.sort_batch", _all_ready)
    card = replace(OFFICER, work_card_no="9" * 16)
    court.requests = [replace(order("C1", line()), officers=(card,), credentials=(CARD,))]
    bank.run()
    assert court.finished["C1"].rejection.reason_code is ReasonCode.CARD_TOO_LONG


def test_an_unsupported_measure_is_answered_line_by_line(court, bank, monkeypatch):
    monkeypatch.setattr("zhixing.inquiry.wire.bank_out.sort_batch", _all_ready)
    court.requests = [order("C1", line(Measure.QUEUE), line(line_no=2))]
    bank.run()
    found = results(court, "C1")
    assert found["1"].reason_code is ReasonCode.UNSUPPORTED_MEASURE
    assert found["2"].outcome is Outcome.DONE


def _all_ready(requests, profile, capability=None, *, with_documents=True):
    """Hand everything out, as a platform that did not check beforehand would."""
    from zhixing.inquiry.wire.preflight import Sorted

    return Sorted(tuple(requests), ())
