"""Fees against figures worked by hand from the bands of the texts."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.law.fees.auction_commission import auction_commission
from zhixing.law.fees.execution_fee import execution_fee
from zhixing.law.fees.preservation_fee import preservation_fee
from zhixing.law.topics.asking import ask, get_topic

ON = date(2018, 6, 29)
MONEY = st.integers(0, 10**13).map(Fen)


@pytest.mark.parametrize(
    ("kind", "amount", "fee"),
    [
        # 诉讼费办法第14条第1项：50 + 490,000 × 1.5 % = 7,400
        ("execution", "500000.00", "7400.00"),
        # 7,400 + 4,500,000 × 1 % = 52,400
        ("execution", "5000000.00", "52400.00"),
        # 52,400 + 5,000,000 × 0.5 % = 77,400
        ("execution", "10000000.00", "77400.00"),
        # 77,400 + 90,000,000 × 0.1 % = 167,400
        ("execution", "100000000.00", "167400.00"),
        ("execution", "10000.00", "50.00"),
        ("execution", "10000.01", "50.00"),
        ("execution", "10000.34", "50.01"),
        # 第14条第2项：30 + 99,000 × 1 % = 1,020; 1,020 + 796,000 × 0.5 % = 5,000
        ("preservation", "1000.00", "30.00"),
        ("preservation", "100000.00", "1020.00"),
        ("preservation", "895000.00", "4995.00"),
        ("preservation", "896000.00", "5000.00"),
        ("preservation", "10000000.00", "5000.00"),
    ],
)
def test_the_fee_of_an_amount(kind: str, amount: str, fee: str) -> None:
    answered = ask(get_topic("fees"), {"kind": kind, "amount": amount})
    result = answered["result"]
    assert isinstance(result, dict)
    assert result["fee"] == fee
    finding = answered["finding"]
    assert isinstance(finding, dict)
    # 按实际执行到位的金额计费是各地做法 the base of the enforcement fee is local practice
    assert finding["marks"] == (["doubt:fee-base"] if kind == "execution" else [])


def test_a_commission_of_3_73_percent_on_210_million_is_the_tariff_on_many_lots() -> None:
    """A report of 2017: 7.8271 million saved on 210 million, 77 lots sold.

    One lot of 210 million would pay 2.19 million (1.04 %), lots of up to two million
    10.5 million (5 %). Of 77 lots, here 30 between two and ten million and 47 smaller
    ones (an invented division), by hand: 3 % on 193,645,000 + 30 × 40,000 + 5 % on
    16,355,000 = 5,809,350 + 1,200,000 + 817,750 = 7,827,100.
    """
    large = (Fen.of_yuan("6454833.33"),) * 29 + (Fen.of_yuan("6454833.43"),)
    small = (Fen.of_yuan("347978.72"),) * 46 + (Fen.of_yuan("347978.88"),)
    lots = large + small
    assert Fen(sum(lots)) == Fen.of_yuan("210000000")
    found = auction_commission(on=date(2017, 12, 31), prices=lots).value
    assert abs(int(found.total) - int(Fen.of_yuan("7827100"))) <= len(lots)
    assert found.percent == "3.73"
    assert (found.least, found.most) == (Fen.of_yuan("2190000"), Fen.of_yuan("10500000"))
    assert found.least <= Fen.of_yuan("7827100") <= found.most


@given(st.lists(st.integers(0, 10**11).map(Fen), min_size=1, max_size=8))
def test_dividing_into_lots_stays_between_the_bounds(prices: list[Fen]) -> None:
    found = auction_commission(on=ON, prices=tuple(prices)).value
    rounding = len(prices)
    assert int(found.least) - rounding <= int(found.total) <= int(found.most) + rounding


@given(MONEY, MONEY)
def test_a_larger_amount_never_pays_less(one: Fen, other: Fen) -> None:
    low, high = sorted((one, other))
    assert execution_fee(on=ON, amount=low).value <= execution_fee(on=ON, amount=high).value
    assert preservation_fee(on=ON, amount=low).value <= preservation_fee(on=ON, amount=high).value
    assert preservation_fee(on=ON, amount=high).value <= Fen.of_yuan("5000")
