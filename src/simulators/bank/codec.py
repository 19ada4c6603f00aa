"""The bank's own reading and writing of messages, strict where deployed front-ends are strict.

An unknown child element, a list tag in another case or a date with Chinese characters makes the
whole answer unreadable, with every other request in it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from xml.etree import ElementTree

Values = dict[str, str]

BINARY = ("WSNR", "GZZ", "GWZ")
DATES = ("KSRQ", "JSRQ", "CKKSSJ", "CKJSSJ")
AMOUNTS = ("JE", "SE")
ALREADY_DONE = "已经反馈, 不能再次反馈"


class UnreadableAnswer(Exception):
    """Tell that an answer of the court cannot be parsed and is dropped whole."""


class CourtError(Exception):
    """Carry the error text the court put on the root of its answer."""


@dataclass(slots=True)
class Node:
    """Hold an outgoing element: name, plain values, children."""

    name: str
    values: Values = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold one request as received: kind ``query`` or ``control``, values, lines."""

    kind: str
    values: Values
    lines: tuple[Values, ...] = ()

    @property
    def number(self) -> str:
        return self.values["BDHM"]


def encode(node: Node, binaries: dict[str, bytes] | None = None) -> str:
    """Write a document: values in Base64 of GBK, binaries doubly, the whole in Base64.

    A value that starts with ``@`` and names an entry of ``binaries`` stands for its bytes.
    """
    xml = '<?xml version="1.0" encoding="UTF-8"?>' + _render(node, binaries or {})
    return base64.b64encode(xml.encode("utf-8")).decode("ascii")


def _render(node: Node, binaries: dict[str, bytes]) -> str:
    parts = [f"<{node.name}"]
    for name, value in node.values.items():
        parts.append(f' {name}="{_put(name, value, binaries)}"')
    inner = "".join(_render(child, binaries) for child in node.children)
    return "".join(parts) + (f">{inner}</{node.name}>" if inner else "/>")


def _put(name: str, value: str, binaries: dict[str, bytes]) -> str:
    if name in BINARY:
        return base64.b64encode(base64.b64encode(binaries[value])).decode("ascii")
    return base64.b64encode(value.encode("gbk", "replace")).decode("ascii")


ERRORS = ("errorMsg", "ErrorMSG", "errMsg")
"""Every spelling of an error on the root; a dialect hears its own only."""


def usermarker(user: str, password: str, *, raw: bool = False) -> str:
    """Write who calls; ``raw`` puts the values as they stand into a document in Base64 of GBK."""
    if raw:
        quoted = (user.replace("&", "&amp;"), password.replace("&", "&amp;"))
        xml = '<usermarker><condition username="{}" password="{}"/></usermarker>'.format(*quoted)
        return base64.b64encode(xml.encode("gbk")).decode("ascii")
    inner = Node("condition", {"username": user, "password": password})
    return encode(Node("usermarker", {}, [inner]))


def document_key(name: str, number: str) -> str:
    """Write which writs or credentials are wanted; ``name`` is WSBH or BDHM."""
    root = "wsbhinfo" if name == "WSBH" else "bdhminfo"
    return encode(Node(root, {}, [Node("condition", {name: number})]))


def read_requests(payload: str, errors: Sequence[str] = ERRORS) -> list[Incoming]:
    """Read the answer to a poll.

    :raises CourtError: the root carries an error.
    :raises UnreadableAnswer: anything in it is not as expected.
    """
    root = _open(payload, errors)
    kinds = {"cxqqList": ("query", "cxqq"), "kzqqList": ("control", "kzqq")}
    if root.tag not in kinds:
        raise UnreadableAnswer(f"root {root.tag}")
    kind, item = kinds[root.tag]
    found = []
    for node in root:
        _expect(node, item)
        lines: list[Values] = []
        for child in node:
            _expect(child, "kzzhlist")
            for line in child:
                _expect(line, "kzzh")
                lines.append(_values(line))
        found.append(Incoming(kind, _values(node), tuple(lines)))
    return found


