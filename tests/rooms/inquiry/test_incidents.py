"""Whatever a front-end sends, it has an answer of its own wire, never a page of ours."""

from __future__ import annotations

import base64
import re

import pytest
from django.test import Client

from simulators.bank import codec
from tests.rooms.inquiry.test_query import MAIN, SAYS, account, only
from tests.support.banks import ENVELOPE, QUEUES, make_bank, post, seek
from tests.support.open_ones import make_one
from tests.support.registries import make_registry
from zhixing.inquiry import endpoint, open_endpoint
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.platform.jobs.drain import drain
from zhixing.scenarios.banks import PASSWORD

RARE = "\U00020bb71"


def b64(text: str, charset: str = "utf-8") -> str:
    return base64.b64encode(text.encode(charset)).decode()


def call(operation: str, *arguments: str) -> tuple[int, str]:
    args = "".join(f"<arg{i}>{a}</arg{i}>" for i, a in enumerate(arguments))
    status, body = post(ENVELOPE.format(op=operation, args=args).encode())
    return status, body.decode()


def told(body: str) -> str:
    found = re.search(r"<return>(.*?)</return>", body)
    assert found is not None, body
    return base64.b64decode(found[1]).decode()


def test_a_number_the_wire_cannot_carry_is_acknowledged_and_costs_no_other(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    sought.query(bank)
    bank.ask("getXzcxList")
    rows = account(only(sought).external_no).children[0].values
    good = " ".join(f'{k}="{b64(v, "gbk")}"' for k, v in rows.items())
    odd = b64(RARE, "gb18030")
    xml = f'<zhxxList><zhxx {good}/><zhxx BDHM="{odd}" CCXH="MQ==" KHZH="MTIz"/></zhxxList>'
    for time in (1, 2):
        status, body = call(SAYS, codec.usermarker(bank.code, PASSWORD), b64(xml))
        assert status == 200, (time, body)
        assert f'bdhm="{odd}"' in told(body)
        drain(QUEUES)
    assert only(sought).outcome == "FOUND"
    assert len(sought.assets()) == 1


@pytest.mark.parametrize("name", ["username", "password"])
def test_a_nul_in_who_calls_is_a_fault_that_names_it(name):
    values = {"username": b64("YH000001"), "password": b64("pw")} | {name: b64("Y\0H1")}
    inner = " ".join(f'{k}="{v}"' for k, v in values.items())
    marker = b64(f"<usermarker><condition {inner}/></usermarker>")
    for operation, rest in (("getXzcxList", ()), (SAYS, (b64("<zhxxList/>"),))):
        status, body = call(operation, marker, *rest)
        assert (status, "faultstring" in body) == (500, True)
        assert name.upper() in body
        assert "空字符" in body
        assert "NUL" in body


def test_a_nul_in_what_is_wanted_is_a_fault_that_names_it(tmp_path):
    bank = make_bank(tmp_path)
    wanted = b64("SL\0WS")
    key = b64(f'<wsbhinfo><condition WSBH="{wanted}"/></wsbhinfo>')
    status, body = call("cxwsInfo", codec.usermarker(bank.code, PASSWORD), key)
    assert (status, "WSBH" in body, "空字符" in body, "NUL" in body) == (500, True, True, True)


def test_what_nobody_foresaw_is_a_fault_with_its_number_in_the_log(monkeypatch, caplog):
    def broken(body, profile):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(endpoint, "parse_call", broken)
    status, body = call("getXzcxList", "")
    assert status == 500
    assert "<faultcode>soap:Server</faultcode>" in body
    assert "nobody foresaw" not in body
    (record,) = (r for r in caplog.records if r.name == "zhixing.incidents")
    number = record.args[0]
    assert number in body
    assert "系统未能完成" in body
    assert "could not finish" in body
    assert record.exc_info[0] is RuntimeError


def test_errors_are_told_in_both_languages_but_the_exact_sentence(tmp_path):
    sought = seek()
    bank = make_bank(tmp_path, MAIN)
    with pytest.raises(codec.CourtError, match="用户名或密码错误 / wrong user name or password"):
        codec.read_requests(told_of(call("getXzcxList", codec.usermarker(bank.code, "wrong"))))
    with pytest.raises(codec.CourtError, match="没有此编号的文书 / no writs of this number"):
        codec.read_documents(bank.ask("cxwsInfo", codec.document_key("WSBH", "0")), "wsinfo")
    said = bank.ask(SAYS, codec.encode(codec.Node("somethingElse", {}, [codec.Node("x")])))
    assert re.search("反馈数据格式错误：.+ / the feedback cannot be read: .+", shown(said))
    assert "没有此编号的请求，已存档待查 / no request of this number" in shown(
        bank.say(SAYS, account("999"))
    )
    sought.query(bank)
    bank.ask("getXzcxList")
    bank.say(SAYS, account(only(sought).external_no))
    again = base64.b64decode(bank.say(SAYS, account(only(sought).external_no))).decode()
    exact = b64("已经反馈, 不能再次反馈", "gbk")
    assert f'errMsg="{exact}"' in again


def told_of(answer: tuple[int, str]) -> str:
    found = re.search(r"<return>(.*?)</return>", answer[1])
    assert found is not None
    return found[1]


def shown(answer: str) -> str:
    text = base64.b64decode(answer).decode().partition("?>")[2]
    return re.sub(r'"([^"]+)"', lambda m: base64.b64decode(m[1]).decode("gbk"), text)


NIL = '"feedbacks": [{"requestNo": "0", "result": "NIL"}]'


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ('{"messageId": "m\\u00001", ' + NIL + "}", "messageId"),
        ('{"messageId": "m\\ud800", ' + NIL + "}", "messageId"),
        (
            '{"messageId": "m", "feedbacks": [{"requestNo": "0", "result": "NIL"},'
            ' {"requestNo": "1", "details": {"a": "\\uDC00"}}]}',
            "feedbacks[2].details.a",
        ),
        ('{"messageId": "m", "n\\u0000": 1, ' + NIL + "}", "n\\0"),
        ('{"a\\ud800": 1, "a\\ud800": 2}', "MEMBER_TWICE"),
    ],
)
def test_a_nul_or_half_a_character_is_refused_where_it_stands(tmp_path, body, where):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    proof = registry.line.signed("POST", "/feedbacks", None)
    answer = Client().generic(
        "POST", "/wire/open/v1/feedbacks", body.encode(), "application/json", headers=proof
    )
    assert answer.status_code == 400
    error = answer.json()["error"]
    assert where in (error["code"], error["zh"].partition("：")[0])
    assert where in error["code"] + error["en"]


