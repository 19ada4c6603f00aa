"""Rubbish is no account number, no name and no key: each is named, and nothing else is lost."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.registry_samples import REG
from tests.wire.samples import BANK, QUERY_NO, bare, wired
from zhixing.inquiry.wire.bank_codec import (
    Ack,
    decode_document_key,
    decode_feedback,
    decode_usermarker,
    encode_ack,
)
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.registry_in import decode_document_key as registry_key
from zhixing.inquiry.wire.registry_in import decode_usermarker as registry_marker
from zhixing.inquiry.wire.values import width_of

FILE = get_profile("BANK-FILE-2")


def b64(text: str, charset: str = "gbk") -> str:
    return base64.b64encode(text.encode(charset)).decode()


def encoded(**changes: str) -> str:
    """Write one row whose values are encoded, but for those given as they stand."""
    row = {
        "BDHM": QUERY_NO,
        "CCXH": "1",
        "KHZH": "6222000000000001",
        "CCLB": "借记卡",
        "YE": "1.00",
    }
    told = {name: b64(value) for name, value in row.items()} | changes
    values = " ".join(f'{name}="{value}"' for name, value in told.items())
    return bare(f"<zhxxList><zhxx {values}/></zhxxList>")


def plain(number: str) -> str:
    return wired(f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="{number}"/></zhxxList>')


def lost(decoded):
    return {(p.code, p.row, p.field) for p in decoded.problems}


ROW = "zhxxList/zhxx[1]"


def test_base64_cut_short_is_no_account():
    cut = b64("6222000000000001")[:-3]
    decoded = decode_feedback(encoded(KHZH=cut), BANK)
    (feedback,) = decoded.feedbacks
    assert (feedback.accounts, feedback.no_record) == ((), False)
    assert lost(decoded) == {("not-decodable", ROW, "KHZH")}
    assert [note.code for note in feedback.lost] == ["not-decodable"]


@pytest.mark.parametrize("number", ["无此客户", "ABC", "—", "该户不存在"])
def test_a_word_without_a_digit_is_no_account(number):
    decoded = decode_feedback(plain(number), BANK)
    assert lost(decoded) == {("bad-account", ROW, "KHZH")}
    assert decoded.feedbacks[0].accounts == ()
    assert not decoded.feedbacks[0].no_record


@pytest.mark.parametrize("length", [31, 4_000, 2_000_000])
def test_an_account_longer_than_the_annex_allows_is_none(length):
    decoded = decode_feedback(plain("6" * length), BANK)
    assert lost(decoded) == {("bad-account", ROW, "KHZH")}
    assert all(len(p.zh) < 200 and len(p.en) < 200 for p in decoded.problems)


@pytest.mark.parametrize("number", ["6" * 30, "6222-0000 0001", "NRA0001", "6222****0001"])
def test_account_numbers_of_every_form_are_taken(number):
    for payload in (plain(number), encoded(KHZH=number)):
        decoded = decode_feedback(payload, BANK)
        assert decoded.problems == ()
        assert decoded.feedbacks[0].accounts[0].no == number


def test_a_good_row_beside_a_bad_one_is_kept():
    xml = (
        f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="6222000000000001"/>'
        f'<zhxx BDHM="{QUERY_NO}" CCXH="2" KHZH="无此客户"/></zhxxList>'
    )
    (feedback,) = decode_feedback(wired(xml), BANK).feedbacks
    assert [a.no for a in feedback.accounts] == ["6222000000000001"]
    assert [note.row for note in feedback.lost] == ["zhxxList/zhxx[2]"]


@given(st.text("0123456789", min_size=12, max_size=30), st.integers(1, 3))
@settings(max_examples=100, deadline=2000)
def test_a_cut_account_is_never_taken_for_another(number, cut):
    whole = b64(number).rstrip("=")
    spoilt = whole[:-cut] if (len(whole) - cut) % 4 else whole[: -cut - 1]
    decoded = decode_feedback(encoded(KHZH=spoilt), BANK)
    assert decoded.feedbacks[0].accounts == ()
    assert ("not-decodable", ROW, "KHZH") in lost(decoded)


@pytest.mark.parametrize("field", ["KHZH", "CCLB", "BEIZ", "YE"])
def test_a_nul_under_base64_is_named(field):
    decoded = decode_feedback(encoded(**{field: b64("a\0b1")}), BANK)
    assert ("bad-character", ROW, field) in lost(decoded)
    (problem,) = (p for p in decoded.problems if p.field == field)
    assert "空字符" in problem.zh
    assert "NUL" in problem.en


@pytest.mark.parametrize("name", ["username", "password"])
def test_a_nul_in_who_calls_is_refused_by_name(name):
    told = {"username": b64("YH000001"), "password": b64("pw")} | {name: b64("YH\0001")}
    values = " ".join(f'{k}="{v}"' for k, v in told.items())
    with pytest.raises(Unreadable) as refused:
        decode_usermarker(bare(f"<usermarker><condition {values}/></usermarker>"), BANK)
    assert (refused.value.code, refused.value.field) == ("bad-character", name.upper())
    inner = "".join(f"<{k.upper()}>{v}</{k.upper()}>" for k, v in told.items())
    with pytest.raises(Unreadable) as refused:
        registry_marker(bare(f"<USERMARKER><CONDITION>{inner}</CONDITION></USERMARKER>"), REG)
    assert (refused.value.code, refused.value.field) == ("bad-character", name.upper())


@pytest.mark.parametrize("name", ["WSBH", "BDHM"])
def test_a_nul_in_what_is_wanted_is_refused_by_name(name):
    told = b64("SL\0WS1")
    xml = f'<wsbhinfo><condition {name}="{told}"/></wsbhinfo>'
    with pytest.raises(Unreadable) as refused:
        decode_document_key(bare(xml), BANK)
    assert (refused.value.code, refused.value.field) == ("bad-character", name)
    assert refused.value.zh
    assert refused.value.en
    twice = b64(b64("1\0002"))
    with pytest.raises(Unreadable):
        registry_key(bare(f"<wsbhinfo><CXQQDH>{twice}</CXQQDH></wsbhinfo>"), REG)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_number_the_wire_cannot_carry_is_echoed_as_it_was_written(charset):
    number, told = "\U00020bb71", b64("\U00020bb71", charset)
    decoded = decode_feedback(encoded(BDHM=told), BANK)
    assert [f.request_no for f in decoded.feedbacks] == [number]
    assert decoded.spelled == {number: told}
    ack = encode_ack([Ack(number, True, "", decoded.spelled[number])], BANK)
    assert f'bdhm="{told}"' in base64.b64decode(ack).decode()
    assert encode_ack([Ack(number)], BANK), "and can be written in any case"
    assert decode_feedback(encoded(), BANK).spelled == {}


def test_what_is_wider_than_the_annex_is_noted_and_kept():
    long = "长" * 60
    xml = f'<kzxxList><kzxx BDHM="{QUERY_NO}" CCXH="1" KZZT="2" WNKZYY="{long}"/></kzxxList>'
    decoded = decode_feedback(wired(xml), BANK)
    assert decoded.feedbacks[0].results[0].reason == long
    assert [(n.code, n.field) for n in decoded.notes] == [("too-wide", "WNKZYY")]
    assert decoded.problems == ()
    assert "100" in decoded.notes[0].zh
    assert width_of(long) == 120


def test_a_plain_document_keeps_its_words_as_they_stand():
    xml = f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="6222abCD" CCLB="Deposit1"/></zhxxList>'
    decoded = decode_feedback(xml.encode(), FILE)
    assert decoded.problems == ()
    assert decoded.feedbacks[0].accounts[0].class_text == "Deposit1"
