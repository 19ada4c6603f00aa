"""Odd names, optional members, strange Unicode: what is said is what is read, or is named."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.open import signing
from zhixing.inquiry.wire.openjson.reading import decode_feedback, evidence_of, read_message
from zhixing.inquiry.wire.openjson.statement import Statement, read_body
from zhixing.inquiry.wire.profile import get_profile
from zhixing.institutions.kinds import PropertyKind
from zhixing.kernel.canonical import canonical

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
MONEY = st.integers(0, 10**14).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
RECORD = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([k.value for k in PropertyKind]),
        "identifier": NAMES.map(lambda n: f"I{n}I"),
    },
    optional={
        "name": NAMES,
        "value": MONEY,
        "quantity": MONEY,
        "registeredOn": st.dates().map(str),
        "exempt": st.booleans(),
        "details": st.dictionaries(NAMES, NAMES, max_size=3),
    },
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**52), 2**52) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(JSON)
def test_two_hands_agree_on_the_canonical_form(value):
    assert canonical(value) == signing.canonical(value)
    assert read_body(json.dumps(value, indent=3).encode()) == value


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=4))
def test_what_is_said_is_what_is_read(records):
    body = {
        "messageId": "m",
        "feedbacks": [{"requestNo": "1", "result": "FOUND", "records": records}],
    }
    decoded = read_message(body)
    assert not decoded.problems
    (feedback,) = decoded.feedbacks
    for told, read in zip(records, feedback.properties, strict=True):
        assert (read.kind.value, read.identifier) == (told["kind"], told["identifier"].strip())
        assert read.is_exempt is told.get("exempt", False)
        assert (None if read.value is None else read.value.yuan) == told.get("value")
        assert str(read.registered_on) == told.get("registeredOn", "None")


@settings(max_examples=150, deadline=None)
@given(JSON, JSON, JSON)
def test_whatever_is_sent_beside_a_good_feedback_costs_nothing_of_it(junk, row, member):
    good = {"requestNo": "good", "result": "NIL", "remarkOfOurs": member}
    decoded = read_message(
        {"messageId": "m", "feedbacks": [junk, {"requestNo": "x", "result": row}, good]}
    )
    assert "good" in {f.request_no for f in decoded.feedbacks}


@settings(max_examples=60, deadline=None)
@given(st.lists(RECORD, min_size=1, max_size=2), st.sampled_from([None, 1, 4]))
def test_the_evidence_says_what_the_message_said(records, indent):
    body = {
        "messageId": "m",
        "feedbacks": [{"requestNo": "1", "result": "FOUND", "records": records}],
    }
    raw = json.dumps(body, indent=indent, ensure_ascii=False).encode()
    statement = Statement(
        "POST", "/f", "S", "zhixing", "k", "Ed25519", "t", "n" * 16, read_body(raw)
    )
    evidence = evidence_of(statement, b"s", raw)
    assert decode_feedback(evidence, get_profile("OPEN-JSON-1")) == read_message(body)
