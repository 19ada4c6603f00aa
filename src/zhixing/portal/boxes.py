"""A form for any topic: boxes out of a request's dataclass, JSON out of what was typed.

A box is named by the path of its field (``items[0].amount``), which is also how a fault
names it. Nothing is checked here: the topic's own reader does that.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

from zhixing.kernel.canonical import Json
from zhixing.kernel.fen import Fen
from zhixing.law.topics.reading import wire_name
from zhixing.law.topics.topic import Topic
from zhixing.law.topics.words import choice_words, field_words
from zhixing.platform.screenkit.words import Words

MOST_ROWS: Final = 60
_KINDS: Final[dict[Any, str]] = {
    Fen: "money",
    date: "day",
    datetime: "instant",
    int: "whole",
    Decimal: "number",
    bool: "check",
    str: "text",
}
_ABSENT: Final = object()


class Several:
    """Stand for a field that takes a number or a list, typed with commas between."""


@dataclass(slots=True)
class Box:
    """One place of a form: a box, a choice, a group of places, or a list of groups."""

    path: str
    label: Words
    kind: str
    value: str = ""
    options: list[tuple[str, Words, bool]] = field(default_factory=list)
    fault: Words | None = None
    is_needed: bool = False
    boxes: list[Box] = field(default_factory=list)
    rows: list[list[Box]] = field(default_factory=list)
    is_open: bool = True

    @property
    def key(self) -> str:
        """Give a name that may stand in an anchor."""
        return "box-" + "".join(c if c.isalnum() else "-" for c in self.path)

    @property
    def count(self) -> int:
        """Give the number of rows."""
        return len(self.rows)


def lay_boxes(topic: Topic, given: Mapping[str, Json], faults: Mapping[str, Words]) -> list[Box]:
    """Lay a topic's form out with what was given and what was found wrong in it."""
    return _fields(_Draft(topic.name, faults), topic.request, given, "")


@dataclass(frozen=True, slots=True)
class _Draft:
    topic: str
    faults: Mapping[str, Words]


def _fields(draft: _Draft, kind: Any, given: Any, path: str) -> list[Box]:
    hints = get_type_hints(kind, include_extras=True)
    held = given if isinstance(given, Mapping) else {}
    found = []
    for member in dataclasses.fields(kind):
        name = wire_name(member.name)
        default = None if member.default is dataclasses.MISSING else member.default
        place = f"{path}.{name}" if path else name
        value = held.get(name, _wire(default))
        box = _box(draft, hints[member.name], value, place, name)
        box.is_needed = (
            member.default is dataclasses.MISSING
            and member.default_factory is dataclasses.MISSING
            and not _is_optional(hints[member.name])
        )
        found.append(box)
    return found


def _wire(default: object) -> Any:
    if isinstance(default, Enum):
        return default.value
    if isinstance(default, Fen):
        return default.yuan
    return default if isinstance(default, bool | int | str) else None


def _box(draft: _Draft, hint: Any, value: Any, path: str, name: str) -> Box:
    bare, is_optional = _bare(hint)
    label = Words(*field_words(draft.topic, name))
    box = Box(path, label, "text", fault=draft.faults.get(path))
    if get_origin(bare) is tuple:
        return _list(draft, box, bare, value, name)
    if dataclasses.is_dataclass(bare):
        box.kind, box.is_open = "group", not is_optional or isinstance(value, Mapping)
        box.boxes = _fields(draft, bare, value, path)
        if is_optional:
            box.kind = "choice-group"
        return box
    if choices := _choices(bare):
        box.kind = "choice"
        shown = [("", Words("未填", "Not stated"), value is None)] if is_optional else []
        box.options = shown + [
            (str(c), Words(*choice_words(draft.topic, c)), str(c) == str(value)) for c in choices
        ]
        return box
    box.kind = _KINDS.get(bare, "text")
    if box.kind == "check" and is_optional:
        box.kind = "choice"
        states = (("", None), ("true", True), ("false", False))
        words = (Words("未填", "Not stated"), Words("是", "Yes"), Words("否", "No"))
        box.options = [(t, w, value is s) for (t, s), w in zip(states, words, strict=True)]
    if bare is Several and isinstance(value, list):
        value = ", ".join(map(str, value))
    box.value = "" if value is None or isinstance(value, dict | list) else _text(value)
    return box


def _list(draft: _Draft, box: Box, hint: Any, value: Any, name: str) -> Box:
    item = get_args(hint)[0]
    held = value if isinstance(value, list) else []
    bare, _ = _bare(item)
    box.kind = "list" if dataclasses.is_dataclass(bare) else "values"
    for i, element in enumerate(held[:MOST_ROWS]):
        place = f"{box.path}[{i}]"
        if box.kind == "list":
            box.rows.append(_fields(draft, bare, element, place))
        else:
            box.rows.append([_box(draft, item, element, place, name)])
    return box


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    return str(value)


