"""Listing and its deletion: cases worked by hand from the articles of 2013 and 2017.

Calendars used: 2017-09-30 worked, 1–8 October off; 2019-05-01 to 05-04 off, 5 May worked;
2018-04-28 worked, 29 April to 1 May off.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhixing.law.topics.asking import ask, get_topic

TOPIC = get_topic("listing")


def asked(ground: int, decided: str, kind: str = "", on: str = "", **more: Any) -> dict[str, Any]:
    event = {"event": {"kind": kind, "on": on}} if kind else {}
    answered: dict[str, Any] = ask(
        TOPIC, {"ground": ground, "decided_on": decided, **event, **more}
    )
    return answered


@pytest.mark.parametrize(
    ("ground", "decided", "years", "ends_on"),
    [
        (1, "2017-05-01", None, None),
        (2, "2017-05-01", None, "2019-05-01"),
        (6, "2018-01-31", None, "2020-01-31"),
        (3, "2020-02-29", None, "2022-02-28"),
        (3, "2020-02-29", 4, "2024-02-29"),
        (2, "2017-05-01", 3, "2020-05-01"),
        (2, "2017-05-01", 5, "2022-05-01"),
        (3, "2017-04-30", None, None),
    ],
)
def test_the_term(ground: int, decided: str, years: int | None, ends_on: str | None) -> None:
    result = asked(ground, decided, years=years)["result"]
    assert result["ends_on"] == ends_on
    assert result["refused"] is None


@pytest.mark.parametrize(
    ("ground", "decided", "kind", "on", "delete_by"),
    [
        (1, "2017-06-01", "performed", "2017-09-29", "2017-10-10"),
        (1, "2017-06-01", "settled_and_performed", "2017-12-29", "2018-01-04"),
        (1, "2017-06-01", "bankruptcy", "2018-04-27", "2018-05-03"),
        (1, "2017-06-01", "suspended", "2018-04-27", "2018-05-03"),
        (1, "2017-06-01", "refused_enforcement", "2018-03-01", "2018-03-06"),
        (4, "2017-05-01", "term_end", "2019-05-01", "2019-05-07"),
        (3, "2015-12-01", "performed", "2017-04-30", "2017-04-30"),
        (3, "2015-12-01", "performed", "2017-05-01", "2017-05-04"),
        (3, "2015-12-01", "applicant_request", "2017-05-05", "2017-05-10"),
    ],
)
def test_by_when_it_is_deleted(
    ground: int, decided: str, kind: str, on: str, delete_by: str
) -> None:
    assert asked(ground, decided, kind, on)["result"]["delete_by"] == delete_by


def test_a_fixed_term_outlasts_every_event_but_its_end() -> None:
    for kind in ("performed", "settled_and_performed", "applicant_request", "bankruptcy"):
        answered = asked(5, "2018-01-02", kind, "2018-06-01")
        assert answered["result"]["refused"] == "NOT_A_DELETION_EVENT"
        assert answered["result"]["delete_by"] == "2020-01-07"
        last = answered["finding"]["steps"][-1]
        assert last["basis"]["article"] == "10" and last["basis"]["version"] == "2017"


def test_the_bar_binds_the_applicant_for_six_months() -> None:
    answered = asked(1, "2017-06-01", "applicant_request", "2017-08-31")
    assert answered["result"]["relist_from"] == "2018-03-01"
    assert answered["finding"]["options"]["deleted_on"] == "DAY_OF_THE_EVENT"
    event = {"kind": "applicant_request", "on": "2017-08-31", "deleted_on": "2017-09-04"}
    later = ask(TOPIC, {"ground": 1, "decided_on": "2017-06-01", "event": event})
    assert later["result"]["relist_from"] == "2018-03-05"


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("minor", "MINOR"),
        ("sufficient_security", "SECURED"),
        ("seized_enough", "SEIZED_ENOUGH"),
        ("later_in_order", "LATER_IN_ORDER"),
    ],
)
def test_exclusions_name_article_and_way_out(fact: str, code: str) -> None:
    facts: dict[str, Any] = {fact: True}
    answered = asked(1, "2018-06-01", **facts)
    assert answered["result"]["refused"] == code
    step = answered["finding"]["steps"][-1]
    assert step["basis"]["article"] in ("3", "4")
    others = asked(3, "2018-06-01", **facts)["result"]["refused"]
    assert others == ("MINOR" if fact == "minor" else None)


def test_2013_needs_ability_on_every_ground() -> None:
    for ground in range(1, 7):
        assert asked(ground, "2016-06-01", able_to_perform=False)["result"]["refused"] == "NOT_ABLE"
        new = asked(ground, "2017-06-01", able_to_perform=False)["result"]["refused"]
        assert new == ("NOT_ABLE" if ground == 1 else None)


@given(st.dates(date(2017, 5, 1), date(2026, 1, 1)), st.integers(0, 400))
def test_a_later_decision_never_ends_earlier(day: date, more: int) -> None:
    later = date.fromordinal(day.toordinal() + more)
    first = asked(3, str(day))["result"]["ends_on"]
    second = asked(3, str(later))["result"]["ends_on"]
    assert first <= second


def test_ten_dates_from_the_day_of_the_ruling() -> None:
    dates: Any = ask(get_topic("recheck-schedule"), {"ruled_on": "2020-02-29"})["result"]
    assert len(dates["dates"]) == 10
    assert dates["dates"][0] == "2020-08-29"
    assert dates["dates"][1] == "2021-02-28"
    assert dates["dates"][9] == "2025-02-28"
