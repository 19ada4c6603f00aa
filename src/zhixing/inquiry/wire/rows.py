"""Rows of an incoming attribute-style document, and where what was odd about them is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TypeVar

from lxml import etree

from zhixing.inquiry.wire.errors import Note, Unreadable, WireError
from zhixing.inquiry.wire.layers import ValueReader, read_binary, unwrap_document
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.safe_xml import local_name, parse_xml
from zhixing.inquiry.wire.values import (
    read_date,
    read_decimal,
    read_money,
    read_time,
    width_of,
)
from zhixing.kernel.fen import Fen

T = TypeVar("T")

MOST_REMARKS = 500
"""How many notes, and how many problems, are kept of one document."""


@dataclass(slots=True)
class Sink:
    """Gather what was tolerated and what was lost while one document is read."""

    notes: dict[tuple[str, str, str], Note] = field(default_factory=dict)
    problems: list[Unreadable] = field(default_factory=list)
    spelled: dict[str, str] = field(default_factory=dict)
    """By the number of a request not in plain letters, how the message writes it."""
    _named: set[tuple[str, str, str]] = field(default_factory=set)

    @property
    def mark(self) -> int:
        """Give how much was lost until now, for ``lost_since``."""
        return len(self._named)

    def lost_since(self, mark: int) -> tuple[Note, ...]:
        """Give what was lost since a mark, at least one word where anything was."""
        if len(self._named) == mark:
            return ()
        named = self.problems[mark:] or [Unreadable("", "", "问题过多", "too many problems")]
        return tuple(Note(p.code, p.row, p.field, p.zh, p.en) for p in named)

    def note(self, code: str, row: str, name: str, zh: str, en: str) -> None:
        """Keep a remark, once for the same code, row and field."""
        if len(self.notes) < MOST_REMARKS:
            self.notes.setdefault((code, row, name), Note(code, row, name, zh, en))

    def lose(self, row: str, name: str, zh: str, en: str, code: str = "unreadable") -> None:
        """Keep the name of a row or field that could not be read, once for the same code."""
        key = (code, row, name)
        if key in self._named:
            return
        self._named.add(key)
        if len(self.problems) < MOST_REMARKS:
            self.problems.append(Unreadable(row, name, zh, en, code))


class Spelling(dict[str, tuple[str, bool]]):
    """Tell for each name an attribute has in one document our spelling, and whether it is ours."""

    def __init__(self, profile: WireProfile) -> None:
        super().__init__()
        self._profile = profile
        self.widths = profile.widths
        self._seen: dict[etree._Element, dict[str, str]] = {}

    def __missing__(self, key: str) -> tuple[str, bool]:
        name = key.rpartition("}")[2]
        canonical = self._profile.canonical_name(name)
        self[key] = (canonical, canonical == name.upper())
        return self[key]

    def look_at(self, node: etree._Element) -> dict[str, str]:
        """Give an element's attributes under our spelling, and keep them for its row."""
        self._seen[node] = attributes(node, self)
        return self._seen[node]

    def take(self, node: etree._Element) -> dict[str, str]:
        """Give an element's attributes under our spelling, those that were looked at before."""
        seen = self._seen.pop(node, None)
        return attributes(node, self) if seen is None else seen


