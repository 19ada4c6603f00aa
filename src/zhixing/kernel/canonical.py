"""Canonical JSON (RFC 8785) and hashes over it: one value, one sequence of bytes."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any
from uuid import UUID

import rfc8785

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""The values a finding, an act or a leaf may carry: JSON without floats."""

EXACT = 2**53
_BEYOND_THE_BASIC_PLANE = re.compile("[\U00010000-\U0010ffff]")
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False
)


class Plain(dict[str, Json]):
    """Mark an object that is JSON already, so that nothing in it is looked at again.

    Leaves are made of these: a payload was turned into JSON when it was recorded, or
    comes from the database as JSON.
    """


def to_json(value: object) -> Json:
    """Turn a value of the house into JSON: dates ISO, decimals text, enums their value.

    Integers beyond 2^53 become text, as canonical JSON cannot carry them exactly.

    :raises TypeError: a float, or a type this page does not name.
    """
    written: Json = _WRITERS[type(value)](value)
    return written


class _Writers(dict[type[Any], Callable[[Any], Json]]):
    """Hold how values of each exact type are written; chosen when first met.

    A table and not a function: hundreds of values go through here for every act.
    """

    def __missing__(self, kind: type[Any]) -> Callable[[Any], Json]:
        self[kind] = chosen = _writer(kind)
        return chosen


_WRITERS = _Writers()


def _writer(kind: type[Any]) -> Callable[[Any], Json]:
    if kind in (str, bool, type(None), Plain):
        return lambda value: value
    if issubclass(kind, Enum):
        return lambda value: to_json(value.value)
    if issubclass(kind, int):
        return lambda value: int(value) if -EXACT < value < EXACT else str(int(value))
    if issubclass(kind, str):
        return str
    if issubclass(kind, datetime | date):
        return lambda value: value.isoformat()
    if issubclass(kind, Decimal | Fraction | UUID):
        return str
    if issubclass(kind, bytes):
        return bytes.hex
    if issubclass(kind, Mapping):
        # Plain text, by far the most frequent, is taken as it is without a call.
        return lambda value: {
            k if type(k) is str else str(to_json(k)): v if type(v) is str else _WRITERS[type(v)](v)
            for k, v in value.items()
        }
    if issubclass(kind, list | tuple):
        return lambda value: [v if type(v) is str else _WRITERS[type(v)](v) for v in value]
    if issubclass(kind, frozenset | set):
        return lambda value: sorted((to_json(v) for v in value), key=canonical)
    if dataclasses.is_dataclass(kind):
        return _dataclass(tuple(f.name for f in dataclasses.fields(kind)))
    raise TypeError(f"{kind.__name__} has no canonical form")


def _dataclass(names: tuple[str, ...]) -> Callable[[Any], Json]:
    def write(value: Any) -> Json:
        written: dict[str, Json] = {}
        for name in names:
            part = getattr(value, name)
            written[name] = part if type(part) is str else _WRITERS[type(part)](part)
        return written

    return write


def canonical(value: object) -> bytes:
    """Give the RFC 8785 bytes of a value.

    The standard encoder writes the same bytes as long as every character lies in
    the basic plane; beyond it the order of keys differs, and the reference
    implementation is asked.

    >>> canonical({"b": 1, "a": date(2017, 3, 14)})
    b'{"a":"2017-03-14","b":1}'
    """
    plain = to_json(value)
    text = _ENCODER.encode(plain)
    if _BEYOND_THE_BASIC_PLANE.search(text):
        return rfc8785.dumps(plain)
    return text.encode()


def digest(value: object) -> str:
    """Give the SHA-256 of a value's canonical form in lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
