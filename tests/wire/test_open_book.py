"""The published test book against the codec, the schemas, and a second hand's canonical JSON."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from simulators.open import signing
from zhixing.inquiry.wire.feedback import FeedbackKind
from zhixing.inquiry.wire.openjson.published import find_schema, list_schemas, openapi
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.inquiry.wire.openjson.statement import Statement, read_body
from zhixing.inquiry.wire.testbook import golden, list_golden, open_book
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.canonical import canonical
from zhixing.platform.crypto.detached import PublicKey

SCHEMAS = {
    "poll": "Poll",
    "requests_query": "Requests",
    "requests_control": "Requests",
    "requests_measures": "Requests",
    "documents": "Documents",
    "delivery": "Delivery",
    "taken": "Taken",
    "taken_answered": "Taken",
    "error": "Error",
    "feedback_found": "FeedbackMessage",
    "feedback_part": "FeedbackMessage",
    "feedback_nil": "FeedbackMessage",
    "feedback_failed": "FeedbackMessage",
    "feedback_rejected": "FeedbackMessage",
    "feedback_controlled": "FeedbackMessage",
    "feedback_every_kind": "FeedbackMessage",
    "feedback_results": "FeedbackMessage",
    "receipt": "SignedReceipt",
    "receipts": "Receipts",
    "notice": "ChangeNotice",
    "notice_taken": "NoticeTaken",
}
SIGNED = {"statement", "statement_sm2", "answer_statement"}
"""What is signed, as it is signed; the keys of the platform have no schema of their own."""


@pytest.mark.parametrize("name", list_golden())
def test_golden_bytes_are_canonical_for_both_hands(name):
    raw = golden(name)
    assert canonical(read_body(raw)) == raw
    assert signing.canonical(json.loads(raw)) == raw


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_golden_messages_are_as_their_schema_says(name):
    import jsonschema_rs

    schema = json.loads(find_schema(SCHEMAS[name]))
    assert jsonschema_rs.validator_for(schema).is_valid(json.loads(golden(name)))


def test_every_message_kind_has_golden_bytes():
    assert set(SCHEMAS) | SIGNED | {"keys"} == set(list_golden())
    assert set(SCHEMAS.values()) <= set(list_schemas())
    assert {"/polls", "/feedbacks", "/receipts"} <= openapi()["paths"].keys()


@pytest.mark.parametrize(("key", "name"), [("key", "statement"), ("key_sm2", "statement_sm2")])
def test_the_signature_of_the_book_fits_its_statement(key, name):
    key = open_book()[key]
    said = json.loads(golden(name))
    statement = Statement(
        said["method"],
        said["target"],
        said["sender"],
        said["recipient"],
        said["keyId"],
        said["algorithm"],
        said["timestamp"],
        said["nonce"],
        said["body"],
    )
    assert statement.signed_bytes == golden(name)
    public = PublicKey(key["keyId"], key["algorithm"], bytes.fromhex(key["public"]))
    assert public.accepts(base64.b64decode(key["signature_of_statement"]), golden(name))
    again = signing.Key(key["keyId"], key["algorithm"], bytes.fromhex(key["seed"]))
    assert again.public.hex() == key["public"]


def test_the_platform_s_answers_and_receipts_are_signed_by_its_key_and_make_a_chain():
    key = open_book()["platform_key"]
    (listed,) = json.loads(golden("keys"))["keys"]
    assert (listed["keyId"], listed["algorithm"], listed["hex"]) == (
        key["keyId"],
        key["algorithm"],
        key["public"],
    )
    public = PublicKey(key["keyId"], key["algorithm"], bytes.fromhex(key["public"]))
    assert public.accepts(base64.b64decode(key["signature_of_answer"]), golden("answer_statement"))
    assert (
        signing.Key(key["keyId"], key["algorithm"], bytes.fromhex(key["seed"])).public.hex()
        == (key["public"])
    )
    receipts = json.loads(golden("receipts"))["receipts"]
    assert receipts[0] == json.loads(golden("receipt"))
    assert json.loads(golden("answer_statement"))["body"] == receipts[0]
    previous = "0" * 64
    for place, signed in enumerate(receipts, 1):
        receipt = signed["receipt"]
        assert (receipt["seq"], receipt["previous"]) == (place, previous)
        assert public.accepts(base64.b64decode(signed["signature"]), canonical(receipt))
        previous = hashlib.sha256(canonical(receipt)).hexdigest()
    bodies = [hashlib.sha256(golden(f"feedback_{n}")).hexdigest() for n in ("found", "controlled")]
    assert [r["receipt"]["bodySha256"] for r in receipts] == bodies


def test_the_message_in_a_status_is_signed_as_it_was_posted():
    (message,) = json.loads(golden("taken_answered"))["messages"]
    given = {name.lower(): value for name, value in message["headers"].items()}
    statement = Statement(
        "POST",
        "/wire/open/v1/feedbacks",
        given["zx-sender"],
        given["zx-recipient"],
        given["zx-key"],
        given["zx-algorithm"],
        given["zx-timestamp"],
        given["zx-nonce"],
        message["body"],
    )
    key = open_book()["key"]
    public = PublicKey(key["keyId"], key["algorithm"], bytes.fromhex(key["public"]))
    assert public.accepts(base64.b64decode(given["zx-signature"]), statement.signed_bytes)
    assert message["body"] == json.loads(golden("feedback_found"))


def test_what_the_codec_writes_is_the_golden_request():
    from tests.wire import samples, samples_open
    from zhixing.inquiry.wire.model import Channel, Kind
    from zhixing.inquiry.wire.openjson.writing import encode_requests
    from zhixing.inquiry.wire.profile import get_profile

    profile = get_profile("OPEN-JSON-1")
    asked = {"channel": Channel.OPEN_JSON, "institution_code": "TEST0001"}
    query = samples.query(**asked)
    batch = encode_requests(Kind.QUERY, [query], profile)
    assert batch.payload.encode() == golden("requests_query")
    assert batch.included == (query.external_no,)
    control = samples.control(
        **asked, subject=query.subject, lines=(samples.freeze_line(),), remark="", writ_set_no=""
    )
    batch = encode_requests(Kind.CONTROL, [control], profile)
    assert json.loads(batch.payload) == json.loads(golden("requests_control"))
    measures = encode_requests(
        Kind.CONTROL, samples_open.controls(), profile, samples_open.MEASURES
    )
    assert not measures.quarantined
    assert measures.payload.encode() == golden("requests_measures")


def test_the_golden_answers_read_as_what_they_say():
    (found,) = read_message(json.loads(golden("feedback_found"))).feedbacks
    (record,) = found.properties
    assert (found.kind, found.is_complete) == (FeedbackKind.PROPERTY, True)
    assert (record.identifier, int(record.value)) == ("示A00001", 86_000_00)
    assert record.prior_measures[0].until.isoformat() == "2027-06-30"
    assert int(record.rights[0].amount) == 50_000_00
    assert not read_message(json.loads(golden("feedback_part"))).feedbacks[0].is_complete
    assert read_message(json.loads(golden("feedback_nil"))).feedbacks[0].no_record
    assert read_message(json.loads(golden("feedback_failed"))).feedbacks[0].lookup_failed
    (rejected,) = read_message(json.loads(golden("feedback_rejected"))).feedbacks
    assert rejected.rejection.reason_code.value == "NO_WRIT"
    (controlled,) = read_message(json.loads(golden("feedback_controlled"))).feedbacks
    (result,) = controlled.results
    assert (result.outcome.value, int(result.actual), int(result.limit)) == (
        "PARTIAL",
        8_000_000,
        10_000_000,
    )


def test_a_golden_feedback_is_read_without_a_remark():
    for name, schema in SCHEMAS.items():
        if schema == "FeedbackMessage":
            read = read_message(json.loads(golden(name)))
            assert (read.notes, read.problems) == ((), ()), name
    read = read_message(json.loads(golden("feedback_every_kind"))).feedbacks[0]
    assert [r.kind for r in read.properties] == [*PropertyKind]
    house = next(r for r in read.properties if r.kind is PropertyKind.REAL_ESTATE)
    assert (house.holder_share, house.details["use"]) == ("1/2", "住宅")
    assert [r.identifier for r in read.properties if r.is_exempt] == ["SL000010"]
    done, partly, undone, rejected = read_message(json.loads(golden("feedback_results"))).feedbacks
    assert [f.results[0].outcome.value for f in (done, partly, undone)] == [
        "DONE",
        "PARTIAL",
        "NOT_DONE",
    ]
    assert done.receipts[0].writ.content == b"%PDF-1.4 receipt"
    assert (partly.results[0].actual_quantity, rejected.rejection.phone) == (300, "010-00000000")


@pytest.mark.parametrize("case", open_book()["feedback_malformed"], ids=lambda c: c["name"])
def test_each_malformed_feedback_is_named_by_row_and_field(case):
    decoded = read_message(case["body"])
    (problem,) = [p for p in decoded.problems if p.code == case["code"]]
    assert problem.field == case["field"]
    assert problem.zh
    assert problem.en
