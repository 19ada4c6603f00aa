"""The pieces an instrument's text is made of; the page and the Word copy are set from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhixing.instruments.rendering.wording import number_in_words

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Para:
    """Hold a paragraph, its first line indented by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Addressee:
    """Hold the line that names whom the instrument addresses, flush left, with its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a bold line that opens a part."""

    text: str


@dataclass(frozen=True, slots=True)
class Centered:
    """Hold a bold line in the middle (裁定如下 of older forms, names of parts)."""

    text: str


@dataclass(frozen=True, slots=True)
class Fields:
    """Hold a two-column form: label and value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table with one head row; ``widths`` are shares of the measure."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    align: tuple[Align, ...]

    def __post_init__(self) -> None:
        columns = len(self.headers)
        lengths = {len(self.widths), len(self.align), *(len(row) for row in self.rows)}
        if lengths != {columns}:
            raise ValueError(f"every row, width and side must have {columns} columns")


@dataclass(frozen=True, slots=True)
class SignLine:
    """Hold a rule for a signature by hand, with what to write before it."""

    label: str


Block = Para | Addressee | Heading | Centered | Fields | Table | SignLine


@dataclass(frozen=True, slots=True)
class Receipt:
    """Hold the slip (回执) that the addressee fills in and returns, on its own page."""

    addressee: str
    text: str
    rows: tuple[tuple[str, str], ...] = ()


def numbered(texts: tuple[str, ...], *, inner: bool = False) -> tuple[Para, ...]:
    """Give paragraphs headed 一、二、三、 in order, or （一）（二） inside a part.

    >>> numbered(("甲。", "乙。"))[1].text
    '二、乙。'
    """
    heads = (number_in_words(i) for i in range(1, len(texts) + 1))
    return tuple(
        Para(f"（{head}）{text}" if inner else f"{head}、{text}")
        for head, text in zip(heads, texts, strict=True)
    )
