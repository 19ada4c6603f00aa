"""How the house's values travel: dataclasses become schemas, amounts yuan, dates ISO.

A room's own frozen dataclass is the schema of the API, so that the two cannot drift
apart. What comes in is read strictly: an unknown key is an error, and so is an
amount that is no text of yuan with two decimals. Findings, facts and the payloads of
acts are records that are hashed and executed again; they keep their canonical form,
in which amounts are whole fen.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import re
import types
import typing
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    create_model,
)

from zhixing.cases.docket.facts import Facts
from zhixing.kernel.canonical import Json, to_json
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Finding
from zhixing.platform.principal import Principal

EARLIEST: Final = date(1949, 10, 1)
LATEST: Final = date(2199, 12, 31)
LONGEST_TEXT: Final = 4000
LONGEST_LIST: Final = 1000
LARGEST_NUMBER: Final = 2**31 - 1
_AMOUNT = re.compile(r"-?[0-9]{1,13}\.[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,8})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TEXT = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
_DROPPED = (Facts, Principal)


class Strict(BaseModel):
    """Refuse keys that the schema does not name."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


def read_amount(value: object) -> Fen:
    """Read an amount: a text of yuan with exactly two decimals.

    >>> read_amount("81250.00")
    Fen(8125000)
    """
    if isinstance(value, Fen):
        return value
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise ValueError("an amount is a text of yuan with two decimals, such as 81250.00")
    return Fen.of_yuan(value)


def read_number(value: object) -> Decimal:
    """Read a quantity written as decimal text, such as a share of 33.5.

    >>> read_number("33.5")
    Decimal('33.5')
    """
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError("a quantity is decimal text, such as 33.5")
    return Decimal(value)


def read_day(value: object) -> date:
    """Read a day written YYYY-MM-DD, between 1949-10-01 and 2199-12-31."""
    if isinstance(value, datetime) or not isinstance(value, str | date):
        raise ValueError("a day is written YYYY-MM-DD")
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written YYYY-MM-DD")
    day = date.fromisoformat(value) if isinstance(value, str) else value
    if not EARLIEST <= day <= LATEST:
        raise ValueError(f"a day lies between {EARLIEST} and {LATEST}")
    return day


def read_instant(value: object) -> datetime:
    """Read an instant in ISO 8601 with its time zone."""
    if not isinstance(value, str | datetime):
        raise ValueError("an instant is written 2018-03-05T09:00:00+08:00")
    at = datetime.fromisoformat(value) if isinstance(value, str) else value
    if at.tzinfo is None or at.utcoffset() is None:
        raise ValueError("an instant carries its time zone")
    if not EARLIEST < at.date() < LATEST:
        raise ValueError(f"an instant lies between {EARLIEST} and {LATEST}")
    return at


