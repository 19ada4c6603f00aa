"""An instrument composed: its text settled, ready to be set as a page or as a Word copy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from zhixing.instruments.rendering.blocks import (
    Addressee,
    Block,
    Centered,
    Fields,
    Heading,
    Para,
    Receipt,
    SignLine,
    Table,
)
from zhixing.instruments.rendering.frame import Frame
from zhixing.instruments.rendering.template import D, InstrumentTemplate, remedy_text
from zhixing.instruments.rendering.wording import day_in_words
from zhixing.kernel.canonical import Json
from zhixing.kernel.refusal import Refusal


class InstrumentIncomplete(Refusal):
    """Refuse an instrument that would be printed without something it must carry."""


@dataclass(frozen=True, slots=True)
class Document:
    """Hold an instrument's settled text with its frame and the layout that sets it."""

    title: str
    layout: str
    blocks: tuple[Block, ...]
    receipt: Receipt | None
    frame: Frame

    def text(self) -> str:
        """Give the whole text in reading order, one piece a line, as a reader would copy it."""
        heads = (self.frame.court_name, self.title, self.frame.case_number)
        return "\n".join((*heads, *_texts(self.blocks), day_in_words(self.frame.made_on)))

    def to_json(self) -> dict[str, Json]:
        """Give the document as the layouts read it: strings and lists only."""
        frame = self.frame
        seal: Json = {"name": frame.seal.name, "note": frame.seal.note} if frame.seal else None
        return _clean(
            {
                "title": self.title,
                "court": frame.court_name,
                "case_number": frame.case_number,
                "date": day_in_words(frame.made_on),
                "serial": frame.serial,
                "rehearsal": frame.rehearsal,
                "verified_copy": frame.verified_copy,
                "clerk": frame.clerk,
                "seal": seal,
                "signatures": [{"role": s.role, "name": s.name} for s in frame.signatures],
                "contact": [list(row) for row in frame.contact],
                "blocks": [_block(block) for block in self.blocks],
                "receipt": _receipt(self.receipt, self.title),
            }
        )


def compose(template: InstrumentTemplate[D], data: D, frame: Frame) -> Document:
    """Compose an instrument from its data: the wording, then the remedy.

    :raises InstrumentIncomplete: no basis, or no basis of the remedy the law gives.
    :raises TypeError: the data is another template's.
    """
    if not isinstance(data, template.data):
        raise TypeError(f"{template.code} needs {template.data.__name__}")
    _require_basis(template, frame)
    blocks = template.wording(data, frame)
    remedy = remedy_text(template, frame)
    if remedy:
        blocks = (*blocks, Para(remedy))
    receipt = template.receipt(data, frame) if template.receipt else None
    return Document(template.name_zh, template.layout, blocks, receipt, frame)


def _require_basis(template: InstrumentTemplate[D], frame: Frame) -> None:
    if template.basis and not frame.basis:
        raise InstrumentIncomplete(
            "INSTRUMENT_WITHOUT_BASIS",
            message_zh=f"{template.name_zh}未载明法律依据。",
            message_en=f"The {template.name_en} names no legal basis.",
            remedy_zh="请载入文书作出之日有效的法律文本。",
            remedy_en="Load the text in force on the instrument's own day.",
            field="basis",
        )
    if template.remedy and not frame.remedy_basis:
        raise InstrumentIncomplete(
            "INSTRUMENT_WITHOUT_REMEDY",
            message_zh=f"{template.name_zh}未载明救济途径的法律依据。",
            message_en=f"The {template.name_en} names no basis of the remedy.",
            remedy_zh="请载入文书作出之日有效的救济条文。",
            remedy_en="Load the articles of the remedy in force on that day.",
            field="remedy_basis",
        )


def _texts(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        match block:
            case Para(text) | Addressee(text) | Heading(text) | Centered(text):
                yield text
            case Fields(rows):
                yield from (f"{label}：{value}" for label, value in rows)
            case Table(headers, rows):
                yield from ("\t".join(row) for row in (headers, *rows))
            case SignLine(label):
                yield f"{label}："


def _block(block: Block) -> Json:
    match block:
        case Para(text):
            return {"kind": "para", "text": text}
        case Addressee(text):
            return {"kind": "addressee", "text": text}
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Centered(text):
            return {"kind": "centered", "text": text}
        case Fields(rows):
            return {"kind": "fields", "rows": [list(row) for row in rows]}
        case SignLine(label):
            return {"kind": "sign", "label": label}
        case Table():
            return {
                "kind": "table",
                "headers": list(block.headers),
                "rows": [list(row) for row in block.rows],
                "widths": list(block.widths),
                "align": list(block.align),
            }


def _receipt(receipt: Receipt | None, title: str) -> Json:
    if receipt is None:
        return None
    return {
        "title": title,
        "addressee": receipt.addressee,
        "text": receipt.text,
        "rows": [list(row) for row in receipt.rows],
    }


def printable(text: str) -> str:
    """Drop control characters and direction marks, which could make a page say otherwise.

    >>> printable("示例\u202e甲")
    '示例甲'
    """
    if text.isprintable():
        return text
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in _UNSEEN)


_ENDLESS = re.compile(r"[!-~\u00a0-\u024f]{24,}")


def breakable(text: str) -> str:
    """Let a word too long for a line break, every eight letters, so that it stays on the page.

    >>> breakable("W" * 24).count("\u200b"), breakable("W" * 23).count("\u200b")
    (2, 0)
    """
    return _ENDLESS.sub(
        lambda word: "\u200b".join(word[0][i : i + 8] for i in range(0, len(word[0]), 8)), text
    )


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})


def _clean(value: dict[str, Json]) -> dict[str, Json]:
    return {key: _cleaned(item) for key, item in value.items()}


def _cleaned(value: Json) -> Json:
    match value:
        case str():
            return breakable(printable(value))
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return _clean(value)
    return value
