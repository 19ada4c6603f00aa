"""The law's topics over HTTP: open, the same JSON as the command line, faults as problems."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from zhixing.law.topics.asking import ask, get_topic, list_topics


def post(name: str, body: Any, content_type: str = "application/json") -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return Client().post(f"/api/v1/law/{name}", text, content_type=content_type)


@pytest.mark.parametrize("name", list_topics())
def test_every_topic_answers_as_the_command_line_does(name: str) -> None:
    topic = get_topic(name)
    for example in topic.examples:
        answer = post(name, dict(example.request))
        told = ask(topic, dict(example.request))
        if "result" in told:
            assert (answer.status_code, answer.json()) == (200, told)
            continue
        assert answer.status_code == 422
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["error"] == told["error"]
        assert answer.json()["field"] == answer.json()["error"]["field"]


def test_a_get_shows_the_schemas() -> None:
    answer = Client().get("/api/v1/law/period")
    assert answer.status_code == 200
    assert answer.json()["request"]["additionalProperties"] is False


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("not json", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("{}", "text/plain", 415),
        ('{"length": ' + " " * 300_000 + "1}", "application/json", 413),
        ("[]", "application/json", 422),
    ],
)
def test_what_cannot_be_read_is_a_problem(body: Any, content_type: str, status: int) -> None:
    answer = post("period", body, content_type)
    assert answer.status_code == status
    assert answer.json()["error"]["message_zh"] and answer.json()["error"]["message_en"]


def test_other_methods_and_unknown_topics_are_refused() -> None:
    assert Client().put("/api/v1/law/period", "{}").status_code == 405
    assert post("weather", {}).status_code in (401, 404)
