"""Reads what a registry feeds back strictly, by the table of its book: nothing is guessed.

The platform reads far more than the annex allows, so that nothing true is lost. Here a registry's
front-end is judged: layers of Base64, elements, what is needed in each row, codes and days. Each
fault names its row and field, by their wire names and in both languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from zhixing.inquiry.exhibit.names import words_of
from zhixing.inquiry.wire.errors import WireError
from zhixing.inquiry.wire.profile import WireProfile
from zhixing.inquiry.wire.safe_xml import local_name, parse_xml
from zhixing.inquiry.wire.testbook import registry_form
from zhixing.scenarios.conformance.bank_form import (
    PLAIN_LEAVES,
    UNKNOWN_LEAF,
    document_of,
    is_a_day,
    unbase64,
)
from zhixing.scenarios.conformance.report import listed
from zhixing.scenarios.conformance.schema import MOST_SHOWN, Fault

Rule = dict[str, Any]


def registry_faults(payload: str, profile: WireProfile) -> list[Fault]:
    """List everything in which a registry's feedback is not as the annex says.

    What is no XML at all is left to the reader, who names it.
    """
    faults: list[Fault] = []
    data = document_of(payload, profile, faults)
    try:
        root = parse_xml(data, what="feedback")
    except WireError:
        return faults
    name, roots = local_name(root), registry_form()["roots"]
    if name not in roots:
        return [*faults, Fault("element", "document", listed(roots), name)]
    reader = _Reader(profile, _is_plain(root))
    if reader.is_plain:
        wanted = f"Base64（UTF-8）× {profile.value_depth}"
        faults.append(Fault(PLAIN_LEAVES, "document", wanted, "未编码 as they stand"))
    return [*faults, *reader.walk(root, _Place(name, name, 1))]


def _is_plain(root: etree._Element) -> bool:
    """Say whether a site encodes no value at all: most of its texts are under no layer."""
    texts = [node.text for node in root.iter() if isinstance(node.tag, str) and not len(node)]
    told = [text.encode() for text in texts if text and text.strip()]
    return sum(_opened(value) is not None for value in told) * 2 < len(told)


def _opened(value: bytes) -> str | None:
    inner = unbase64(value)
    try:
        text = None if inner is None else inner.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text is not None and text.isprintable() else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Name a row: where it stands, what it is, and the how manyeth of its kind."""

    path: str
    name: str
    count: int

    def inner(self, name: str, count: int) -> _Place:
        return _Place(f"{self.path}/{name}[{count}]", name, count)

    def said(self, field: str = "") -> str:
        """Give the place as a fault names it.

        >>> _Place("Message/Data", "FDCQ", 2).said("JZMJ")
        'Message/Data/JZMJ（房地产权第2条·建筑面积 building 2, floor area）'
        """
        rule = registry_form()["elements"].get(self.name, {})
        zh, en = rule.get("zh", self.name), rule.get("en", self.name)
        zh, en = f"{zh}第{self.count}条", f"{en} {self.count}"
        if not field:
            return f"{self.path}（{zh} {en}）"
        zh_field, en_field = words_of(field)
        return f"{self.path}/{field}（{zh}·{zh_field} {en}, {en_field}）"


