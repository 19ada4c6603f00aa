"""Case numbers: both forms, the canonical print, and reasons for refusal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.case_number import (
    NANCHUAN,
    CaseNumber,
    LegacyCaseNumber,
    LegacyPattern,
    han_number,
    parse_case_number,
)
from zhixing.kernel.identity import Malformed

COURTS = st.sampled_from(["渝0119", "渝03", "渝", "粤1971", "最高法", "兵01"])
TYPES = st.sampled_from(["执", "执恢", "执保", "执异", "民初"])


@given(
    st.integers(2016, 2099),
    COURTS,
    TYPES,
    st.integers(1, 99_999_999),
    st.none() | st.integers(1, 99),
)
def test_a_number_reads_back(year: int, court: str, kind: str, serial: int, part: int) -> None:
    number = CaseNumber(year, court, kind, serial, part)
    assert parse_case_number(str(number)) == number


@given(st.integers(1, 99))
def test_han_numbers_differ(number: int) -> None:
    others = {han_number(n) for n in range(1, 100) if n != number}
    assert han_number(number) not in others


@pytest.mark.parametrize(
    "text",
    ["(2018)渝0119执1234号", "（2018） 渝0119执1234号", "（２０１８）渝０１１９执１２３４号"],
)
def test_other_widths_print_canonically(text: str) -> None:
    assert str(parse_case_number(text)) == "（2018）渝0119执1234号"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("渝0119执1234号", "SHAPE"),
        ("（2018）渝0119执1234", "SHAPE"),
        ("（18）渝0119执1234号", "YEAR"),
        ("（2015）渝0119执1234号", "YEAR"),
        ("（2018）贵0119执1234号", "COURT_CODE"),
        ("（2018）渝011执1234号", "COURT_CODE"),
        ("（2018）渝0119执01234号", "SERIAL"),
        ("（2018）渝0119执0号", "SERIAL"),
        ("（2018）渝0119执行案件类型过长1号", "TYPE_CODE"),
        ("（2018）渝0119执1234号之零", "SUFFIX"),
        ("（2013）南川法民初字第03058号", "PATTERN"),
    ],
)
def test_a_wrong_number_says_why(text: str, code: str) -> None:
    read = parse_case_number(text)
    assert isinstance(read, Malformed)
    assert read.code == code
    assert read.message_zh and read.message_en


@pytest.mark.parametrize(
    "text",
    [
        "（2013）南川法民初字第03058号",
        "（2015）南川法执字第02345号",
        "（2015）南川法执字第02345号之二",
    ],
)
def test_a_legacy_number_reads_by_its_pattern(text: str) -> None:
    read = parse_case_number(text, legacy=NANCHUAN)
    assert isinstance(read, LegacyCaseNumber)
    assert str(read) == text


def test_a_legacy_pattern_ends() -> None:
    read = parse_case_number("（2016）南川法执字第02345号", legacy=NANCHUAN)
    assert isinstance(read, Malformed)
    assert read.code == "YEAR"


def test_a_court_supplies_its_own_pattern() -> None:
    pattern = LegacyPattern("某法执字第", 4)
    read = parse_case_number("(2012)某法执字第12号", legacy=[pattern])
    assert str(read) == "（2012）某法执字第0012号"


def test_types_can_be_strict() -> None:
    read = parse_case_number("（2018）渝0119民初1号", types=frozenset({"执", "执恢"}))
    assert isinstance(read, Malformed)
    assert read.code == "TYPE_CODE"
