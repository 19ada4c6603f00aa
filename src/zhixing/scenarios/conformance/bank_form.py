"""Reads what a bank feeds back strictly, by the table of the book: no layer, order or date guessed.

The platform reads far more than the annex allows, so that nothing true is lost. A front-end is
judged by the annex: code page, layers of Base64, elements and their order, dates, amounts, MD5.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from lxml import etree

from zhixing.inquiry.wire.errors import WireError
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.safe_xml import parse_xml
from zhixing.inquiry.wire.testbook import bank_form
from zhixing.scenarios.conformance.report import Report, listed
from zhixing.scenarios.conformance.schema import MOST_SHOWN, Fault

OLDER: Final = "BANK-SOAP-1"
UNKNOWN_ATTRIBUTE: Final = "unknown-attribute"
UNKNOWN_LEAF: Final = "unknown-leaf"
PLAIN_LEAVES: Final = "plain-leaves"
REMARKED: Final = (UNKNOWN_ATTRIBUTE, UNKNOWN_LEAF, PLAIN_LEAVES)
"""What no annex names and is no fault."""
JUDGED_HERE: Final = frozenset({"md5-differs", "unknown-element"})
"""Remarks of the liberal reader that are faults here."""
MOST_OF_A_KIND: Final = 5
_DAY: Final = re.compile(r"(\d{4})[-/](\d{2})[-/](\d{2})")
_THREE_BYTES: Final = re.compile(rb"[\xe0-\xef][\x80-\xbf]{2}")


def note_form(report: Report, faults: list[Fault], tolerated: dict[str, str]) -> None:
    """Report the faults of form by their kind, then what the platform tolerated besides."""
    kinds = dict.fromkeys(f.code for f in faults if f.code not in REMARKED)
    for kind in kinds:
        texts = dict.fromkeys(f.text for f in faults if f.code == kind)
        report.note(f"form/{kind}", False, "; ".join([*texts][:MOST_OF_A_KIND]))
    if not kinds:
        report.note("form", True)
    for kind in REMARKED:
        odd = dict.fromkeys(f.text for f in faults if f.code == kind)
        if odd:
            report.warn(f"tolerated/{kind}", "; ".join([*odd][:MOST_OF_A_KIND]))
    for code, text in tolerated.items():
        if code not in JUDGED_HERE:
            report.warn(f"tolerated/{code}", text)


def form_faults(payload: str | bytes, profile: WireProfile) -> list[Fault]:
    """List everything in which a message of feedback is not as the annex says.

    Text is a payload of SOAP under its layer of Base64, bytes are a document of a package. What
    is no XML at all is left to the reader, who names it.
    """
    faults: list[Fault] = []
    data = payload if isinstance(payload, bytes) else document_of(payload, profile, faults)
    if isinstance(payload, bytes) and not _is_utf8(payload):
        faults.append(Fault("charset", "document", "UTF-8", _shown(payload)))
    try:
        root = parse_xml(data, what="feedback")
    except WireError:
        return faults
    name = str(root.tag)
    if name not in bank_form()["roots"]:
        return [*faults, Fault("element", "document", listed(bank_form()["roots"]), name)]
    return [*faults, *_Reader(profile).walk(root, name)]


def document_of(payload: str, profile: WireProfile, faults: list[Fault]) -> bytes:
    """Take the one layer off a payload; anything else is a fault, and taken off all the same."""
    data = payload.strip().encode("utf-8", "replace")
    layers = 0
    while (
        not data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and layers < profile.binary_depth
    ):
        inner = unbase64(b"".join(data.split()))
        if inner is None:
            break
        if data != b"".join(data.split()):
            faults.append(Fault("wrapped", "document", "不分行的 unwrapped Base64", _shown(data)))
        data, layers = inner, layers + 1
    if layers != profile.document_depth:
        wanted = f"Base64 × {profile.document_depth}"
        faults.append(Fault("document-layers", "document", wanted, f"Base64 × {layers}"))
    return data


@dataclass(frozen=True, slots=True)
class _Reader:
    profile: WireProfile

    def walk(self, node: etree._Element, where: str) -> Iterator[Fault]:
        """Go through an element and everything below it."""
        rule: dict[str, Any] = bank_form()["elements"][str(node.tag)]
        yield from self._attributes(node, rule, where)
        allowed: list[str] = rule.get("children", [])
        reached, counts = 0, dict[str, int]()
        for child in node:
            name = str(child.tag)
            if name not in allowed:
                yield Fault("element", where, listed(allowed), name)
                continue
            if allowed.index(name) < reached:
                yield Fault("order", where, listed(allowed), f"{name} → {allowed[reached]}")
            reached = max(reached, allowed.index(name))
            counts[name] = counts.get(name, 0) + 1
            yield from self.walk(child, f"{where}/{name}[{counts[name]}]")

    def _attributes(
        self, node: etree._Element, rule: dict[str, Any], where: str
    ) -> Iterator[Fault]:
        known: dict[str, str] = rule.get("attributes", {})
        older = bank_form()["older_names"] if self.profile.code == OLDER else {}
        given = {older.get(str(k), str(k)) for k, v in node.attrib.items() if str(v)}
        for name in rule.get("required", ()):
            if name not in given:
                yield Fault("required", where, name, listed(sorted(given)))
        for key, value in node.attrib.items():
            name = str(key)
            place = f"{where}/@{name}"
            kind = known.get(older.get(name, name), "text" if name in older else "")
            if kind == "binary":
                yield from self._binary(node, name, str(value), place)
            elif kind:
                yield from self._text(str(value), kind, place)
            elif name.upper() in known:
                yield Fault("spelling", where, name.upper(), name)
            else:
                yield Fault(UNKNOWN_ATTRIBUTE, where, listed(known), name)

    def _text(self, value: str, kind: str, where: str) -> Iterator[Fault]:
        data = value.encode("utf-8")
        for _ in range(self.profile.value_depth):
            inner = unbase64(data)
            if inner is None:
                wanted = f"Base64（{self.profile.charset.upper()}）× {self.profile.value_depth}"
                yield Fault("value-layers", where, wanted, _shown(data))
                return
            data = inner
        text = self._decoded(data)
        if text is None:
            yield Fault("charset", where, self.profile.charset.upper(), _charset_of(data))
            return
        shape = bank_form()["shapes"][kind]
        pattern = shape["pattern"]
        if self.profile.code == OLDER:
            pattern = shape.get("older_pattern", pattern)
        is_day = kind in ("time", "day")
        if not re.fullmatch(pattern, text) or (is_day and text and not is_a_day(text)):
            code = "date" if is_day or kind == "compact" else kind.replace("_", "-")
            yield Fault(code, where, f"{shape['zh']} {shape['en']}", text[:MOST_SHOWN] or '""')

    def _decoded(self, data: bytes) -> str | None:
        is_plain = data.isascii() or self.profile.charset == "utf-8"
        if not is_plain and _is_utf8(data) and _THREE_BYTES.search(data):
            return None
        try:
            return data.decode(self.profile.charset)
        except UnicodeDecodeError:
            return None

    def _binary(self, node: etree._Element, name: str, value: str, where: str) -> Iterator[Fault]:
        content, layers = value.encode("utf-8"), 0
        for _ in range(self.profile.binary_depth):
            inner = unbase64(content)
            if inner is None:
                break
            content, layers = inner, layers + 1
        depth = self.profile.binary_depth
        if layers != depth or not content:
            yield Fault("paper-layers", where, f"Base64 × {depth}", f"Base64 × {layers}")
        stated = self._stated(str(node.get("MD5", "")))
        made = hashlib.md5(content, usedforsecurity=False).hexdigest().upper()
        if stated != made:
            yield Fault("md5", f"{where.removesuffix(name)}MD5", made, stated or '""')

    def _stated(self, value: str) -> str:
        data = value.encode("utf-8")
        for _ in range(self.profile.value_depth):
            data = unbase64(data) or data
        return data.decode("utf-8", "replace").strip().upper()


def is_a_day(text: str) -> bool:
    """Say whether a text begins with a day that the calendar has.

    >>> is_a_day("2027/02/28"), is_a_day("2027-02-30")
    (True, False)
    """
    found = _DAY.match(text)
    try:
        return found is not None and date(*map(int, found.groups())) is not None
    except ValueError:
        return False


def unbase64(data: bytes) -> bytes | None:
    """Take one layer of unwrapped Base64 off; None when it is none."""
    try:
        return base64.b64decode(data, validate=True)
    except (binascii.Error, ValueError):
        return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _charset_of(data: bytes) -> str:
    if _is_utf8(data):
        return f"UTF-8（{data.decode()[:MOST_SHOWN]}）"
    return f"字节 bytes {data[:MOST_SHOWN].hex()}"


def _shown(data: bytes) -> str:
    return data.decode("utf-8", "replace")[:MOST_SHOWN]
