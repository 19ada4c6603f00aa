"""The JSON Schema of a topic's request and response, read from its dataclasses."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from zhixing.kernel.canonical import Json
from zhixing.kernel.fen import Fen
from zhixing.law.topics.reading import LONGEST, LONGEST_LIST, wire_name
from zhixing.law.topics.topic import Between, Most, Six, Topic
from zhixing.law.topics.writing import write

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_YUAN: Final[Json] = {"type": "string", "pattern": r"^-?[0-9]{1,16}(\.[0-9]{1,2})?$"}
_PLAIN: Final[dict[Any, Json]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string", "maxLength": LONGEST},
    Fen: _YUAN,
    Six: {"type": "string", "pattern": r"^-?[0-9]+\.[0-9]{6}$"},
    Decimal: {"type": "string", "pattern": r"^-?[0-9]{1,16}(\.[0-9]{1,12})?$"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}"},
}
_TEXTS: Final[Json] = {"type": "array", "items": {"type": "string"}}
_STEP: Final[Json] = {
    "type": "object",
    "required": ["text_zh", "text_en", "basis", "parameter", "value"],
    "properties": {
        "text_zh": {"type": "string"},
        "text_en": {"type": "string"},
        "basis": {"type": ["object", "null"]},
        "parameter": {"type": ["string", "null"]},
        "value": {},
    },
}
_FINDING: Final[Json] = {
    "type": "object",
    "required": ["conclusion_zh", "conclusion_en", "steps", "options", "marks"],
    "properties": {
        "conclusion_zh": {"type": "string"},
        "conclusion_en": {"type": "string"},
        "steps": {"type": "array", "items": _STEP},
        "options": {"type": "object"},
        "marks": _TEXTS,
    },
}
_ERROR: Final[Json] = {
    "type": "object",
    "required": ["code", "field", "message_zh", "message_en"],
    "properties": {n: {"type": "string"} for n in ("code", "field", "message_zh", "message_en")},
}


def topic_schema(topic: Topic) -> dict[str, Json]:
    """Give the request's and the response's schema under one roof."""
    return {
        "topic": topic.name,
        "request": {"$schema": DIALECT, **_object(topic.request, is_request=True)},
        "response": {
            "$schema": DIALECT,
            "type": "object",
            "properties": {
                "result": _object(topic.result, is_request=False),
                "finding": _FINDING,
                "error": _ERROR,
            },
            "anyOf": [{"required": ["result", "finding"]}, {"required": ["error"]}],
            "additionalProperties": False,
        },
    }


def _schema(hint: Any, is_request: bool) -> dict[str, Json]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(_schema(args[0], is_request), args[1:], args[0])
    if origin in (Union, types.UnionType):
        inner: list[Json] = [_schema(a, is_request) for a in args if a is not type(None)]
        return {"anyOf": [*inner, {"type": "null"}] if type(None) in args else inner}
    if origin is tuple:
        return {
            "type": "array",
            "items": _schema(args[0], is_request),
            **({"maxItems": LONGEST_LIST} if is_request else {}),
        }
    if origin is typing.Literal:
        return {"enum": list(args)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(args[1], is_request)}
    if dataclasses.is_dataclass(hint):
        return _object(hint, is_request)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [member.value for member in hint], "description": _said(hint)}
    found = _PLAIN[hint]
    return dict(found) if isinstance(found, dict) else {}


def _bounded(schema: dict[str, Json], bounds: tuple[Any, ...], hint: Any) -> dict[str, Json]:
    for bound in bounds:
        if isinstance(bound, Most):
            schema["maxLength" if schema.get("type") == "string" else "maxItems"] = bound.most
        if isinstance(bound, Between) and hint is int:
            schema |= {"minimum": bound.least, "maximum": bound.most}
        elif isinstance(bound, Between):
            schema["description"] = f"{bound.least} – {bound.most}"
    return schema


def _object(kind: Any, is_request: bool) -> dict[str, Json]:
    hints = get_type_hints(kind, include_extras=True)
    properties: dict[str, Json] = {}
    needed: list[Json] = []
    for field in dataclasses.fields(kind):
        name = wire_name(field.name)
        properties[name] = shape = _schema(hints[field.name], is_request)
        if field.default is not dataclasses.MISSING and is_request:
            shape["default"] = write(field.default)
        elif field.default_factory is dataclasses.MISSING or not is_request:
            needed.append(name)
    return {
        "type": "object",
        "description": _said(kind),
        "properties": properties,
        "required": needed,
        "additionalProperties": False,
    }


def _said(kind: Any) -> str:
    """Give what the declaration says of itself, on one line."""
    return " ".join((kind.__doc__ or "").split())
