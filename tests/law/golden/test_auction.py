"""Auctions: the frame by the texts of 2004, 2016 and 2020, closing times, default."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.kernel.fen import Fen
from zhixing.law.topics.asking import ask, get_topic


def _ask(topic: str, **given: object) -> dict[str, Any]:
    answered: dict[str, Any] = ask(get_topic(topic), given)
    return answered


def _plan(kind: str, number: int, **more: object) -> dict[str, Any]:
    given = {"appraisal": "1234567.89", "first_start": None, "notice_on": None, "failed_on": None}
    return _ask("auction-plan", property=kind, round=number, **{**given, **more})


@pytest.mark.parametrize(
    ("kind", "number", "notice", "earliest", "tell"),
    [
        # 网拍规定 arts. 12, 26: the notice stands 15 / 30, again 7 / 15 days before
        ("movable", 1, "2024-02-14", "2024-02-29", "2024-02-11"),
        ("immovable", 1, "2024-01-30", "2024-02-29", "2024-01-27"),
        ("movable", 2, "2024-02-22", "2024-02-29", "2024-02-19"),
        ("immovable", 2, "2024-02-14", "2024-02-29", "2024-02-11"),
        # 拍卖变卖规定 2004 arts. 11, 14: 7 / 15 days; told 5 days before the auction
        ("movable", 1, "2016-12-31", "2017-01-07", "2017-01-02"),
        ("immovable", 1, "2016-12-31", "2017-01-15", "2017-01-10"),
        ("movable", 1, "2017-01-01", "2017-01-16", "2016-12-29"),
    ],
)
def test_notice_and_telling(kind: str, number: int, notice: str, earliest: str, tell: str) -> None:
    first = "1000.00" if number == 2 else None
    result = _plan(kind, number, notice_on=notice, first_start=first)["result"]
    assert (result["earliest_on"], result["tell_parties_by"]) == (earliest, tell)


def test_amounts_round_towards_what_the_law_allows() -> None:
    result = _plan("immovable", 1)["result"]
    # 70 % of 1,234,567.89 is 864,197.523: at least that; 5 % of 864,197.53 is 43,209.8765
    assert result["min_start"] == "864197.53"
    assert (result["min_deposit"], result["max_deposit"]) == ("43209.88", "172839.50")
    second = _plan("immovable", 2, first_start="864197.53")["result"]
    assert second["min_start"] == "691358.03"


@pytest.mark.parametrize(
    ("failed", "by"),
    [("2021-03-01", "2021-03-31"), ("2021-09-05", "2021-10-08"), ("2016-12-01", "2017-02-03")],
)
def test_the_second_auction_follows_in_time(failed: str, by: str) -> None:
    # 5 October 2021 is in the holiday; offline 60 days end on 30 January 2017, in the holiday
    result = _plan("movable", 2, first_start="100.00", failed_on=failed)["result"]
    assert result["second_by"] == by


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"round": 3}, "NOT_A_CHOICE", "round"),
        ({"round": 2}, "MISSING", "first_start"),
        ({"appraisal": None}, "MISSING", "appraisal"),
        ({"start": "0.00"}, "START_TOO_LOW", "start"),
        ({"notice_on": "2004-12-31"}, "PARAMETER_MISSING", "auction.offline.start_least"),
        ({"notice_on": "2016-12-31", "way": "online"}, "NOT_IN_FORCE", "on"),
        (
            {
                "round": 2,
                "first_start": "1.00",
                "notice_on": "2021-03-01",
                "failed_on": "2021-03-02",
            },
            "NOTICE_BEFORE_FAILURE",
            "notice_on",
        ),
    ],
)
def test_faults_of_a_plan_name_their_field(given: Any, code: str, field: str) -> None:
    error = _ask(
        "auction-plan", **{"property": "movable", "round": 1, "appraisal": "1.00", **given}
    )["error"]
    assert (error["code"], error["field"]) == (code, field)


END = datetime.fromisoformat("2021-03-02T10:00:00")


def _closes(*seconds: int) -> datetime:
    bids = [(END + timedelta(seconds=s)).isoformat(timespec="seconds") for s in seconds]
    result = _ask("bidding-end", scheduled_end=END.isoformat(), bids=bids)["result"]
    return datetime.fromisoformat(result["closes_at"])


@pytest.mark.parametrize(
    ("seconds", "after"),
    [
        ((), 0),
        ((-301,), 0),
        ((-300,), 0),
        ((-299,), 1),
        ((-1,), 299),
        ((0,), 0),
        ((1,), 0),
        ((-10, 200, 499), 799),
        ((-10, 290), 0 + 290),
        ((-10, 289), 589),
        ((289, -10), 589),
    ],
)
def test_bidding_closes_five_minutes_after_the_last_late_bid(
    seconds: tuple[int, ...], after: int
) -> None:
    assert _closes(*seconds) == END + timedelta(seconds=after)


@given(st.lists(st.integers(-4000, 4000), max_size=30))
def test_nothing_closes_early_and_one_more_bid_never_shortens(seconds: list[int]) -> None:
    closes = _closes(*seconds)
    assert closes >= END
    assert _closes(*seconds, -1) >= closes
    assert _closes(*reversed(seconds)) == closes
    counted = [s for s in seconds if END + timedelta(seconds=s) < closes]
    assert closes == max([END, *(END + timedelta(seconds=s + 300) for s in counted)])


def test_a_bid_with_its_amount_counts_only_when_it_is_valid() -> None:
    bids = [
        "2021-03-02T09:56:00",
        {"at": "2021-03-02T09:58:00", "amount": "99.99"},
        {"at": "2021-03-02T09:57:00", "amount": "100.00"},
        {"at": "2021-03-02T09:59:00", "amount": "100.00"},
        {"at": "2021-03-02T09:59:30", "amount": "100.00", "rank": 1},
    ]
    answered = _ask("bidding-end", scheduled_end=END.isoformat(), bids=bids, start_price="100.00")
    result = answered["result"]
    assert (result["closes_at"], result["counted"]) == ("2021-03-02T10:04:30", 3)
    assert (result["highest"], result["by_priority"]) == ("100.00", True)
    wrong = _ask("bidding-end", scheduled_end=END.isoformat(), bids=[{"amount": "1.00"}])
    assert (wrong["error"]["code"], wrong["error"]["field"]) == ("MISSING", "bids[0].at")


def test_an_instant_in_another_zone_is_the_same_instant() -> None:
    result = _ask(
        "bidding-end", scheduled_end="2021-03-02T02:00:00Z", bids=["2021-03-02T09:58:00"]
    )["result"]
    assert result["closes_at"] == "2021-03-02T10:03:00"


AMOUNTS = st.integers(0, 10**7)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(("online", "offline")))
def test_a_forfeited_deposit_is_used_whole(
    deposit: int, costs: int, first: int, second: int, debt: int, way: str
) -> None:
    yuan = [Fen(a).yuan for a in (deposit, costs, first, second, debt)]
    names = ("deposit", "costs", "first_price", "second_price", "debt")
    result = _ask("defaulting-bidder", **dict(zip(names, yuan, strict=True)), way=way)["result"]
    fen = {name: int(Fen.of_yuan(value)) for name, value in result.items()}
    uncovered = fen.pop("uncovered")
    assert sum(fen.values()) == deposit
    assert uncovered == max(costs + max(first - second, 0) - deposit, 0)
    assert not (way == "online" and fen["to_bidder"])
    assert not (way == "offline" and fen["to_debt"])
    assert Fraction(fen["to_costs"]) == min(costs, deposit)
