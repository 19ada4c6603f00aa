"""Lays a raw message out: its documents, their coverings, and each value raw and read.

What is read here is read by the same reader of values as the feedback itself. Rows about other
requests than the one asked about are left out: their courts' business is not ours. Without a
stated purpose whatever may point to a person is covered, in the text and in the reading alike.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from zhixing.inquiry.evidence import RawText
from zhixing.inquiry.exhibit import markup, objects
from zhixing.inquiry.exhibit.names import is_open, words_of
from zhixing.inquiry.exhibit.pieces import Piece
from zhixing.inquiry.wire.errors import Unreadable, WireError
from zhixing.inquiry.wire.layers import BINARY_FIELDS, ValueReader, unbase64, unwrap_document
from zhixing.inquiry.wire.package_in import is_package, read_documents
from zhixing.inquiry.wire.profile import Style, WireProfile, get_profile

NUMBERS: Final = frozenset({"BDHM", "CXQQDH", "REQUESTNO"})
"""Fields that name the request a row is about."""
MOST_SHOWN: Final = 400
"""A value longer than so many characters is cut in the view; the download has all of it."""
COVER: Final = "▒"
_PERSONAL: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{15,19}[0-9Xx]?(?![0-9A-Za-z])|1[3-9][0-9]{9}")
"""What may be an identity number, an account or a mobile phone, in whatever field it stands."""
_NEVER_PERSONAL: Final = NUMBERS | {"MD5", "SHA256", "MESSAGEID", "YWH", "CFYWH"}
PLAIN, BASE64, FILE = "PLAIN", "BASE64", "FILE"


@dataclass(frozen=True, slots=True)
class Mark:
    """Hold one stretch of the raw text as shown; ``place`` ties a value to its reading, 0 none."""

    text: str
    place: int = 0
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one value as read: its field, its meaning, how it was encoded."""

    place: int
    code: str
    zh: str
    en: str
    value: str
    encoding: str
    is_covered: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the values of one row."""

    row: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Laid:
    """Hold one document: its name within a package, its layers, its text, and what it says."""

    name: str
    layers: int
    charset: str
    marks: tuple[Mark, ...]
    groups: tuple[Group, ...]
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Hold a message laid out; ``problem`` says why a part of it could not be."""

    documents: tuple[Laid, ...]
    is_covered: bool
    problem: tuple[str, str] = ("", "")

    @property
    def values(self) -> int:
        """Count the values shown."""
        return sum(len(group.said) for laid in self.documents for group in laid.groups)


def lay_out(raw: RawText, profile: str, request_no: str, *, is_covered: bool) -> Exhibit:
    """Lay a raw message out as far as it speaks of one request."""
    known = get_profile(profile)
    if is_package(raw.content):
        return _package(raw, known, request_no, is_covered)
    try:
        laid = _document("", raw.payload, known, request_no, is_covered)
    except (WireError, ValueError) as problem:
        zh = getattr(problem, "zh", "不能解析")
        return Exhibit((), is_covered, (zh, getattr(problem, "en", str(problem))))
    return Exhibit((laid,), is_covered)


def _package(raw: RawText, profile: WireProfile, request_no: str, is_covered: bool) -> Exhibit:
    problems: list[Unreadable] = []
    laid: list[Laid] = []
    try:
        for document in read_documents(raw.content, problems):
            text = _as_text(document.content)
            found = _document(document.name, text, profile, request_no, is_covered)
            if found.groups:
                laid.append(found)
    except WireError as problem:
        return Exhibit(tuple(laid), is_covered, (problem.zh, problem.en))
    return Exhibit(tuple(laid), is_covered)


def _as_text(content: bytes) -> str:
    head = content[:200].lower()
    charset = "gb18030" if b"gbk" in head or b"gb2312" in head or b"gb18030" in head else "utf-8"
    try:
        return content.decode(charset)
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _document(
    name: str, payload: str, profile: WireProfile, request_no: str, is_covered: bool
) -> Laid:
    if profile.style is Style.OBJECT:
        text = str(json.loads(payload)["raw"])
        laying = _Laying(objects.take_apart(text), objects.value_of, _as_it_stands)
        return laying.lay(name, 0, "utf-8", request_no, is_covered)
    text = _as_text(unwrap_document(payload, what="feedback"))
    pieces = markup.take_apart(text)
    reader = ValueReader(
        ((profile.canonical_name(p.code), markup.value_of(p.text)) for p in pieces if p.code),
        profile,
    )

    def read(code: str, value: str) -> tuple[str, str]:
        canonical = profile.canonical_name(code)
        if canonical in BINARY_FIELDS:
            return "", FILE
        said = reader.read(canonical, value)
        return said, (PLAIN if said == value.strip() else BASE64)

    laying = _Laying(pieces, markup.value_of, read)
    return laying.lay(name, _layers(payload), profile.charset, request_no, is_covered)


