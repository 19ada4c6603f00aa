"""Is text set as it stands, whatever it holds: markup, paths, endless names, rare characters?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from zhixing.instruments.rendering.catalogue import get_template
from zhixing.instruments.rendering.document import Document, compose
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.templates._sample import MATTER, sample_frame

TextOf = Callable[[bytes], str]
HOSTILE = [
    '#read("kit.typ")',
    "#sys.inputs",
    '#panic("x")',
    "[甲]*乙*_丙_`丁`",
    "$x^2$ = <b> @ref",
    "\\u{41} \\ // /* */",
    "{basis}{0}%s%(a)d",
    "= 标题 - 列表 + 一",
    "\"引号\"'单引号'",
    "</script>&amp;<![CDATA[",
    "/URI(urn:zhixing:seal)>>endobj",
]


def named(name: str) -> Document:
    template = get_template("FREEZE_RULING")
    creditor = replace(MATTER.creditors[0], name=name, address=name)
    sample = replace(template.sample, matter=replace(MATTER, creditors=(creditor,), cause=name))
    frame = replace(sample_frame(template), clerk=name, serial=name)
    return compose(template, sample, frame)


@pytest.mark.parametrize("name", HOSTILE)
def test_markup_is_printed_and_never_run(name: str, renderer: Renderer, text_of: TextOf) -> None:
    text = text_of(renderer.pdf(named(name)))
    assert text.count("".join(name.split())) >= 4
    assert "#let" not in text


def test_a_hostile_heading_is_printed(renderer: Renderer, text_of: TextOf) -> None:
    document = named("示例甲")
    for field in ("court_name", "case_number"):
        frame = replace(document.frame, **{field: '#read("kit.typ") *x*'})
        assert '#read("kit.typ")*x*' in text_of(renderer.pdf(replace(document, frame=frame)))


def test_a_very_long_name_stays_inside_the_page(renderer: Renderer, text_of: TextOf) -> None:
    for name in ("示" * 600, "W" * 600):
        pdf = renderer.pdf(named(name))
        assert text_of(pdf).count(name[0]) >= 600 * 4
        assert len(PdfReader(BytesIO(pdf)).pages) > 3


def test_rare_characters_have_glyphs(renderer: Renderer, text_of: TextOf) -> None:
    name = "示例㼆𠮷龘䶮赟喆"
    pdf = renderer.pdf(named(name))
    assert name in text_of(pdf)
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in PdfReader(BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert any(font.startswith("NotoSansCJKsc-Regular") for font in fonts)


def test_marks_that_turn_the_direction_of_text_are_dropped(
    renderer: Renderer, text_of: TextOf
) -> None:
    assert "示例甲乙丙" in text_of(renderer.pdf(named("示例甲\u202e乙\u200b\x07丙")))


@settings(max_examples=15, deadline=2000, suppress_health_check=list(HealthCheck))
@given(st.text(min_size=1, max_size=80))
def test_any_text_renders(renderer: Renderer, name: str) -> None:
    assert renderer.pdf(named(name)).startswith(b"%PDF-1.7")
