"""Reference prices: means, validity, and the edge days of use (参考价规定 arts. 13, 27)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.law.pricing.appraisal import Extension, appraisal_clock
from zhixing.law.pricing.fee import price_fee
from zhixing.law.topics.asking import ask, get_topic


def _ask(**given: object) -> dict[str, Any]:
    answered: dict[str, Any] = ask(get_topic("reference-price"), given)
    return answered


def _prices(*amounts: str | None) -> list[dict[str, object]]:
    return [{"amount": a, "delivered": a is not None} for a in amounts]


@pytest.mark.parametrize(
    ("notice", "sale", "usable"),
    [
        ("2021-08-31", "2022-02-28", True),
        ("2021-08-31", "2022-03-01", False),
        ("2021-09-01", "2021-10-08", False),
        ("2021-08-30", "2021-09-29", True),
        ("2021-08-31", None, True),
        (None, None, False),
    ],
)
def test_use_within_validity_and_six_months(notice: Any, sale: Any, usable: bool) -> None:
    # valid until 31 August: six months later there is no 31 February, so the month's end
    result = _ask(prices=_prices("1.00"), valid_until="2021-08-31", notice_on=notice, sale_on=sale)[
        "result"
    ]
    assert (result["usable"], result["usable_until"]) == (usable, "2022-02-28")


def test_an_unpublished_price_may_still_be_published_on_its_last_day() -> None:
    given = {"prices": _prices("1.00"), "valid_until": "2021-08-31"}
    assert _ask(**given, on="2021-08-31")["result"]["next_step"] == "publish_in_validity"
    assert _ask(**given, on="2021-09-01")["result"]["next_step"] == "price_again"


@pytest.mark.parametrize(
    ("amounts", "price"),
    [
        (("100.00", "100.01"), "100.01"),
        (("100.00", "100.00", "100.01"), "100.00"),
        (("100.00", None, "300.00"), "200.00"),
        ((None, None), None),
        ((), None),
    ],
)
def test_the_mean_counts_what_was_delivered(amounts: Any, price: str | None) -> None:
    result = _ask(prices=_prices(*amounts), valid_until="2027-08-31")["result"]
    assert result["price"] == price


def test_what_was_not_delivered_counts_nothing_even_with_an_amount() -> None:
    prices = [{"amount": "1.00", "delivered": True}, {"amount": "9.00", "delivered": False}]
    assert _ask(prices=prices, valid_until="2027-08-31")["result"]["price"] == "1.00"


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"notice_on": "2021-08-31", "sale_on": "2021-08-30"}, "SALE_BEFORE_NOTICE", "sale_on"),
        ({"priced_on": "2020-08-30"}, "VALIDITY_TOO_LONG", "valid_until"),
        ({"priced_on": "2021-09-01"}, "VALIDITY_TOO_LONG", "valid_until"),
        ({"on": "2018-08-31"}, "NOT_IN_FORCE", "on"),
        ({"valid_until": "1949-09-30"}, "OUT_OF_RANGE", "valid_until"),
    ],
)
def test_faults_name_their_field(given: dict[str, object], code: str, field: str) -> None:
    error = _ask(**{"prices": _prices("1.00"), "valid_until": "2021-08-31", **given})["error"]
    assert (error["code"], error["field"]) == (code, field)


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=9))
def test_the_mean_lies_between_the_reports_and_ignores_their_order(fen: list[int]) -> None:
    prices = [{"amount": Fen(f).yuan, "delivered": True} for f in fen]
    price = Fen.of_yuan(_ask(prices=prices, valid_until="2027-01-01")["result"]["price"])
    assert min(fen) <= price <= max(fen)
    assert abs(int(price) - Fraction(sum(fen), len(fen))) <= Fraction(1, 2)
    again = _ask(prices=prices[::-1], valid_until="2027-01-01")["result"]["price"]
    assert again == price.yuan


@given(st.dates(date(2018, 9, 1), date(2026, 6, 1)), st.integers(0, 60))
def test_time_suspended_never_shortens_an_appraisal(day: date, excluded: int) -> None:
    plain, longer = (
        appraisal_clock(on=day, commissioned_on=day, excluded_days=n).value for n in (0, excluded)
    )
    assert plain.due_on <= longer.due_on
    assert plain.due_on - day >= timedelta(days=30)
    asked = Extension(plain.ask_by or day, 15)
    extended = appraisal_clock(on=day, commissioned_on=day, extensions=(asked,)).value
    assert extended.due_on > plain.due_on


@given(
    st.integers(0, 10**6),
    st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(1, 10**6), min_size=1),
)
def test_the_fee_of_an_inquiry_is_shared_whole(fee: int, reported: dict[str, int]) -> None:
    platforms = {name: Fen(p) for name, p in reported.items()}
    shares = price_fee(
        on=date(2020, 3, 2), sold_for=Fen(5000), fee=Fen(fee), platforms=platforms
    ).value.shares
    assert sum(shares.values()) == fee
