"""Coercion: both sides of every limit, and the texts before and after their change."""

from __future__ import annotations

from typing import Any

import pytest

from zhixing.law.topics.asking import ask, get_topic

TOPIC = get_topic("coercion")


def asked(**request: Any) -> dict[str, Any]:
    answered: dict[str, Any] = ask(TOPIC, request)
    return answered


@pytest.mark.parametrize(
    ("subject", "amount", "on", "allowed"),
    [
        ("person", "100000.00", "2013-01-01", True),
        ("person", "100000.01", "2013-01-01", False),
        ("person", "10000.00", "2012-12-31", True),
        ("person", "10000.01", "2012-12-31", False),
        ("unit", "50000.00", "2013-01-01", True),
        ("unit", "49999.99", "2013-01-01", False),
        ("unit", "1000000.00", "2024-01-01", True),
        ("unit", "1000000.01", "2024-01-01", False),
        ("unit", "300000.00", "2012-12-31", True),
        ("unit", "300000.01", "2012-12-31", False),
        ("person", "0.00", "2017-01-01", False),
        ("person", "-1.00", "2017-01-01", False),
    ],
)
def test_fines(subject: str, amount: str, on: str, allowed: bool) -> None:
    answered = asked(measure="fine", subject=subject, amount=amount, on=on)
    assert answered["result"]["allowed"] is allowed
    assert answered["result"]["ends_at"] is None
    assert answered["result"]["approval"] == "president"


@pytest.mark.parametrize(
    ("days", "start", "ends"),
    [
        (15, "2017-03-14", "2017-03-29"),
        (1, "2017-12-31", "2018-01-01"),
        (15, "2020-02-20", "2020-03-06"),
    ],
)
def test_detention_ends(days: int, start: str, ends: str) -> None:
    answered = asked(measure="detention", subject="person", days=days, **{"from": start})
    assert answered["result"]["ends_at"] == ends
    assert answered["finding"]["options"]["count"] == "HAND_OVER_DAY_NOT_COUNTED"


@pytest.mark.parametrize("days", [-1, 0, 16])
def test_detention_beyond_the_limit_names_its_article(days: int) -> None:
    answered = asked(measure="detention", subject="person", days=days, **{"from": "2023-03-14"})
    assert answered["result"]["allowed"] is False
    basis = answered["finding"]["steps"][-1]["basis"]
    assert (basis["instrument"], basis["version"], basis["article"]) == ("CPL", "2021", "118.2")


@pytest.mark.parametrize(
    ("start", "complicated", "ends"),
    [
        ("2015-02-03T10:00:00", False, "2015-02-04T10:00:00"),
        ("2015-02-04T10:00:00", False, "2015-02-04T18:00:00"),
        ("2015-02-04T10:00:00", True, "2015-02-05T10:00:00"),
        ("2017-12-31T20:30:00", False, "2018-01-01T04:30:00"),
    ],
)
def test_questioning_ends(start: str, complicated: bool, ends: str) -> None:
    answered = asked(
        measure="summons", subject="person", complicated=complicated, **{"from": start}
    )
    assert answered["result"]["ends_at"] == ends


def test_the_same_act_is_not_punished_twice() -> None:
    for extra in ({"measure": "fine", "amount": "5000"}, {"measure": "detention", "days": 5}):
        request: dict[str, Any] = {"subject": "person", "from": "2017-03-14", "punished": True}
        answered = asked(**request, **extra)
        assert answered["result"]["refused"] == "SAME_ACT"
        assert answered["finding"]["steps"][-1]["basis"]["article"] == "184"


def test_a_unit_is_fined_only() -> None:
    for extra in ({"measure": "summons"}, {"measure": "detention", "days": 5}):
        request: dict[str, Any] = {"subject": "unit", "from": "2017-03-14"}
        assert asked(**request, **extra)["result"]["refused"] == "NOT_A_PERSON"
