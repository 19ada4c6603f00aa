"""The topics on measures and closing: whatever is sent, an answer or a fault that names a field."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from zhixing.law.topics.asking import ask, get_topic

NAMES = ("listing", "recheck-schedule", "coercion", "closing-test")
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    0,
    10**15,
    1.5,
    "",
    "1949-10-01",
    "2199-12-31",
    "2016-02-29",
    "2017-02-29",
    "2199-12-31T23:59:59",
    "999999999999999.99",
    "-0.01",
    "执行\ud800",
    "x" * 500,
    [],
    [{}],
    {},
    {"kind": "performed", "on": "2199-12-31"},
    {"a": "b"},
)


def mutated(given: Any, chance: random.Random) -> Any:
    found = json.loads(json.dumps(given))
    places: list[Any] = [found]
    for value in found.values():
        places += [value] if isinstance(value, dict) and value else []
    where = chance.choice(places)
    key = chance.choice([*where, "unknown"]) if where else "unknown"
    if chance.random() < 0.2:
        where.pop(key, None)
    else:
        where[key] = chance.choice(ODD)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sent_breaks_a_topic(name: str) -> None:
    topic = get_topic(name)
    chance = random.Random(name)
    for _ in range(1_500):
        given = dict(chance.choice(topic.examples).request)
        for _ in range(chance.randint(1, 3)):
            given = mutated(given, chance)
        answered = ask(topic, given)
        if "error" in answered:
            error: Any = answered["error"]
            assert error["field"] and error["message_zh"] and error["message_en"]
        else:
            finding: Any = answered["finding"]
            assert finding["steps"] and finding["conclusion_zh"]
            json.dumps(answered["result"])
