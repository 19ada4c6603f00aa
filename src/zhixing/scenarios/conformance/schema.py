"""Reads a message strictly by its published JSON Schema, where the platform itself reads liberally.

It knows the words of JSON Schema (2020-12) that the published schemas use, and no others. A
member that no schema names is remarked on and is no fault: extensions are free.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from zhixing.inquiry.wire.openjson.published import openapi
from zhixing.scenarios.conformance.report import compared

Schema = dict[str, Any]
UNKNOWN_MEMBER: Final = "unknown-member"
MOST_SHOWN: Final = 80


@dataclass(frozen=True, slots=True)
class Fault:
    """Say where a message is not as published: what was expected there, and what was seen."""

    code: str
    where: str
    expected: str
    seen: str

    @property
    def text(self) -> str:
        """Give the fault in both languages, on one line."""
        return f"{self.where}: {compared(self.expected, self.seen)}"


def schema_faults(value: Any, name: str) -> list[Fault]:
    """List everything in which a value differs from the published schema of a name.

    >>> [f.code for f in schema_faults({"kind": 1}, "Poll")]
    ['type']
    """
    return list(_walk(value, {"$ref": f"#/components/schemas/{name}"}, name))


def _walk(value: Any, schema: Schema, where: str) -> Iterator[Fault]:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from _walk(value, openapi()["components"]["schemas"][name], where)
        return
    kind = schema.get("type")
    if kind is not None and not _TYPES[kind](value):
        yield Fault("type", where, str(kind), _shown(value))
        return
    if "enum" in schema and value not in schema["enum"]:
        yield Fault("enum", where, " | ".join(schema["enum"]), _shown(value))
    if isinstance(value, str):
        yield from _text(value, schema, where)
    elif isinstance(value, list):
        yield from _list(value, schema, where)
    elif isinstance(value, dict):
        yield from _object(value, schema, where)


_TYPES: Final[dict[str, Callable[[Any], bool]]] = {
    "string": lambda v: isinstance(v, str),
    "boolean": lambda v: isinstance(v, bool),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "array": lambda v: isinstance(v, list),
    "object": lambda v: isinstance(v, dict),
}


def _text(value: str, schema: Schema, where: str) -> Iterator[Fault]:
    pattern = schema.get("pattern")
    if pattern is not None and not re.search(pattern, value):
        yield Fault("pattern", where, pattern, _shown(value))
    least, most = schema.get("minLength", 0), schema.get("maxLength", len(value))
    if not least <= len(value) <= most:
        wanted = f"{least} – {most} 字符 signs"
        yield Fault("length", where, wanted, f"{len(value)}")
    form = schema.get("format")
    if form is not None and not _FORMATS[form](value):
        yield Fault("format", where, form, _shown(value))
    if schema.get("contentEncoding") == "base64" and not _is_base64(value):
        yield Fault("base64", where, "Base64", _shown(value))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_instant(text: str) -> bool:
    try:
        return "T" in text and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


_FORMATS: Final[dict[str, Callable[[str], bool]]] = {"date": _is_day, "date-time": _is_instant}


def _is_base64(text: str) -> bool:
    try:
        return bool(base64.b64decode(text, validate=True))
    except binascii.Error:
        return False


def _list(value: list[Any], schema: Schema, where: str) -> Iterator[Fault]:
    least, most = schema.get("minItems", 0), schema.get("maxItems", len(value))
    if not least <= len(value) <= most:
        yield Fault("count", where, f"{least} – {most} 项 items", f"{len(value)}")
    for place, item in enumerate(value, 1):
        yield from _walk(item, schema.get("items", {}), f"{where}[{place}]")


def _object(value: dict[str, Any], schema: Schema, where: str) -> Iterator[Fault]:
    for name in schema.get("required", ()):
        if name not in value:
            yield Fault("required", f"{where}.{name}", "此成员 this member", "无 nothing")
    known, others = schema.get("properties", {}), schema.get("additionalProperties")
    for name, inner in value.items():
        place = f"{where}.{name}"
        if name in known:
            yield from _walk(inner, known[name], place)
        elif isinstance(others, dict):
            yield from _walk(inner, others, place)
        elif known:
            code = "forbidden-member" if others is False else UNKNOWN_MEMBER
            yield Fault(code, place, "规范列明的成员 a member of the schema", _shown(inner))


def _shown(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)[:MOST_SHOWN]
