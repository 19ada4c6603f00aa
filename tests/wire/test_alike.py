"""What is remembered of queries that say the same is what looking at each one gives."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.samples import query
from zhixing.inquiry import messages
from zhixing.inquiry.models import Request
from zhixing.inquiry.wire import bank_out
from zhixing.inquiry.wire.alike import check_alike, request_row
from zhixing.inquiry.wire.preflight import check_request
from zhixing.inquiry.wire.profile import get_profile
from zhixing.kernel.ids import new_id

FILE = get_profile("BANK-FILE-2")
NUMBERS = st.text("0123456789ABCxyz", min_size=1, max_size=32) | st.sampled_from(
    ["", "号1", "1 2", "<1>", '"', "00NUMBER00OF00THE00REQUEST00"]
)
NAMES = st.text(max_size=12) | st.sampled_from(
    ["示例&甲", '"external_no":"1"', "𠮷野", "a\\", "00NUMBER00OF00THE00REQUEST00"]
)


@given(number=NUMBERS, name=NAMES, code=st.sampled_from(["YH000001", "YH000002", "银行"]))
def test_the_look_the_row_and_the_reading_are_those_of_the_request_itself(number, name, code):
    plain = query()
    request = replace(
        plain,
        external_no=number,
        institution_code=code,
        subject=replace(plain.subject, name=name),
        documents=(),
    )
    able = FILE.capability
    assert check_alike(request, FILE, able, with_documents=False) == check_request(
        request, FILE, able, with_documents=False
    )
    if _is_xml(name) and _is_xml(number):
        assert request_row(request, FILE) == bank_out.request_row(request, FILE)
    row = Request(id=new_id())
    bare = replace(request, credentials=())
    row.body_sealed = messages.seal_message(row.id, bare)
    assert messages.open_bare(row) == bare


def _is_xml(text: str) -> bool:
    return all(c == "\t" or (c >= " " and c not in "\ufffe\uffff") for c in text) and not any(
        0xD800 <= ord(c) < 0xE000 for c in text
    )


@pytest.mark.parametrize("code", ["BANK-SOAP-1", "BANK-SOAP-2"])
def test_a_wire_with_layers_is_written_request_by_request(code):
    profile = get_profile(code)
    assert request_row(query(), profile) == bank_out.request_row(query(), profile)


def test_documents_are_looked_at_each_time():
    bare = replace(query(), documents=())
    assert check_alike(bare, FILE, FILE.capability, with_documents=False) == ()
    assert [o.field for o in check_alike(bare, FILE, FILE.capability)] == ["WSNR"]
