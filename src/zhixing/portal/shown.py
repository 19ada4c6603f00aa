"""Laying a topic's result out for reading: lines, tables and groups, with their words."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from zhixing.kernel.clock import SHANGHAI
from zhixing.kernel.fen import Fen
from zhixing.kernel.finding import Citation
from zhixing.law.topics.reading import wire_name
from zhixing.law.topics.words import choice_words, field_words
from zhixing.platform.screenkit.formats import money_text
from zhixing.platform.screenkit.words import Text, Words

NONE = Words("无", "none")
YES, NO = Words("是", "yes"), Words("否", "no")


@dataclass(slots=True)
class Shown:
    """One part of a result: a line, a table of rows, or a group of parts."""

    label: Words
    kind: str
    text: Text = ""
    is_number: bool = False
    columns: list[tuple[Words, bool]] = field(default_factory=list)
    rows: list[list[tuple[Text, bool]]] = field(default_factory=list)
    parts: list[Shown] = field(default_factory=list)


def lay_out(topic: str, result: object) -> list[Shown]:
    """Lay a result out."""
    return [_part(topic, name, value) for name, value in _members(result)]


def _members(value: object) -> Iterator[tuple[str, Any]]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        held = {wire_name(f.name): getattr(value, f.name) for f in dataclasses.fields(value)}
        yield from _one_language(held)
    elif isinstance(value, Mapping):
        for name, held in value.items():
            yield str(name), held


def _one_language(held: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Join ``name_zh`` and ``name_en`` into words; where the name itself stands, they say it."""
    for name, value in held.items():
        base = name[:-3]
        if name.endswith("_zh") and f"{base}_en" in held and isinstance(value, str):
            yield base, Words(value, str(held[f"{base}_en"]))
        elif not (name.endswith("_en") and f"{base}_zh" in held) and f"{name}_zh" not in held:
            yield name, value


def _part(topic: str, name: str, value: Any) -> Shown:
    label = Words(*field_words(topic, name))
    if _is_group(value):
        parts = [_part(topic, inner, held) for inner, held in _members(value)]
        return Shown(label, "group", parts=parts)
    if isinstance(value, tuple | list) and value and all(map(_is_group, value)):
        return _grid(topic, label, value)
    text, is_number = _said(topic, value)
    return Shown(label, "line", text, is_number)


def _is_group(value: object) -> bool:
    if isinstance(value, Citation):
        return False
    return isinstance(value, Mapping) or (
        dataclasses.is_dataclass(value) and not isinstance(value, type)
    )


def _grid(topic: str, label: Words, values: tuple[Any, ...] | list[Any]) -> Shown:
    rows = [[_said(topic, held) for _, held in _members(value)] for value in values]
    names = [name for name, _ in _members(values[0])]
    columns = [
        (Words(*field_words(topic, name)), any(row[i][1] for row in rows))
        for i, name in enumerate(names)
    ]
    return Shown(label, "grid", columns=columns, rows=rows)


def _said(topic: str, value: Any) -> tuple[Text, bool]:
    """Say a value, and whether it stands right-aligned as a figure."""
    match value:
        case None:
            return "—", False
        case Words():
            return value, False
        case bool():
            return (YES if value else NO), False
        case Fen():
            return money_text(value), True
        case Enum():
            return Words(*choice_words(topic, value)), False
        case datetime():
            return value.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"), False
        case date():
            return value.isoformat(), False
        case Decimal() | int():
            return f"{value}", True
        case Citation():
            return Words(value.zh, value.en), False
        case tuple() | list():
            return _listed(topic, value), False
    if _is_group(value):
        pairs = [(field_words(topic, n), _said(topic, held)[0]) for n, held in _members(value)]
        zh = "；".join(f"{name[0]} {_in(text, 'zh')}" for name, text in pairs)
        en = "; ".join(f"{name[1]} {_in(text, 'en')}" for name, text in pairs)
        return Words(zh, en), False
    return Words(*choice_words(topic, value)), False


def _listed(topic: str, values: tuple[Any, ...] | list[Any]) -> Text:
    said = [_said(topic, value)[0] for value in values]
    if not said:
        return NONE
    zh = "、".join(_in(text, "zh") for text in said)
    return Words(zh, ", ".join(_in(text, "en") for text in said))


def _in(text: Text, which: str) -> str:
    return str(getattr(text, which)) if isinstance(text, Words) else text
