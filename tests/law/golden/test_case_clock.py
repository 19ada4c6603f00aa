"""The time limit of a case, counted by hand with excluded days as a union."""

from __future__ import annotations

import pytest

from zhixing.law.topics.asking import ask, get_topic

Given = dict[str, object]


def _ask(**given: object) -> dict[str, object]:
    answered = ask(get_topic("case-clock"), {"kind": "property", **given})
    result = answered["result"]
    assert isinstance(result, dict), answered
    return dict(result)


@pytest.mark.parametrize(
    ("given", "due"),
    [
        # 2015-10-09立案，次日起算六个月：2016-04-09（周六）顺延至周一
        ({"filed_on": "2015-10-09"}, "2016-04-11"),
        ({"filed_on": "2015-10-09", "kind": "non_litigation"}, "2016-01-11"),
        ({"filed_on": "2015-08-31"}, "2016-02-29"),
        ({"filed_on": "2016-08-31"}, "2017-02-28"),
        # 国庆假期内届满
        ({"filed_on": "2017-04-05"}, "2017-10-09"),
        # 院长批准延长三个月
        ({"filed_on": "2015-10-09", "extension_months": 3}, "2016-07-11"),
        # 扣除31日：2016-04-09 + 31 = 05-10
        (
            {"filed_on": "2015-10-09", "excluded": [{"from": "2016-01-01", "to": "2016-01-31"}]},
            "2016-05-10",
        ),
        # 同一期间列两次、相互重叠，均只计一次（1月1日至2月10日共41日）
        (
            {
                "filed_on": "2015-10-09",
                "excluded": [
                    {"from": "2016-01-20", "to": "2016-02-10"},
                    {"from": "2016-01-01", "to": "2016-01-31"},
                    {"from": "2016-01-01", "to": "2016-01-31"},
                ],
            },
            "2016-05-20",
        ),
        # 立案当日及以前的日子不在期限之内
        (
            {"filed_on": "2015-10-09", "excluded": [{"from": "2015-09-01", "to": "2015-10-09"}]},
            "2016-04-11",
        ),
        # 届满之后开始的扣除不起作用；在被扣除日之内开始的则起作用
        (
            {"filed_on": "2015-10-09", "excluded": [{"from": "2016-04-12", "to": "2016-05-12"}]},
            "2016-04-11",
        ),
        (
            {
                "filed_on": "2015-10-09",
                "excluded": [
                    {"from": "2016-01-01", "to": "2016-01-31"},
                    {"from": "2016-05-01", "to": "2016-05-05"},
                ],
            },
            "2016-05-16",
        ),
    ],
)
def test_the_last_day_of_a_case(given: Given, due: str) -> None:
    assert _ask(**given)["due_on"] == due


def test_a_missing_calendar_gives_a_provisional_day() -> None:
    result = _ask(filed_on="2026-12-01")
    assert (result["due_on"], result["provisional"]) == ("2027-06-01", True)


def test_the_days_to_ask_for_extension() -> None:
    assert _ask(filed_on="2015-10-09")["extension_from"] == "2016-04-06"
    assert _ask(filed_on="2005-10-09")["extension_from"] is None


def test_more_than_three_months_is_reported_to_the_high_court() -> None:
    answered = ask(
        get_topic("case-clock"),
        {"kind": "property", "filed_on": "2015-10-09", "extension_months": 4},
    )
    assert "层报高级人民法院备案" in str(answered["finding"])
