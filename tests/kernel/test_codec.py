"""Values from JSON: every type of the house reads back, and mistakes are named by path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.codec import Unreadable, decode
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days


class Colour(StrEnum):
    RED = "RED"
    BLUE = "BLUE"


@dataclass(frozen=True, slots=True)
class Sample:
    day: date
    money: Fen
    rate: Decimal | None
    colours: tuple[Colour, ...]
    days: Days
    by_name: Mapping[str, date]
    names: frozenset[str] = frozenset()


@given(
    st.dates(),
    st.integers(-(2**60), 2**60).map(Fen),
    st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=4),
    st.lists(st.sampled_from(Colour), max_size=3).map(tuple),
    st.dictionaries(st.text(max_size=3), st.dates(), max_size=3),
    st.frozensets(st.text(max_size=3), max_size=3),
)
def test_what_is_written_reads_back(
    day: date,
    money: Fen,
    rate: Decimal | None,
    colours: tuple[Colour, ...],
    by_name: dict[str, date],
    names: frozenset[str],
) -> None:
    sample = Sample(day, money, rate, colours, Days(day), by_name, names)
    assert decode(Sample, to_json(sample)) == sample


@pytest.mark.parametrize(
    ("value", "hint", "en", "zh"),
    [
        (
            {"start": "2017-13-01"},
            Days,
            "x.start: expected a date, got '2017-13-01'",
            "x.start：应为日期，实为'2017-13-01'",
        ),
        (["RED", "GREEN"], tuple[Colour, ...], "x[1]: expected one of RED, BLUE, got 'GREEN'", ""),
        ({"a": ["z"]}, dict[str, tuple[Fen, ...]], "x.a[0]: expected a whole number, got 'z'", ""),
        (["1"], tuple[str, int], "x: expected a list of 2 values, got ['1']", "2个值的列表"),
        (["1", "b"], tuple[str, int], "x[1]: expected a whole number, got 'b'", ""),
        ({"stop": None}, Days, "x.stop: expected a field of Days, got None", "x.stop"),
        ({}, Days, "x.start: expected a value, as it is required, got None", "已填写的值"),
        (True, int, "x: expected a whole number, got True", "x：应为整数，实为True"),
        ("--1", int, "x: expected a whole number, got '--1'", ""),
        ("1", bool, "x: expected true or false, got '1'", ""),
        (None, date, "x: expected a date, got None", ""),
        ("NaN", Decimal, "x: expected a decimal number, got 'NaN'", ""),
        (1.5, Decimal, "x: expected a decimal number, got 1.5", ""),
        (True, Literal[1], "x: expected one of 1, got True", ""),
        (["a"], date | Days, "x: expected a date or an object, got ['a']", "日期或者对象"),
        ({"start": "x"}, date | Days, "x.start: expected a date, got 'x'", ""),
        ({"start": {}}, Days | None, "x.start: expected a date, got {}", ""),
    ],
)
def test_a_mistake_is_named_by_its_path(value: Any, hint: Any, en: str, zh: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(hint, value, "x")
    assert str(caught.value) == caught.value.en == en
    assert zh in caught.value.zh


def test_what_a_record_will_not_hold_is_refused_at_the_record() -> None:
    with pytest.raises(Unreadable, match="x: expected a range cannot end on 2017-01-01") as caught:
        decode(Days, {"start": "2017-01-02", "end": "2017-01-01"}, "x")
    assert caught.value.path == "x"


@dataclass(frozen=True, slots=True)
class Loose:
    body: Json
    by_name: Mapping[str, Json]


def test_what_is_json_already_is_taken_as_it_is() -> None:
    body = {"a": [1, "x", None, {"b": True}]}
    assert decode(Loose, {"body": body, "by_name": body}) == Loose(body, body)


def test_what_stood_there_is_the_innermost_value() -> None:
    with pytest.raises(Unreadable) as caught:
        decode(tuple[Days, ...], [{"start": 5}])
    assert (caught.value.path, caught.value.got) == ("[0].start", 5)
