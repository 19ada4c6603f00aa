"""Packages of the file channel: names and bytes as the rules give them, and every odd package."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulators.bank import plain
from tests.wire.samples import (
    CONTROL_NO,
    QUERY_NO,
    control,
    query,
)
from zhixing.inquiry.wire.errors import Unreadable
from zhixing.inquiry.wire.feedback import FeedbackKind, Outcome
from zhixing.inquiry.wire.model import IdType, Kind, Subject
from zhixing.inquiry.wire.package_in import decode_package, merged
from zhixing.inquiry.wire.package_names import (
    Business,
    Content,
    PackageName,
    bank_code_of,
    read_package_name,
)
from zhixing.inquiry.wire.package_out import (
    Failure,
    request_package,
    write_failures,
    write_requests,
)
from zhixing.inquiry.wire.preflight import check_request
from zhixing.inquiry.wire.profile import get_profile
from zhixing.inquiry.wire.testbook import PLACE

GOLDEN = PLACE / "bank-file-2016" / "golden"
FILE = get_profile("BANK-FILE-2")
CODE, BATCH = "000000000YH000001", "2" * 30
CXFK, KZFK = f"CXFK{CODE}{BATCH}.zip", f"KZFK{CODE}{BATCH}{CONTROL_NO}.zip"


def golden(name: str) -> bytes:
    return (GOLDEN / f"{name}.golden").read_bytes()


def derived(name: str) -> bytes:
    command = ["bash", str(GOLDEN / "derive.sh"), str(GOLDEN / f"{name}.xml")]
    return subprocess.run(command, capture_output=True, check=True).stdout


def written(kind, *requests):
    out = io.BytesIO()
    name = request_package(kind, CODE, BATCH)
    write_requests(out, name, kind, requests, lambda request: request.documents, FILE)
    return name, out.getvalue()


def parcel(*documents: tuple[str, bytes]) -> bytes:
    return plain.make_parcel(documents)


def entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.golden")), ids=lambda p: p.stem)
def test_golden_bytes_follow_from_the_hand_written_message(path):
    assert derived(path.stem) == path.read_bytes()


def test_a_package_of_queries():
    name, content = written(Kind.QUERY, query())
    assert name.file == f"CXQQ{CODE}{BATCH}.zip"
    found = entries(content)
    assert [*found] == [f"{part}{CODE}{BATCH}.xml" for part in ("QA", "QI", "QC")]
    requests, writs, cards = found.values()
    assert requests == golden("out_query_list")
    assert writs == golden("out_query_writs")
    assert cards.count(b"<zjinfo ") == 1


def test_a_package_of_controls():
    name, content = written(Kind.CONTROL, control())
    assert name.file == f"KZQQ{CODE}{BATCH}.zip"
    assert list(entries(content).values()) == [
        golden("out_control_list"),
        golden("out_control_writs"),
        golden("out_credentials"),
    ]


def test_a_writ_set_of_many_queries_goes_in_once_and_cards_for_each():
    _, content = written(Kind.QUERY, query(), query(external_no="3" * 30))
    _, writs, cards = entries(content).values()
    assert writs.count(b"<wsinfo ") == 1
    assert cards.count(b"<zjinfo ") == 2


def test_the_same_rows_give_the_same_bytes():
    assert written(Kind.QUERY, query()) == written(Kind.QUERY, query())


def test_a_failure_receipt():
    out = io.BytesIO()
    name = PackageName(Business.QUERY_FAILURE, CODE, BATCH)
    write_failures(out, name, [Failure(QUERY_NO, "反馈包无法处理")], FILE)
    assert entries(out.getvalue()) == {f"QNR{CODE}{BATCH}.xml": golden("out_failure")}
    out = io.BytesIO()
    write_failures(out, name, [Failure(CONTROL_NO, "反馈包无法处理")], FILE)
    wanted = golden("out_failure_control")
    assert entries(out.getvalue()) == {f"QNR{CODE}{BATCH}.xml": wanted}


def test_the_simulated_bank_reads_what_is_written():
    _, content = written(Kind.CONTROL, control())
    roots = plain.open_parcel(content)
    (request,) = plain.requests_of(roots["QA"])
    assert (request.number, len(request.lines)) == (CONTROL_NO, 4)
    assert plain.papers_of(roots["QI"], "BDHM", "WSNR") == {CONTROL_NO: True}
    assert plain.papers_of(roots["QC"], "BDHM", "GZZ", "GWZ") == {CONTROL_NO: True}


def test_names_are_written_strictly():
    name = PackageName(Business.CONTROL_FEEDBACK, CODE, BATCH, CONTROL_NO)
    assert (len(name.file), name.entry(Content.RECEIPT)) == (
        4 + 17 + 30 + 30 + 4,
        f"QRI{CODE}{BATCH}{CONTROL_NO}.xml",
    )
    assert read_package_name(name.file) == name
    for odd in ("YH" * 9, "银行000001"):
        with pytest.raises(ValueError, match="does not fit"):
            bank_code_of(odd)


@pytest.mark.parametrize(
    ("file", "is_one"),
    [
        (CXFK, True),
        (CXFK.upper(), True),
        (CXFK.removesuffix(".zip"), True),
        (CXFK.lower(), True),
        (f"CXFK{BATCH}.zip", False),
        (f"XXFK{CODE}{BATCH}.zip", False),
        (f"CXFK{CODE}{BATCH}.zip.part", False),
    ],
)
def test_names_are_read_by_prefix_and_places(file, is_one):
    assert (read_package_name(file) is not None) is is_one


def test_feedback_of_queries_and_its_rejections_in_one_package():
    other = golden("in_rejection").replace(QUERY_NO.encode(), b"4" * 30)
    decoded = decode_package(
        parcel(
            (f"QR{CODE}{BATCH}000000000001.xml", golden("in_accounts")),
            (f"QNA{CODE}{BATCH}", other),
        ),
        CXFK,
        FILE,
    )
    kinds = {f.request_no: f.kind for f in decoded.feedbacks}
    assert kinds[QUERY_NO] is FeedbackKind.ACCOUNTS
    assert kinds["4" * 30] is FeedbackKind.REJECT
    assert (decoded.problems, decoded.notes) == ((), ())


@pytest.mark.parametrize("order", [1, -1], ids=["result-first", "receipt-first"])
def test_results_and_receipt_of_one_request_are_one_feedback(order):
    whole = golden("in_control")
    start, end = whole.index(b"<hzxxList>"), whole.index(b"</hzxxList>") + len(b"</hzxxList>")
    documents = [
        (f"QR{BATCH}{CONTROL_NO}.xml", whole[:start] + whole[end:]),
        (f"QRI{BATCH}{CONTROL_NO}.xml", whole[start:end]),
    ]
    (feedback,) = decode_package(parcel(*documents[::order]), KZFK, FILE).feedbacks
    assert feedback.kind is FeedbackKind.CONTROL
    assert [r.outcome for r in feedback.results] == [
        Outcome.DONE,
        Outcome.PARTIAL,
        Outcome.NOT_DONE,
    ]
    assert feedback.receipts[0].md5_agrees is True


def test_sub_rows_without_their_keys_are_their_parents():
    bare = golden("in_accounts").replace(b' BDHM="" ', b" ")
    (found, *_) = decode_package(parcel(("QR1.xml", bare)), CXFK, FILE).feedbacks
    assert found.accounts[0].transactions[0].account_line == "1"


def test_an_odd_name_is_noted_and_its_content_read():
    decoded = decode_package(parcel(("whatever", golden("in_accounts"))), "cxfk-7.zip", FILE)
    assert decoded.feedbacks
    assert [n.code for n in decoded.notes] == ["odd-name"]


def test_a_document_that_cannot_be_read_costs_no_other():
    decoded = decode_package(
        parcel(
            ("QR1.xml", b"<zhxxList><zhxx"),
            ("QR2.xml", golden("in_accounts")),
            ("QR3.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><zhxxList/>"),
            ("QR4.xml", b"<strange/>"),
        ),
        CXFK,
        FILE,
    )
    assert QUERY_NO in {f.request_no for f in decoded.feedbacks}
    assert [(p.row.split("/")[0], p.code) for p in decoded.problems] == [
        ("QR1.xml", "not-xml"),
        ("QR3.xml", "forbidden-declaration"),
        ("QR4.xml", "unknown-root"),
    ]


def _truncated() -> bytes:
    return parcel(("QR1.xml", golden("in_accounts")))[:-40]


def _encrypted() -> bytes:
    content = bytearray(parcel(("QR1.xml", golden("in_accounts"))))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + place
        struct.pack_into("<H", content, at, struct.unpack_from("<H", content, at)[0] | 1)
    return bytes(content)


def _bitten() -> bytes:
    content = bytearray(parcel(("QR1.xml", golden("in_accounts"))))
    content[60] ^= 0xFF
    return bytes(content)


def _lying() -> bytes:
    """Give a package whose directory says that its document is small."""
    content = bytearray(parcel(("QR1.xml", b" " * (70 * 1024 * 1024))))
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 100)
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "bad-zip"),
        (b"<zhxxList/>", "bad-zip"),
        (_truncated(), "bad-zip"),
        (parcel(*((f"QR{i}", b"") for i in range(20_001))), "zip-bomb"),
    ],
    ids=["empty", "no-zip", "truncated", "too-many"],
)
def test_a_package_that_is_none_is_refused(content, code):
    with pytest.raises(Unreadable) as refused:
        decode_package(content, CXFK, FILE)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (_encrypted(), {"encrypted"}),
        (_bitten(), {"bad-zip"}),
        (parcel(("QR1.xml", b" " * 50_000_000)), {"zip-bomb"}),
        (_lying(), {"bad-zip", "too-large", "not-xml", "empty", "zip-bomb"}),
        (parcel(), {"no-rows"}),
    ],
    ids=["encrypted", "bitten", "bomb", "lying", "nothing"],
)
def test_a_document_that_is_refused_is_named(content, codes):
    decoded = decode_package(content, CXFK, FILE)
    assert not decoded.feedbacks
    assert {p.code for p in decoded.problems} & codes


def test_a_stranger_is_no_feedback():
    with pytest.raises(Unreadable) as refused:
        decode_package(parcel(("QR1.xml", golden("in_accounts"))), "readme.txt", FILE)
    assert refused.value.code == "bad-name"


def test_a_rare_character_goes_by_file_and_not_by_soap():
    rare = query(subject=Subject("测试𠮷", IdType.RESIDENT_ID, "110101190001010006"))
    assert check_request(rare, FILE) == ()
    assert {o.code for o in check_request(rare, get_profile("BANK-SOAP-2"))} == {"unencodable"}


@settings(deadline=None, max_examples=60)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]),
        min_size=1,
        max_size=30,
    ).filter(lambda text: text.strip() == text and text)
)
def test_any_name_arrives_as_it_was(name):
    _, content = written(
        Kind.QUERY, query(subject=Subject(name, IdType.RESIDENT_ID, "110101190001010006"))
    )
    (request,) = plain.requests_of(plain.open_parcel(content)["QA"])
    assert request.values["XM"] == name


def test_two_words_on_one_request_keep_the_rejection():
    (accounts, *_) = decode_package(parcel(("QR1", golden("in_accounts"))), CXFK, FILE).feedbacks
    (refused,) = decode_package(parcel(("QNA1", golden("in_rejection"))), CXFK, FILE).feedbacks
    for pair in ((accounts, refused), (refused, accounts)):
        assert merged(*pair).kind is FeedbackKind.REJECT
        assert merged(*pair).rejection is not None