def _as_it_stands(code: str, value: str) -> tuple[str, str]:
    return ("", FILE) if code == "content" else (value, PLAIN)


def _layers(payload: str) -> int:
    """Count the layers of Base64 around a document."""
    count, data = 0, payload.lstrip("\ufeff \t\r\n").encode()
    while count < 3 and not data.lstrip().startswith(b"<"):
        inner = unbase64(data.decode("latin-1"))
        if inner is None:
            break
        count, data = count + 1, inner
    return count


@dataclass(slots=True)
class _Laying:
    """Lay the pieces of one document out."""

    pieces: list[Piece]
    value_of: Callable[[str], str]
    read: Callable[[str, str], tuple[str, str]]
    strange: set[str] = field(default_factory=set)

    def lay(self, name: str, layers: int, charset: str, request_no: str, is_covered: bool) -> Laid:
        """Give the document, without what speaks of other requests."""
        self.strange = self._rows_of_others(request_no)
        marks: list[Mark] = []
        groups: dict[str, list[Said]] = {}
        place = 0
        for piece in self.pieces:
            if piece.code and self._is_strange(piece.row):
                marks.append(Mark(COVER * 3, 0, True))
                continue
            if not piece.code:
                marks.append(Mark(piece.text))
                continue
            place += 1
            said = self._said(place, piece, is_covered)
            groups.setdefault(piece.row, []).append(said)
            marks.append(_mark(place, piece, said))
        made = tuple(Group(row, tuple(found)) for row, found in groups.items())
        return Laid(name, layers, charset, tuple(_joined(marks)), made, len(self.strange))

    def _said(self, place: int, piece: Piece, is_covered: bool) -> Said:
        zh, en = words_of(piece.code)
        value, encoding = self.read(piece.code, self.value_of(piece.text))
        covers = is_covered and not _may_stand(piece.code, value)
        if encoding == FILE:
            value = f"{len(piece.text):,}"
        shown = cover(value) if covers and encoding != FILE else value
        return Said(place, piece.code, zh, en, shown[:MOST_SHOWN], encoding, covers)

    def _rows_of_others(self, request_no: str) -> set[str]:
        """Find the rows that name another request; rows below them go with them."""
        found = set()
        for piece in self.pieces:
            if piece.code.upper() in NUMBERS:
                value, _ = self.read(piece.code, self.value_of(piece.text))
                if value and value != request_no:
                    found.add(piece.row)
        return found

    def _is_strange(self, row: str) -> bool:
        return any(row == s or row.startswith((f"{s}/", f"{s}.")) for s in self.strange)


def _may_stand(code: str, value: str) -> bool:
    """Say whether a value may be shown without a purpose: an open field with nothing in it."""
    if not is_open(code):
        return False
    return code.upper() in _NEVER_PERSONAL or _PERSONAL.search(value) is None


def _mark(place: int, piece: Piece, said: Said) -> Mark:
    if said.is_covered or said.encoding == FILE:
        return Mark(COVER * min(8, max(3, len(piece.text) // 4)), place, said.is_covered)
    text = piece.text if len(piece.text) <= MOST_SHOWN else f"{piece.text[:MOST_SHOWN]}…"
    return Mark(text, place)


def _joined(marks: Iterable[Mark]) -> list[Mark]:
    """Join what lies together and carries no value, so that the page has few elements."""
    joined: list[Mark] = []
    for mark in marks:
        if joined and not (mark.place or joined[-1].place or mark.is_covered):
            joined[-1] = Mark(joined[-1].text + mark.text, 0, joined[-1].is_covered)
        else:
            joined.append(mark)
    return joined


def cover(value: str) -> str:
    """Cover a value: of a number its last four stand, of a word nothing but that there is one.

    >>> cover("6200000000000001"), cover("示例乙"), cover("")
    ('▒▒▒▒0001', '▒▒▒', '')
    """
    if not value:
        return ""
    digits = sum(c.isdigit() for c in value)
    if digits >= 12 and value.isalnum():
        return f"{COVER * 4}{value[-4:]}"
    return COVER * 3


__all__ = ["Exhibit", "Group", "Laid", "Mark", "Said", "cover", "lay_out"]