def read_documents(
    payload: str, item: str, errors: Sequence[str] = ERRORS
) -> list[tuple[Values, dict[str, bytes]]]:
    """Read writs (``wsinfo``) or credentials (``zjinfo``) with their bytes.

    :raises CourtError: the root carries an error.
    :raises UnreadableAnswer: not such a list.
    """
    root = _open(payload, errors)
    if root.tag != f"{item}List":
        raise UnreadableAnswer(f"root {root.tag}")
    found = []
    for node in root:
        _expect(node, item)
        blobs = {k: _binary(v) for k, v in node.attrib.items() if k in BINARY and v}
        found.append((_values(node), blobs))
    return found


def read_ack(payload: str, number: str, errors: Sequence[str] = ERRORS) -> tuple[bool, str]:
    """Read the answer to a feedback: whether the request is finished, and the court's words.

    A missing ``bdhm`` is taken as ours; ``已经反馈, 不能再次反馈`` is success.
    """
    try:
        root = _open(payload, errors)
    except CourtError as error:
        return str(error) == ALREADY_DONE, str(error)
    for node in root.iter():
        if node.tag.lower() not in ("jg", "result") or node is root:
            continue
        values = {k.lower(): _text(v) for k, v in node.attrib.items()}
        if (values.get("bdhm") or number) == number:
            return values.get("result", "").lower() == "success", values.get("msg", "")
    return False, "no answer for this request"


def _open(payload: str, errors: Sequence[str]) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(base64.b64decode(payload, validate=True))
    except (ValueError, ElementTree.ParseError) as failure:
        raise UnreadableAnswer(str(failure)) from None
    for name in errors:
        if name in root.attrib:
            raise CourtError(_text(root.attrib[name]))
    return root


def _expect(node: ElementTree.Element, name: str) -> None:
    if node.tag != name:
        raise UnreadableAnswer(f"element {node.tag} where {name} was expected")


def _values(node: ElementTree.Element) -> Values:
    values = {k: _text(v) for k, v in node.attrib.items() if k not in BINARY}
    for name in DATES:
        bare = re.sub(r"[-/: ]", "", values.get(name, ""))
        if bare and not re.fullmatch(r"\d{8}(\d{6})?", bare):
            raise UnreadableAnswer(f"date {values[name]}")
    for name in AMOUNTS:
        if not re.fullmatch(r"(\d{1,16}(\.\d{1,2})?)?", values.get(name, "")):
            raise UnreadableAnswer(f"amount {values[name]}")
    return values


def _text(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode("gbk")
    except (ValueError, UnicodeDecodeError):
        raise UnreadableAnswer(f"value {value[:40]}") from None


def _binary(value: str) -> bytes:
    try:
        return base64.b64decode(base64.b64decode(value, validate=True), validate=True)
    except ValueError:
        raise UnreadableAnswer("binary value") from None


def iso(text: str) -> str:
    """Give a wire date as ``YYYY-MM-DD``, empty when blank."""
    bare = re.sub(r"[-/: ]", "", text)
    return f"{bare[:4]}-{bare[4:6]}-{bare[6:8]}" if bare else ""


def slashed(day: str) -> str:
    """Give an ISO date the way it travels, empty when blank."""
    return day[:10].replace("-", "/")


def fen(text: str) -> int:
    """Give decimal yuan as fen, zero when blank."""
    if not text:
        return 0
    whole, _, cents = text.partition(".")
    return int(whole) * 100 + int((cents + "00")[:2])


def yuan(amount: int) -> str:
    """Give fen as decimal yuan."""
    return f"{amount // 100}.{amount % 100:02d}"


def rows(name: str, items: Iterable[Values]) -> list[Node]:
    """Give the list element around rows, or nothing when there are none."""
    made = [Node(name, values) for values in items]
    return [Node(f"{name}List", {}, made)] if made else []


def receipt_node(number: str, title: str, pdf: bytes, md5: str | None = None) -> Node:
    """Give the row of a receipt; its bytes go under ``@receipt``."""
    stated = md5 if md5 is not None else hashlib.md5(pdf, usedforsecurity=False).hexdigest().upper()
    values = {
        "BDHM": number,
        "WJMC": title,
        "WJLX": "pdf",
        "WSLB": "回执",
        "WSNR": "@receipt",
        "MD5": stated,
    }
    return Node("hzxx", values)


def without_number(nodes: Sequence[Node]) -> None:
    """Strip the request number of the first row, as careless front-ends do."""
    if nodes:
        nodes[0].values.pop("BDHM", None)
