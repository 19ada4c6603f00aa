"""What registries are sent and send is, byte for byte, what the rules derive without us."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.wire.registry_samples import (
    AT,
    GOLDEN,
    MISS_NO,
    QUERY_NO,
    REG,
    RELEASE_NO,
    RENEW_NO,
    SEAL_NO,
    TITLE_NO,
    UNIT,
    WHO,
    WHOLE_NO,
    WRITS,
    derive,
    estate_query,
    golden,
    release_line,
    renewal_line,
    seal_line,
    sealing,
    title_line,
)
from tests.wire.samples import CARD
from zhixing.inquiry.wire import registry_in, registry_out
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome, RejectionForm
from zhixing.inquiry.wire.model import Kind, Measure, Writ
from zhixing.inquiry.wire.real_estate import RightKind, SealingKind

SEALS = frozenset({Measure.SEAL, Measure.SEAL_RENEW, Measure.SEAL_RELEASE, Measure.TITLE_TRANSFER})


def clean(name: str, operation: str | None = None):
    decoded = registry_in.decode_feedback(golden(name), REG, operation)
    assert (decoded.notes, decoded.problems) == ((), ())
    return decoded.feedbacks


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.xml")), ids=lambda p: p.stem)
def test_golden_bytes_follow_from_the_hand_written_message(path):
    assert derive(path) == golden(path.stem)


def test_query_list():
    batch = registry_out.encode_requests(Kind.QUERY, [estate_query()], REG, AT)
    assert batch.quarantined == ()
    assert batch.payload == golden("out_query_list")
    empty = registry_out.encode_requests(Kind.QUERY, [], REG, AT)
    assert empty.payload == golden("out_query_list_empty")
    whole = estate_query(external_no=WHOLE_NO, subject=replace(WHO, id_issue_place="示例市公安局"))
    batch = registry_out.encode_requests(Kind.QUERY, [whole], REG, AT)
    assert batch.payload == golden("out_query_list_whole")


@pytest.mark.parametrize(
    ("name", "request_"),
    [
        ("out_control_list", sealing()),
        ("out_release_list", sealing(external_no=RELEASE_NO, lines=(release_line(),))),
        ("out_renew_list", sealing(external_no=RENEW_NO, lines=(renewal_line(),))),
        ("out_transfer_list", sealing(external_no=TITLE_NO, lines=(title_line(),))),
    ],
)
def test_control_lists(name, request_):
    batch = registry_out.encode_requests(Kind.CONTROL, [request_], REG, AT, SEALS)
    assert batch.quarantined == ()
    assert batch.payload == golden(name)


def test_documents_errors_and_acknowledgements():
    made = registry_out.encode_writs(SEAL_NO, WRITS, REG, AT)
    assert made == golden("out_writs")
    assert registry_out.encode_credentials(SEAL_NO, [CARD], REG, AT) == golden("out_credentials")
    made = registry_out.encode_list_error("用户名或密码错误", REG, AT)
    assert made == golden("out_list_error")
    assert registry_out.encode_ack([Ack(QUERY_NO)], REG) == golden("out_ack_query")
    acks = [Ack(SEAL_NO), Ack(RELEASE_NO, False, "反馈数据格式错误")]
    assert registry_out.encode_ack(acks, REG, is_control=True) == golden("out_ack_control")
    made = registry_out.encode_duplicate([SEAL_NO], REG, is_control=True)
    assert made == golden("out_ack_duplicate")
    assert registry_out.encode_ack_error("反馈数据格式错误", REG) == golden("out_ack_error")


def test_what_is_never_sent():
    with pytest.raises(ValueError, match="needs a message"):
        registry_out.encode_list_error(" ", REG, AT)
    with pytest.raises(ValueError, match="without content"):
        registry_out.encode_writs(SEAL_NO, [Writ(1, "裁定", "空", "pdf", b"")], REG, AT)
    with pytest.raises(ValueError, match="without image"):
        registry_out.encode_credentials(SEAL_NO, [], REG, AT)
    with pytest.raises(ValueError, match=SEAL_NO):
        registry_out.encode_requests(Kind.QUERY, [sealing()], REG, AT)


def test_the_caller_and_the_number_under_two_layers():
    marker = registry_in.decode_usermarker(golden("in_usermarker"), REG)
    assert (marker.username, marker.password) == ("BDC000001", "zhixing-demo")
    key = registry_in.decode_document_key(golden("in_wsbhinfo"), REG)
    assert (key.field, key.value) == ("CXQQDH", SEAL_NO)


def test_an_answer_with_everything_a_registry_knows():
    found, missed = clean("in_query", "feedBdcQL")
    assert (found.request_no, found.kind, found.no_record) == (
        QUERY_NO,
        FeedbackKind.REAL_ESTATE,
        False,
    )
    estate = found.estate
    house, second = estate.rights
    assert (house.kind, house.unit_no, house.location) == (RightKind.BUILDING, UNIT, "示例路1号")
    assert (house.area, house.until_on) == (Decimal("89.50"), date(2080, 4, 30))
    assert [(h.name, h.id_no, h.share) for h in house.holders] == [
        ("测试甲", "110101190001010006", "50%"),
        ("测试乙", "110101190001010022", "50%"),
    ]
    assert house.extras == {"ZYJZMJ": "70.10"}
    assert second.area == Decimal(60)
    (mortgage,) = estate.mortgages
    assert (mortgage.mortgagee, mortgage.secured) == ("示例银行示例支行", "50")
    assert estate.pre_notices[0].holders[0].name == "测试甲"
    (standing,) = estate.sealings
    assert (standing.kind, standing.authority) == (SealingKind.SEALING, "示例区人民法院")
    assert (standing.from_on, standing.until_on) == (date(2026, 3, 2), date(2029, 3, 1))
    assert (missed.request_no, missed.no_record) == (MISS_NO, True)


def test_a_failed_look_up_is_a_refusal_with_its_words():
    (feedback,) = clean("in_query_failed")
    assert feedback.rejection.form is RejectionForm.RESULT_CODE
    assert (feedback.rejection.reason, feedback.rejection.remark) == ("查询处理失败", "2040")


def test_a_control_done_and_then_sent_back():
    (done,) = clean("in_control", "feedkzBdcQL")
    (line,) = done.results
    assert (line.line, line.outcome, line.institution_ref) == (UNIT, Outcome.DONE, "SLYW1")
    assert (line.actual_from, line.actual_to) == (date(2027, 1, 5), date(2030, 1, 4))
    (reversed_,) = clean("in_control_reversed")
    assert reversed_.results[0].outcome is Outcome.NOT_DONE
    assert reversed_.results[0].reason == "单元号与权证不符，退回"


def test_a_receipt_is_beside_the_answer():
    (receipt,) = clean("in_receipt", "feedkzhzBdcQL")
    assert receipt.is_beside
    assert receipt.receipts[0].writ.content == b"%PDF-1.4 receipt"


def kept_back(**changes):
    given = sealing(**changes)
    batch = registry_out.encode_requests(Kind.CONTROL, [given, sealing()], REG, AT)
    assert batch.included == (SEAL_NO,), "and the other request goes"
    return {(o.code, o.field) for o in batch.quarantined[0].obstacles}


def test_what_keeps_a_request_back_alone():
    other = UNIT[:-1] + "2"
    mixed = (seal_line(), release_line_of(other))
    assert kept_back(external_no="A1", lines=mixed) == {("mixed-measures", "KZCS")}
    assert ("missing", "YCFYWH") in kept_back(
        external_no="A2", lines=(seal_line(measure=Measure.SEAL_RELEASE, term=None),)
    )
    assert ("missing", "JSRQ") in kept_back(external_no="A3", lines=(seal_line(term=None),))
    assert kept_back(external_no="A4", lines=(title_line(),)) == {("unsupported-measure", "KZCS")}
    assert ("repeated-unit", "BDCDYH") in kept_back(
        external_no="A5", lines=(seal_line(), seal_line(line_no=2))
    )
    assert kept_back(external_no="9" * 21) == {("bad-number", "CXQQDH")}
    assert kept_back(external_no="A6", documents=()) == {("missing", "WSNR")}
    assert kept_back(external_no="A7", lines=()) == {("missing", "BDCDYH")}


def release_line_of(unit: str):
    from dataclasses import replace

    line = release_line()
    return replace(line, unit=replace(line.unit, unit_no=unit), line_no=2)
