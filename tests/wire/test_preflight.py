"""An item that a front-end would choke on is kept back, named, and costs its batch nothing."""

from dataclasses import replace
from datetime import date

import pytest

from tests.wire.samples import (
    BANK,
    CARD,
    CONTROL_NO,
    COURT,
    NOTICE,
    OFFICER,
    QUERY_NO,
    control,
    four_lines,
    freeze_line,
    golden,
    query,
)
from zhixing.inquiry.wire.bank_codec import encode_requests
from zhixing.inquiry.wire.model import Channel, IdType, Kind, Measure, Subject
from zhixing.inquiry.wire.preflight import check_request, sort_batch
from zhixing.kernel.fen import Fen
from zhixing.kernel.ranges import Days

RARE = "测试\U00020086"


def named(request, **keywords):
    return {(o.code, o.row, o.field) for o in check_request(request, BANK, **keywords)}


def test_sound_requests_have_no_obstacle():
    assert check_request(query(), BANK) == ()
    assert check_request(control(), BANK) == ()


@pytest.mark.parametrize("name", [RARE, "测试€", "测试😀", "测试㐁", "测试\u00b7\u200b"])
def test_a_name_gbk_cannot_carry_goes_to_the_manual_channel(name):
    request = query(subject=Subject(name, IdType.RESIDENT_ID, "110101190001010006"))
    batch = encode_requests(Kind.QUERY, [request], BANK)
    assert batch.payload == golden("out_query_list_empty")
    (held,) = batch.quarantined
    assert held.channel is Channel.MANUAL
    (obstacle,) = held.obstacles
    assert (obstacle.code, obstacle.field) == ("unencodable", "XM")
    assert name[-1] in obstacle.zh
    assert f"U+{ord(name[-1]):04X}" in obstacle.en


def test_a_poisoned_item_never_costs_its_batch():
    bad = query(external_no="A2", subject=Subject(RARE, IdType.RESIDENT_ID, "1"))
    worse = query(external_no="A3", court=replace(COURT, name=RARE))
    batch = encode_requests(Kind.QUERY, [bad, query(), worse], BANK)
    assert batch.payload == golden("out_query_list")
    assert batch.included == (QUERY_NO,)
    assert [q.request.external_no for q in batch.quarantined] == ["A2", "A3"]


@pytest.mark.parametrize(
    ("number", "is_held"),
    [("A" * 15, False), ("A" * 16, True), ("京执字00000001", False), ("京执字第0000000001", True)],
)
def test_card_numbers_of_more_than_fifteen_bytes(number, is_held):
    request = query(officers=(replace(OFFICER, work_card_no=number),))
    assert (("card-too-long", "officer[1]", "GZZBH") in named(request)) is is_held
    request = query(credentials=(replace(CARD, duty_card_no=number),))
    assert (("card-too-long", "zjinfo[1]", "GWZBM") in named(request)) is is_held


def test_a_number_twice_goes_once():
    sorted_ = sort_batch([query(), query()], BANK)
    assert [r.external_no for r in sorted_.ready] == [QUERY_NO]
    assert sorted_.quarantined[0].obstacles[0].code == "repeated-number"


@pytest.mark.parametrize("number", ["", "1" * 31, "有字", "12 34"])
def test_bad_request_numbers(number):
    assert "bad-number" in {code for code, _, _ in named(query(external_no=number))}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"writ_set_no": ""}, ("missing", "", "WSBH")),
        ({"case_no": ""}, ("missing", "", "AH")),
        ({"court": replace(COURT, code="")}, ("missing", "", "FYDM")),
        ({"documents": ()}, ("missing", "wsinfoList", "WSNR")),
        ({"documents": (replace(NOTICE, content=b""),)}, ("missing", "wsinfo[1]", "WSNR")),
        (
            {"documents": (replace(NOTICE, extension=".pdf"),)},
            ("bad-extension", "wsinfo[1]", "WJLX"),
        ),
        ({"documents": (replace(NOTICE, file_name=RARE),)}, ("unencodable", "wsinfo[1]", "WJMC")),
        ({"credentials": ()}, ("missing", "zjinfoList", "GZZ")),
        ({"credentials": (replace(CARD, work_card_no=""),)}, ("missing", "zjinfo[1]", "GZZBM")),
        ({"officers": ()}, ("officers", "", "CBR")),
        ({"officers": (OFFICER,) * 3}, ("officers", "", "CBR")),
        ({"ledger_period": Days(date(2026, 1, 1))}, ("half-period", "", "CKJSSJ")),
        (
            {"subject": Subject("测试甲", IdType.PASSPORT, "E00000000")},
            ("no-code", "", "ZJLX"),
        ),
    ],
)
def test_what_a_query_lacks(change, expected):
    assert expected in named(query(**change))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"amount": None}, ("missing", "kzzh[1]", "JE")),
        ({"amount": Fen(0)}, ("not-positive", "kzzh[1]", "JE")),
        ({"account": None}, ("missing", "kzzh[1]", "KHZH")),
        ({"term": None}, ("missing", "kzzh[1]", "KSRQ")),
        ({"ruling_no": ""}, ("missing", "kzzh[1]", "CKWH")),
        ({"scope": None}, ("missing", "kzzh[1]", "KZNR")),
        ({"measure": Measure.RENEW}, ("missing", "kzzh[1]", "YDJDH")),
        ({"measure": Measure.RELEASE}, ("missing", "kzzh[1]", "YDJDH")),
        ({"measure": Measure.TRANSFER}, ("missing", "kzzh[1]", "ZXKZHZH")),
        ({"measure": Measure.QUEUE}, ("unsupported-measure", "kzzh[1]", "KZCS")),
        ({"measure": Measure.SEAL}, ("missing", "kzzh[1]", "KZCS")),
        ({"line_no": 0}, ("bad-line", "kzzh[1]", "CCXH")),
    ],
)
def test_what_a_line_lacks(change, expected):
    assert expected in named(control(lines=(freeze_line(**change),)))


def test_a_control_needs_lines_of_different_numbers():
    assert ("missing", "kzzhlist", "CCXH") in named(control(lines=()))
    twice = control(lines=(freeze_line(), freeze_line()))
    assert ("repeated-line", "kzzh[2]", "CCXH") in named(twice)


def test_an_institution_may_execute_more_or_less_than_its_profile():
    queued = control(lines=(freeze_line(measure=Measure.QUEUE),))
    assert named(queued, capability=frozenset({Measure.QUEUE})) == set()
    assert ("unsupported-measure", "kzzh[3]", "KZCS") in named(
        control(lines=four_lines()), capability=frozenset({Measure.FREEZE, Measure.RELEASE})
    )
    assert control().external_no == CONTROL_NO
