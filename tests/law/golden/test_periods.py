"""Periods and service, worked by hand on the calendars published by the State Council."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.law.calendar import calendar
from zhixing.law.periods.administrative import period_due_administrative
from zhixing.law.periods.arithmetic import Unit
from zhixing.law.topics.asking import ask, get_topic

Given = dict[str, object]


def _result(topic: str, given: Given) -> dict[str, object]:
    answered = ask(get_topic(topic), given)
    result = answered["result"]
    assert isinstance(result, dict), answered
    return dict(result)


@pytest.mark.parametrize(
    ("event", "length", "unit", "due"),
    [
        # 2月没有29日至31日：以月末为最后一日
        ("2015-08-31", 6, "month", "2016-02-29"),
        ("2016-08-31", 6, "month", "2017-02-28"),
        ("2016-02-29", 1, "year", "2017-02-28"),
        ("2016-02-29", 4, "year", "2020-03-02"),
        # 2020年2月29日是周六，其后第一个工作日是3月2日
        ("2019-08-29", 6, "month", "2020-03-02"),
        # 跨年：2017年1月1日、2日休假
        ("2016-12-02", 1, "month", "2017-01-03"),
        ("2016-12-17", 15, "day", "2017-01-03"),
        # 2017年4月1日是周六但上班
        ("2017-03-25", 7, "day", "2017-04-01"),
        # 2022年1月29日、30日（周末）上班，31日起春节
        ("2022-01-15", 15, "day", "2022-01-30"),
        ("2022-01-15", 16, "day", "2022-02-07"),
        # 3个工作日：9月29日（周五）起，30日上班，10月9日、10日
        ("2017-09-29", 3, "working_day", "2017-10-10"),
        ("2016-12-30", 1, "working_day", "2017-01-03"),
        ("2017-03-14", 0, "day", "2017-03-14"),
    ],
)
def test_the_last_day(event: str, length: int, unit: str, due: str) -> None:
    given: Given = {"event_on": event, "length": length, "unit": unit}
    assert _result("period", given)["due_on"] == due


@pytest.mark.parametrize(
    ("event", "hours", "due"),
    [
        ("2017-12-31T22:30:00", 1, "2018-01-01T00:00:00"),
        ("2016-02-28T23:00:00", 24, "2016-03-01T00:00:00"),
        ("2017-03-14T09:00:00", 8, "2017-03-14T18:00:00"),
        ("2017-03-14T01:20:00Z", 24, "2017-03-15T10:00:00"),
    ],
)
def test_the_last_hour(event: str, hours: int, due: str) -> None:
    given: Given = {"event_at": event, "length": hours, "unit": "hour"}
    assert _result("period", given)["due_at"] == due


@pytest.mark.parametrize(
    ("event", "due", "word"),
    [("2021-11-21", "2021-12-27", "是节假日"), ("2021-12-02", "2022-01-04", "是法定休假日")],
)
def test_the_text_of_the_last_day_names_the_day_off(event: str, due: str, word: str) -> None:
    """2021-11-21 plus 35 days is Sunday 26 December, 2021-12-02 plus a month Sunday 2 January."""
    length, unit = (35, "day") if event == "2021-11-21" else (1, "month")
    answered = ask(get_topic("period"), {"event_on": event, "length": length, "unit": unit})
    assert _result("period", {"event_on": event, "length": length, "unit": unit})["due_on"] == due
    assert word in str(answered["finding"])


@settings(max_examples=80, deadline=None)
@given(st.dates(date(2012, 1, 1), date(2026, 6, 30)), st.integers(0, 60))
def test_a_period_of_administrative_enforcement_ends_on_a_working_day(
    start: date, days: int
) -> None:
    found = period_due_administrative(on=start, start_on=start, amount=days, unit=Unit.DAY).value
    if days:
        assert not calendar().is_day_off(found.due_on)
    later = period_due_administrative(
        on=start, start_on=date.fromordinal(start.toordinal() + 1), amount=days
    ).value
    assert later.due_on >= found.due_on


@pytest.mark.parametrize(
    ("given", "served"),
    [
        ({"method": "announcement", "event_on": "2021-12-31"}, "2022-03-01"),
        ({"method": "announcement", "event_on": "2022-01-01"}, "2022-01-31"),
        ({"method": "left", "event_on": "2013-01-01", "left_proof": "recorded"}, "2013-01-01"),
        (
            {
                "method": "electronic",
                "event_on": "2022-03-01",
                "consented": True,
                "document": "judgment_or_ruling",
                "proven_arrival_on": "2022-03-02",
            },
            "2022-03-02",
        ),
    ],
)
def test_the_day_of_service(given: Given, served: str) -> None:
    assert _result("service", given)["served_on"] == served


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        (
            {"method": "left", "event_on": "2012-12-31", "left_proof": "recorded"},
            "WITNESS_NEEDED",
            "left_proof",
        ),
        (
            {"method": "left", "event_on": "2018-01-01", "document": "mediation"},
            "MEDIATION_NOT_LEFT",
            "method",
        ),
        (
            {
                "method": "electronic",
                "event_on": "2021-12-31",
                "consented": True,
                "document": "judgment_or_ruling",
            },
            "RULING_NOT_ELECTRONIC",
            "method",
        ),
        ({"method": "electronic", "event_on": "2023-01-01"}, "CONSENT_MISSING", "consented"),
    ],
)
def test_service_without_effect(given: Given, code: str, field: str) -> None:
    error = ask(get_topic("service"), given)["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["field"]) == (code, field)
