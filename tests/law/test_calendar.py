"""The calendars: known days of known years, and a year that contradicts itself refused."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.law.calendar import DayKind, published, read_year


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("2015-09-03", DayKind.HOLIDAY),
        ("2015-10-10", DayKind.MAKE_UP),
        ("2016-02-06", DayKind.MAKE_UP),
        ("2016-04-04", DayKind.HOLIDAY),
        ("2016-04-09", DayKind.WEEKEND),
        ("2017-10-08", DayKind.HOLIDAY),
        ("2020-01-31", DayKind.HOLIDAY),
        ("2022-10-08", DayKind.MAKE_UP),
        ("2025-10-08", DayKind.HOLIDAY),
        ("2016-06-01", DayKind.WORKDAY),
        ("2003-12-31", DayKind.UNKNOWN),
        ("2027-01-01", DayKind.UNKNOWN),
    ],
)
def test_known_days(day: str, kind: DayKind) -> None:
    assert published().kind(date.fromisoformat(day)) is kind


def test_every_year_from_2004_to_2026_is_there_and_named() -> None:
    years = published().years
    assert sorted(years) == list(range(2004, 2027))
    for number, year in years.items():
        assert str(number) in year.notice_zh
        assert date(number, 10, 1) in year.holidays


@pytest.mark.parametrize(
    ("holiday", "worked", "reason"),
    [
        ("2028-01-01", "2027-01-02", "not in 2028"),
        ("2028-01-01", "2028-01-01", "off and worked"),
        ("2028-01-01", "2028-01-03", "no weekend day"),
    ],
)
def test_a_year_that_contradicts_itself_is_refused(holiday: str, worked: str, reason: str) -> None:
    source = {
        "year": 2028,
        "notice_zh": "虚构",
        "notice_en": "invented",
        "holidays": {holiday: "元旦"},
        "make_up_workdays": [worked],
    }
    with pytest.raises(ValueError, match=reason):
        read_year(source)
