"""What we send is, byte for byte, what the rules of the wire derive without us."""

import pytest

from tests.wire.samples import (
    BANK,
    CARD,
    CONTROL_NO,
    FREEZE_NOTICE,
    GOLDEN,
    NOTICE,
    QUERY_NO,
    RULING,
    SECOND_CARD,
    control,
    derive,
    gated,
    golden,
    query,
    renewal,
)
from zhixing.inquiry.wire import bank_codec as codec
from zhixing.inquiry.wire.bank_codec import Ack
from zhixing.inquiry.wire.model import Kind, Writ


@pytest.mark.parametrize("source", sorted(GOLDEN.glob("*_*.xml")), ids=lambda p: p.stem)
def test_golden_bytes_follow_from_the_hand_written_message(source):
    if source.stem.startswith("soap"):
        assert source.with_suffix(".b64").exists() is False
        return
    assert derive(source) == golden(source.stem)


def test_query_list():
    batch = codec.encode_requests(Kind.QUERY, [query()], BANK)
    assert batch.payload == golden("out_query_list")
    assert batch.included == (QUERY_NO,)
    assert batch.quarantined == ()


def test_empty_query_list():
    assert codec.encode_requests(Kind.QUERY, [], BANK).payload == golden("out_query_list_empty")


def test_control_list():
    batch = codec.encode_requests(Kind.CONTROL, [control()], BANK)
    assert batch.payload == golden("out_control_list")


def test_every_measure_of_the_table_has_its_golden_bytes():
    batch = codec.encode_requests(Kind.CONTROL, [renewal()], BANK)
    assert batch.quarantined == ()
    assert batch.payload == golden("out_control_renew")
    able = frozenset(BANK.measures)
    batch = codec.encode_requests(Kind.CONTROL, [gated()], BANK, able)
    assert batch.quarantined == ()
    assert batch.payload == golden("out_control_gated")
    held_back = codec.encode_requests(Kind.CONTROL, [gated()], BANK)
    assert held_back.included == ()
    named = "".join(
        (GOLDEN / f"out_control_{name}.xml").read_text() for name in ("list", "renew", "gated")
    )
    assert all(f'KZCS="{code}"' in named for code in BANK.measures.values())


def test_writs():
    assert codec.encode_query_writs("SLWS202700000001", [NOTICE], BANK) == golden("out_query_writs")
    made = codec.encode_control_writs(CONTROL_NO, [RULING, FREEZE_NOTICE], BANK)
    assert made == golden("out_control_writs")


def test_credentials():
    made = codec.encode_credentials(CONTROL_NO, [CARD, SECOND_CARD], BANK)
    assert made == golden("out_credentials")


def test_acknowledgements():
    acks = [Ack(QUERY_NO), Ack(CONTROL_NO, False, "反馈数据格式错误")]
    assert codec.encode_ack(acks, BANK) == golden("out_ack")
    assert codec.encode_ack([Ack(QUERY_NO)], BANK, is_rejection=True) == golden("out_ack_rejection")
    assert codec.encode_duplicate(BANK) == golden("out_ack_duplicate")


def test_errors_go_out_under_both_spellings():
    assert codec.encode_list_error("cxqqList", "用户名或密码错误", BANK) == golden("out_list_error")
    made = codec.encode_list_error("wsinfoList", "没有此编号的文书", BANK)
    assert made == golden("out_writs_error")


@pytest.mark.parametrize("blank", ["", "  "])
def test_no_error_is_ever_sent_blank(blank):
    with pytest.raises(ValueError, match="needs a message"):
        codec.encode_list_error("cxqqList", blank, BANK)
    with pytest.raises(ValueError, match="needs a message"):
        codec.encode_ack_error(blank, BANK)


def test_a_writ_without_content_is_never_sent():
    with pytest.raises(ValueError, match="without content"):
        codec.encode_control_writs(CONTROL_NO, [Writ(1, "执行裁定书", "空", "pdf", b"")], BANK)
    with pytest.raises(ValueError, match="without content"):
        codec.encode_query_writs("SLWS202700000001", [], BANK)


def test_a_request_of_the_other_kind_is_refused():
    with pytest.raises(ValueError, match=CONTROL_NO):
        codec.encode_requests(Kind.QUERY, [control()], BANK)
