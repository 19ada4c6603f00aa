"""Reading a topic's request out of JSON: every fault names its field, in two languages."""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen
from zhixing.law.topics.topic import Between, Most

Reader = Callable[[Any, str], Any]
MOST_YUAN: Final = 10**15
LONGEST: Final = 200
LONGEST_LIST: Final = 2_000
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)
_YUAN: Final = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,2})?", re.ASCII)
_NUMBER: Final = re.compile(r"-?[0-9]{1,16}(\.[0-9]{1,12})?", re.ASCII)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?", re.ASCII
)


class Misread(Exception):
    """Say which field of a request cannot be read, and why."""

    def __init__(self, code: str, field: str, zh: str, en: str) -> None:
        super().__init__(f"{field}: {en}")
        self.code, self.field, self.zh, self.en = code, field, zh, en


def read(kind: Any, given: object) -> Any:
    """Read a request.

    :raises Misread: naming the field by its path, ``payments[2].amount``.
    """
    return reader(kind)(given, "")


@cache
def reader(hint: Any) -> Reader:
    """Choose how one type is read."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(reader(args[0]), args[1:], args[0])
    if origin in (Union, types.UnionType):
        return _day_or_instant(args) if {date, datetime} <= set(args) else _optional(args)
    if origin is tuple:
        return _list(reader(args[0]), LONGEST_LIST)
    if origin is typing.Literal:
        return _choice({str(a): a for a in args})
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(reader(args[1]))
    if dataclasses.is_dataclass(hint):
        return _object(hint)
    return _plain(hint)


def wire_name(name: str) -> str:
    """Give a field's name as it travels: ``from_`` becomes ``from``."""
    return name.removesuffix("_")


def _shown(value: object) -> str:
    """Show a value briefly, so that a message stays short and plain."""
    text = ascii(value) if isinstance(value, str) and not value.isprintable() else str(value)
    return text if len(text) <= 40 else text[:40] + "…"


def _wrong(field: str, zh: str, en: str, value: object) -> Misread:
    shown = _shown(value)
    where = field or "request"
    return Misread(
        "WRONG_TYPE",
        where,
        f"{where}：应为{zh}，收到“{shown}”。",
        f"{where}: {en} expected, got {shown!r}.",
    )


def _plain(hint: Any) -> Reader:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice({str(member.value): member for member in hint})
    return _PLAIN[hint]


def _boolean(value: Any, field: str) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(field, "true 或 false", "true or false", value)


