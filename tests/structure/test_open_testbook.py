"""The open profile's book is whole: what its schemas name stands in a golden message.

Whoever adds a member, a kind of thing or a measure to the profile adds it to the book as well.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tests.wire.test_open_book import SCHEMAS
from zhixing.inquiry.wire.openjson.published import openapi
from zhixing.inquiry.wire.testbook import golden
from zhixing.institutions.kinds import PropertyKind

PARTS: dict[str, Any] = openapi()["components"]["schemas"]
BANKS_ONLY = {"QUEUE", "RELEASE_QUEUED", "WITHDRAW_INCOME", "FREEZE_TRANSFER"}
"""Measures of the shared model that only a bank's wire carries; who comes later waits by rank."""


def members(schema: dict[str, Any], value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Give the part and the member of everything that stands in a message."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        schema = PARTS[name]
    if isinstance(value, list):
        for item in value:
            yield from members(schema["items"], item, name)
    for key, inner in schema.get("properties", {}).items():
        if isinstance(value, dict) and key in value:
            yield name, key
            yield from members(inner, value[key], f"{name}.{key}")


def whole() -> Iterator[tuple[str, str]]:
    """Give every part and member that the schemas name."""

    def inside(schema: dict[str, Any], name: str) -> Iterator[tuple[str, str]]:
        for key, inner in schema.get("properties", {}).items():
            yield name, key
            below = inner.get("items", inner)
            if "$ref" not in below:
                yield from inside(below, f"{name}.{key}")

    for name, schema in PARTS.items():
        yield from inside(schema, name)


def said(name: str) -> Any:
    return json.loads(golden(name))


def test_every_member_of_every_schema_stands_in_a_golden_message() -> None:
    there = {
        pair
        for name, schema in SCHEMAS.items()
        for pair in members(PARTS[schema], said(name), schema)
    }
    assert {*whole()} - there == set()


def test_every_kind_of_thing_is_told_in_a_golden_message() -> None:
    told = {
        record["kind"]
        for name, schema in SCHEMAS.items()
        if schema == "FeedbackMessage"
        for feedback in said(name)["feedbacks"]
        for record in feedback.get("records", ())
    }
    assert told == {*PropertyKind}


def test_every_result_and_every_outcome_is_told_in_a_golden_message() -> None:
    feedbacks = [
        feedback
        for name, schema in SCHEMAS.items()
        if schema == "FeedbackMessage"
        for feedback in said(name)["feedbacks"]
    ]
    assert {f["result"] for f in feedbacks} == {*PARTS["Feedback"]["properties"]["result"]["enum"]}
    outcomes = {r["outcome"] for f in feedbacks for r in f.get("results", ())}
    assert outcomes == {*PARTS["Result"]["properties"]["outcome"]["enum"]}


def test_every_measure_is_ordered_in_a_golden_message() -> None:
    ordered = {
        line["measure"]
        for name in ("requests_control", "requests_measures")
        for request in said(name)["requests"]
        for line in request["lines"]
    }
    assert ordered == {*PARTS["Line"]["properties"]["measure"]["enum"]} - BANKS_ONLY
