"""Turn canonical JSON back into the types a rule's function asks for."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Union, get_args, get_origin, get_type_hints

from zhixing.kernel.canonical import Json
from zhixing.kernel.fen import Fen


class Undecodable(ValueError):
    """Say which input could not be read as what."""


def decode(value: Json, hint: Any, where: str = "input") -> Any:
    """Read a JSON value as the given type.

    :raises Undecodable: naming the input by its path.

    >>> decode("2017-03-14", date)
    datetime.date(2017, 3, 14)
    >>> decode("x", date, "facts.filed_on")
    Traceback (most recent call last):
    ...
    zhixing.law.decode.Undecodable: facts.filed_on: 'x' is not a date
    """
    if hint is Any or hint is object or hint == Json:
        return value
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union(value, get_args(hint), where)
    if origin is not None:
        return _generic(value, origin, get_args(hint), where)
    if hint is type(None):
        if value is None:
            return None
        raise Undecodable(f"{where}: {value!r} is not null")
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _dataclass(value, hint, where)
    return _plain(value, hint, where)


def _plain(value: Json, hint: type, where: str) -> Any:
    try:
        if hint in (date, datetime) and isinstance(value, str):
            return hint.fromisoformat(value)
        if issubclass(hint, Enum):
            return hint(value)
        if issubclass(hint, Fen) and not isinstance(value, bool):
            return hint(int(value))  # type: ignore[arg-type]
        if hint in (Decimal, Fraction) and isinstance(value, str | int):
            return hint(value)
        if hint is bool and isinstance(value, bool):
            return value
        if hint is int and isinstance(value, int) and not isinstance(value, bool):
            return value
        if hint is int and isinstance(value, str):
            return int(value)
        if hint is str and isinstance(value, str):
            return value
    except (ValueError, TypeError, ArithmeticError):
        raise Undecodable(f"{where}: {value!r} is not a {hint.__name__}") from None
    raise Undecodable(f"{where}: {value!r} is not a {hint.__name__}")


def _union(value: Json, choices: tuple[Any, ...], where: str) -> Any:
    if value is None and type(None) in choices:
        return None
    reasons = []
    for choice in choices:
        if choice is type(None):
            continue
        try:
            return decode(value, choice, where)
        except Undecodable as reason:
            reasons.append(str(reason))
    raise Undecodable("; ".join(reasons) or f"{where}: null is not allowed")


def _generic(value: Json, origin: Any, args: tuple[Any, ...], where: str) -> Any:
    if origin is typing.Literal:
        if value in args:
            return value
        raise Undecodable(f"{where}: {value!r} is none of {args}")
    if isinstance(origin, type) and issubclass(origin, Mapping):
        if not isinstance(value, dict):
            raise Undecodable(f"{where}: not an object")
        return {
            decode(k, args[0], where): decode(v, args[1], f"{where}.{k}") for k, v in value.items()
        }
    if not isinstance(value, list):
        raise Undecodable(f"{where}: not a list")
    if origin is tuple and (len(args) != 2 or args[1] is not ...):
        if len(args) != len(value):
            raise Undecodable(f"{where}: {len(args)} values expected")
        return tuple(decode(v, a, where) for v, a in zip(value, args, strict=True))
    items = (decode(v, args[0], f"{where}[{i}]") for i, v in enumerate(value))
    return frozenset(items) if origin in (frozenset, set) else tuple(items)


def _dataclass(value: Json, hint: type, where: str) -> Any:
    if not isinstance(value, dict):
        raise Undecodable(f"{where}: not an object")
    hints = get_type_hints(hint)
    known = {f.name for f in dataclasses.fields(hint) if f.init}
    strange = sorted(set(value) - known)
    if strange:
        raise Undecodable(f"{where}: {strange[0]} is not a field of {hint.__name__}")
    read = {k: decode(v, hints[k], f"{where}.{k}") for k, v in value.items()}
    try:
        return hint(**read)
    except (TypeError, ValueError) as reason:
        raise Undecodable(f"{where}: {reason}") from None
