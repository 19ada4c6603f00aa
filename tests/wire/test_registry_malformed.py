"""Everything a registry is known to send misshapen is read, or refused by name."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wire.registry_samples import (
    AT,
    QUERY_NO,
    REG,
    SEAL_NO,
    UNIT,
    WHO,
    bare,
    estate_query,
    golden,
    source,
    wired,
)
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome
from zhixing.inquiry.wire.model import Kind, Subject
from zhixing.inquiry.wire.registry_in import (
    decode_document_key,
    decode_feedback,
    decode_usermarker,
)
from zhixing.inquiry.wire.registry_out import encode_requests

QUICK = settings(max_examples=100, deadline=2000)
HEAD = "<Head><RESPONSECODE>0000</RESPONSECODE></Head>"


def codes(decoded):
    return {note.code for note in decoded.notes}


def lost(decoded):
    return {(p.code, p.field) for p in decoded.problems}


def control(*lines: str, number: str = SEAL_NO) -> str:
    inner = "".join(f"<KZXX>{line}</KZXX>" for line in lines)
    return (
        f"<Message>{HEAD}<Data><BDCFKLIST><BDCKZJG><CXQQDH>{number}</CXQQDH><RESULT>0000</RESULT>"
        f"<KZXXLIST>{inner}</KZXXLIST></BDCKZJG></BDCFKLIST></Data></Message>"
    )


def done(unit: str = UNIT, state: str = "1", more: str = "") -> str:
    return f"<BDCDYH>{unit}</BDCDYH><KZZT>{state}</KZZT>{more}"


def test_the_tests_own_wire_gives_what_the_shell_gave():
    prolog = '<?xml version="1.0" encoding="UTF-8"?>'
    inner = base64.b64decode(wired(source("in_query"))).decode()
    assert prolog + inner == base64.b64decode(golden("in_query")).decode()


def test_leaves_as_they_stand_say_the_same():
    assert decode_feedback(bare(source("in_query")), REG) == decode_feedback(
        golden("in_query"), REG
    )
    assert decode_feedback(source("in_control"), REG) == decode_feedback(golden("in_control"), REG)


def test_a_list_with_a_tag_for_each_record_says_the_same():
    nested = source("in_query")
    for tag in ("FDCQ", "DYAQ", "YGDJ", "CFDJ", "QLRXX"):
        nested = nested.replace(f"<{tag}LIST>", f"<{tag}LIST><{tag}>")
        nested = nested.replace(f"</{tag}LIST>", f"</{tag}></{tag}LIST>")
    merged = nested.replace("</FDCQLIST><FDCQLIST>", "").replace("</QLRXXLIST><QLRXXLIST>", "")
    assert "FDCQLIST><FDCQLIST" not in merged
    expected = decode_feedback(golden("in_query"), REG)
    assert decode_feedback(wired(nested), REG) == expected
    assert decode_feedback(wired(merged), REG) == expected


@pytest.mark.parametrize("change", [str.lower, str.title])
def test_tags_in_any_case(change):
    import re

    xml = re.sub(r"(</?)(\w+)", lambda m: m[1] + change(m[2]), source("in_control"))
    (feedback,) = decode_feedback(wired(xml), REG).feedbacks
    assert feedback.results[0].outcome is Outcome.DONE


@pytest.mark.parametrize("end", ["\n", "\r\n", " \t"])
def test_broken_lines_of_base64(end):
    whole = golden("in_query")
    broken = end.join(whole[i : i + 76] for i in range(0, len(whole), 76))
    assert decode_feedback(broken, REG) == decode_feedback(whole, REG)


def test_the_fixed_right_type_is_not_trusted():
    xml = control(done(more="<BDCQLLX>3</BDCQLLX>"), done(UNIT[:-1] + "2", "2"))
    (feedback,) = decode_feedback(wired(xml), REG).feedbacks
    assert {r.line: r.outcome for r in feedback.results} == {
        UNIT: Outcome.DONE,
        UNIT[:-1] + "2": Outcome.NOT_DONE,
    }


def test_a_line_without_unit_or_state_is_lost_by_name_and_the_others_kept():
    decoded = decode_feedback(
        wired(control(done(), "<KZZT>1</KZZT>", done(UNIT[:-1] + "2", "9"))), REG
    )
    assert [r.line for f in decoded.feedbacks for r in f.results] == [UNIT]
    assert lost(decoded) == {("no-line", "BDCDYH"), ("bad-state", "KZZT")}
    assert all(p.zh and p.en and p.row for p in decoded.problems)


def test_an_item_without_number_costs_nothing_else():
    xml = source("in_query").replace(f"<CXQQDH>{QUERY_NO}</CXQQDH>", "", 1)
    decoded = decode_feedback(wired(xml), REG)
    assert len(decoded.feedbacks) == 1
    assert ("no-number", "CXQQDH") in lost(decoded)


def test_an_area_or_day_that_cannot_be_read_is_lost_alone():
    xml = source("in_query").replace("89.50", "约九十平").replace("2026-03-02", "2026-13-02")
    decoded = decode_feedback(wired(xml), REG)
    assert {f for _, f in lost(decoded)} == {"JZMJ", "CFQSSJ"}
    assert decoded.feedbacks[0].estate.rights[0].area is None
    assert decoded.feedbacks[0].estate.sealings[0].authority == "示例区人民法院"


def test_an_unknown_kind_of_sealing_stands_as_one():
    decoded = decode_feedback(wired(source("in_query").replace(">1</CFLX>", ">8</CFLX>")), REG)
    assert codes(decoded) == {"unknown-code"}
    assert len(decoded.feedbacks[0].estate.sealings) == 1


def test_a_word_through_another_operation_is_told_by_what_it_holds():
    decoded = decode_feedback(golden("in_control"), REG, "feedBdcQL")
    assert decoded.feedbacks[0].kind is FeedbackKind.CONTROL
    assert codes(decoded) == {"other-operation"}


def test_a_message_without_its_outer_element_is_read():
    inner = source("in_control").split("<Data>")[1].split("</Data>")[0]
    (feedback,) = decode_feedback(wired(inner), REG).feedbacks
    assert feedback.request_no == SEAL_NO


@pytest.mark.parametrize("depth", [0, 1, 2, 3])
def test_a_number_is_found_under_any_number_of_layers(depth):
    value = SEAL_NO
    for _ in range(depth):
        value = base64.b64encode(value.encode()).decode()
    xml = f"<wsbhinfo><condition><CXQQDH>{value}</CXQQDH></condition></wsbhinfo>"
    assert SEAL_NO in decode_document_key(bare(xml), REG).readings


def test_a_caller_raw_or_encoded_is_tried_both_ways():
    raw = "<USERMARKER><CONDITION><USERNAME>BDC1</USERNAME><PASSWORD>geheim12</PASSWORD></CONDITION></USERMARKER>"
    assert ("BDC1", "geheim12") in decode_usermarker(bare(raw), REG).readings
    assert decode_usermarker(wired(raw), REG).username == "BDC1"


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ("", "empty"),
        ("%%%", "not-base64"),
        (bare("<Message>"), "not-xml"),
        (bare("<other><x>1</x></other>"), "unknown-root"),
        (bare('<!DOCTYPE a [<!ENTITY b "c">]><Message>&b;</Message>'), "forbidden-declaration"),
        (bare("<a>" * 40 + "</a>" * 40), "too-deep"),
    ],
)
def test_what_is_no_message_is_refused_by_name(payload, code):
    with pytest.raises(Unreadable) as refused:
        decode_feedback(payload, REG)
    assert refused.value.code == code
    assert refused.value.zh
    assert refused.value.en


ODD = st.text(
    st.sampled_from("测试甲·.-（）()《》\u3000AbZ09&<>\"'=+/ 囧镕喆㛃\U00020086é€①"),
    min_size=1,
    max_size=12,
)


@QUICK
@given(ODD)
def test_a_name_arrives_as_sent(name):
    from xml.etree import ElementTree

    request = estate_query(subject=Subject(name, WHO.id_type, WHO.id_no))
    batch = encode_requests(Kind.QUERY, [request], REG, AT)
    if not name.strip():
        assert {o.field for o in batch.quarantined[0].obstacles} == {"XM"}
        return
    root = ElementTree.fromstring(base64.b64decode(batch.payload))
    assert base64.b64decode(root.findtext(".//XM") or "").decode() == name, "rare ones too"


@QUICK
@given(ODD, st.booleans())
def test_a_holder_is_read_as_written(name, is_encoded):
    from xml.sax.saxutils import escape

    value = base64.b64encode(name.encode()).decode() if is_encoded else escape(name)
    xml = wired(source("in_query")) if is_encoded else bare(source("in_query"))
    text = base64.b64decode(xml).decode()
    first = base64.b64encode("测试乙".encode()).decode() if is_encoded else "测试乙"
    placed = bare(text.replace(first, value, 1))
    (found, _) = decode_feedback(placed, REG).feedbacks
    assert found.estate.rights[0].holders[1].name == name.strip()


@QUICK
@given(st.binary(max_size=200))
def test_noise_is_refused_by_name_and_never_otherwise(noise):
    for payload in (noise.decode("latin-1"), base64.b64encode(b"<Message>" + noise).decode()):
        try:
            decode_feedback(payload, REG)
        except Unreadable as error:
            assert error.zh and error.en


MARKS = st.dictionaries(
    st.sampled_from(["BDCDYH", "KZZT", "CSKSRQ", "CSJSRQ", "WNKZYY", "YWH", "CFYWH", "BEIZ"]),
    st.sampled_from(["", "1", "2", "9" * 40, "甲", "-0", "2027/13/01", "MQ==", "Mg", "１"]),
    max_size=8,
)


@QUICK
@given(MARKS, st.booleans())
def test_mutated_results_lose_only_what_is_unreadable(marks, is_raw):
    odd = "".join(f"<{k}>{v}</{k}>" for k, v in marks.items())
    xml = control(odd, done(more="<CSJSRQ>2030/01/04</CSJSRQ>"))
    decoded = decode_feedback(bare(xml) if is_raw else wired(xml), REG)
    lines = {r.line: r for f in decoded.feedbacks for r in f.results}
    assert lines[UNIT].outcome is Outcome.DONE
