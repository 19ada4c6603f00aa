"""A bank whose front-end is older than 2016, from the query to the freeze and its correction."""

from __future__ import annotations

import pytest

from simulators.bank.messages import on_wire, reject_control, reject_query
from tests.support.banks import QUEUES, Deposit, make_bank, post, seek
from zhixing.inquiry.states import State
from zhixing.kernel.fen import Fen
from zhixing.platform.jobs.drain import drain

MAIN = Deposit("6200000000000001", "80000.00")
OLDER = {"profile": "BANK-SOAP-1", "dialect": "soap-older"}


def test_query_hit_freeze_and_feedback(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN, **OLDER)
    sought.query(bank)
    bank.cycle()
    (query,) = sought.requests("QUERY")
    assert (query.state, len(query.external_no)) == (State.CLOSED, 20)
    assert "wsInfo" in bank.line.calls
    assert not {"cxwsInfo", "kzwsInfo"} & set(bank.line.calls)
    (thing,) = sought.assets()
    frozen = sought.freeze(thing.id, "60000.00")
    bank.cycle()
    assert sought.request(frozen.matter).state is State.CLOSED
    (control,) = sought.acts("ASSET_CONTROLLED")
    assert control.payload["amount"] == Fen.of_yuan("60000.00")
    assert bank.rows("select limit_fen from freezes")[0][0] == 60_000_00


def test_a_repeat_is_told_in_the_exact_words_and_counts_once(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN, **OLDER)
    bank.plan(duplicate_feedback=1, lose_answer=1)
    sought.query(bank)
    bank.cycle(4)
    assert len(sought.acts("ASSET_FOUND")) == 1
    said = {e["message"] for e in bank.events("acknowledged")}
    assert "已经反馈, 不能再次反馈" in said
    assert not bank.events("refused")


@pytest.mark.parametrize("own_list", [False, True])
def test_a_query_rejected_in_either_encoding_is_a_dead_letter(tmp_path, own_list):
    sought = seek()
    bank = make_bank(tmp_path, MAIN, **OLDER)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = sought.requests("QUERY")[0].external_no
    stamp = "2018/03/05 10:00:00"
    operation, body = reject_query(number, "无文书", stamp, own_list=own_list)
    bank.ask(operation, on_wire(number, body, old_names=True))
    drain(QUEUES)
    (query,) = sought.requests("QUERY")
    assert (query.state, query.reason_code) == (State.REJECTED, "NO_WRIT")
    assert not sought.acts("QUERY_COMPLETED")


def test_a_control_rejected_through_the_operation_for_queries(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN, **OLDER)
    sought.query(bank)
    bank.cycle()
    frozen = sought.freeze(sought.assets()[0].id, "60000.00")
    lines = [{"CCXH": "1"}]
    operation, body = reject_control(
        frozen.external_no, lines, "无证件", own_list=False, wrong=True
    )
    assert operation == "shfeedXzcxInfo"
    bank.ask(operation, on_wire(frozen.external_no, body))
    drain(QUEUES)
    assert sought.request(frozen.matter).state is State.REJECTED
    assert not sought.acts("ASSET_CONTROLLED")


def test_the_wsdl_stands_at_the_older_address():
    from django.test import RequestFactory
    from django.urls import resolve

    match = resolve("/ckwWebService/SyyhConvertData", urlconf="zhixing.inquiry.urls")
    request = RequestFactory().get("/ckwWebService/SyyhConvertData?wsdl")
    text = match.func(request, **match.kwargs).content.decode()
    assert "http://testserver/ckwWebService/SyyhConvertData" in text
    status, _ = post(b"<nonsense/>", profile="BANK-SOAP-1")
    assert status == 500
