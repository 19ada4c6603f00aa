"""Takes the text of a JSON document into pieces without changing a character of it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

from zhixing.inquiry.exhibit.pieces import Piece

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}\[\],:]|\s+|.', re.DOTALL)
MOST_PIECES = 20_000


@dataclass(slots=True)
class _Open:
    """Hold an object or a list whose end has not been met."""

    is_list: bool
    path: str
    key: str = ""
    place: int = 0
    takes_key: bool = field(default=True)


def take_apart(text: str) -> list[Piece]:
    """Take a document's text into pieces: every string, number and word of it is a value.

    >>> [(p.code, p.row) for p in take_apart('{"a": [{"b": 1}]}') if p.code]
    [('b', 'a[1]')]
    """
    pieces: list[Piece] = []
    stack: list[_Open] = [_Open(True, "")]
    for token in _TOKEN.findall(text):
        if len(pieces) >= MOST_PIECES:
            break
        pieces.append(_piece(stack, token))
    used = sum(len(p.text) for p in pieces)
    if used < len(text):
        pieces.append(Piece(text[used:]))
    return pieces


def _piece(stack: list[_Open], token: str) -> Piece:
    inner = stack[-1]
    if token in "{[":
        inner.place += 1
        stack.append(_Open(token == "[", _path(inner)))
    elif token in "}]":
        if len(stack) > 1:
            stack.pop()
    elif token == ",":
        inner.takes_key = True
    elif token == ":":
        inner.takes_key = False
    elif token.strip():
        if not inner.is_list and inner.takes_key:
            inner.key = value_of(token)
        else:
            inner.place += 1
            return Piece(token, inner.key or inner.path.rpartition(".")[2], inner.path)
    return Piece(token)


def _path(inner: _Open) -> str:
    if inner.is_list:
        return f"{inner.path}[{inner.place}]" if inner.path else ""
    return f"{inner.path}.{inner.key}" if inner.path else inner.key


def value_of(text: str) -> str:
    """Give what a value's text means; text that is no JSON means itself.

    >>> value_of('"\\u8d26\\u53f7"')
    '账号'
    """
    try:
        said = json.loads(text)
    except ValueError:
        return text
    return said if isinstance(said, str) else text
