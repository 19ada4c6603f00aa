"""Messages as they lie in a file: plain UTF-8, with papers and pictures under one layer.

The bank's own reading and writing of the file channel; strict where front-ends are strict.
"""

from __future__ import annotations

import base64
import io
import os
import zipfile
from collections.abc import Iterable
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from simulators.bank.codec import BINARY, Incoming, Node, UnreadableAnswer, Values

KINDS = {"cxqqList": ("query", "cxqq"), "kzqqList": ("control", "kzqq")}


def render(node: Node, binaries: dict[str, bytes] | None = None) -> bytes:
    """Write a document."""
    return b'<?xml version="1.0" encoding="UTF-8"?>' + _render(node, binaries or {}).encode()


def render_inner(node: Node) -> str:
    """Write an element that will stand in a document."""
    return _render(node, {})


def _render(node: Node, binaries: dict[str, bytes]) -> str:
    parts = [f"<{node.name}"]
    for name, value in node.values.items():
        held = binaries.get(value) if name in BINARY else None
        shown = value if held is None else base64.b64encode(held).decode("ascii")
        parts.append(f" {name}={quoteattr(shown)}")
    inner = "".join(_render(child, binaries) for child in node.children)
    return "".join(parts) + (f">{inner}</{node.name}>" if inner else "/>")


def open_parcel(content: bytes) -> dict[str, ElementTree.Element]:
    """Give the roots of a package's documents by the letters their names begin with.

    :raises UnreadableAnswer: no ZIP, or a document in it is no XML.
    """
    found = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parcel:
            for info in parcel.infolist():
                prefix = next(p for p in ("QNR", "QA", "QI", "QC") if info.filename.startswith(p))
                found[prefix] = ElementTree.fromstring(parcel.read(info))
    except (zipfile.BadZipFile, ElementTree.ParseError, StopIteration) as failure:
        raise UnreadableAnswer(str(failure)) from None
    return found


def requests_of(root: ElementTree.Element) -> list[Incoming]:
    """Read the requests of a package.

    :raises UnreadableAnswer: an element that does not belong there.
    """
    if root.tag not in KINDS:
        raise UnreadableAnswer(f"root {root.tag}")
    kind, item = KINDS[root.tag]
    found = []
    for node in root:
        lines = [dict(line.attrib) for child in node for line in child]
        tags = {node.tag} | {f"{child.tag}/{line.tag}" for child in node for line in child}
        if not tags <= {item, "kzzhlist/kzzh"}:
            raise UnreadableAnswer(f"elements {', '.join(sorted(tags))}")
        found.append(Incoming(kind, dict(node.attrib), tuple(lines)))
    return found


def papers_of(root: ElementTree.Element | None, key: str, *names: str) -> dict[str, bool]:
    """Say for each key of a list of papers whether every row of it has content.

    :raises UnreadableAnswer: content that is not Base64.
    """
    found: dict[str, bool] = {}
    for node in () if root is None else root:
        number = node.attrib.get(key, "")
        has = any(_content(node.attrib.get(name, "")) for name in names)
        found[number] = found.get(number, True) and has
    return found


def _content(value: str) -> bytes:
    try:
        return base64.b64decode(value, validate=True)
    except ValueError:
        raise UnreadableAnswer("binary value") from None


def failures_of(root: ElementTree.Element) -> list[Values]:
    """Read the rows of a failure receipt."""
    return [dict(node.attrib) for node in root if node.tag == "htxx"]


def make_parcel(documents: Iterable[tuple[str, bytes]]) -> bytes:
    """Make a package of named documents; no two packages have the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parcel:
        parcel.comment = os.urandom(8).hex().encode("ascii")
        for name, content in documents:
            parcel.writestr(name, content)
    return out.getvalue()
