"""Every topic: examples that hold, schemas that fit them, and faults that name the field."""

from __future__ import annotations

import json

import pytest

from tests.law.test_every_rule import assert_matches
from zhixing.law.registry import list_rules
from zhixing.law.topics.asking import ask, ask_line, get_topic, list_topics
from zhixing.law.topics.schema import topic_schema
from zhixing.law.topics.topic import Example

CASES = [(name, i) for name in list_topics() for i in range(len(get_topic(name).examples))]


@pytest.mark.parametrize(("name", "index"), CASES)
def test_an_example_holds(name: str, index: int) -> None:
    topic = get_topic(name)
    example: Example = topic.examples[index]
    answered = ask(topic, json.loads(json.dumps(dict(example.request))))
    if example.error is not None:
        error = answered["error"]
        assert isinstance(error, dict) and error["code"] == example.error
        assert error["field"] and error["message_zh"] and error["message_en"]
    if example.result is not None:
        assert_matches(answered["result"], dict(example.result), dict(example.result))
        finding = answered["finding"]
        assert isinstance(finding, dict) and finding["conclusion_zh"] and finding["conclusion_en"]
        assert finding["steps"]


@pytest.mark.parametrize("name", list_topics())
def test_a_topic_shows_an_answer_and_a_fault(name: str) -> None:
    topic = get_topic(name)
    assert any(e.result is not None for e in topic.examples)
    assert any(e.error is not None for e in topic.examples)
    assert topic.rules and set(topic.rules) <= set(list_rules())


@pytest.mark.parametrize(("name", "index"), CASES)
def test_what_travels_fits_the_schema(name: str, index: int) -> None:
    from jsonschema import Draft202012Validator

    topic = get_topic(name)
    example = topic.examples[index]
    schema = topic_schema(topic)
    request, response = schema["request"], schema["response"]
    assert isinstance(request, dict) and isinstance(response, dict)
    Draft202012Validator.check_schema(request)
    if example.error is None:
        Draft202012Validator(request).validate(dict(example.request))
    Draft202012Validator(response).validate(ask(topic, dict(example.request)))


@pytest.mark.parametrize("name", list_topics())
def test_an_unknown_key_is_named(name: str) -> None:
    topic = get_topic(name)
    given = {**topic.examples[0].request, "surprise": 1}
    error = ask(topic, given)["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["field"]) == ("UNKNOWN_KEY", "surprise")


@pytest.mark.parametrize("line", ["", "{", "nul", '{"a": NaN}', "[" * 100_000, '"text"', "[]", "1"])
def test_what_is_no_object_is_refused(line: str) -> None:
    error = ask_line(get_topic("period"), line)["error"]
    assert isinstance(error, dict) and error["field"] == "request"


def test_a_key_given_twice_is_refused() -> None:
    error = ask_line(get_topic("period"), '{"length": 1, "length": 2}')["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["field"]) == ("DOUBLE_KEY", "length")