def _bare(hint: Any) -> tuple[Any, bool]:
    """Strip bounds and ``| None`` from a type."""
    is_optional = _is_optional(hint)
    if is_optional:
        others = [a for a in get_args(hint) if a is not type(None)]
        hint = others[0] if len(others) == 1 else _loose(others)
    if get_origin(hint) is Annotated:
        inner, inner_optional = _bare(get_args(hint)[0])
        return inner, is_optional or inner_optional
    if get_origin(hint) in (Union, types.UnionType):
        return _loose(list(get_args(hint))), is_optional
    return hint, is_optional


def _loose(choices: list[Any]) -> Any:
    """Give how several types in one field are typed: with commas where one is a list."""
    bare = [get_args(c)[0] if get_origin(c) is Annotated else c for c in choices]
    return Several if any(get_origin(b) is tuple for b in bare) else str


def _is_optional(hint: Any) -> bool:
    return get_origin(hint) in (Union, types.UnionType) and type(None) in get_args(hint)


def _choices(hint: Any) -> list[Any]:
    if get_origin(hint) is typing.Literal:
        return list(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return [member.value for member in hint]
    return []


def gather(topic: Topic, typed: Mapping[str, str]) -> dict[str, Json]:
    """Make the JSON of a question out of what was typed."""
    return _gather_fields(topic.request, typed, "")


def _gather_fields(kind: Any, typed: Mapping[str, str], path: str) -> dict[str, Json]:
    hints = get_type_hints(kind, include_extras=True)
    found: dict[str, Json] = {}
    for member in dataclasses.fields(kind):
        name = wire_name(member.name)
        place = f"{path}.{name}" if path else name
        value = _gather(hints[member.name], typed, place)
        has_default = (
            member.default is not dataclasses.MISSING
            or member.default_factory is not dataclasses.MISSING
        )
        if value is not _ABSENT:
            found[name] = value
        elif _is_optional(hints[member.name]) and not has_default:
            found[name] = None
    return found


def _gather(hint: Any, typed: Mapping[str, str], path: str) -> Any:
    bare, is_optional = _bare(hint)
    if get_origin(bare) is tuple:
        item = get_args(bare)[0]
        count = typed.get(f"{path}#", "0")
        rows = min(int(count), MOST_ROWS) if count.isdecimal() and len(count) < 4 else 0
        values = (_gather(item, typed, f"{path}[{i}]") for i in range(rows))
        return [None if v is _ABSENT else v for v in values]
    if dataclasses.is_dataclass(bare):
        if is_optional and f"{path}?" not in typed:
            return _ABSENT
        return _gather_fields(bare, typed, path)
    text = typed.get(path, "").strip()
    if bare is bool and not is_optional:
        return text == "true"
    if not text:
        return _ABSENT
    return _READ.get(bare, str)(text) if not _choices(bare) else _chosen(bare, text)


def _chosen(hint: Any, text: str) -> Any:
    return next((c for c in _choices(hint) if str(c) == text), text)


def _whole(text: str) -> Any:
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 17 else text


def _boolean(text: str) -> Any:
    return {"true": True, "false": False}.get(text, text)


def _instant(text: str) -> Any:
    return text if len(text) != 16 else f"{text}:00"


def _several(text: str) -> Any:
    whole = _whole(text)
    return whole if isinstance(whole, int) else [t for t in re.split(r"[,，、\s]+", text) if t]


_READ: Final[dict[Any, Callable[[str], Any]]] = {
    int: _whole,
    bool: _boolean,
    datetime: _instant,
    Several: _several,
}


def with_row(topic: Topic, question: dict[str, Json], typed: Mapping[str, str]) -> bool:
    """Add or take away a row where a button asked for it; say whether one did."""
    what, _, path = typed.get("do", "").partition(":")
    if what == "add":
        place = _find(question, path)
        if isinstance(place, list) and len(place) < MOST_ROWS:
            place.append({} if _holds_groups(topic, path) else None)
        return True
    if what == "remove":
        whole, _, at = path.rpartition("[")
        place = _find(question, whole)
        row = at.rstrip("]")
        if isinstance(place, list) and row.isdecimal() and int(row) < len(place):
            del place[int(row)]
        return True
    return False


def _find(question: Json, path: str) -> Json:
    found: Json = question
    for step in path.replace("]", "").replace("[", ".").split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdecimal() and int(step) < len(found):
            found = found[int(step)]
    return found


def _holds_groups(topic: Topic, path: str) -> bool:
    kind: Any = topic.request
    for step in (s for s in path.replace("]", "").replace("[", ".").split(".") if s):
        if step.isdecimal():
            continue
        hints = get_type_hints(kind, include_extras=True)
        hint = hints.get(step) or hints.get(f"{step}_")
        bare, _ = _bare(hint)
        kind = _bare(get_args(bare)[0])[0] if get_origin(bare) is tuple else bare
    return dataclasses.is_dataclass(kind)
