"""Malformed questions never crash, never hang, and the fault names its field.

``./zx bench law`` asks a hundred thousand of them; here each topic is asked a few
hundred, with a limit of processor time on each question.
"""

from __future__ import annotations

import time

import pytest

from tests.law.topics.malformed import malformed
from zhixing.law.topics.asking import ask, get_topic, list_topics

LONGEST_SECONDS = 5.0


@pytest.mark.parametrize("name", list_topics())
def test_a_malformed_question_is_answered(name: str) -> None:
    topic = get_topic(name)
    faults = 0
    for question in malformed(topic, seed=1, count=300):
        began = time.process_time()
        answered = ask(topic, question)
        assert time.process_time() - began < LONGEST_SECONDS, question
        assert answered.keys() in ({"result", "finding"}, {"error"}, {"result", "finding", "error"})
        if "error" in answered:
            faults += 1
            error = answered["error"]
            assert isinstance(error, dict)
            assert error["code"] and error["field"], (question, error)
            assert error["message_zh"] and error["message_en"]
    assert faults > 100, "most of the questions are spoilt"
