"""Does the Word copy say the same as the sealed page, and say that it is a copy?"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import docx
import pytest

from zhixing.instruments.rendering.catalogue import get_template, list_templates
from zhixing.instruments.rendering.document import compose
from zhixing.instruments.rendering.template import AnyTemplate
from zhixing.instruments.templates._sample import sample_frame
from zhixing.instruments.word import word_copy


def words_of(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize("template", list_templates(), ids=lambda t: t.code)
def test_the_copy_has_every_word(template: AnyTemplate) -> None:
    document = compose(template, template.sample, sample_frame(template))
    words = words_of(word_copy(document))
    for line in document.text().splitlines():
        label, _, value = line.partition("：")
        for piece in line.split("\t"):
            assert piece in words or (label in words and value in words)


def test_the_copy_is_marked_and_a_rehearsal_too() -> None:
    template = get_template("FREEZE_RULING")
    for rehearsal, mark in ((False, "可编辑副本"), (True, "演练")):
        frame = sample_frame(template, rehearsal=rehearsal)
        copy = docx.Document(BytesIO(word_copy(compose(template, template.sample, frame))))
        assert mark in copy.sections[0].header.paragraphs[0].text
        assert copy.core_properties.created.date() == frame.made_on


def test_text_that_xml_cannot_hold_is_dropped() -> None:
    template = get_template("FREEZE_RULING")
    frame = replace(sample_frame(template), clerk="<w:p>&甲\x00\x0b")
    assert "<w:p>&甲" in words_of(word_copy(compose(template, template.sample, frame)))
