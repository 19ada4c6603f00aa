"""The quick encoder and the reference implementation write the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import IntEnum, StrEnum
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.canonical import canonical, to_json
from zhixing.kernel.fen import Fen

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_the_bytes_are_those_of_the_reference(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


def test_keys_beyond_the_basic_plane_are_ordered_by_utf16() -> None:
    value = {"\U00020000": 1, "\ufb01": 2}
    assert canonical(value) == rfc8785.dumps(value)
    assert canonical(value).index("\U00020000".encode()) < canonical(value).index("\ufb01".encode())


class Colour(StrEnum):
    RED = "RED"


class Rank(IntEnum):
    FIRST = 1


@dataclass(frozen=True)
class Thing:
    colour: Colour
    amount: Fen
    on: date


def test_the_values_of_the_house() -> None:
    assert to_json(Thing(Colour.RED, Fen(5), date(2017, 3, 14))) == {
        "colour": "RED",
        "amount": 5,
        "on": "2017-03-14",
    }
    assert to_json([Rank.FIRST, Decimal("1.50"), UUID(int=1), b"\x01", 2**60]) == [
        1,
        "1.50",
        "00000000-0000-0000-0000-000000000001",
        "01",
        str(2**60),
    ]
    assert to_json(datetime(2017, 3, 14, tzinfo=UTC)) == "2017-03-14T00:00:00+00:00"
    assert type(to_json(Fen(3))) is int and type(to_json(Colour.RED)) is str


@pytest.mark.parametrize("value", [1.5, object(), float("nan"), {"a": 2.0}])
def test_a_float_or_a_stranger_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        canonical(value)
