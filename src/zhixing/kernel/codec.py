"""Read JSON back into the typed values it was written from: the inverse of canonical.to_json."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, Final, ForwardRef, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from zhixing.kernel.canonical import Json

T = TypeVar("T")
Reader = Callable[[Any], Any]
Said = tuple[str, str]
"""What was expected, in Chinese and in English."""

_MOST_OPTIONS = 12
_SHORT = 80
_NAMES: Final[Mapping[Any, Said]] = {
    str: ("文本", "text"),
    bool: ("true或者false", "true or false"),
    int: ("整数", "a whole number"),
    date: ("日期", "a date"),
    datetime: ("日期和时间", "a date and time"),
    Decimal: ("十进制数", "a decimal number"),
    Fraction: ("分数", "a fraction"),
    UUID: ("UUID标识", "a UUID"),
    bytes: ("十六进制文本", "hexadecimal text"),
    type(None): ("空值", "null"),
    list: ("列表", "a list"),
    dict: ("对象", "an object"),
}


class Unreadable(ValueError):
    """Tell at which field a JSON value did not fit its type.

    ``path`` names the field, ``expected`` and ``expected_zh`` what should stand
    there, ``got`` what did; ``zh`` and ``en`` say it whole.
    """

    def __init__(self, path: str, expected: Said, got: object) -> None:
        self.path, self.got = path, got
        self.expected_zh, self.expected = expected
        stood = f"{got!r:.{_SHORT}}"
        self.en = f"{path or 'value'}: expected {self.expected}, got {stood}"
        self.zh = f"{path or '值'}：应为{self.expected_zh}，实为{stood}"
        super().__init__(self.en)

    def under(self, step: str) -> Unreadable:
        """Give the same mistake as seen from one level further out."""
        if not step:
            return self
        joint = "" if self.path.startswith("[") or not self.path else "."
        return Unreadable(f"{step}{joint}{self.path}", (self.expected_zh, self.expected), self.got)


def decode(hint: type[T], value: Json, where: str = "") -> T:
    """Read ``value`` as ``hint``: dataclasses, enums, dates, Fen, tuples, mappings, unions.

    An unknown key of a dataclass is an error, a missing one takes its default.
    ``where`` names the value in a mistake's path.

    :raises Unreadable: the path, what was expected, and what stood there.

    >>> decode(date, "2017-03-14")
    datetime.date(2017, 3, 14)
    >>> decode(date, "x", "facts.filed_on")
    Traceback (most recent call last):
    ...
    zhixing.kernel.codec.Unreadable: facts.filed_on: expected a date, got 'x'
    """
    try:
        result: T = reader(hint)(value)  # type: ignore[arg-type]
    except Unreadable as error:
        if where:
            raise error.under(where) from None
        raise
    return result


@cache
def reader(hint: Any) -> Reader:
    """Compile the reading of one type; cached, so that folding many acts stays quick."""
    if hint is Any or hint is object or hint == Json or hint == ForwardRef("Json"):
        return lambda v: v
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(args)
    if origin is typing.Literal:
        return _literal(args)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(args)
    if isinstance(origin, type) and issubclass(origin, Sequence | AbstractSet):
        return _sequence(origin, args)
    return _scalar(hint)


def _scalar(hint: Any) -> Reader:
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint)
    if hint in (str, bool):
        return lambda v: v if type(v) is hint else _fail(hint, v)
    if hint in (date, datetime):
        return _text(hint, hint.fromisoformat)
    if hint in (UUID, bytes):
        return _text(hint, UUID if hint is UUID else bytes.fromhex)
    if hint in (Decimal, Fraction):
        return _number(hint)
    if hint is type(None):
        return lambda v: None if v is None else _fail(hint, v)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if isinstance(hint, type) and issubclass(hint, int):
        return lambda v: hint(_integer(v))
    raise TypeError(f"no reader for {hint!r}")


def _integer(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    return int(_fail(int, value))


def _fail(kind: Any, value: object) -> Any:
    raise Unreadable("", _NAMES[kind], value)


def _text(hint: Any, make: Callable[[str], Any]) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return _fail(hint, value)
        try:
            return make(value)
        except ValueError:
            return _fail(hint, value)

    return read


def _number(hint: Any) -> Reader:
    def read(value: Any) -> Any:
        if not isinstance(value, str | int) or isinstance(value, bool):
            return _fail(hint, value)
        try:
            number = hint(value)
        except (ValueError, ArithmeticError):
            return _fail(hint, value)
        if isinstance(number, Decimal) and not number.is_finite():
            return _fail(hint, value)
        return number

    return read


def _enum(hint: type[Enum]) -> Reader:
    def read(value: Any) -> Any:
        try:
            return hint(value)
        except ValueError:
            raise Unreadable("", _one_of(m.value for m in hint), value) from None

    return read


def _literal(options: tuple[Any, ...]) -> Reader:
    def read(value: Any) -> Any:
        for option in options:
            if type(option) is type(value) and option == value:
                return option
        raise Unreadable("", _one_of(options), value)

    return read


def _one_of(options: Iterable[object]) -> Said:
    names = [str(option) for option in options]
    more = len(names) > _MOST_OPTIONS
    named = names[:_MOST_OPTIONS]
    return (
        f"{'、'.join(named)}{'等' if more else ''}之一",
        f"one of {', '.join(named)}{' and so on' if more else ''}",
    )


def _union(args: tuple[Any, ...]) -> Reader:
    readers = [reader(a) for a in args if a is not type(None)]
    optional = type(None) in args

    def read(value: Any) -> Any:
        if value is None and optional:
            return None
        mistakes = []
        for attempt in readers:
            try:
                return attempt(value)
            except Unreadable as error:
                mistakes.append(error)
        raise _nearest(mistakes, value)

    return read


def _nearest(mistakes: Sequence[Unreadable], value: object) -> Unreadable:
    """Choose what to say of a value that fits no member of a union: the one that read furthest."""
    furthest = max(mistakes, key=lambda error: len(error.path))
    if furthest.path:
        return furthest
    zh = "或者".join(dict.fromkeys(error.expected_zh for error in mistakes))
    en = " or ".join(dict.fromkeys(error.expected for error in mistakes))
    return Unreadable("", (zh, en), value)


def _sequence(origin: Any, args: tuple[Any, ...]) -> Reader:
    if origin is tuple and args[-1:] != (Ellipsis,):
        return _record(tuple(reader(a) for a in args))
    item = reader(args[0])
    gather: Any = list if origin is list else frozenset
    if issubclass(origin, Sequence) and origin is not list:
        gather = tuple

    def read(value: Any) -> Any:
        out = []
        for i, element in enumerate(_list(value)):
            try:
                out.append(item(element))
            except Unreadable as error:
                raise error.under(f"[{i}]") from None
        return gather(out)

    return read


def _record(parts: tuple[Reader, ...]) -> Reader:
    many = (f"{len(parts)}个值的列表", f"a list of {len(parts)} values")

    def read(value: Any) -> Any:
        if len(_list(value)) != len(parts):
            raise Unreadable("", many, value)
        out = []
        for i, (part, element) in enumerate(zip(parts, value, strict=True)):
            try:
                out.append(part(element))
            except Unreadable as error:
                raise error.under(f"[{i}]") from None
        return tuple(out)

    return read


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else _fail(list, value)


def _mapping(args: tuple[Any, ...]) -> Reader:
    key, item = reader(args[0]), reader(args[1])

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return _fail(dict, value)
        out = {}
        for name, element in value.items():
            try:
                out[key(name)] = item(element)
            except Unreadable as error:
                raise error.under(str(name)) from None
        return out

    return read


def _dataclass(hint: Any) -> Reader:
    hints = get_type_hints(hint)
    taken = [f for f in dataclasses.fields(hint) if f.init]
    fields = {f.name: reader(hints[f.name]) for f in taken}
    needed = [f.name for f in taken if _is_needed(f)]

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return _fail(dict, value)
        given = {}
        for name, element in value.items():
            if name not in fields:
                known = f"{hint.__name__}的字段", f"a field of {hint.__name__}"
                raise Unreadable(name, known, element)
            try:
                given[name] = fields[name](element)
            except Unreadable as error:
                raise error.under(name) from None
        for name in needed:
            if name not in given:
                raise Unreadable(name, ("已填写的值", "a value, as it is required"), None)
        try:
            return hint(**given)
        except (TypeError, ValueError) as error:
            raise Unreadable("", (f"符合规定的值（{error}）", str(error)), value) from None

    return read


def _is_needed(field: dataclasses.Field[Any]) -> bool:
    nothing = dataclasses.MISSING
    return field.default is nothing and field.default_factory is nothing
