"""The part of the PDF format that laying a seal needs: one update appended, nothing rewritten.

It reads only what our renderer writes (a classic cross-reference table, objects in
plain text) and refuses everything else. The page already carries a link whose
rectangle is the seal's image; the update turns that link into the signature field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
_ROOT = re.compile(rb"/Root (\d+) 0 R")
_INFO = re.compile(rb"/Info (\d+) 0 R")
_ID = re.compile(rb"/ID\s*\[.*\]", re.DOTALL)
_PLACE = re.compile(
    rb"(\d+) 0 obj\s*<</Type/Annot/Subtype/Link/Rect\[([-\d. ]+)\]/Border\[0 0 0\]"
    rb"/A<</Type/Action/S/URI/URI\(urn:zhixing:seal\)>>/F 4(?:/StructParent (\d+))?"
)
_PAGE = re.compile(rb"(\d+) 0 obj\s*<</Type/Page/")


class Unsealable(ValueError):
    """Say that a PDF has no place for a seal, or is not one of our renderer's."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Hold what an update of a rendered PDF must know."""

    size: int
    start: int
    root: int
    catalog: bytes
    info: bytes
    ids: bytes
    place: int
    rect: bytes
    struct_parent: bytes
    page: int


def read_skeleton(pdf: bytes) -> Skeleton:
    """Read where a rendered PDF keeps its catalogue, its page and its place for a seal.

    :raises Unsealable: it is not a fresh PDF of ours, or has no place for a seal.
    """
    end = _START.search(pdf, max(0, len(pdf) - 64))
    if end is None:
        raise Unsealable("the PDF does not end with its cross-reference table")
    start = int(end[1])
    trailer = _TRAILER.search(pdf, start)
    root = _ROOT.search(trailer[1]) if trailer else None
    ids = _ID.search(trailer[1]) if trailer else None
    if trailer is None or root is None or ids is None:
        raise Unsealable("the PDF has no plain trailer")
    if b"/Prev" in trailer[1].replace(ids[0], b""):
        raise Unsealable("the PDF has been changed since it was rendered")
    offsets = _offsets(pdf, start)
    info = _INFO.search(trailer[1])
    place = _only(pdf, offsets, _PLACE, "place for a seal")
    page = _page_of(pdf, offsets, int(place[1]))
    return Skeleton(
        size=len(offsets),
        start=start,
        root=int(root[1]),
        catalog=_object(pdf, offsets, int(root[1])),
        info=info[0] if info else b"",
        ids=ids[0],
        place=int(place[1]),
        rect=place[2],
        struct_parent=place[3] or b"",
        page=page,
    )


def _offsets(pdf: bytes, start: int) -> list[int]:
    head = re.compile(rb"xref\s+0 (\d+)\s+").match(pdf, start)
    if head is None:
        raise Unsealable("the PDF has no single cross-reference table")
    count, at = int(head[1]), head.end()
    return [int(pdf[at + 20 * i : at + 20 * i + 10]) for i in range(count)]


def _object(pdf: bytes, offsets: list[int], number: int) -> bytes:
    at = offsets[number]
    head = b"%d 0 obj" % number
    end = pdf.find(b"endobj", at)
    if not pdf.startswith(head, at) or end < 0:
        raise Unsealable(f"object {number} is not where the table says")
    return pdf[at + len(head) : end].strip()


def _only(pdf: bytes, offsets: list[int], shape: re.Pattern[bytes], name: str) -> re.Match[bytes]:
    found = [match for at in offsets[1:] if (match := shape.match(pdf, at))]
    if len(found) != 1:
        raise Unsealable(f"the PDF has {len(found)} {name}, not one")
    return found[0]


def _page_of(pdf: bytes, offsets: list[int], annotation: int) -> int:
    refers = re.compile(rb"/Annots\s*\[[^\]]*\b%d 0 R" % annotation)
    for at in offsets[1:]:
        page = _PAGE.match(pdf, at)
        if page and refers.search(pdf, at, pdf.find(b"endobj", at)):
            return int(page[1])
    raise Unsealable("no page shows the place for a seal")


def append_objects(pdf: bytes, skeleton: Skeleton, objects: dict[int, bytes]) -> bytes:
    """Append an update with these objects, their table and a trailer that points back."""
    parts = [pdf if pdf.endswith(b"\n") else pdf + b"\n"]
    at = len(parts[0])
    offsets: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        piece = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        offsets[number] = at
        parts.append(piece)
        at += len(piece)
    size = max(skeleton.size, max(objects) + 1)
    parts.append(_table(offsets))
    parts.append(
        b"trailer\n<</Size %d/Root %d 0 R%b%b/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, skeleton.root, skeleton.info, skeleton.ids, skeleton.start, at)
    )
    return b"".join(parts)


def _table(offsets: dict[int, int]) -> bytes:
    numbers = sorted(offsets)
    breaks = [0, *(i for i, (a, b) in enumerate(pairwise(numbers), 1) if b != a + 1), len(numbers)]
    parts = [b"xref\n"]
    for first, last in pairwise(breaks):
        parts.append(b"%d %d\n" % (numbers[first], last - first))
        parts += [b"%010d 00000 n\r\n" % offsets[number] for number in numbers[first:last]]
    return b"".join(parts)


def text_string(text: str) -> bytes:
    """Write text as a PDF string, UTF-16 in hexadecimal, so that no character is special."""
    return b"<%b>" % (b"\xfe\xff" + text.encode("utf-16-be")).hex().encode()