def read_bytes(value: object) -> bytes:
    """Read bytes written in base64."""
    try:
        return base64.b64decode(value if isinstance(value, str) else b"!", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("bytes are written in base64") from None


def _scalar(read: typing.Callable[[object], object], schema: dict[str, Any]) -> Any:
    return Annotated[Any, PlainValidator(read), WithJsonSchema({"type": "string", **schema})]


Amount = _scalar(read_amount, {"pattern": f"^{_AMOUNT.pattern}$", "examples": ["81250.00"]})
Number = _scalar(read_number, {"pattern": f"^{_NUMBER.pattern}$", "examples": ["33.5"]})
Day = _scalar(read_day, {"format": "date", "examples": ["2018-03-05"]})
Instant = _scalar(read_instant, {"format": "date-time", "examples": ["2018-03-05T09:00:00+08:00"]})
Bytes = _scalar(read_bytes, {"contentEncoding": "base64", "examples": ["5omn6KGM"]})
Words = Annotated[str, Field(max_length=LONGEST_TEXT, pattern=_TEXT)]
Whole = Annotated[int, Field(strict=True, ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
Truth = Annotated[bool, Field(strict=True)]
FreeJson = Annotated[
    Any, WithJsonSchema({"description": "JSON without fractions; decimals are text"})
]
FreeObject = Annotated[
    dict[str, Any], WithJsonSchema({"type": "object", "additionalProperties": True})
]
_SCALARS: Final[Mapping[Any, Any]] = {
    Fen: Amount,
    Decimal: Number,
    date: Day,
    datetime: Instant,
    bytes: Bytes,
    str: Words,
    int: Whole,
    bool: Truth,
    UUID: UUID,
    time: time,
}


def annotation_of(hint: Any, *, shown: bool = False) -> Any:
    """Give what pydantic reads a type of the house by; ``shown`` for what goes out.

    :raises TypeError: the type has no form on the wire.
    """
    if hint in _SCALARS:
        return _SCALARS[hint] if not shown or hint not in (str, int) else hint
    if hint is None or hint is type(None):
        return None
    origin, args = get_origin(hint), get_args(hint)
    if hint in (Any, object) or {bool, int, str} <= set(args):
        return FreeJson
    if origin is Annotated:
        return hint
    if origin in (Union, types.UnionType):
        return Union[tuple(annotation_of(a, shown=shown) for a in args)]  # noqa: UP007
    if origin is Finding or hint is Finding:
        return FreeObject
    if origin is not None and issubclass(origin, Mapping):
        return FreeObject
    if origin is not None and issubclass(origin, Sequence | AbstractSet):
        item = annotation_of(args[0], shown=shown)
        listed: Any = types.GenericAlias(list, (item,))
        return listed if shown else Annotated[listed, Field(max_length=LONGEST_LIST)]
    if isinstance(hint, type) and issubclass(hint, Enum | BaseModel):
        return hint
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return model_of(hint, shown=shown)
    raise TypeError(f"{hint!r} has no form on the wire")


def annotation_in_address(hint: Any) -> Any:
    """Give what reads a type in an address or a query, where numbers and truths are text."""
    if hint is int:
        return Annotated[int, Field(ge=-LARGEST_NUMBER, le=LARGEST_NUMBER)]
    if hint is bool:
        return bool
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(annotation_in_address(a) for a in get_args(hint))]  # noqa: UP007
    return annotation_of(hint)


@cache
def model_of(cls: type, *, shown: bool = False, without: frozenset[str] = frozenset()) -> Any:
    """Give the schema of a dataclass; ``without`` leaves out fields the door fills in."""
    hints = get_type_hints(cls, include_extras=True)
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(cls):
        hint = hints[field.name]
        if field.name in without or hint in _DROPPED or not field.init:
            continue
        if shown:
            name, outgoing = shown_field(field.name, hint)
            fields[name] = (annotation_of(outgoing, shown=True), ...)
        else:
            fields[field.name] = (annotation_of(hint), _default(field))
    model = create_model(_name(cls, shown, without), __base__=Strict, **fields)
    model.__doc__ = (cls.__doc__ or "").strip().split("\n\n")[0]
    setattr(model, "__house__", cls)  # noqa: B010
    return model


def shown_field(name: str, hint: Any) -> tuple[str, Any]:
    """Give how a field is shown: whole fen under ``claim_fen`` become yuan under ``claim``."""
    return (name.removesuffix("_fen"), Fen) if name.endswith("_fen") else (name, hint)


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return Field(default_factory=field.default_factory)
    if field.default is dataclasses.MISSING:
        return ...
    if field.default is None or isinstance(field.default, str | bool):
        return field.default
    value = field.default
    return Field(default_factory=lambda: value)


def _name(cls: type, shown: bool, without: frozenset[str]) -> str:
    room = cls.__module__.removeprefix("zhixing.").split(".")[0]
    own = cls.__module__.rpartition(".")[2] if room == "api" else room
    place = {"funds.ledger": "ledger", "law": "law"}.get(room, own)
    chapter = "Recorded" if cls.__module__.endswith((".chapters", ".chapter")) else ""
    less = "Given" if without else ""
    return f"{place.title()}{chapter}{cls.__name__}{less}{'Shown' if shown else ''}"


def to_house(value: Any, given: Mapping[str, Any] | None = None) -> Any:
    """Turn what was read into the house's own values; ``given`` adds what the door fills in.

    :raises ValueError: the dataclass itself refuses the values.
    """
    if isinstance(value, BaseModel):
        made = {name: to_house(getattr(value, name)) for name in value.model_fields_set}
        return value.__house__(**made, **(given or {}))  # type: ignore[attr-defined]
    if isinstance(value, list):
        return tuple(to_house(item) for item in value)
    return value


def to_wire(value: Any) -> Json:
    """Turn a value of the house into what an answer holds."""
    match value:
        case Fen():
            return value.yuan
        case Finding():
            return value.to_json()
        case time():
            return value.isoformat("minutes")
        case bytes():
            return base64.b64encode(value).decode()
        case list() | tuple():
            return [to_wire(item) for item in value]
        case Mapping():
            return {str(key): to_wire(item) for key, item in value.items()}
        case BaseModel():
            return {n: to_wire(getattr(value, n)) for n in type(value).model_fields}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return dict(_shown_fields(value))
    return to_json(value)


def _shown_fields(value: Any) -> typing.Iterator[tuple[str, Json]]:
    for field in dataclasses.fields(value):
        held = getattr(value, field.name)
        if isinstance(held, _DROPPED):
            continue
        if field.name.endswith("_fen") and held is not None:
            yield field.name.removesuffix("_fen"), Fen(held).yuan
        else:
            yield field.name, to_wire(held)
