"""The address banks call: who may, what is kept of every word, and what nobody else sees."""

from __future__ import annotations

import hashlib

import pytest
from django.db import DatabaseError, transaction

from simulators.bank import codec
from simulators.bank.codec import CourtError, Node
from simulators.bank.line import _returned
from tests.rooms.inquiry.test_query import MAIN, SAYS, _texts, _words, account, only
from tests.support.banks import ENVELOPE, Bank, make_bank, post, seek
from zhixing.inquiry import models, queries
from zhixing.inquiry.evidence import read_raw
from zhixing.inquiry.states import State
from zhixing.institutions.kinds import InstitutionKind
from zhixing.kernel.ids import new_id
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.log.verify import verify_log


def call(user: str, password: str, operation: str = "getXzcxList", *rest: str, address="10.0.0.1"):
    args = (codec.usermarker(user, password), *rest)
    inner = "".join(f"<arg{i}>{a}</arg{i}>" for i, a in enumerate(args))
    status, body = post(ENVELOPE.format(op=operation, args=inner).encode(), address)
    assert status == 200, body
    return _returned(body)


def raw_of(bank: Bank) -> list[models.RawMessage]:
    with open_scope(Scope.system()):
        return list(
            models.RawMessage.objects.filter(institution_id=bank.id).order_by("received_at")
        )


