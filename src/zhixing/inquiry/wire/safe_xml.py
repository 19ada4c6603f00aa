"""Reading XML from outside: no document type, no entities, no network, bounded."""

from __future__ import annotations

import re

from lxml import etree

from zhixing.inquiry.wire.errors import WireError

MAX_BYTES = 64 * 1024 * 1024
"""The largest message read, in bytes; a feedback with scanned receipts stays far below."""

MAX_DEPTH = 24
MAX_ELEMENTS = 1_000_000

_PROLOG = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CHARSETS = frozenset({"utf-8", "utf8", "gbk", "gb2312", "gb18030", "us-ascii", "ascii"})


def parse_xml(data: bytes, *, what: str, max_bytes: int = MAX_BYTES) -> etree._Element:
    """Parse an untrusted document and give its root; ``what`` names it in refusals.

    A document that contradicts the charset of its own prolog is read as GB18030, as some
    front-ends write GBK under a prolog that says UTF-8.

    :raises WireError: too large, of a document type, not well-formed, too deep or too many.
    """
    if len(data) > max_bytes:
        raise WireError("too-large", f"{what}超过允许的大小", f"{what} exceeds the allowed size")
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    _refuse_declarations(data, what)
    try:
        root = etree.fromstring(data, _parser(None))
    except etree.XMLSyntaxError as failure:
        root = _parse_as_gb18030(data, what, failure)
    _refuse_monsters(root, what)
    return root


def _parser(encoding: str | None) -> etree.XMLParser:
    # huge_tree lifts the parser's 10 MB limit on one value, which a scanned receipt exceeds;
    # the limits here and the refusal of declarations take its place.
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=True,
        remove_comments=True,
        remove_pis=True,
    )


def _refuse_declarations(data: bytes, what: str) -> None:
    charset = _PROLOG.match(data)
    strange = charset is not None and charset[1].decode("ascii").lower() not in _CHARSETS
    if strange or b"\x00" in data[:1024]:
        raise WireError(
            "bad-charset", f"{what}使用了不接受的字符集", f"{what} is in a charset not read"
        )
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise WireError(
            "forbidden-declaration",
            f"{what}含有文档类型或实体声明，不予解析",
            f"{what} declares a document type or an entity and is not parsed",
        )


def _parse_as_gb18030(data: bytes, what: str, first: etree.XMLSyntaxError) -> etree._Element:
    try:
        text = data.decode("gb18030")
        if text.isascii():
            raise first
        body = re.sub(r"^<\?xml.*?\?>", "", text, count=1, flags=re.DOTALL)
        return etree.fromstring(body.encode("utf-8"), _parser("utf-8"))
    except (UnicodeDecodeError, etree.XMLSyntaxError) as failure:
        raise WireError(
            "not-xml",
            f"{what}不是格式正确的 XML（{failure}）",
            f"{what} is not well-formed XML ({failure})",
        ) from None


def _refuse_monsters(root: etree._Element, what: str) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise WireError(
                "too-deep", f"{what}层次或行数过多", f"{what} has too many levels or rows"
            )


def local_name(node: etree._Element) -> str:
    """Give an element's name without its namespace."""
    return str(node.tag).rpartition("}")[2]