def _whole(value: Any, field: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= 10**15:
        return value
    raise _wrong(field, "整数", "a whole number", value)


def _text(value: Any, field: str) -> str:
    if isinstance(value, str) and not any(0xD800 <= ord(c) <= 0xDFFF for c in value):
        if len(value) > LONGEST:
            raise _long(field, LONGEST)
        return value
    raise _wrong(field, "文字", "text", value)


def _yuan(value: Any, field: str) -> Fen:
    if isinstance(value, str) and _YUAN.fullmatch(value):
        found = Fen.of_yuan(value)
        if abs(found) > MOST_YUAN * 100:
            raise _range(field, -MOST_YUAN, MOST_YUAN, value)
        return found
    raise _wrong(
        field,
        '金额（元，至多两位小数的文字，如 "650000.00"）',
        'an amount (yuan as text with at most two decimals, "650000.00")',
        value,
    )


def _decimal(value: Any, field: str) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        try:
            return Decimal(value)
        except InvalidOperation:
            pass
    raise _wrong(field, '数（文字，如 "4.35"）', 'a number as text ("4.35")', value)


def _day(value: Any, field: str) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            raise _wrong(field, "存在的日期", "a day that exists", value) from None
        if not EARLIEST <= found <= LATEST:
            raise _range(field, EARLIEST, LATEST, value)
        return found
    raise _wrong(field, "日期（如 2017-03-14）", "a day (2017-03-14)", value)


def _instant(value: Any, field: str) -> datetime:
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            found = datetime.fromisoformat(value)
            found = found.replace(tzinfo=SHANGHAI) if found.tzinfo is None else found
            found = found.astimezone(SHANGHAI)
        except (ValueError, OverflowError):
            raise _wrong(field, "存在的时刻", "an instant that exists", value) from None
        if not EARLIEST <= found.date() <= LATEST:
            raise _range(field, EARLIEST, LATEST, value)
        return found
    raise _wrong(field, "时刻（如 2017-03-14T09:30:00）", "an instant (2017-03-14T09:30:00)", value)


_PLAIN: Final[dict[Any, Reader]] = {
    bool: _boolean,
    int: _whole,
    str: _text,
    Fen: _yuan,
    Decimal: _decimal,
    date: _day,
    datetime: _instant,
}


def _choice(members: dict[str, Any]) -> Reader:
    def choose(value: Any, field: str) -> Any:
        key = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
        if key in members and isinstance(value, type(getattr(members[key], "value", members[key]))):
            return members[key]
        allowed = ", ".join(members)
        raise Misread(
            "NOT_A_CHOICE",
            field,
            f"{field}：“{_shown(value)}”不在可选值（{allowed}）之内。",
            f"{field}: {_shown(value)!r} is none of {allowed}.",
        )

    return choose


def _optional(args: tuple[Any, ...]) -> Reader:
    given: list[Any] = [a for a in args if a is not type(None)]
    lists = [reader(a) for a in given if _is_list(a)]
    objects = [reader(a) for a in given if _is_object(a)]
    plain = [reader(a) for a in given if not _is_list(a) and not _is_object(a)]
    may_be_none = type(None) in args

    def optional(value: Any, field: str) -> Any:
        if value is None and may_be_none:
            return None
        fitting = lists if isinstance(value, list) else objects if isinstance(value, dict) else []
        (inner,) = fitting or plain or objects or lists
        return inner(value, field)

    return optional


def _day_or_instant(args: tuple[Any, ...]) -> Reader:
    def either(value: Any, field: str) -> Any:
        if value is None and type(None) in args:
            return None
        return (
            _instant(value, field)
            if isinstance(value, str) and "T" in value
            else _day(value, field)
        )

    return either


def _is_object(hint: Any) -> bool:
    return dataclasses.is_dataclass(hint)


def _is_list(hint: Any) -> bool:
    while get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    return get_origin(hint) is tuple


def _list(item: Reader, most: int) -> Reader:
    def items(value: Any, field: str) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _wrong(field, "列表", "a list", value)
        if len(value) > most:
            raise _long(field, most)
        return tuple(item(v, f"{field}[{i}]") for i, v in enumerate(value))

    return items


def _mapping(item: Reader) -> Reader:
    def mapping(value: Any, field: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise _wrong(field, "对象", "an object", value)
        if len(value) > LONGEST_LIST:
            raise _long(field, LONGEST_LIST)
        return {_text(k, field): item(v, f"{field}.{_shown(k)}") for k, v in value.items()}

    return mapping


def _object(kind: Any) -> Reader:
    hints = get_type_hints(kind, include_extras=True)
    fields = {wire_name(f.name): f for f in dataclasses.fields(kind) if f.init}
    empty = dataclasses.MISSING
    needed = [n for n, f in fields.items() if f.default is empty and f.default_factory is empty]

    def read_object(value: Any, field: str) -> Any:
        if not isinstance(value, dict):
            raise _wrong(field, "对象", "an object", value)
        for name in value:
            if name not in fields:
                raise _unknown(_under(field, _shown(name)), tuple(fields))
        for name in needed:
            if name not in value:
                raise _missing(_under(field, name))
        given = {
            fields[n].name: reader(hints[fields[n].name])(v, _under(field, n))
            for n, v in value.items()
        }
        return kind(**given)

    return read_object


def _under(field: str, name: str) -> str:
    return f"{field}.{name}" if field else name


def _bounded(inner: Reader, bounds: tuple[Any, ...], hint: Any) -> Reader:
    by_length = next((b for b in bounds if isinstance(b, Most)), None)
    by_size = next((b for b in bounds if isinstance(b, Between)), None)
    is_money = hint is Fen

    def bounded(value: Any, field: str) -> Any:
        if by_length and isinstance(value, str | list | dict) and len(value) > by_length.most:
            raise _long(field, by_length.most)
        found = inner(value, field)
        scale = 100 if is_money else 1
        if by_size and not by_size.least * scale <= found <= by_size.most * scale:
            raise _range(field, by_size.least, by_size.most, value)
        return found

    return bounded


def _long(field: str, most: int) -> Misread:
    return Misread("TOO_LONG", field, f"{field}：至多{most}项（字）。", f"{field}: at most {most}.")


def _range(field: str, least: object, most: object, value: object) -> Misread:
    return Misread(
        "OUT_OF_RANGE",
        field,
        f"{field}：应在{least}至{most}之间，收到“{_shown(value)}”。",
        f"{field}: must be between {least} and {most}, got {_shown(value)!r}.",
    )


def _unknown(field: str, known: tuple[str, ...]) -> Misread:
    names = ", ".join(known)
    return Misread(
        "UNKNOWN_KEY",
        field,
        f"{field}：没有这个键；可用的键：{names}。",
        f"{field}: unknown key; the keys are {names}.",
    )


def _missing(field: str) -> Misread:
    return Misread("MISSING", field, f"{field}：缺少此项。", f"{field}: is missing.")
