"""The open profile against the room: who is proved, what becomes of answers, the receipts."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from simulators.open.signing import canonical
from tests.support.banks import QUEUES, seek
from tests.support.open_ones import DirectLine, make_one, new_key, public_of, register
from zhixing.inquiry import models, queries
from zhixing.inquiry.evidence import read_raw
from zhixing.inquiry.proving import forget_nonces, signer
from zhixing.inquiry.states import State
from zhixing.inquiry.wire.openjson.reading import open_evidence
from zhixing.institutions import operations as institutions
from zhixing.institutions.kinds import InstitutionKind as K
from zhixing.institutions.queries import find_key
from zhixing.kernel.clock import instant
from zhixing.kernel.refusal import Refusal
from zhixing.platform.database.scope import Scope, open_scope
from zhixing.platform.jobs.drain import drain

CAR = {
    "recordNo": "1",
    "kind": "VEHICLE",
    "identifier": "渝A00001",
    "name": "示例牌小型轿车",
    "status": "正常",
    "registeredOn": "2015-06-01",
    "value": "86000.00",
    "details": {"发动机号": "E0001"},
}
SHARES = {
    "kind": "SECURITIES",
    "identifier": "A000000001/600000",
    "name": "示例股份",
    "quantity": "5000",
    "unit": "股",
    "value": "61500.00",
}
PENSION = {"kind": "SOCIAL_BENEFIT", "identifier": "SB1", "name": "失业保险金", "exempt": True}
JOB = {"kind": "EMPLOYMENT", "identifier": "E1", "name": "示例公司（参保单位）"}


def only(sought):
    (view,) = sought.read(lambda: queries.list_requests(sought.court_no, sought.filed.case))
    return view


def test_a_vehicle_is_found_collected_by_a_registry_that_signs(tmp_path):
    sought = seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR)
    sought.query(registry)
    registry.cycle()
    view = only(sought)
    assert (view.state, view.outcome, view.hits) == (State.CLOSED, "FOUND", 1)
    assert view.docs_at is not None, "the documents were fetched"
    (asset,) = sought.assets()
    assert (asset.kind, asset.identifier_tail) == ("VEHICLE", CAR["identifier"][-4:])
    assert int(asset.balance) == 86_000_00
    assert len(sought.acts("QUERY_COMPLETED")) == 1


def test_things_known_are_no_property_and_the_exempt_are_marked(tmp_path):
    sought = seek()
    agency = make_one(tmp_path, K.SOCIAL_INSURANCE, PENSION, JOB)
    sought.query(agency)
    agency.cycle()
    assert only(sought).hits == 2
    (asset,) = sought.assets()
    assert (asset.kind, asset.is_exempt) == ("SOCIAL_BENEFIT", True)


def test_nothing_known_is_nil_and_a_failed_lookup_is_no_answer(tmp_path):
    sought = seek()
    insurer, broken = (
        make_one(tmp_path, K.INSURER),
        make_one(tmp_path, K.MARKET_REGULATOR, lookup="error"),
    )
    sought.query(insurer)
    insurer.cycle()
    assert only(sought).outcome == "NIL"
    other = seek()
    other.query(broken)
    broken.cycle()
    assert (only(other).state, only(other).outcome) == (State.REJECTED, "FAILED")
    assert not other.acts("QUERY_COMPLETED")


def test_a_replayed_signature_is_refused_and_a_repeat_gets_its_receipt(tmp_path):
    sought = seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR, faults={"replay": 1, "same_again": 1})
    sought.query(registry)
    registry.cycle()
    (replayed,) = registry.events("replayed")
    assert replayed["status"] == 401
    assert replayed["told"]["error"]["code"] == "REPLAYED"
    posts = [c for c in registry.line.calls if c[:2] == ("POST", "/feedbacks")]
    assert [status for *_, status in posts] == [200, 401, 200]
    assert len(sought.acts("ASSET_FOUND")) == 1


def test_the_same_name_for_another_message_is_a_conflict_with_both_hashes(tmp_path):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    first = {"messageId": "m1", "feedbacks": [{"requestNo": "0", "result": "NIL"}]}
    other = {**first, "feedbacks": [{"requestNo": "1", "result": "NIL"}]}
    status, told = registry.line.call("POST", "/feedbacks", first)
    assert (status, told["receipt"]["verdicts"]) == (200, {"0": "UNKNOWN"})
    status, refused = registry.line.call("POST", "/feedbacks", other)
    assert (status, refused["error"]["code"]) == (409, "SAME_KEY_OTHER_BODY")
    assert refused["error"]["first"] == hashlib.sha256(canonical(first)).hexdigest()
    assert refused["error"]["now"] == hashlib.sha256(canonical(other)).hexdigest()


def test_receipts_are_signed_and_each_names_the_one_before(tmp_path):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    for number in range(3):
        body = {"messageId": f"m{number}", "feedbacks": [{"requestNo": "0", "result": "NIL"}]}
        registry.line.call("POST", "/feedbacks", body)
    _, told = registry.line.call("GET", "/receipts?after=0")
    previous = "0" * 64
    for place, given in enumerate(told["receipts"], 1):
        text = canonical(given["receipt"])
        assert given["receipt"]["seq"] == place
        assert given["receipt"]["previous"] == previous
        assert signer().public_key.accepts(base64.b64decode(given["signature"]), text)
        previous = hashlib.sha256(text).hexdigest()
    assert len(told["receipts"]) == 3


def test_an_unreadable_item_never_costs_its_message(tmp_path):
    sought = seek()
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR, faults={"poison": 1})
    sought.query(registry)
    registry.cycle()
    assert only(sought).outcome == "FOUND"
    receipt = json.loads(registry.front.books.rows("select receipt from outbox")[0][0])["receipt"]
    (problem, *_) = receipt["problems"]
    assert (problem["row"], problem["field"]) == ("feedbacks[1]", "records")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"Zx-Signature": "A" * 86 + "=="}, "SIGNATURE_WRONG"),
        ({"Zx-Signature": "###"}, "SIGNATURE_MALFORMED"),
        ({"Zx-Key": "another"}, "KEY_UNKNOWN"),
        ({"Zx-Recipient": "somebody"}, "OTHER_RECIPIENT"),
        ({"Zx-Nonce": "short"}, "NONCE_MALFORMED"),
        ({"Zx-Algorithm": "SM2-SM3"}, "KEY_UNKNOWN"),
        ({"Zx-Timestamp": ""}, "HEADER_MISSING"),
    ],
)
def test_who_is_not_proved_is_told_why(tmp_path, change, code):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    body = {"kind": "QUERY"}
    proof = registry.line.signed("POST", "/polls", body) | change
    status, told = registry.line.send("POST", "/polls", body, proof)
    assert (status, told["error"]["code"]) == (401, code)
    assert told["error"]["zh"]
    assert told["error"]["en"]


@pytest.mark.parametrize(("seconds", "status"), [(-290, 200), (290, 200), (-310, 401), (310, 401)])
def test_clocks_may_differ_by_five_minutes(tmp_path, seconds, status):
    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    registry.line.skew_seconds = seconds
    answered, told = registry.line.call("POST", "/polls", {"kind": "QUERY"})
    assert answered == status
    assert status == 200 or told["error"]["code"] == "CLOCK_SKEW"


def test_a_key_is_changed_with_two_live_and_the_old_one_ends(tmp_path):
    old, new = new_key(), new_key("SM2-SM3", "k2", 77)
    one = make_one(tmp_path, K.SECURITIES_DEPOSITORY, key=old)
    rotated = DirectLine(one.line.url, one.code, new)
    poll = ("POST", "/polls", {"kind": "QUERY"})
    assert rotated.call(*poll)[0] == 401
    at = instant(seek().today)
    with open_scope(Scope.system()):
        institutions.add_wire_key(one.id, public_of(new), at)
    assert one.line.call(*poll)[0] == 200
    assert rotated.call(*poll)[0] == 200
    with open_scope(Scope.system()), pytest.raises(Refusal) as refused:
        institutions.add_wire_key(one.id, public_of(new_key("Ed25519", "k3", 5)), at)
    assert refused.value.code == "TWO_KEYS_LIVE"
    with open_scope(Scope.system()):
        institutions.end_wire_key(one.id, "k1", at)
    assert one.line.call(*poll)[0] == 401
    assert rotated.call(*poll)[0] == 200
    with open_scope(Scope.system()), pytest.raises(Refusal) as refused:
        institutions.add_wire_key(one.id, public_of(old), at)
    assert refused.value.code == "KEY_ID_TAKEN", "an ended key does not come back"


def test_the_evidence_proves_its_sender_for_ever(tmp_path):
    key = new_key("SM2-SM3", "s1", 99)
    sought = seek()
    registry = make_one(tmp_path, K.EQUITY_CUSTODIAN, key=key)
    sought.query(registry)
    registry.cycle()
    with open_scope(Scope.system()):
        (row,) = models.RawMessage.objects.filter(institution_id=registry.id)
        known = find_key(registry.id, "s1")
    statement, signature = open_evidence(read_raw(row.id).payload)
    assert known.accepts(signature, statement.signed_bytes)
    assert statement.sender == registry.code


def test_one_time_numbers_are_forgotten_when_no_replay_could_be_in_time(tmp_path):
    from datetime import timedelta

    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    registry.line.call("POST", "/polls", {"kind": "QUERY"})
    with open_scope(Scope.system()):
        seen = models.Nonce.objects.get(institution_id=registry.id)
        forget_nonces(seen.seen_at + timedelta(minutes=9))
        assert models.Nonce.objects.filter(institution_id=registry.id).exists()
        forget_nonces(seen.seen_at + timedelta(minutes=11))
        assert not models.Nonce.objects.filter(institution_id=registry.id).exists()


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"{", "BODY_NOT_JSON"),
        (b'{"kind": 1.5}', "NUMBER_NOT_EXACT"),
        (b'{"kind": NaN}', "NUMBER_NOT_EXACT"),
        (b'{"a": 1, "a": 2}', "MEMBER_TWICE"),
        (b'{"a": 99999999999999999999}', "NUMBER_NOT_EXACT"),
        ("{'kind'}".encode("utf-16"), "BODY_NOT_UTF8"),
    ],
)
def test_a_body_without_one_canonical_form_is_named(tmp_path, raw, code):
    from django.test import Client

    registry = make_one(tmp_path, K.VEHICLE_REGISTRY)
    proof = registry.line.signed("POST", "/polls", None)
    answer = Client().generic("POST", "/wire/open/v1/polls", raw, "application/json", headers=proof)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)


def test_strangers_of_another_institution_see_nothing(tmp_path):
    sought = seek()
    registry, stranger = make_one(tmp_path, K.VEHICLE_REGISTRY, CAR), make_one(tmp_path, K.INSURER)
    sought.query(registry)
    number = only(sought).external_no
    status, _ = stranger.line.call("GET", f"/requests/{number}/documents")
    assert status == 404
    stranger.line.call(
        "POST",
        "/feedbacks",
        {"messageId": "x", "feedbacks": [{"requestNo": number, "result": "NIL"}]},
    )
    assert only(sought).state is State.ISSUED


def test_the_papers_of_the_profile_are_published():
    from django.test import Client

    client = Client()
    paper = client.get("/wire/open/v1/openapi.json").json()
    assert paper["servers"] == [{"url": "http://testserver/wire/open/v1"}]
    assert "/feedbacks" in paper["paths"]
    schema = client.get("/wire/open/v1/schemas/FeedbackMessage.json").json()
    assert schema["$ref"] == "#/components/schemas/FeedbackMessage"
    assert client.get("/wire/open/v1/schemas/Nobody.json").status_code == 404
    (key,) = client.get("/wire/open/v1/keys").json()["keys"]
    assert bytes.fromhex(key["hex"]) == signer().public_key.public


ACCOUNT = {
    "kind": "DEPOSIT",
    "identifier": "6200000000000099",
    "name": "社员账户",
    "currency": "156",
    "value": "5000.00",
    "available": "5000.00",
}


def test_a_deposit_is_frozen_over_the_open_profile_and_the_answer_taken_back(tmp_path):
    sought = seek("100000.00")
    counter = make_one(tmp_path, K.NON_MEMBER_COUNTER, ACCOUNT, faults={"reversal": 1})
    sought.query(counter)
    counter.cycle()
    (asset,) = sought.assets()
    sought.freeze(asset.id, "4999.00")
    account = counter.front.work.world.persons[0]["records"][0]
    account["available"] = "4200.00"
    send, front = counter.front._send, counter.front
    front._send = lambda: None
    front.cycle()
    front._send = send
    first, second = front.books.rows("select * from outbox where not is_sent order by rowid")
    front._feed(first)
    drain(QUEUES)
    (controlled,) = sought.acts("ASSET_CONTROLLED")
    assert int(controlled.payload["amount"]) == 4199_00, "what is there but what stays"
    front._feed(second)
    drain(QUEUES)
    assert len(sought.acts("CONTROL_RELEASED")) == 1, "the later word supersedes"
    states = {v.kind: v.state for v in requests_of(sought)}
    assert states["CONTROL"] is State.CORRECTED


def requests_of(sought):
    return sought.read(lambda: queries.list_requests(sought.court_no, sought.filed.case))


def test_a_delivery_that_is_not_taken_waits_for_somebody_s_hand(tmp_path):
    import threading
    from http.server import BaseHTTPRequestHandler, HTTPServer

    class Refusing(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(400)
            self.end_headers()
            self.wfile.write("单位代码不符".encode())

        def log_message(self, *values):
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/own"
    given = register(K.PAYMENT_INSTITUTION, new_key(seed=8), address=address)
    sought = seek()
    from zhixing.inquiry import operations as inquiry

    order = inquiry.QueryOrder(sought.filed.case, (sought.filed.debtor,), "推送", (given,))
    sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    drain(("outbox",))
    server.shutdown()
    server.server_close()
    view = only(sought)
    assert (view.state, view.reason_code) == (State.QUARANTINED, "NOT_TAKEN")
    assert "单位代码不符" in view.reason
    letters = sought.read(
        lambda: queries.list_dead_letters(sought.court_no, sought.filed.stage.clock_at)
    )
    assert view.id in {letter.request for letter in letters}


def test_a_local_institution_of_another_province_is_refused_for_its_province():
    from zhixing.inquiry import operations as inquiry

    far = register(K.RURAL_FINANCE, new_key(seed=9), province="四川省")
    sought = seek()
    order = inquiry.QueryOrder(sought.filed.case, (sought.filed.debtor,), "外省", (far,))
    with pytest.raises(Refusal) as refused:
        sought.do(lambda by: inquiry.order_query(order, sought.today, by=by))
    assert refused.value.code == "OTHER_PROVINCE"
    assert "四川省" in refused.value.message_zh and "重庆市" in refused.value.message_zh
    assert refused.value.remedy_zh and "letter" in (refused.value.remedy_en or "")
