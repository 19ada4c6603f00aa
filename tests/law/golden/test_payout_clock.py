"""Paying out: thirty days from the notice of arrival, and what an approved delay does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.law.calendar import calendar
from zhixing.law.money.payout import DelayReason
from zhixing.law.topics.asking import ask, get_topic


def _ask(arrived_on: str, *reasons: object, **more: object) -> dict[str, Any]:
    given = {"arrived_on": arrived_on, "reasons": list(reasons), **more}
    answered: dict[str, Any] = ask(get_topic("payout-clock"), given)
    return answered


@pytest.mark.parametrize(
    ("arrived", "due"),
    [
        ("2017-05-01", "2017-05-31"),
        ("2024-01-11", "2024-02-18"),  # 10 February 2024 is in the spring festival; 18th worked
        ("2024-01-30", "2024-02-29"),
        ("2021-09-01", "2021-10-08"),  # 1 October and the days after it
        ("2023-12-02", "2024-01-02"),  # 1 January
    ],
)
def test_thirty_days_end_on_a_working_day(arrived: str, due: str) -> None:
    result = _ask(arrived)["result"]
    assert (result["due_on"], result["approval"]) == (due, None)


def test_a_cause_that_lasts_stops_the_clock_and_needs_approval() -> None:
    answered = _ask("2021-03-01", "distribution", "third_party_objection")
    result = answered["result"]
    assert result["due_on"] is None
    assert (result["approval"], result["approve_by"]) == (
        "director_or_supervising_leader",
        "2021-03-31",
    )
    assert "memory:causes-of-delay" in answered["finding"]["marks"]


def test_ten_days_after_the_last_cause_ended() -> None:
    ended = {"reason": "distribution", "ended_on": "2021-05-06"}
    later = {"reason": "not_collected", "ended_on": "2021-06-04"}
    assert _ask("2021-03-01", ended)["result"]["due_on"] == "2021-05-17"
    # 14 June 2021 is the dragon boat festival
    assert _ask("2021-03-01", ended, later)["result"]["due_on"] == "2021-06-15"
    assert _ask("2021-03-01", ended, "other")["result"]["due_on"] is None


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({"reasons": ["holiday"]}, "NOT_A_CHOICE", "reasons[0]"),
        (
            {"reasons": [{"reason": "other", "ended_on": "2021-02-28"}]},
            "OUT_OF_RANGE",
            "reasons[0].ended_on",
        ),
        ({"as_of": "2021-02-28"}, "OUT_OF_RANGE", "as_of"),
        ({"target_days": 0}, "OUT_OF_RANGE", "target_days"),
        ({"arrived_on": "2017-04-30"}, "PARAMETER_MISSING", "money.pay_out"),
    ],
)
def test_faults_name_their_field(given: dict[str, object], code: str, field: str) -> None:
    answered: Any = ask(
        get_topic("payout-clock"), {"arrived_on": "2021-03-01", "reasons": [], **given}
    )
    error = answered["error"]
    assert (error["code"], error["field"]) == (code, field)


@given(st.dates(date(2017, 5, 1), date(2026, 10, 1)), st.integers(0, 300))
def test_an_ended_cause_never_shortens_the_time(day: date, wait: int) -> None:
    plain = date.fromisoformat(_ask(day.isoformat())["result"]["due_on"])
    assert not calendar().is_day_off(plain)
    ended = day + timedelta(days=wait)
    cause = {"reason": DelayReason.OTHER.value, "ended_on": ended.isoformat()}
    assert date.fromisoformat(_ask(day.isoformat(), cause)["result"]["due_on"]) >= plain
