"""One Word document from one composed instrument: same words, no seal, marked as a copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from zhixing.instruments.rendering.blocks import (
    Addressee,
    Block,
    Centered,
    Fields,
    Heading,
    Para,
    SignLine,
    Table,
)
from zhixing.instruments.rendering.document import Document, printable
from zhixing.instruments.rendering.wording import day_in_words

_BODY = "仿宋"
_TITLE = "宋体"
_COPY = "可编辑副本，以加盖电子印章的文书为准。"
_REHEARSAL = "演练　本文书仅供演练，不具有法律效力。"
_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}


def word_copy(document: Document) -> bytes:
    """Make the editable Word copy (.docx) of an instrument, dated on the instrument's day."""
    word = docx.Document()
    _set_page(word, document)
    frame = document.frame
    _line(word, frame.court_name, size=22, font=_TITLE, bold=True, side="center")
    _line(word, document.title, size=26, font=_TITLE, bold=True, side="center")
    _line(word, frame.case_number, side="right")
    for block in document.blocks:
        _add(word, block)
    for signature in frame.signatures:
        _line(word, f"{signature.role}　　{signature.name}", side="right")
    _line(word, day_in_words(frame.made_on), side="right")
    if frame.clerk:
        _line(word, f"书　记　员　　{frame.clerk}", side="right")
    for label, value in frame.contact:
        _line(word, f"{label}：{value}", size=12)
    _add_receipt(word, document)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _set_page(word: WordDocument, document: Document) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(32)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    mark = section.header.paragraphs[0].add_run(_REHEARSAL if document.frame.rehearsal else _COPY)
    _set_font(mark, 10.5, _TITLE)
    mark.font.color.rgb = RGBColor(0xD8, 0x23, 0x1F)
    day = datetime.combine(document.frame.made_on, time())
    properties = word.core_properties
    properties.title, properties.author = document.title[:255], document.frame.court_name[:255]
    properties.created = properties.modified = day


def _set_font(run: Run, size: float, font: str, *, bold: bool = False) -> None:
    run.font.name = font
    run.font.size = Pt(size)
    run.font.bold = bold
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


def _fill(paragraph: Paragraph, text: str, size: float, font: str, *, bold: bool = False) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)
    _set_font(paragraph.add_run(printable(text)), size, font, bold=bold)


def _line(
    word: WordDocument,
    text: str,
    *,
    size: float = 16,
    font: str = _BODY,
    bold: bool = False,
    side: str = "left",
    indented: bool = False,
) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if indented else _SIDES[side]
    if indented:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    paragraph.paragraph_format.line_spacing = Pt(max(29.0, size * 1.4))
    _fill(paragraph, text, size, font, bold=bold)


def _add(word: WordDocument, block: Block) -> None:
    match block:
        case Para(text):
            _line(word, text, indented=True)
        case Addressee(text):
            _line(word, text)
        case Heading(text):
            _line(word, text, bold=True, indented=True)
        case Centered(text):
            _line(word, text, bold=True, side="center")
        case SignLine(label):
            _line(word, f"{label}：{'＿' * 12}")
        case Fields(rows):
            _add_grid(word, rows, ("center", "left"), (1, 3), head=False)
        case Table(headers, rows, widths, align):
            _add_grid(word, (headers, *rows), align, widths, head=True)


def _add_grid(
    word: WordDocument,
    rows: Sequence[Sequence[str]],
    sides: Sequence[str],
    widths: Sequence[int],
    *,
    head: bool,
) -> None:
    table = word.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for number, row in enumerate(rows):
        for cell, text, side, width in zip(
            table.rows[number].cells, row, sides, widths, strict=True
        ):
            cell.width = Mm(156 * width / sum(widths))
            first = head and number == 0
            _fill_cell(cell, text, "center" if first else side, bold=first)


def _fill_cell(cell: _Cell, text: str, side: str, *, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = _SIDES[side]
    _fill(paragraph, text, 12, _BODY, bold=bold)


def _add_receipt(word: WordDocument, document: Document) -> None:
    receipt = document.receipt
    if receipt is None:
        return
    _line(word, f"{document.title}（回执）", size=22, font=_TITLE, bold=True, side="center")
    word.paragraphs[-1].paragraph_format.page_break_before = True
    _line(word, receipt.addressee)
    _line(word, receipt.text, indented=True)
    if receipt.rows:
        _add_grid(word, receipt.rows, ("center", "left"), (1, 3), head=False)
    _line(word, "（公章）", side="right")
    _line(word, "　　　　年　　月　　日", side="right")
