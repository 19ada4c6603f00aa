"""Takes the text of an XML document into pieces without changing a character of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from zhixing.inquiry.exhibit.pieces import Piece

_TOKEN = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[(?P<cdata>.*?)\]\]>"
    r"|</(?P<close>[^\s>]+)\s*>"
    r"""|<(?P<open>[^\s/>!?]+)(?P<attributes>(?:[^"'>/]|"[^"]*"|'[^']*'|/(?!>))*)(?P<empty>/?)>"""
    r"|(?P<text>[^<]+)|<",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=]+)(\s*=\s*["'])([^"']*|(?<=")[^"]*|(?<=')[^']*)(["'])""")
MOST_PIECES = 20_000


@dataclass(slots=True)
class _Open:
    """Hold an element whose end has not been met."""

    name: str
    path: str
    places: dict[str, int] = field(default_factory=dict)


def take_apart(text: str) -> list[Piece]:
    """Take a document's text into pieces: every attribute and every leaf's text is a value.

    >>> [p.code for p in take_apart('<a><b YE="1"/></a>') if p.code]
    ['YE']
    """
    pieces: list[Piece] = []
    for piece in _pieces(text):
        if len(pieces) >= MOST_PIECES:
            break
        pieces.append(piece)
    used = sum(len(p.text) for p in pieces)
    if used < len(text):
        pieces.append(Piece(text[used:]))
    return pieces


def _pieces(text: str) -> Iterator[Piece]:
    stack = [_Open("", "")]
    for token in _TOKEN.finditer(text):
        if token["open"]:
            opened = _enter(stack[-1], token["open"])
            yield Piece("<" + token["open"])
            yield from _attributes(token["attributes"], opened.path)
            yield Piece(token["empty"] + ">")
            if not token["empty"]:
                stack.append(opened)
        elif token["close"]:
            if len(stack) > 1:
                stack.pop()
            yield Piece(token[0])
        elif token["cdata"] is not None:
            yield Piece("<![CDATA[")
            yield Piece(token["cdata"], stack[-1].name, _parent(stack))
            yield Piece("]]>")
        elif token["text"] and token["text"].strip() and len(stack) > 1:
            yield Piece(token["text"], stack[-1].name, _parent(stack))
        else:
            yield Piece(token[0])


def _enter(parent: _Open, tag: str) -> _Open:
    name = tag.rpartition(":")[2]
    place = parent.places[name] = parent.places.get(name, 0) + 1
    path = f"{parent.path}/{name}[{place}]" if parent.path else name
    return _Open(name, path)


def _parent(stack: list[_Open]) -> str:
    return stack[-2].path or stack[-1].path


def _attributes(text: str, path: str) -> Iterator[Piece]:
    at = 0
    for found in _ATTRIBUTE.finditer(text):
        yield Piece(text[at : found.start(3)])
        name = found[1].rpartition(":")[2]
        is_form = found[1].startswith("xmlns")
        yield Piece(found[3]) if is_form else Piece(found[3], name, path)
        at = found.end(3)
    if at < len(text):
        yield Piece(text[at:])


def value_of(text: str) -> str:
    """Give what a value's text means once entities are read."""
    return unescape(text)
