"""Malformed questions: valid ones with one thing spoilt, drawn by a seeded generator."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from typing import Any, Final

from zhixing.law.topics.topic import Topic

STRANGE: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**31,
    10**18,
    -(10**18),
    0.1,
    1e308,
    "",
    " ",
    "0",
    "-0.00",
    "0.001",
    "1e5",
    "１２３",
    "NaN",
    "Infinity",
    "999999999999999999.99",
    "\u0000",
    "\ud800",
    "𠮷" * 50,
    "a" * 5_000,
    "‮雕",
    "2015-02-29",
    "2016-02-29",
    "1949-10-01",
    "2199-12-31",
    "0001-01-01",
    "9999-12-31",
    "2017-3-14",
    "2017-03-14T25:00:00",
    "2017-03-14T23:59:59+23:59",
    "9999-12-31T23:59:59",
    [],
    {},
    [[]],
    [None],
    {"a": 1},
    [{}] * 3,
    ["x"] * 3_000,
)


def malformed(topic: Topic, seed: int, count: int) -> Iterator[Any]:
    """Give questions of a topic, each with up to three things spoilt."""
    draw = random.Random(f"{topic.name}/{seed}")
    valid = [json.loads(json.dumps(dict(e.request))) for e in topic.examples]
    for _ in range(count):
        question: Any = copy.deepcopy(draw.choice(valid))
        for _ in range(draw.choice((1, 1, 1, 2, 3))):
            question = _spoil(question, draw)
        yield question


def _spoil(value: Any, draw: random.Random) -> Any:
    """Spoil one place of a value, deep or shallow."""
    if isinstance(value, dict) and value and draw.random() < 0.85:
        key = draw.choice(list(value))
        match draw.randrange(8):
            case 0:
                del value[key]
            case 1:
                value[draw.choice(["surprise", "", "__class__", "on", key.upper()])] = 1
            case _:
                value[key] = _spoil(value[key], draw)
        return value
    if isinstance(value, list) and value and draw.random() < 0.7:
        at = draw.randrange(len(value))
        match draw.randrange(5):
            case 0:
                value.append(copy.deepcopy(value[at]))
            case 1:
                value.reverse()
            case 2:
                value.extend(copy.deepcopy(value) * 40)
            case _:
                value[at] = _spoil(value[at], draw)
        return value
    if isinstance(value, str) and len(value) == 10 and value[4] == "-" and draw.random() < 0.5:
        years = ("1949", "1989", "2007", "2014", "2022", "2030", "2199")
        return f"{draw.choice(years)}{value[4:]}"
    return copy.deepcopy(draw.choice(STRANGE))
