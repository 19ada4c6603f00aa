"""The profile before 2016: what it says otherwise, byte for byte, and what it is told."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from tests.wire.samples import NOTICE, control, derive, freeze_line, query
from zhixing.inquiry.numbering import composition
from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.model import IdType, Kind, Origin, Subject, Target
from zhixing.inquiry.wire.preflight import check_request
from zhixing.inquiry.wire.profile import get_profile, list_profiles
from zhixing.inquiry.wire.testbook import PLACE
from zhixing.inquiry.wire.wsdl import wsdl_text
from zhixing.kernel.fen import Fen

OLDER = get_profile("BANK-SOAP-1")
OLD_GOLDEN = PLACE / "bank-soap-older" / "golden"
QUERY_NO, CONTROL_NO = "27010500000000000001", "27010500000000000002"
HOLDER = Subject("测试甲", IdType.RESIDENT_ID, "110101190001010006")


def golden(name: str) -> str:
    return (OLD_GOLDEN / f"{name}.b64").read_text("ascii")


def older_query(**changes: object):
    subject = Subject(HOLDER.name, HOLDER.id_type, HOLDER.id_no, "中国", "示例市公安局")
    given = {"external_no": QUERY_NO, "subject": subject, "writ_set_no": ""}
    return query(**{**given, **changes})


def older_control(*lines, **changes: object):
    return control(external_no=CONTROL_NO, subject=HOLDER, lines=lines or (freeze_line(),))


@pytest.mark.parametrize("source", sorted(OLD_GOLDEN.glob("*.xml")), ids=lambda p: p.stem)
def test_golden_bytes_follow_from_the_hand_written_message(source):
    assert derive(source) == golden(source.stem)


def test_requests_and_writs_go_out_as_the_older_front_ends_read_them():
    made = codec.encode_requests(Kind.QUERY, [older_query()], OLDER)
    assert (made.payload, made.included) == (golden("out_query_list"), (QUERY_NO,))
    assert codec.encode_requests(Kind.CONTROL, [older_control()], OLDER).payload == golden(
        "out_control_list"
    )
    assert codec.encode_control_writs(QUERY_NO, [NOTICE], OLDER) == golden("out_writs")


def test_neither_court_code_nor_writ_set_nor_product_fields_go_out():
    names = {*OLDER.query_fields, *OLDER.control_fields, *OLDER.line_fields}
    assert not names & {"FYDM", "WSBH", "JRCPBH", "LCZH", "ZCMC", "SE"}
    assert {"GJ", "FZJG"} <= {*OLDER.query_fields}


def test_accounts_under_the_older_names():
    (feedback,) = codec.decode_feedback(golden("in_accounts"), OLDER).feedbacks
    (account,) = feedback.accounts
    assert (account.line, account.class_text, account.balance) == ("1", "活期存款", Fen(100000))
    assert account.extras == {"SFTZ": "否", "SFBDJ": "是"}
    assert account.prior_measures[0].amount == Fen(20000)
    (told,) = codec.decode_feedback(golden("in_control"), OLDER).feedbacks
    assert told.results[0].actual == Fen(10000000)


def test_who_calls_may_stand_raw_in_a_gbk_document():
    marker = codec.decode_usermarker(golden("in_usermarker_raw"), OLDER)
    assert (marker.username, marker.password) == ("YH000001", "演练-demo")
    assert "encoding" not in base64.b64decode(golden("in_usermarker_raw")).decode("gbk")


def test_one_operation_fetches_every_writ_by_the_number_of_the_request():
    key = codec.decode_document_key(golden("in_bdhminfo"), OLDER)
    assert (key.field, key.value) == ("BDHM", QUERY_NO)
    assert OLDER.find_operation("wsInfo") is not None


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (older_query(external_no="2" * 21), "BDHM"),
        (
            older_query(subject=Subject("示例公司", IdType.CREDIT_CODE, "91110101MA00000018")),
            "ZJLX",
        ),
        (older_query(subject=Subject("测试𠮷", IdType.RESIDENT_ID, "110101190001010006")), "XM"),
        (older_control(freeze_line(target=Target.FIN_ASSET)), "ZCMC"),
    ],
    ids=["twenty-one-digits", "company", "rare-character", "product"],
)
def test_what_it_cannot_carry_goes_by_letter(request_, field):
    assert field in {o.field for o in check_request(request_, OLDER)}


def test_a_kind_of_identity_without_a_known_code_is_named():
    company = Subject("示例公司", IdType.CREDIT_CODE, "91110101MA00000018")
    (found,) = check_request(older_query(subject=company), OLDER)
    assert found.code == "no-code"
    assert found.zh == "ZJLX：此接口没有已知的“统一社会信用代码”证件代码，请改用人工渠道"
    assert (
        found.en
        == "ZJLX: this wire has no known code for a unified social credit code: go by letter"
    )


def test_what_it_can_carry_goes():
    assert check_request(older_query(external_no="2" * 20), OLDER) == ()
    follow_up = freeze_line(origin=Origin("2" * 20))
    assert check_request(older_control(follow_up), OLDER) == ()


def test_numbers_of_twenty_places():
    day = date(2027, 1, 5)
    made = composition(20).compose(day, 123456, 42)
    assert (len(made), made[6:]) == (20, "00000000000042")
    assert len(composition(30).compose(day, 123456, 42)) == 30


def test_every_service_has_an_address_of_its_own():
    paths = [p.service.path for p in list_profiles() if p.service]
    assert len(paths) == len(set(paths))
    text = wsdl_text(OLDER, "http://court.example/older")
    assert "wsInfo" in text
    assert 'location="http://court.example/older"' in text
