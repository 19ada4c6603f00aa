"""Rows of an incoming element-style document: leaves are values, whatever their case.

A registry's front-end repeats a list's tag without a tag for the record in it
(``<FDCQLIST>…fields…</FDCQLIST>`` twice); the annex wants ``<FDCQLIST><FDCQ>…``. Both are read.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.layers import ValueReader, unwrap_document
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.rows import Row, Sink, Spelling
from zhixing.inquiry.wire.safe_xml import local_name, parse_xml


class ElementRow(Row):
    """Read one element whose values are its leaf children; attributes stand in for absent ones."""

    __slots__ = ()

    def __init__(
        self, node: etree._Element, path: str, reader: ValueReader, spelling: Spelling, sink: Sink
    ) -> None:
        super().__init__(node, path, reader, spelling, sink)
        self._values = {**self._values, **leaves(node, spelling)}

    def rows(self, item: str) -> Iterator[Row]:
        """Give the children called ``item``, in a list, alone, or a list that is one itself."""
        place, listed = 0, f"{item}list"
        for child in self._children:
            name = local_name(child).lower()
            if name == item:
                place += 1
                yield self._row(child, f"{self.path}/{item}[{place}]")
            elif name == listed:
                inner = [n for n in child if isinstance(n.tag, str)]
                named = [n for n in inner if local_name(n).lower() == item]
                for found in named or ([child] if inner else []):
                    place += 1
                    yield self._row(found, f"{self.path}/{item}[{place}]")

    def first(self, name: str) -> ElementRow | None:
        """Give the first child called ``name``, in any case, None when there is none."""
        for child in self._children:
            if local_name(child).lower() == name:
                return self._row(child, f"{self.path}/{local_name(child)}")
        return None

    def names(self) -> list[str]:
        """Give the names of the children, lower-case, in order."""
        return [local_name(child).lower() for child in self._children]

    def full_lists(self) -> list[str]:
        """Give the names of the children that hold elements, as they stand, each once."""
        full = (local_name(child) for child in self._children if len(child))
        return list(dict.fromkeys(full))

    def _row(self, node: etree._Element, path: str) -> ElementRow:
        return ElementRow(node, path, self._reader, self._spelling, self._sink)


def leaves(node: etree._Element, spelling: Spelling) -> dict[str, str]:
    """Give the children of an element that hold a text and no element, under our spelling."""
    found: dict[str, str] = {}
    for child in node:
        if isinstance(child.tag, str) and not len(child):
            found.setdefault(spelling[local_name(child)][0], child.text or "")
    return found


def open_elements(
    payload: str, profile: WireProfile, sink: Sink, *, what: str
) -> tuple[str, ElementRow]:
    """Take a payload off its layers and give its root's name, lower-case, and the root as a row.

    :raises Unreadable: not a document of this wire at all.
    """
    try:
        root = parse_xml(unwrap_document(payload, what=what), what=what)
    except WireError as error:
        raise Unreadable(what, "", error.zh, error.en, error.code) from None
    spelling = Spelling(profile)
    reader = ValueReader(
        (
            (spelling[local_name(node)][0], node.text or "")
            for node in root.iter()
            if isinstance(node.tag, str) and not len(node)
        ),
        profile,
    )
    name = local_name(root)
    return name.lower(), ElementRow(root, name, reader, spelling, sink)