def test_a_wrong_password_is_refused_and_locked_out_after_five(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    for _ in range(5):
        with pytest.raises(CourtError, match="用户名或密码错误"):
            codec.read_requests(call(bank.code, "wrong"))
    with pytest.raises(CourtError, match="尝试次数过多"):
        codec.read_requests(call(bank.code, "zhixing-demo"))
    elsewhere = codec.read_requests(call(bank.code, "zhixing-demo", address="10.0.0.2"))
    assert len(elsewhere) == 1, "a stranger's failures do not keep the bank out"


def test_errors_are_told_in_the_way_of_each_operation(tmp_path):
    bank = make_bank(tmp_path)
    words = _texts(call(bank.code, "wrong", SAYS, codec.encode(Node("a"))))
    assert "用户名或密码错误 / wrong user name or password" in words
    missing = bank.ask("kzwsInfo", codec.document_key("BDHM", "1" * 30))
    with pytest.raises(CourtError, match="没有此编号的文书"):
        codec.read_documents(missing, "wsinfo")
    cards = bank.ask("zjInfo", codec.document_key("BDHM", "1" * 30))
    with pytest.raises(CourtError, match="没有此编号的证件"):
        codec.read_documents(cards, "zjinfo")


def test_what_is_no_call_is_a_fault_and_nothing_is_stored(tmp_path):
    status, body = post(b"<nonsense/>")
    assert status == 500
    assert b"faultcode" in body
    status, _ = post(ENVELOPE.format(op="dropTables", args="<arg0>x</arg0>").encode())
    assert status == 500


def test_the_wsdl_names_this_address():
    from django.test import RequestFactory

    from zhixing.inquiry.endpoint import wire_endpoint

    request = RequestFactory().get("/ckwWebServiceCloud/SyyhConvertData?wsdl")
    text = wire_endpoint(request).content.decode()
    assert "getXzcxList" in text
    assert "http://testserver/ckwWebServiceCloud/SyyhConvertData" in text


def test_an_institution_gets_its_own_documents_only(tmp_path):
    sought = seek()
    bank, stranger = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(bank)
    number = only(sought).external_no
    bank.ask("getXzcxList")
    with pytest.raises(CourtError):
        codec.read_documents(stranger.ask("zjInfo", codec.document_key("BDHM", number)), "zjinfo")
    found = codec.read_documents(bank.ask("zjInfo", codec.document_key("BDHM", number)), "zjinfo")
    assert len(found) == 2, "two officers"
    assert found[0][1]["GZZ"].startswith(b"\x89PNG")
    assert all(len(v["GZZBM"].encode()) <= 15 for v, _ in found)


def test_documents_fetched_are_seen_and_are_sealed_papers(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    (request,) = codec.read_requests(bank.ask("getXzcxList"))
    writs = codec.read_documents(
        bank.ask("cxwsInfo", codec.document_key("WSBH", request.values["WSBH"])), "wsinfo"
    )
    assert only(sought).state is State.DELIVERED
    ((values, blobs),) = writs
    assert blobs["WSNR"].startswith(b"%PDF")
    assert b"ETSI.CAdES.detached" in blobs["WSNR"]
    assert values["MD5"] == hashlib.md5(blobs["WSNR"]).hexdigest().upper()
    bank.ask("zjInfo", codec.document_key("BDHM", request.number))
    assert only(sought).state is State.DOCS_FETCHED


def test_every_word_is_kept_as_it_came_without_the_password(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    message = codec.encode(account(only(sought).external_no))
    bank.ask(SAYS, message)
    (row,) = raw_of(bank)
    assert row.sha256 == hashlib.sha256(message.encode()).hexdigest()
    assert read_raw(row.id).payload == message
    assert row.is_decoded
    bank.ask(SAYS, message)
    (row,) = raw_of(bank)
    assert row.arrivals == 2


def test_what_cannot_be_read_is_kept_named_and_asked_for_again(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    answer = bank.ask(SAYS, codec.encode(Node("somethingElse", {}, [Node("x")])))
    assert "反馈数据格式错误" in _texts(answer)[0]
    (row,) = raw_of(bank)
    assert row.is_decoded is False
    assert row.problems[0]["code"] == "unknown-root"
    letters = [d for d in queries.list_dead_messages(sought.filed.stage.clock_at) if d.id == row.id]
    assert letters[0].kind == "UNDECODABLE"
    bank.cycle()
    assert only(sought).state is State.DELIVERED, "and the request still waits"


def test_a_number_nobody_knows_is_kept_and_not_asked_for_again(tmp_path):
    sought = seek()
    bank, other = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(bank)
    bank.ask("getXzcxList")
    number = only(sought).external_no
    assert _words(other.say(SAYS, account(number))) == {number: "success"}
    assert only(sought).state is State.DELIVERED, "another bank's word is no answer"
    (row,) = raw_of(other)
    assert row.verdicts == {number: "UNKNOWN"}
    letters = queries.list_dead_messages(sought.filed.stage.clock_at)
    assert {d.kind for d in letters if d.id == row.id} == {"UNKNOWN_REQUEST"}


def test_one_poisoned_request_does_not_cost_the_batch(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    sought.query(bank)
    first, second = sought.requests()
    with open_scope(Scope.system()):
        models.Request.objects.filter(court_no=sought.court_no, id=first.id).update(
            body_sealed=b"\x01poison"
        )
    received = codec.read_requests(bank.ask("getXzcxList"))
    assert [r.number for r in received] == [second.external_no]
    states = {v.id: v.state for v in sought.requests()}
    assert states == {first.id: State.QUARANTINED, second.id: State.DELIVERED}


def test_an_institution_sees_nothing_of_others_and_makes_no_requests(tmp_path):
    sought = seek()
    bank, stranger = make_bank(tmp_path, MAIN), make_bank(tmp_path)
    sought.query(bank)
    number = only(sought).external_no
    with open_scope(Scope.of_institution(stranger.id)):
        assert not models.Request.objects.filter(external_no=number).exists()
        changed = models.Request.objects.filter(external_no=number).update(outcome="NIL")
        assert changed == 0
    with open_scope(Scope.of_institution(bank.id)):
        row = models.Request.objects.get(external_no=number)
        assert not models.Line.objects.exists()
        assert not models.RawMessage.objects.exists()
    row.id = new_id()
    for scope in (Scope.of_institution(bank.id), Scope.public()):
        with pytest.raises(DatabaseError), open_scope(scope):
            row.save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "CLOSED"},
        {"state": "DRAFT"},
        {"external_no": "9" * 30},
        {"body_sealed": b"other"},
    ],
)
def test_the_database_refuses_steps_and_changes_that_are_not(tmp_path, change):
    sought = seek()
    sought.query(make_bank(tmp_path))
    view = only(sought)
    with pytest.raises(DatabaseError):
        with open_scope(Scope.of_court(sought.court_no, sought.court_no)), transaction.atomic():
            models.Request.objects.filter(court_no=sought.court_no, id=view.id).update(**change)


def test_a_message_altered_in_the_store_of_messages_is_named(tmp_path):
    import os

    import psycopg

    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.cycle()
    (row,) = raw_of(bank)

    def differences():
        with open_scope(Scope.system()):
            return [d for d in verify_log([0]) if str(row.id) in str(d)]

    assert not differences()
    with psycopg.connect(os.environ["ZX_TEST_SUPER"]) as superuser:
        superuser.execute(
            "UPDATE inquiry_raw_message SET sha256 = %s WHERE id = %s", ["0" * 64, row.id]
        )
    assert differences()


def test_the_central_bank_is_asked_by_its_own_class(tmp_path):
    sought = seek()
    usual, central = make_bank(tmp_path), make_bank(tmp_path, kind=InstitutionKind.CENTRAL_BANK)
    sought.query(usual, central)
    classes = [
        codec.read_requests(bank.ask("getXzcxList"))[0].values["LB"] for bank in (usual, central)
    ]
    assert classes == ["YH", "RH"]
