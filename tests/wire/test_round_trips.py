"""Odd names and amounts survive the wire both ways, or are held back; nothing is altered."""

import base64
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.samples import BANK, QUERY_NO, control, freeze_line, query, wired
from zhixing.inquiry.wire.bank_codec import decode_feedback, encode_requests
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.model import IdType, Kind, Subject
from zhixing.inquiry.wire.values import read_money
from zhixing.kernel.fen import Fen

QUICK = settings(max_examples=120, deadline=2000)
ODD = st.text(
    st.sampled_from("测试甲·.-（）()《》\u3000AbZ09&<>\"'=+/ 囧镕喆㛃\U00020086é€①"),
    min_size=1,
    max_size=12,
)


def is_gbk(text: str) -> bool:
    try:
        return text.encode("gbk").decode("gbk") == text
    except UnicodeError:
        return False


def unwired(payload: str, tag: str) -> list[dict[str, str]]:
    root = ElementTree.fromstring(base64.b64decode(payload))
    return [
        {k: base64.b64decode(v).decode("gbk") for k, v in node.attrib.items()}
        for node in root.iter(tag)
    ]


@QUICK
@given(ODD)
def test_a_name_arrives_as_sent_or_not_at_all(name):
    request = query(subject=Subject(name, IdType.RESIDENT_ID, "110101190001010006"))
    batch = encode_requests(Kind.QUERY, [request], BANK)
    if is_gbk(name) and name.strip():
        assert unwired(batch.payload, "cxqq")[0]["XM"] == name
    else:
        assert batch.included == ()
        assert "XM" in {o.field for o in batch.quarantined[0].obstacles}


@QUICK
@given(ODD.filter(is_gbk))
def test_a_holder_is_read_as_written(name):
    escaped = name.encode("gbk")
    holder = base64.b64encode(escaped).decode()
    xml = base64.b64decode(
        wired(
            f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="0000111122227777" CCLB="借记卡"'
            ' ZHZT="正常" YE="1.00"><qlxxList><qlxx QLR="@"/></qlxxList></zhxx></zhxxList>'
        )
    ).decode()
    placed = xml.replace(f'QLR="{base64.b64encode(b"@").decode()}"', f'QLR="{holder}"')
    (feedback,) = decode_feedback(base64.b64encode(placed.encode()).decode(), BANK).feedbacks
    assert feedback.accounts[0].rights[0].holder == name.strip()


@QUICK
@given(st.integers(1, 10**15))
def test_amounts_both_ways(fen):
    request = control(lines=(freeze_line(amount=Fen(fen)),))
    sent = unwired(encode_requests(Kind.CONTROL, [request], BANK).payload, "kzzh")[0]["JE"]
    assert read_money(sent) == fen


@QUICK
@given(st.text("0123456789", min_size=8, max_size=24))
def test_account_numbers_are_read_alike_raw_and_encoded(number):
    xml = f'<zhxxList><zhxx BDHM="{QUERY_NO}" CCXH="1" KHZH="{number}" YE="12.00" BZ="156"/></zhxxList>'
    raw = decode_feedback(xml, BANK).feedbacks
    assert raw == decode_feedback(wired(xml), BANK).feedbacks
    assert raw[0].accounts[0].no == number


@QUICK
@given(st.binary(max_size=200))
def test_noise_is_refused_by_name_and_never_otherwise(noise):
    for payload in (noise.decode("latin-1"), base64.b64encode(b"<zhxxList>" + noise).decode()):
        try:
            decode_feedback(payload, BANK)
        except Unreadable as error:
            assert error.zh
            assert error.en


MARKS = st.lists(
    st.tuples(
        st.sampled_from(["BDHM", "CCXH", "KZZT", "SKJE", "CSKSRQ", "WNKZYY", "DJXE", "BEIZ"]),
        st.sampled_from(["", "1", "2", "9" * 40, "甲", "-0", "2027/13/01", "MQ==", "Mg", "１"]),
    ),
    max_size=8,
)


@QUICK
@given(MARKS, st.booleans())
def test_mutated_results_lose_only_what_is_unreadable(marks, is_raw):
    attributes = " ".join(f'{k}="{v}"' for k, v in dict(marks).items())
    xml = (
        f'<kzxxList><kzxx {attributes}/><kzxx BDHM="A1" CCXH="77" KZZT="1" DJXE="5.00"/></kzxxList>'
    )
    decoded = decode_feedback(xml if is_raw else wired(xml), BANK)
    lines = {r.line: r for f in decoded.feedbacks for r in f.results}
    assert lines["77"].limit == Fen(500)