def test_a_pair_of_halves_is_a_character_like_any_other(tmp_path):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    body = {"messageId": "m\U00020bb7", "feedbacks": [{"requestNo": "0", "result": "NIL"}]}
    status, answered = registry.line.call("POST", "/feedbacks", body)
    assert (status, answered["receipt"]["messageId"]) == (200, body["messageId"])


@pytest.mark.parametrize("path", ["/feedbacks/%00", "/requests/%00/documents"])
def test_a_nul_in_the_address_is_no_number(tmp_path, path):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    status, refused = registry.line.call("GET", path, None)
    assert (status, refused["error"]["code"]) == (404, "NOT_FOUND")
    status, _ = registry.line.call("GET", f"/receipts?after={'9' * 40}", None)
    assert status == 200


def test_what_nobody_foresaw_is_a_signed_error_with_its_number(tmp_path, monkeypatch, caplog):
    def broken(*given):
        raise RuntimeError("nobody foresaw this")

    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    monkeypatch.setattr(open_endpoint, "prove_sender", broken)
    status, refused = registry.line.call("POST", "/polls", {"kind": "QUERY"})
    error = refused["error"]
    assert (status, error["code"]) == (500, "BROKEN")
    (record,) = (r for r in caplog.records if r.name == "zhixing.incidents")
    assert record.args[0] in error["zh"]
    assert record.args[0] in error["en"]


def test_without_a_signature_to_be_had_the_error_is_told_all_the_same(tmp_path, monkeypatch):
    def broken(*given):
        raise RuntimeError("no clock")

    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    proof = registry.line.signed("POST", "/polls", {"kind": "QUERY"})
    monkeypatch.setattr(open_endpoint, "wire_instant", broken)
    answer = Client().generic(
        "POST", "/wire/open/v1/polls", b'{"kind":"QUERY"}', "application/json", headers=proof
    )
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/json; charset=utf-8")
    assert answer.json()["error"]["code"] == "BROKEN"


def test_a_registrys_fault_is_its_own(tmp_path, monkeypatch):
    registry = make_registry(tmp_path)
    said = registry.ask("feedBdcQL", feedbackinfo=b64("<x><y>1</y></x>"))
    assert re.search("反馈数据格式错误：.+ / the feedback cannot be read: .+", said.error)
