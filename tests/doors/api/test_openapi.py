"""The description says everything a client needs, in two languages, with examples that hold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import jsonschema
import pytest
from django.test import Client

from zhixing.api.route import Route, list_routes
from zhixing.law.topics.asking import list_topics


@cache
def described() -> dict[str, Any]:
    """Give the description as it is served to anybody."""
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    return dict(json.loads(answer.content))


def each() -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
    ]


def fits(example: Any, schema: dict[str, Any]) -> None:
    whole = {**schema, "components": described()["components"]}
    jsonschema.Draft202012Validator(whole).validate(example)


def test_every_route_is_described_once() -> None:
    assert len(each()) == len(list_routes()) + len(list_topics())
    ids = [operation["operationId"] for _, _, operation in each()]
    assert len(set(ids)) == len(ids)


def test_every_operation_has_words_in_both_languages() -> None:
    for path, method, operation in each():
        zh, en = operation["x-summary-zh"], operation["x-summary-en"]
        assert any("\u4e00" <= c <= "\u9fff" for c in zh), (method, path)
        assert en.isascii() and en[0].isupper(), (method, path)
        assert operation["summary"] == f"{zh} / {en}"
        assert operation["description"].rstrip().endswith("."), (method, path)


def test_every_operation_says_how_it_fails() -> None:
    for path, method, operation in each():
        wanted = {"400", "404", "422", "503"}
        wanted |= {"401", "403"} if operation["security"] else set()
        wanted |= {"409", "413", "415"} if method == "post" else set()
        answers = operation["responses"]
        assert wanted <= answers.keys(), (method, path)
        for code in wanted:
            shown = answers[code]["content"]["application/problem+json"]
            fits(shown["example"], shown["schema"])
        assert any(code.startswith("2") for code in answers), (method, path)


def test_every_example_fits_its_schema() -> None:
    for path, method, operation in each():
        for code, answer in operation["responses"].items():
            shown = answer.get("content", {}).get("application/json")
            if code.startswith("2") and shown:
                assert "example" in shown, (method, path)
                fits(shown["example"], shown["schema"])
        if method == "post":
            body = operation["requestBody"]["content"]["application/json"]
            fits(body["example"], body["schema"])


def test_every_write_takes_a_key_and_no_body_takes_strange_keys() -> None:
    keyed = {r.name for r in list_routes() if r.method == "POST" and r.is_keyed}
    for _, _, operation in each():
        names = {p["name"] for p in operation["parameters"] if p["required"]}
        assert ("Idempotency-Key" in names) == (operation["operationId"] in keyed)
    for name, schema in described()["components"]["schemas"].items():
        if "properties" in schema and name != "Problem":
            assert schema.get("additionalProperties") is False, name


@pytest.mark.parametrize("route", list_routes(), ids=lambda r: r.name)
def test_no_route_leaves_open_who_may(route: Route) -> None:
    """A read names a capability or says by ``needs=""`` that every post may."""
    assert route.is_public or route.method == "POST" or "needs" in route.__dict__


def test_strange_addresses_get_a_problem_document() -> None:
    answer = Client().get("/api/v1/no/such/thing")
    assert (answer.status_code, answer.json()["code"]) == (404, "NOT_FOUND")
    assert answer.headers["Content-Type"] == "application/problem+json"
