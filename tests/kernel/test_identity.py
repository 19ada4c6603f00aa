"""Identity numbers: right ones read, wrong ones refused with the reason that is true."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.identity import (
    CREDIT_ALPHABET,
    CreditCode,
    Malformed,
    ResidentId,
    credit_check,
    organisation_check,
    parse_credit_code,
    parse_resident_id,
    resident_check,
)

ON = date(2020, 1, 1)


@st.composite
def resident_numbers(draw: st.DrawFn) -> str:
    born = draw(st.dates(date(1900, 1, 1), date(2019, 12, 31)))
    division = draw(st.sampled_from(["110105", "500119", "360302", "810000"]))
    first = f"{division}{born:%Y%m%d}{draw(st.integers(0, 999)):03d}"
    return first + resident_check(first)


@given(resident_numbers())
def test_a_resident_number_reads_back(number: str) -> None:
    read = parse_resident_id(number.lower(), on=ON)
    assert isinstance(read, ResidentId)
    assert read.number == number
    assert read.is_male == (int(number[16]) % 2 == 1)
    assert f"{read.born_on:%Y%m%d}" == number[6:14]


@given(resident_numbers(), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_caught(number: str, place: int, shift: int) -> None:
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    read = parse_resident_id(wrong, on=date(9999, 12, 31))
    assert isinstance(read, Malformed)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "LENGTH"),
        ("1101051949123100", "LENGTH"),
        ("11010519491231002Y", "CHARACTER"),
        ("11010519490231002X", "BIRTH_DATE"),
        ("11010520991231002X", "BIRTH_DATE"),
        ("00010519491231002X", "DIVISION"),
        ("110105194912310020", "CHECK"),
        ("11010549123100A", "CHARACTER"),
    ],
)
def test_a_wrong_resident_number_says_why(text: str, code: str) -> None:
    read = parse_resident_id(text, on=ON)
    assert isinstance(read, Malformed)
    assert read.code == code
    assert read.message_zh and read.message_en


def test_the_old_form_is_converted() -> None:
    read = parse_resident_id("110105 491231 002", on=ON)
    assert isinstance(read, ResidentId)
    assert (read.number, read.converted) == ("11010519491231002X", True)


def test_full_width_digits_are_read() -> None:
    assert isinstance(parse_resident_id("１１０１０５１９４９１２３１００２Ｘ", on=ON), ResidentId)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    organisation = draw(st.text("0123456789", min_size=8, max_size=8))
    first = "91" + "500119" + organisation + organisation_check(organisation)
    return first + credit_check(first)


@given(credit_codes())
def test_a_credit_code_reads_back(number: str) -> None:
    read = parse_credit_code(number.lower())
    assert isinstance(read, CreditCode)
    assert read.number == number
    assert read.organisation_valid
    assert read.division == "500119"


@given(credit_codes(), st.integers(8, 17), st.sampled_from(CREDIT_ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_caught(
    number: str, place: int, other: str
) -> None:
    wrong = number[:place] + other + number[place + 1 :]
    read = parse_credit_code(wrong)
    assert isinstance(read, CreditCode) == (wrong == number)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("91350100M000100Y4", "LENGTH"),
        ("91350100M000100I43", "CHARACTER"),
        ("9135010AM000100Y43", "DIVISION"),
        ("91350100M000100Y44", "CHECK"),
    ],
)
def test_a_wrong_credit_code_says_why(text: str, code: str) -> None:
    read = parse_credit_code(text)
    assert isinstance(read, Malformed)
    assert read.code == code


def test_an_old_organisation_code_is_a_remark_not_a_refusal() -> None:
    first = "91500119" + "12345678" + "0"
    read = parse_credit_code(first + credit_check(first))
    assert isinstance(read, CreditCode)
    assert not read.organisation_valid
