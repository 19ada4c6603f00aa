"""How wide each field may be: as the tables of the annex say, looked at before anything goes out."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.samples import BANK, CONTROL_NO, control, four_lines
from zhixing.inquiry.wire.bank_codec import encode_requests
from zhixing.inquiry.wire.bank_fields import LINE_FIELDS
from zhixing.inquiry.wire.model import Channel, Kind, Measure
from zhixing.inquiry.wire.preflight import check_request
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.values import width_of

ALL = frozenset(Measure)
ATTESTED = """
BDHM 30 CCXH 8 KZCS 2 KHZH 30 GLZHHM 30 CCLB 20 KHWD 100 KHWDDM 20 ZCMC 40 ZCLX 20 JLDW 20
CPXSZL 20 DQH 30 JRCPBH 30 LCZH 50 ZJHKZH 50 BZ 20 JE 20 SE 20 KSRQ 19 JSRQ 19 SFJH 10 CKWH 50
ZXKZHHM 100 ZXKZHKHH 100 ZXKZHKHHHH 30 ZXKZHZH 50 ZXKZHLX 20 YDJDH 30 YDJAH 50
KZNR 2 KZZT 2 YE 20 KYYE 20 CSKSRQ 19 CSJSRQ 19 DJXE 20 SKJE 20 SKSE 20 CESKJE 20
WNKZYY 100 BEIZ 1000
"""
TABLE = {name: int(width) for name, width in re.findall(r"([A-Z]+) (\d+)", ATTESTED)}
TEXTS = {
    "KHZH": ("account", "no"),
    "GLZHHM": ("account", "sub_no"),
    "CCLB": ("account", "class_text"),
    "KHWD": ("account", "branch"),
    "KHWDDM": ("account", "branch_code"),
    "ZCMC": ("asset", "name"),
    "ZCLX": ("asset", "type_text"),
    "CPXSZL": ("asset", "sales_kind"),
    "DQH": ("asset", "region_no"),
    "JRCPBH": ("asset", "product_no"),
    "LCZH": ("asset", "wealth_account"),
    "ZJHKZH": ("asset", "payout_account"),
    "JLDW": ("asset", "unit"),
    "BZ": ("", "currency"),
    "SFJH": ("", "convert_fx"),
    "CKWH": ("", "ruling_no"),
    "ZXKZHHM": ("case_fund", "name"),
    "ZXKZHKHH": ("case_fund", "bank"),
    "ZXKZHKHHHH": ("case_fund", "bank_no"),
    "ZXKZHZH": ("case_fund", "account_no"),
    "ZXKZHLX": ("case_fund", "kind"),
    "YDJDH": ("origin", "request_no"),
    "YDJAH": ("origin", "case_no"),
}


def changed(name: str, value: str):
    """Give a control whose one line that carries a field carries it with this value."""
    part, attribute = TEXTS[name]
    lines = list(four_lines())
    place = next(i for i, n in enumerate(lines) if not part or getattr(n, part) is not None)
    line = lines[place]
    whole = (
        {attribute: value}
        if not part
        else {part: replace(getattr(line, part), **{attribute: value})}
    )
    lines[place] = replace(line, **whole)
    return place + 1, control(lines=tuple(lines))


@pytest.mark.parametrize("code", ["BANK-SOAP-2", "BANK-SOAP-1", "BANK-FILE-2"])
def test_every_width_of_the_tables_is_in_the_profile(code):
    profile = get_profile(code)
    own = {"BDHM": 20 if code == "BANK-SOAP-1" else 30}
    assert profile.max_request_no_bytes == own["BDHM"]
    assert profile.max_card_bytes == 15
    assert dict(profile.widths) == {n: w for n, w in TABLE.items() if n != "BDHM"}


@pytest.mark.parametrize("name", TEXTS)
def test_a_field_goes_out_up_to_its_width_and_its_request_is_kept_back_beyond(name):
    limit = TABLE[name]
    _, fits = changed(name, "1" * limit)
    assert "too-wide" not in {o.code for o in check_request(fits, BANK, ALL)}
    place, wide = changed(name, "1" * (limit + 1))
    batch = encode_requests(Kind.CONTROL, [wide, control(external_no="A2")], BANK, ALL)
    assert batch.included == ("A2",), "and the other request goes"
    (held,) = batch.quarantined
    assert (held.request.external_no, held.channel) == (CONTROL_NO, Channel.MANUAL)
    (obstacle,) = held.obstacles
    assert (obstacle.code, obstacle.row, obstacle.field) == ("too-wide", f"kzzh[{place}]", name)
    assert str(limit) in obstacle.zh
    assert str(limit) in obstacle.en


def test_what_can_be_too_wide_is_looked_at():
    dates_and_codes = {"CCXH", "KZLX", "KZCS", "KZNR", "JE", "SE", "KSRQ", "JSRQ"}
    assert set(LINE_FIELDS) - dates_and_codes == set(TEXTS)


@settings(max_examples=60, deadline=2000)
@given(st.sampled_from(["ZXKZHHM", "KHWD", "CKWH"]), st.text("法院示例aZ1（）", max_size=120))
def test_chinese_counts_two_bytes(name, value):
    _, request = changed(name, value)
    is_wide = "too-wide" in {o.code for o in check_request(request, BANK, ALL)}
    assert is_wide is (sum(1 if c.isascii() else 2 for c in value) > TABLE[name])
    assert width_of(value) == sum(1 if c.isascii() else 2 for c in value)