@dataclass(frozen=True, slots=True)
class _Reader:
    profile: WireProfile
    is_plain: bool

    def walk(self, node: etree._Element, place: _Place) -> Iterator[Fault]:
        """Go through an element and everything below it."""
        rule: Rule = registry_form()["elements"][place.name]
        known: dict[str, str] = rule["leaves"]
        allowed: list[str] = rule.get("children", [])
        values, counts = dict[str, str](), dict[str, int]()
        for child in node:
            if not isinstance(child.tag, str):
                continue
            name, raw = local_name(child), str(child.text or "").strip()
            inner = [*_records(child, allowed)]
            if name in known and not len(child):
                text = self._text(raw, known[name], place.said(name))
                values[name] = raw if isinstance(text, Fault) else text
                yield from _shape_faults(text, known[name], place.said(name))
            elif not inner and not _is_known(name, allowed):
                yield _stranger(child, {*known, *allowed}, place)
            for base, record in inner:
                counts[base] = counts.get(base, 0) + 1
                yield from self.walk(record, place.inner(base, counts[base]))
        yield from _lacking(rule, values, counts, place)

    def _text(self, raw: str, kind: str, where: str) -> str | Fault:
        """Take the layers off a value; a fault where they are not as they should be."""
        if kind == "binary":
            return self._binary(raw, where)
        if self.is_plain or not raw:
            return raw
        data = unbase64(raw.encode())
        wanted = f"Base64（UTF-8）× {self.profile.value_depth}"
        if data is None:
            return Fault("value-layers", where, wanted, raw[:MOST_SHOWN])
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            seen = f"字节 bytes {data[:MOST_SHOWN].hex()}"
            return Fault("charset", where, "UTF-8", seen)

    def _binary(self, raw: str, where: str) -> str | Fault:
        content, layers, depth = raw.encode(), 0, self.profile.binary_depth
        for _ in range(depth):
            inner = unbase64(content)
            if inner is None:
                break
            content, layers = inner, layers + 1
        is_right = layers == depth or (self.is_plain and layers == depth - 1)
        if raw and (not is_right or not content):
            return Fault("paper-layers", where, f"Base64 × {depth}", f"Base64 × {layers}")
        return raw


def _records(node: etree._Element, allowed: list[str]) -> Iterator[tuple[str, etree._Element]]:
    """Give the rows an element holds, or is: alone, in a list, or a list that is its only row."""
    name = local_name(node)
    if name in allowed:
        yield name, node
        return
    base = name.removesuffix(registry_form()["lists"])
    if base == name or base not in allowed:
        return
    inner = [child for child in node if isinstance(child.tag, str)]
    named = [child for child in inner if local_name(child) == base]
    for row in named or ([node] if inner else []):
        yield base, row


def _is_known(name: str, allowed: list[str]) -> bool:
    return name in allowed or name.removesuffix(registry_form()["lists"]) in allowed


def _stranger(node: etree._Element, known: set[str], place: _Place) -> Fault:
    """Give the fault of an element this row does not have: a leaf is remarked on, no more."""
    name = local_name(node)
    base = name.upper().removesuffix(registry_form()["lists"])
    if name != name.upper() and not known.isdisjoint({name.upper(), base}):
        return Fault("spelling", place.said(), name.upper(), name)
    code = "element" if len(node) else UNKNOWN_LEAF
    return Fault(code, place.said(), listed(sorted(known)), name)


def _shape_faults(text: str | Fault, kind: str, where: str) -> Iterator[Fault]:
    if isinstance(text, Fault):
        yield text
        return
    if kind == "binary":
        return
    shape = registry_form()["shapes"][kind]
    code = shape.get("code", kind.replace("_", "-"))
    is_fine = re.fullmatch(shape["pattern"], text) is not None
    if not is_fine or (code == "date" and text and not is_a_day(text)):
        yield Fault(code, where, f"{shape['zh']} {shape['en']}", text[:MOST_SHOWN] or '""')


def _lacking(
    rule: Rule, values: Mapping[str, str], counts: Mapping[str, int], place: _Place
) -> Iterator[Fault]:
    """Give what a row needs and has not, always or where another of its values says so."""
    needed = [(name, "") for name in rule.get("required", ())]
    for clause in rule.get("needs", ()):
        told = clause.get("if", {})
        if all(values.get(name) == value for name, value in told.items()):
            why = "".join(f"{name}={value}" for name, value in told.items())
            needed += [(name, why) for name in clause["needs"]]
    for name, why in needed:
        if not values.get(name) and not counts.get(name):
            wanted = f"{name}（{why}）" if why else name
            yield Fault("required", place.said(name), wanted, "无 nothing")
