"""What a registry's answer amounts to: found, nothing, or not readable, and never one for another."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.registry_samples import QUERY_NO, REG, SEAL_NO, UNIT, bare, wired
from zhixing.inquiry.content import content_hash
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome
from zhixing.inquiry.wire.profile import fields
from zhixing.inquiry.wire.real_estate import RIGHT_CODES, RightKind
from zhixing.inquiry.wire.registry_in import decode_feedback

OTHER = UNIT[:-1] + "2"
HOLDER = "<QLRXXLIST><QLRMC>测试甲</QLRMC><ZJH>110101190001010006</ZJH></QLRXXLIST>"


def message(*blocks: str, code: str = "0000") -> str:
    head = f"<Head><RESPONSECODE>{code}</RESPONSECODE><RESPONSEINFO>某话</RESPONSEINFO></Head>"
    return f"<Message>{head}<Data><BDCFKLIST>{''.join(blocks)}</BDCFKLIST></Data></Message>"


def answer(inner: str = "", result: str = "0000") -> str:
    told = f"<RESULT>{result}</RESULT>" if result else ""
    return f"<BDCCXJG><CXQQDH>{QUERY_NO}</CXQQDH>{told}{inner}</BDCCXJG>"


def house(unit: str = UNIT, name: str = "路1号") -> str:
    number = f"<BDCDYH>{unit}</BDCDYH>" if unit else ""
    return f"<FDCQLIST>{number}<FDZL>{name}</FDZL><JZMJ>89.50</JZMJ>{HOLDER}</FDCQLIST>"


def control(unit: str, state: str = "1", more: str = "") -> str:
    return (
        f"<BDCKZJG><CXQQDH>{SEAL_NO}</CXQQDH><RESULT>0000</RESULT><KZXXLIST><KZXX>"
        f"<BDCDYH>{unit}</BDCDYH><KZZT>{state}</KZZT>{more}</KZXX></KZXXLIST></BDCKZJG>"
    )


def one(*blocks: str, code: str = "0000"):
    decoded = decode_feedback(wired(message(*blocks, code=code)), REG)
    (feedback,) = decoded.feedbacks
    return feedback, {p.code for p in decoded.problems}, {n.code for n in decoded.notes}


def test_nothing_found_is_0000_without_any_list_and_nothing_else():
    feedback, problems, _ = one(answer())
    assert (feedback.no_record, feedback.lost, problems) == (True, (), set())
    assert one(answer("<FDCQLIST></FDCQLIST>"))[0].no_record, "an empty list is none"


@pytest.mark.parametrize(
    ("inner", "result", "code", "problem"),
    [
        ("<FDCQLIST><FDZL>路1号</FDZL></FDCQLIST>", "0000", "0000", "no-unit"),
        ("<YYDJLIST><BDCDYH>U9</BDCDYH></YYDJLIST>", "0000", "0000", "unknown-list"),
        ("<CFDJLIST><BDCDYH>U9</BDCDYH></CFDJLIST>", "0000", "0000", "no-right"),
        ("<DYAQLIST><BDCDYH>U9</BDCDYH></DYAQLIST>", "0000", "0000", "no-right"),
        ("", "0000", "2040", "head-contradicts"),
        ("", "", "", "no-result"),
    ],
)
def test_what_could_not_be_read_is_never_nothing_found(inner, result, code, problem):
    feedback, problems, _ = one(answer(inner, result), code=code)
    assert not feedback.no_record
    assert problem in problems
    assert problem in {note.code for note in feedback.lost}
    assert all(note.zh and note.en for note in feedback.lost)


def test_a_right_without_a_unit_stands_under_its_certificate_with_a_problem():
    certified = house("").replace("<FDZL>", "<BDCQZH>示例（2020）第1号</BDCQZH><FDZL>")
    feedback, problems, _ = one(answer(certified))
    (right,) = feedback.estate.rights
    assert (right.unit_no, right.number, right.area) == ("", "示例（2020）第1号", Decimal("89.50"))
    assert right.holders[0].name == "测试甲"
    assert problems == {"no-unit"}
    assert not feedback.no_record


def test_a_failure_told_by_the_head_alone_is_a_refusal_with_its_words():
    feedback, _, _ = one(answer(result=""), code="2040")
    assert (feedback.rejection.reason, feedback.rejection.remark) == ("某话", "2040")


def test_what_is_listed_beside_a_failure_is_kept():
    feedback, problems, _ = one(answer(house(), result="2040"))
    assert feedback.kind is FeedbackKind.REAL_ESTATE
    assert [r.unit_no for r in feedback.estate.rights] == [UNIT]
    assert problems == {"answer-and-refusal"}


def test_answers_of_one_number_stand_side_by_side():
    feedback, problems, notes = one(answer(house()), answer(house(OTHER)), answer())
    assert [r.unit_no for r in feedback.estate.rights] == [UNIT, OTHER]
    assert (feedback.no_record, problems, notes) == (False, set(), set())


def test_only_the_same_unit_is_overwritten():
    sealed = f"<CFDJLIST><BDCDYH>{UNIT}</BDCDYH><CFJG>某法院</CFJG><CFLX>1</CFLX></CFDJLIST>"
    feedback, _, notes = one(
        answer(house() + house(OTHER) + sealed), answer(house(name="路9号")), answer(house(OTHER))
    )
    assert {r.unit_no: r.location for r in feedback.estate.rights} == {
        UNIT: "路9号",
        OTHER: "路1号",
    }
    assert [s.authority for s in feedback.estate.sealings] == ["某法院"]
    assert notes == {"unit-repeated"}


def test_an_answer_beside_a_refusal_of_one_number_is_kept():
    for blocks in (
        (answer(house()), answer(result="2040")),
        (answer(result="2040"), answer(house())),
    ):
        feedback, problems, _ = one(*blocks)
        assert feedback.rejection is None
        assert [r.unit_no for r in feedback.estate.rights] == [UNIT]
        assert problems == {"answer-and-refusal"}
    feedback, problems, _ = one(answer(), answer(result="2040"))
    assert not feedback.no_record, "half an answer does not say that there is nothing"


def test_results_of_one_number_stand_side_by_side():
    feedback, problems, notes = one(control(UNIT), control(OTHER, "2"))
    assert {r.line: r.outcome for r in feedback.results} == {
        UNIT: Outcome.DONE,
        OTHER: Outcome.NOT_DONE,
    }
    assert (problems, notes) == (set(), set())
    feedback, _, notes = one(control(UNIT), control(UNIT, "2"))
    assert [r.outcome for r in feedback.results] == [Outcome.NOT_DONE]
    assert notes == {"unit-repeated"}


def test_a_receipt_beside_a_result_costs_it_nothing():
    paper = (
        f"<HZXXLIST><HZXX><CXQQDH>{SEAL_NO}</CXQQDH><WJMC>回执</WJMC><WJLX>pdf</WJLX>"
        "<WSNR>JVBERi0xLjQgcmVjZWlwdA==</WSNR></HZXX></HZXXLIST>"
    )
    whole = message(control(UNIT)).replace("</BDCFKLIST>", f"</BDCFKLIST>{paper}")
    (feedback,) = decode_feedback(bare(whole), REG).feedbacks
    assert feedback.kind is FeedbackKind.CONTROL
    assert len(feedback.results) == len(feedback.receipts) == 1


UNITS = st.lists(st.sampled_from([UNIT, OTHER, "U3", "U4"]), min_size=1, max_size=6)


@settings(max_examples=60, deadline=2000)
@given(UNITS)
def test_no_unit_is_lost_however_an_answer_is_split(units):
    split, _, _ = one(*(answer(house(u)) for u in units))
    assert {r.unit_no for r in split.estate.rights} == set(units)
    results, _, _ = one(*(control(u) for u in units))
    assert {r.line for r in results.results} == set(units)
    whole, _, _ = one(answer("".join(house(u) for u in dict.fromkeys(units))))
    if len(units) == len(set(units)):
        assert content_hash(split) == content_hash(whole)


LISTS = {
    RightKind.LAND_OWNERSHIP: (
        "ZL=路1号 ZDMJ=120.5 MJDW=平方米 YT=住宅 QLXZ=国有",
        ("路1号", "120.5", "住宅", "国有", None, None, {"MJDW": "平方米"}),
    ),
    RightKind.CONSTRUCTION_LAND_USE: (
        "ZL=路2号 YT=工业 SYQMJ=300 SYQQSSJ=2001-02-03 SYQJSSJ=2051-02-02 QLXZ=出让",
        ("路2号", "300", "工业", "出让", date(2001, 2, 3), date(2051, 2, 2), {}),
    ),
    RightKind.BUILDING: (
        "FDZL=路3号 JZMJ=89.5 ZYJZMJ=70 FTJZMJ=19.5 GHYT=住宅 FWXZ=商品房 JGSJ=2010"
        " TDSYQSSJ=2000-01-01 TDSYJSSJ=2070-01-01 ZCS=6",
        (
            "路3号",
            "89.5",
            "住宅",
            "商品房",
            date(2000, 1, 1),
            date(2070, 1, 1),
            {"ZYJZMJ": "70", "FTJZMJ": "19.5", "JGSJ": "2010", "ZCS": "6"},
        ),
    ),
    RightKind.SEA_AREA: (
        "XMMC=示例养殖 YHWZSM=示例湾 YHLXA=渔业 YHLXB=养殖 HDMC=示例岛 HDWZ=湾口 HDYT=养殖"
        " SYQMJ=9.9 SYQQSSJ=2020-01-01 SYQJSSJ=2035-01-01",
        (
            "湾口",
            "9.9",
            "养殖",
            "",
            date(2020, 1, 1),
            date(2035, 1, 1),
            {
                "XMMC": "示例养殖",
                "YHWZSM": "示例湾",
                "YHLXA": "渔业",
                "YHLXB": "养殖",
                "HDMC": "示例岛",
            },
        ),
    ),
    RightKind.STRUCTURE: (
        "ZL=港1号 GJZWGHYT=码头 GJZWMJ=800 TDHYSYQSSJ=2015-05-05 TDHYSYJSSJ=2065-05-04",
        ("港1号", "800", "码头", "", date(2015, 5, 5), date(2065, 5, 4), {}),
    ),
    RightKind.FOREST: (
        "ZL=山1号 SYQMJ=55 LDSYQSSJ=2008-08-08 LDSYJSSJ=2078-08-07 LDSYQXZ=集体",
        ("山1号", "55", "", "集体", date(2008, 8, 8), date(2078, 8, 7), {}),
    ),
}


LISTS_TAIL = (
    "<BDCQZH>证1</BDCQZH><DJJG>某登记机构</DJJG><DQDM>999900</DQDM><YWH>YW1</YWH><BEIZ>注</BEIZ>"
)


def elements(line: str) -> str:
    pairs = (pair.split("=") for pair in line.split())
    return "".join(f"<{name}>{value}</{name}>" for name, value in pairs)


@pytest.mark.parametrize("kind", RightKind)
def test_every_class_of_right_with_all_its_fields(kind):
    line, (location, area, use, nature, since, until, extras) = LISTS[kind]
    body = f"<BDCDYH>{UNIT}</BDCDYH>{elements(line)}{LISTS_TAIL}{HOLDER}"
    feedback, problems, notes = one(answer(f"<{kind.value}LIST>{body}</{kind.value}LIST>"))
    (right,) = feedback.estate.rights
    assert (right.kind, right.unit_no, right.certificate_no) == (kind, UNIT, "证1")
    assert (right.location, right.area) == (location, Decimal(area))
    assert (right.use, right.nature, right.from_on, right.until_on) == (use, nature, since, until)
    assert (right.office, right.district) == ("某登记机构", "999900")
    assert (right.business_no, right.remark, right.extras) == ("YW1", "注", extras)
    assert (len(right.holders), problems, notes) == (1, set(), set())
    assert kind in RIGHT_CODES


HOLDER_FIELDS = fields(
    "BDCDYH SXH QLRMC BDCQZH QZYSXLH SFCZR ZJZL ZJH FZJG SSHY GJ HJSZSS XB DH DZ YB GZDW DZYJ"
    " QLRLX QLBL GYFS GYQK BZ YWH QSZT BDCLX"
)


def test_a_holder_keeps_every_field_of_the_annex():
    told = "".join(f"<{name}>值{name}</{name}>" for name in HOLDER_FIELDS)
    feedback, _, _ = one(answer(house().replace(HOLDER, f"<QLRXXLIST>{told}</QLRXXLIST>")))
    (holder,) = feedback.estate.rights[0].holders
    read = {
        "QLRMC": holder.name,
        "ZJZL": holder.id_type,
        "ZJH": holder.id_no,
        "BDCQZH": holder.certificate_no,
        "QLBL": holder.share,
        "GYQK": holder.co_ownership,
        **holder.extras,
    }
    assert read == {name: f"值{name}" for name in HOLDER_FIELDS}


def test_the_form_of_co_ownership_stands_in_where_its_state_is_left_out():
    told = "<QLRXXLIST><QLRMC>测试甲</QLRMC><GYFS>按份共有</GYFS></QLRXXLIST>"
    feedback, _, _ = one(answer(house().replace(HOLDER, told)))
    (holder,) = feedback.estate.rights[0].holders
    assert (holder.co_ownership, holder.extras) == ("按份共有", {})


def test_mortgages_notices_and_sealings_keep_what_else_stands_in_them():
    tail = "<DJJG>某登记机构</DJJG><DQDM>999900</DQDM><YWH>YW1</YWH><BEIZ>注</BEIZ>"
    lists = "".join(
        f"<{name}LIST><BDCDYH>{UNIT}</BDCDYH>{more}{tail}</{name}LIST>"
        for name, more in (("DYAQ", "<DYBDCLX>房屋</DYBDCLX>"), ("YGDJ", ""), ("CFDJ", ""))
    )
    estate = one(answer(house() + lists))[0].estate
    common = {"DJJG": "某登记机构", "DQDM": "999900", "YWH": "YW1", "BEIZ": "注"}
    assert estate.mortgages[0].extras == {"DYBDCLX": "房屋", **common}
    assert estate.pre_notices[0].extras == estate.sealings[0].extras == common
