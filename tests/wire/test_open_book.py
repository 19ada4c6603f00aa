"""The published test book against the codec, the schemas, and a second hand's canonical JSON."""

from __future__ import annotations

import base64
import json

import pytest

from simulators.open import signing
from zhixing.inquiry.wire.feedback import FeedbackKind
from zhixing.inquiry.wire.openjson.published import find_schema, list_schemas, openapi
from zhixing.inquiry.wire.openjson.reading import read_message
from zhixing.inquiry.wire.openjson.statement import Statement, read_body
from zhixing.inquiry.wire.testbook import golden, list_golden, open_book
from zhixing.kernel.canonical import canonical
from zhixing.platform.crypto.detached import PublicKey

SCHEMAS = {
    "poll": "Poll",
    "requests_query": "Requests",
    "requests_control": "Requests",
    "documents": "Documents",
    "delivery": "Delivery",
    "taken": "Taken",
    "error": "Error",
    "feedback_found": "FeedbackMessage",
    "feedback_part": "FeedbackMessage",
    "feedback_nil": "FeedbackMessage",
    "feedback_failed": "FeedbackMessage",
    "feedback_rejected": "FeedbackMessage",
    "feedback_controlled": "FeedbackMessage",
}


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
    assert set(SCHEMAS) | {"statement"} == set(list_golden())
    assert set(SCHEMAS.values()) <= set(list_schemas())
    assert {"/polls", "/feedbacks", "/receipts"} <= openapi()["paths"].keys()


def test_the_signature_of_the_book_fits_its_statement():
    key = open_book()["key"]
    said = json.loads(golden("statement"))
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
    assert statement.signed_bytes == golden("statement")
    public = PublicKey(key["keyId"], key["algorithm"], bytes.fromhex(key["public"]))
    assert public.accepts(base64.b64decode(key["signature_of_statement"]), golden("statement"))
    again = signing.Key(key["keyId"], key["algorithm"], bytes.fromhex(key["seed"]))
    assert again.public.hex() == key["public"]


def test_what_the_codec_writes_is_the_golden_request():
    from tests.wire import samples
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


@pytest.mark.parametrize("case", open_book()["feedback_malformed"], ids=lambda c: c["name"])
def test_each_malformed_feedback_is_named_by_row_and_field(case):
    decoded = read_message(case["body"])
    (problem,) = [p for p in decoded.problems if p.code == case["code"]]
    assert problem.field == case["field"]
    assert problem.zh
    assert problem.en
