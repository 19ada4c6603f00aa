"""Inputs from JSON: every type a rule uses reads back, and mistakes are named by path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.canonical import to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days
from zhixing.law.decode import Undecodable, decode


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
    assert decode(to_json(sample), Sample) == sample


@pytest.mark.parametrize(
    ("value", "hint", "where"),
    [
        ({"start": "2017-13-01"}, Days, r"x\.start: '2017-13-01' is not a date"),
        ({"start": "2017-01-02", "end": "2017-01-01"}, Days, "x: a range cannot end"),
        ({"start": "2017-01-02", "stop": None}, Days, "x: stop is not a field"),
        (["RED", "GREEN"], tuple[Colour, ...], r"x\[1\]: 'GREEN' is not a Colour"),
        (True, int, "x: True is not a int"),
        ("1", bool, "x: '1' is not a bool"),
        (None, date, "x: None is not a date"),
    ],
)
def test_a_mistake_is_named_by_its_path(value: Any, hint: Any, where: str) -> None:
    with pytest.raises(Undecodable, match=where):
        decode(value, hint, "x")
