"""Canonical JSON (RFC 8785) and hashes over it: one value, one sequence of bytes."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from uuid import UUID

import rfc8785

type_ = type
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
"""The values a finding, an act or a leaf may carry: JSON without floats."""


def to_json(value: object) -> Json:
    """Turn a value of the house into JSON: dates ISO, decimals text, enums their value.

    Integers beyond 2^53 become text, as canonical JSON cannot carry them exactly.

    :raises TypeError: a float, or a type this page does not name.
    """
    match value:
        case None | bool() | str():
            return value if not isinstance(value, Enum) else str(value.value)
        case Enum():
            return to_json(value.value)
        case int():
            return int(value) if abs(value) < 2**53 else str(int(value))
        case datetime() | date():
            return value.isoformat()
        case Decimal() | Fraction() | UUID():
            return str(value)
        case bytes():
            return value.hex()
        case Mapping():
            return {str(to_json(k)): to_json(v) for k, v in value.items()}
        case list() | tuple():
            return [to_json(v) for v in value]
        case frozenset() | set():
            return sorted((to_json(v) for v in value), key=canonical)
    if dataclasses.is_dataclass(value) and not isinstance(value, type_):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    raise TypeError(f"{type_(value).__name__} has no canonical form")


def canonical(value: object) -> bytes:
    """Give the RFC 8785 bytes of a value.

    >>> canonical({"b": 1, "a": date(2017, 3, 14)})
    b'{"a":"2017-03-14","b":1}'
    """
    return rfc8785.dumps(to_json(value))


def digest(value: object) -> str:
    """Give the SHA-256 of a value's canonical form in lower-case hexadecimal."""
    return hashlib.sha256(canonical(value)).hexdigest()
