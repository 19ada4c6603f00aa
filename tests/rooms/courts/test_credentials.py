"""One-time codes are those of RFC 6238, and each is good once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from zhixing.courts import credentials

SECRET = b"12345678901234567890"
"""The secret of the RFC's own examples; the codes are its last six digits."""


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_codes_are_those_of_the_standard(second: int, code: str) -> None:
    assert credentials.code_at(SECRET, datetime.fromtimestamp(second, UTC)) == code


@pytest.mark.parametrize(
    ("late", "fits"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_a_code_may_be_one_step_early_or_late(late: int, fits: bool) -> None:
    at = datetime(2018, 3, 1, 8, 0, 0, tzinfo=UTC)
    code = credentials.code_at(SECRET, at)
    found = credentials.find_step(SECRET, code, at + timedelta(seconds=late), after=0)
    assert (found == credentials.step_of(at)) is fits


def test_a_used_step_and_an_earlier_one_are_refused() -> None:
    at = datetime(2018, 3, 1, 8, 0, 0, tzinfo=UTC)
    step, code = credentials.step_of(at), credentials.code_at(SECRET, at)
    assert credentials.find_step(SECRET, code, at, after=step - 1) == step
    assert credentials.find_step(SECRET, code, at, after=step) is None
    assert credentials.find_step(SECRET, "１２３４５６", at, after=0) is None
    assert credentials.find_step(SECRET, "", at, after=0) is None


def test_nobody_has_no_password() -> None:
    assert not credentials.is_password("", None)


def test_secrets_travel_as_base32() -> None:
    shown = credentials.show_secret(SECRET)
    assert credentials.read_secret(shown) == SECRET
    assert f"secret={shown}" in credentials.enrolment_uri("m34-director", SECRET)
