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
from functools import cache
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


def to_json(value: object) -> Json:
    """Turn a value of the house into JSON: dates ISO, decimals text, enums their value.

    Integers beyond 2^53 become text, as canonical JSON cannot carry them exactly.

    :raises TypeError: a float, or a type this page does not name.
    """
    kind: Any = type(value)
    written: Json = _writer(kind)(value)
    return written


@cache
def _writer(kind: Any) -> Callable[[Any], Json]:
    """Choose how values of one exact type are written; chosen once for each type."""
    if kind in (str, bool, type(None)):
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
            k if type(k) is str else str(to_json(k)): v if type(v) is str else to_json(v)
            for k, v in value.items()
        }
    if issubclass(kind, list | tuple):
        return lambda value: [v if type(v) is str else to_json(v) for v in value]
    if issubclass(kind, frozenset | set):
        return lambda value: sorted((to_json(v) for v in value), key=canonical)
    if dataclasses.is_dataclass(kind):
        names = tuple(f.name for f in dataclasses.fields(kind))
        return lambda value: {name: to_json(getattr(value, name)) for name in names}
    raise TypeError(f"{kind.__name__} has no canonical form")


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
