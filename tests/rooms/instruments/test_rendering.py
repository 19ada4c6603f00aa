"""Does each instrument come out whole: names, amounts in words, law, remedy, fonts, pages?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from zhixing.instruments.rendering.catalogue import get_template, list_templates
from zhixing.instruments.rendering.document import InstrumentIncomplete, compose
from zhixing.instruments.rendering.renderer import Renderer
from zhixing.instruments.rendering.template import AnyTemplate, Kind, remedy_text
from zhixing.instruments.rendering.wording import (
    cite_all,
    day_in_words,
    money_in_figures,
    money_in_words,
)
from zhixing.instruments.templates._sample import COURT, sample_frame
from zhixing.kernel.fen import Fen

TextOf = Callable[[bytes], str]
EVERY = pytest.mark.parametrize("template", list_templates(), ids=lambda t: t.code)

PAGES = {
    "CLOSING_NOTICE": 1,
    "SUMMONS_WARRANT": 1,
    "FREEZE_ASSISTANCE": 3,
    "TRANSFER_ASSISTANCE": 3,
    "SEAL_ASSISTANCE": 3,
    "THING_ASSISTANCE": 3,
    "HAND_OVER_LETTER": 1,
    "ENTRUSTED_FILING_NOTICE": 1,
    "ENTRUSTED_PAPERS_REQUEST": 1,
    "ENTRUSTED_RETURN_LETTER": 1,
    "ENTRUSTING_NOTICE": 1,
    "RESUMPTION_DECISION": 1,
    "RESUMPTION_NOTICE": 1,
}
CODES = {
    "ACCEPTANCE_NOTICE",
    "CLOSING_NOTICE",
    "CONSEQUENCES_SHEET",
    "DETENTION_DECISION",
    "ENFORCEMENT_NOTICE",
    "ESTATE_QUERY_ASSISTANCE",
    "FREEZE_ASSISTANCE",
    "FREEZE_RULING",
    "LISTING_DECISION",
    "PAYMENT_NOTICE",
    "PAY_IN_NOTICE",
    "CO_OWNER_NOTICE",
    "DIVIDEND_NOTICE",
    "ESTATE_QUERY_LIST_ASSISTANCE",
    "HAND_OVER_LETTER",
    "HAND_OVER_REQUEST",
    "ENTRUSTED_FILING_NOTICE",
    "ENTRUSTED_PAPERS_REQUEST",
    "ENTRUSTED_RETURN_LETTER",
    "ENTRUSTING_LETTER",
    "ENTRUSTING_NOTICE",
    "QUERY_LIST_ASSISTANCE",
    "RESUMPTION_DECISION",
    "RESUMPTION_NOTICE",
    "PROPERTY_REPORT_ORDER",
    "QUERY_ASSISTANCE",
    "RELEASE_ASSISTANCE",
    "RELEASE_RULING",
    "RESTRICTION_ORDER",
    "RISK_NOTICE",
    "SEAL_ASSISTANCE",
    "SEAL_RULING",
    "SEARCH_WARRANT",
    "SETTLEMENT_RECORD",
    "SUMMONS_WARRANT",
    "THING_ASSISTANCE",
    "THING_FREEZE_RULING",
    "THING_RELEASE_RULING",
    "THING_SEAL_RULING",
    "THING_TRANSFER_RULING",
    "TRANSFER_ASSISTANCE",
    "TRANSFER_RULING",
    "UNSEAL_ASSISTANCE",
    "UNSEAL_RULING",
}
WITH_REMEDY = {
    "CLOSING_NOTICE",
    "DETENTION_DECISION",
    "ENFORCEMENT_NOTICE",
    "FREEZE_RULING",
    "LISTING_DECISION",
    "RELEASE_RULING",
    "RESTRICTION_ORDER",
    "RESUMPTION_DECISION",
    "SEAL_RULING",
    "SEARCH_WARRANT",
    "THING_FREEZE_RULING",
    "THING_RELEASE_RULING",
    "THING_SEAL_RULING",
    "THING_TRANSFER_RULING",
    "TRANSFER_RULING",
    "UNSEAL_RULING",
}
IN_WORDS = {
    "ACCEPTANCE_NOTICE": ["人民币陆拾伍万元整（¥650,000.00）"],
    "CLOSING_NOTICE": ["人民币陆拾伍万元整（¥650,000.00）", "人民币捌仟玖佰元整（¥8,900.00）"],
    "ENFORCEMENT_NOTICE": ["人民币捌仟玖佰元整（¥8,900.00）"],
    "FREEZE_RULING": ["人民币陆拾伍万捌仟玖佰元整（¥658,900.00）"],
    "FREEZE_ASSISTANCE": ["人民币陆拾伍万捌仟玖佰元整（¥658,900.00）"],
    "THING_FREEZE_RULING": ["人民币陆拾伍万捌仟玖佰元整（¥658,900.00）"],
    "THING_TRANSFER_RULING": ["人民币伍万捌仟玖佰元整（¥58,900.00）"],
    "TRANSFER_RULING": ["人民币陆拾伍万捌仟玖佰元整（¥658,900.00）"],
    "PAYMENT_NOTICE": [
        "人民币陆拾万元整（¥600,000.00）",
        "人民币伍万捌仟玖佰元整（¥58,900.00）",
    ],
    "SETTLEMENT_RECORD": ["人民币贰拾伍万元整", "¥250,000.00"],
}


def strings_in(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in strings_in(item)]
    if is_dataclass(value):
        return [t for field in fields(value) for t in strings_in(getattr(value, field.name))]
    return []


def test_the_catalogue_holds_every_instrument() -> None:
    assert {template.code for template in list_templates()} == CODES
    assert {t.code for t in list_templates() if t.remedy} == WITH_REMEDY
    assert all(len(t.name_en) > 8 and t.name_zh for t in list_templates())
    with pytest.raises(LookupError):
        get_template("NO_SUCH")


@EVERY
def test_the_sample_comes_out_whole(
    template: AnyTemplate, renderer: Renderer, text_of: TextOf
) -> None:
    frame = sample_frame(template)
    pdf = renderer.pdf(compose(template, template.sample, frame))
    text = text_of(pdf)
    assert len(PdfReader(BytesIO(pdf)).pages) == PAGES.get(template.code, 2)
    assert COURT in text and template.name_zh in text and frame.case_number in text
    assert cite_all(frame.basis) in text
    if template.kind is not Kind.RECORD:
        assert "二〇二七年三月十五日" in text
    for name in ("示例甲", "示例乙商贸有限公司", "示例丁"):
        if any(name in words for words in strings_in(template.sample)):
            assert name in text or template.code in ("SUMMONS_WARRANT",)
    for words in IN_WORDS.get(template.code, []):
        assert words in text
    assert remedy_text(template, frame) in text
    assert (not template.receipt) or "（回执）" in text
    assert "演练" not in text


@EVERY
def test_only_our_fonts_are_embedded(template: AnyTemplate, renderer: Renderer) -> None:
    pdf = renderer.pdf(compose(template, template.sample, sample_frame(template)))
    names = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert any(key.startswith("/FontFile") for key in inner["/FontDescriptor"])
            names.add(str(inner["/BaseFont"]).split("+")[-1])
    assert names == {"NotoSerifCJKsc-Regular", "NotoSerifCJKsc-Bold"}


@EVERY
def test_the_same_data_gives_the_same_bytes(template: AnyTemplate, renderer: Renderer) -> None:
    document = compose(template, template.sample, sample_frame(template))
    first = renderer.pdf(document)
    assert first == renderer.pdf(document) == Renderer().pdf(document)
    later = replace(document, frame=replace(document.frame, made_on=date(2027, 3, 16)))
    assert first != renderer.pdf(later)


@EVERY
def test_a_rehearsal_says_so_on_every_page(template: AnyTemplate, renderer: Renderer) -> None:
    frame = sample_frame(template, rehearsal=True)
    pdf = renderer.pdf(compose(template, template.sample, frame))
    for page in PdfReader(BytesIO(pdf)).pages:
        text = page.extract_text()
        assert "演练" in text and "不具有法律效力" in text


@pytest.mark.parametrize("on", [date(2015, 8, 3), date(2017, 3, 14), date(2021, 3, 14)])
def test_the_text_in_force_on_its_own_day_is_cited(on: date) -> None:
    template = get_template("FREEZE_RULING")
    text = compose(template, template.sample, sample_frame(template, on=on)).text()
    year = "2017" if on.year == 2021 else "2012"
    assert f"《中华人民共和国民事诉讼法》（{year}年）第二百四十二条" in text
    assert "第二百五十三条" not in text
    assert day_in_words(on) in text


def test_what_the_law_requires_cannot_be_left_out() -> None:
    template = get_template("LISTING_DECISION")
    frame = sample_frame(template)
    with pytest.raises(InstrumentIncomplete) as no_basis:
        compose(template, template.sample, replace(frame, basis=()))
    assert no_basis.value.code == "INSTRUMENT_WITHOUT_BASIS"
    with pytest.raises(InstrumentIncomplete) as no_remedy:
        compose(template, template.sample, replace(frame, remedy_basis=()))
    assert no_remedy.value.code == "INSTRUMENT_WITHOUT_REMEDY"
    with pytest.raises(TypeError):
        compose(template, get_template("FREEZE_RULING").sample, frame)


@pytest.mark.parametrize(
    ("yuan", "words", "figures"),
    [
        ("0", "人民币零元整", "¥0.00"),
        ("0.05", "人民币伍分", "¥0.05"),
        ("0.50", "人民币伍角整", "¥0.50"),
        ("10", "人民币壹拾元整", "¥10.00"),
        ("1000.05", "人民币壹仟元零伍分", "¥1,000.05"),
        ("100305.60", "人民币壹拾万零叁佰零伍元陆角整", "¥100,305.60"),
        ("650000", "人民币陆拾伍万元整", "¥650,000.00"),
        (
            "1234567890.12",
            "人民币壹拾贰亿叁仟肆佰伍拾陆万柒仟捌佰玖拾元壹角贰分",
            "¥1,234,567,890.12",
        ),
    ],
)
def test_amounts_in_words(yuan: str, words: str, figures: str) -> None:
    amount = Fen.of_yuan(yuan)
    assert (money_in_words(amount), money_in_figures(amount)) == (words, figures)


def test_an_amount_that_words_cannot_carry_is_refused() -> None:
    for amount in (Fen(-1), Fen(10**20)):
        with pytest.raises(ValueError, match="capital numerals"):
            money_in_words(amount)


def test_a_preview_gives_one_picture_a_page(renderer: Renderer) -> None:
    template = get_template("FREEZE_RULING")
    pictures = renderer.png(compose(template, template.sample, sample_frame(template)), ppi=40)
    assert len(pictures) == 2 and all(p.startswith(b"\x89PNG") for p in pictures)
