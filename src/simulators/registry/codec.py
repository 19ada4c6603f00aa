"""The registry's own reading and writing: elements in upper case, texts in Base64 of UTF-8."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.sax.saxutils import escape

Values = dict[str, str]


class CourtError(Exception):
    """Carry the error text the court put on the root of its answer."""


class UnreadableAnswer(Exception):
    """Tell that an answer of the court cannot be parsed."""


@dataclass(slots=True)
class Node:
    """Hold an outgoing element: name, texts of its leaves, further children."""

    name: str
    values: Values = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


def wrap(text: str) -> str:
    """Put a text under one layer of Base64."""
    return base64.b64encode(text.encode("utf-8")).decode("ascii")


def encode(node: Node, *, is_plain: bool = False) -> str:
    """Write a document; ``is_plain`` leaves the texts as they stand, as some sites do."""
    xml = '<?xml version="1.0" encoding="UTF-8"?>' + _render(node, is_plain)
    return wrap(xml)


def _render(node: Node, is_plain: bool) -> str:
    inner = "".join(
        f"<{name}>{escape(value) if is_plain else wrap(value)}</{name}>"
        for name, value in node.values.items()
        if value
    )
    inner += "".join(_render(child, is_plain) for child in node.children)
    return f"<{node.name}>{inner}</{node.name}>"


def message(data: Sequence[Node], at: str) -> Node:
    """Put feedback into its envelope of head and data."""
    head = Node("Head", {"CREATETIME": at, "RESPONSECODE": "0000"})
    return Node("Message", {}, [head, Node("Data", {}, [Node("BDCFKLIST", {}, list(data))])])


def usermarker(user: str, password: str) -> str:
    """Write who calls."""
    inner = Node("CONDITION", {"USERNAME": user, "PASSWORD": password})
    return encode(Node("USERMARKER", {}, [inner]))


def document_key(number: str) -> str:
    """Write which documents are wanted; the number goes under two layers, by an old mistake."""
    inner = Node("CONDITION", {"CXQQDH": wrap(number)})
    return encode(Node("WSBHINFO", {}, [inner]))


def unwrap(text: str) -> str:
    """Take one layer off a text that carries one, else give it as it stands."""
    bare = "".join(text.split())
    try:
        return base64.b64decode(bare, validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return text


@dataclass(frozen=True, slots=True)
class Read:
    """Hold an answer of the court: its error, if any, and its root."""

    error: str
    root: ElementTree.Element

    def items(self, name: str) -> list[ElementTree.Element]:
        """Give the elements of a name, wherever they stand."""
        return list(self.root.iter(name))


def read(payload: str) -> Read:
    """Open an answer of the court.

    :raises UnreadableAnswer: no document.
    """
    try:
        root = ElementTree.fromstring(base64.b64decode("".join(payload.split())))
    except (binascii.Error, ElementTree.ParseError) as failure:
        raise UnreadableAnswer(str(failure)) from None
    error = root.get("ErrorMSG") or root.findtext("errMsg") or ""
    return Read(unwrap(error), root)


def values(node: ElementTree.Element) -> Values:
    """Give the texts of an element's leaves."""
    return {child.tag: unwrap(child.text or "") for child in node if len(child) == 0}
