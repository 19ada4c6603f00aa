"""Read JSON back into the typed values it was written from: the inverse of canonical.to_json."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from zhixing.kernel.canonical import Json

T = TypeVar("T")
Reader = Callable[[Any], Any]


class Unreadable(ValueError):
    """Tell at which field a JSON value did not fit its type."""

    def __init__(self, path: str, expected: str, got: object) -> None:
        super().__init__(f"{path or 'value'}: expected {expected}, got {got!r:.80}")
        self.path, self.expected = path, expected


def decode(hint: type[T], value: Json) -> T:
    """Read ``value`` as ``hint``: dataclasses, enums, dates, Fen, tuples, mappings, unions.

    An unknown key of a dataclass is an error, a missing one takes its default.

    :raises Unreadable: the path, what was expected, and what stood there.
    """
    result: T = reader(hint)(value)  # type: ignore[arg-type]
    return result


@cache
def reader(hint: Any) -> Reader:
    """Compile the reading of one type; cached, so that folding many acts stays quick."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin in (tuple, frozenset, list):
        return _sequence(origin, args)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(args)
    if origin is typing.Literal:
        return _literal(args)
    return _scalar(hint)


def _scalar(hint: Any) -> Reader:
    if hint is Any or hint is object or hint == Json:
        return lambda v: v
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint)
    if hint in (str, bool):
        return lambda v: v if type(v) is hint else _fail(hint.__name__, v)
    if hint in (date, datetime):
        return _text(hint, hint.fromisoformat)
    if hint in (Decimal, Fraction, UUID):
        return _text(hint, hint)
    if hint is bytes:
        return _text(hint, bytes.fromhex)
    if hint is type(None):
        return lambda v: None if v is None else _fail("null", v)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda v: _try(hint, v)
    if isinstance(hint, type) and issubclass(hint, int):
        return lambda v: hint(_integer(v))
    raise TypeError(f"no reader for {hint!r}")


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lstrip("-").isdigit():
        return int(value)
    return int(_fail("a whole number", value))


def _fail(expected: str, value: object) -> Any:
    raise Unreadable("", expected, value)


def _try(make: Callable[[Any], Any], value: object) -> Any:
    try:
        return make(value)
    except (ValueError, ArithmeticError):
        raise Unreadable("", getattr(make, "__name__", "value"), value) from None


def _text(hint: Any, make: Callable[[str], Any]) -> Reader:
    def read(value: Any) -> Any:
        if isinstance(value, str):
            return _try(make, value)
        return _fail(hint.__name__, value)

    return read


def _literal(options: tuple[Any, ...]) -> Reader:
    return lambda v: v if v in options else _fail(" or ".join(map(repr, options)), v)


def _union(args: tuple[Any, ...]) -> Reader:
    readers = [reader(a) for a in args if a is not type(None)]
    optional = type(None) in args

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        for i, attempt in enumerate(readers):
            try:
                return attempt(value)
            except Unreadable:
                if i == len(readers) - 1:
                    raise
        return _fail("a value", value)

    return read


def _sequence(origin: Any, args: tuple[Any, ...]) -> Reader:
    if origin is tuple and args and args[-1] is not Ellipsis:
        parts = [reader(a) for a in args]
        return lambda v: tuple(p(x) for p, x in zip(parts, _list(v), strict=True))
    item = reader(args[0])

    def read(value: Any) -> Any:
        out = []
        for i, element in enumerate(_list(value)):
            try:
                out.append(item(element))
            except Unreadable as error:
                raise _deeper(f"[{i}]", error, element) from None
        return origin(out)

    return read


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else _fail("a list", value)


def _mapping(args: tuple[Any, ...]) -> Reader:
    key, item = reader(args[0]), reader(args[1])

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return _fail("an object", value)
        return {key(k): item(v) for k, v in value.items()}

    return read


def _dataclass(hint: Any) -> Reader:
    hints = get_type_hints(hint)
    fields = {f.name: reader(hints[f.name]) for f in dataclasses.fields(hint) if f.init}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return _fail(f"an object ({hint.__name__})", value)
        for name in value.keys() - fields.keys():
            raise Unreadable(name, f"a field of {hint.__name__}", value[name])
        given = {}
        for name, element in value.items():
            try:
                given[name] = fields[name](element)
            except Unreadable as error:
                raise _deeper(name, error, element) from None
        try:
            return hint(**given)
        except TypeError as error:
            raise Unreadable("", str(error), value) from None

    return read


def _deeper(step: str, error: Unreadable, value: object) -> Unreadable:
    joint = "" if error.path.startswith("[") or not error.path else "."
    return Unreadable(f"{step}{joint}{error.path}", error.expected, value)