class Row:
    """Read one element: attributes under our spelling, children by name whatever their case."""

    __slots__ = ("_children", "_reader", "_sink", "_spelling", "_values", "_widths", "path")

    def __init__(
        self, node: etree._Element, path: str, reader: ValueReader, spelling: Spelling, sink: Sink
    ) -> None:
        self.path = path
        self._reader = reader
        self._spelling = spelling
        self._sink = sink
        self._widths = spelling.widths
        self._values = spelling.take(node)
        self._children = [child for child in node if isinstance(child.tag, str)]

    def raw(self, name: str) -> str:
        """Give an attribute as it arrived, empty when absent."""
        return self._values.get(name, "")

    def text(self, name: str) -> str:
        """Give an attribute's text, empty when absent."""
        value = self._values.get(name, "")
        if not value:
            return ""
        try:
            text = self._reader.read_whole(name, value)
        except WireError as error:
            self._sink.lose(self.path, name, error.zh, error.en, error.code)
            return ""
        limit = self._widths.get(name)
        if limit is not None and 2 * len(text) > limit and width_of(text) > limit:
            self._sink.note(
                "too-wide",
                self.path,
                name,
                f"超过附件规定的 {limit} 字节，照收",
                f"exceeds the {limit} bytes of the annex; kept",
            )
        return text

    def is_too_wide(self, name: str) -> bool:
        """Say whether an attribute is wider than the annex allows."""
        limit = self._widths.get(name)
        return limit is not None and width_of(self.text(name)) > limit

    def money(self, name: str) -> Fen | None:
        """Give an amount; None when absent or, with a problem kept, unreadable."""
        return self._typed(name, read_money)

    def decimal(self, name: str) -> Decimal | None:
        """Give a number; None when absent or, with a problem kept, unreadable."""
        return self._typed(name, read_decimal)

    def date(self, name: str) -> date | None:
        """Give a day; None when absent or, with a problem kept, unreadable."""
        return self._typed(name, read_date)

    def time(self, name: str) -> datetime | None:
        """Give an instant; None when absent or, with a problem kept, unreadable."""
        return self._typed(name, read_time)

    def binary(self, name: str) -> tuple[bytes, bool | None] | None:
        """Give a binary value and whether its MD5 agrees; None, with a problem kept, if neither."""
        value = self.raw(name)
        if not value.strip():
            self._sink.lose(self.path, name, "没有内容", "there is no content")
            return None
        try:
            return read_binary(value, self.text("MD5"))
        except WireError as error:
            self._sink.lose(self.path, name, error.zh, error.en, error.code)
            return None

    def extras(self, known: frozenset[str]) -> dict[str, str]:
        """Give the attributes whose names are not among those known."""
        return {name: self.text(name) for name in self._values if name not in known}

    def rows(self, item: str) -> Iterator[Row]:
        """Give the children called ``item``, whether or not a list element stands around them."""
        place = 0
        for child in self._children:
            name = local_name(child).lower()
            if name == item:
                place += 1
                yield self._row(child, f"{self.path}/{item}[{place}]")
            elif name == f"{item}list":
                for inner in child:
                    if isinstance(inner.tag, str) and local_name(inner).lower() == item:
                        place += 1
                        yield self._row(inner, f"{self.path}/{item}[{place}]")

    def note_strangers(self, *items: str) -> None:
        """Keep a remark for each child that is neither one of ``items`` nor a list of it."""
        known = {*items, *(f"{item}list" for item in items)}
        for child in self._children:
            name = local_name(child)
            if name.lower() not in known:
                self._sink.note(
                    "unknown-element",
                    self.path,
                    name,
                    "不认识的元素，已略过",
                    "unknown element, passed over",
                )

    def _row(self, node: etree._Element, path: str) -> Row:
        return Row(node, path, self._reader, self._spelling, self._sink)

    def _typed(self, name: str, read: Callable[[str], T | None]) -> T | None:
        text = self.text(name)
        try:
            return read(text)
        except WireError as error:
            self._sink.lose(self.path, name, error.zh, error.en, error.code)
            return None


def attributes(node: etree._Element, spelling: Spelling) -> dict[str, str]:
    """Give an element's attributes under our spelling; ours wins over an alias of it."""
    found: dict[str, str] = {}
    for key, value in node.attrib.items():
        canonical, is_ours = spelling[str(key)]
        if is_ours or canonical not in found:
            found[canonical] = str(value)
    return found


def open_document(
    payload: str | bytes, profile: WireProfile, sink: Sink, *, what: str
) -> tuple[str, Row]:
    """Take a payload off its layers and give its root's name, lower-case, and the root as a row.

    Bytes are a document as it lay in a file; its prolog's charset holds.

    :raises Unreadable: not a document of this wire at all.
    """
    try:
        bare = payload if isinstance(payload, bytes) else unwrap_document(payload, what=what)
        root = parse_xml(bare, what=what)
    except WireError as error:
        raise Unreadable(what, "", error.zh, error.en, error.code) from None
    spelling = Spelling(profile)
    reader = ValueReader(
        (
            pair
            for node in root.iter()
            if isinstance(node.tag, str)
            for pair in spelling.look_at(node).items()
        ),
        profile,
    )
    name = local_name(root)
    return name.lower(), Row(root, name, reader, spelling, sink)
