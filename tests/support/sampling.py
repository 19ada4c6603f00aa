"""Makes values of any payload's type: one with every field filled, one with the least."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from zhixing.kernel.fen import Fen

PLAIN: dict[Any, Any] = {
    str: "虚构 text",
    bool: True,
    int: 7,
    Fen: Fen(123_45),
    date: date(2016, 2, 29),
    datetime: datetime(2016, 2, 29, 8, 30, tzinfo=UTC),
    UUID: UUID("01890000-0000-7000-8000-00000000000a"),
    Decimal: Decimal("0.06"),
    Fraction: Fraction(1, 3),
    bytes: b"\x00\xff",
    Any: {"任意": [1, "x", None]},
}


def samples(hint: Any) -> Iterator[Any]:
    """Give a full value of a type, and the barest one if it differs."""
    full, bare = sample(hint, full=True), sample(hint, full=False)
    yield full
    if bare != full:
        yield bare


def sample(hint: Any, *, full: bool = True) -> Any:
    """Give one value of a type; ``full`` fills what may be empty or absent."""
    origin, args = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        present = [a for a in args if a is not type(None)]
        return sample(present[0], full=full) if full or len(present) == len(args) else None
    if origin in (tuple, list, frozenset):
        return _sequence(origin, args, full)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        return {sample(args[0]): sample(args[1])} if full else {}
    if origin is Literal:
        return args[0]
    if dataclasses.is_dataclass(hint):
        return _dataclass(hint, full)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint))
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()):
        return sample(hint.__value__, full=full)
    return PLAIN[Any] if full else None


def _sequence(origin: Any, args: tuple[Any, ...], full: bool) -> Any:
    if origin is tuple and args and args[-1] is not Ellipsis:
        return tuple(sample(a, full=full) for a in args)
    return origin([sample(args[0])] * (2 if full and origin is not frozenset else int(full)))


def _dataclass(cls: Any, full: bool) -> Any:
    hints = get_type_hints(cls)
    return cls(
        **{
            f.name: sample(hints[f.name], full=full)
            for f in dataclasses.fields(cls)
            if f.init and (full or _is_required(f))
        }
    )


def _is_required(field: dataclasses.Field[Any]) -> bool:
    missing = dataclasses.MISSING
    return field.default is missing and field.default_factory is missing
