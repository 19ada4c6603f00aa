"""The period for applying: both texts of instalments, what moves it, and the range of doubt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.law.calendar import calendar
from zhixing.law.filing.limitation import application_limitation
from zhixing.law.filing.limitation_facts import Interrupted, Interruption, LimitationTitle, Obstacle
from zhixing.law.topics.asking import ask, get_topic

Given = dict[str, object]


def _ask(**given: object) -> dict[str, object]:
    answered = ask(get_topic("limitation"), {"kind": "civil", **given})
    result = answered["result"]
    assert isinstance(result, dict), answered
    return dict(result)


def test_instalments_of_a_judgment_of_2017_by_the_day_of_application() -> None:
    """Yearly instalments from 2017 to 2021, the last on 31 December 2021."""
    due = ["2017-12-31", "2018-12-31", "2019-12-31", "2020-12-31", "2021-12-31"]
    before = _ask(due_on=due, applied_on="2021-12-31")
    assert before["last_days"] == [
        "2019-12-31",
        "2020-12-31",
        "2021-12-31",
        "2023-01-03",
        "2024-01-02",
    ]
    assert before["late"] == ["2017-12-31", "2018-12-31"]
    after = _ask(due_on=due, applied_on="2022-01-04")
    assert after["last_days"] == ["2024-01-02"] * 5
    assert after["late_if_objected"] is False
    assert [r["low"] for r in after["range"]][:3] == [
        "2019-12-31",
        "2020-12-31",
        "2021-12-31",
    ]
    chosen = _ask(due_on=due, applied_on="2022-01-04", options={"instalments": "by_expiry"})
    assert chosen["late"] == ["2017-12-31", "2018-12-31", "2019-12-31"]
    assert chosen["filing_accepted"] is True


@pytest.mark.parametrize(
    ("given", "last"),
    [
        # 每次中断都重新计算
        (
            {
                "due_on": ["2014-06-30"],
                "applied_on": "2019-01-01",
                "interruptions": [
                    {"on": "2016-06-30", "kind": "demand"},
                    {"on": "2018-06-29", "kind": "agreement"},
                ],
            },
            "2020-06-29",
        ),
        # 届满后的催告不使时效复活
        (
            {
                "due_on": ["2014-06-30"],
                "applied_on": "2019-01-01",
                "interruptions": [{"on": "2016-07-01", "kind": "demand"}],
            },
            "2016-06-30",
        ),
        # 和解约定履行期限的最后一日起重新计算
        (
            {
                "due_on": ["2014-06-30"],
                "applied_on": "2019-01-01",
                "interruptions": [
                    {"on": "2015-06-30", "kind": "settlement", "until": "2017-06-30"}
                ],
            },
            "2019-07-01",
        ),
        # 障碍在最后六个月以前消除的，不中止
        (
            {
                "due_on": ["2018-03-01"],
                "applied_on": "2020-03-02",
                "obstacles": [{"from": "2019-06-01", "to": "2019-09-01"}],
            },
            "2020-03-02",
        ),
        # 障碍跨入最后六个月：自2019年9月2日起计，至9月11日，共10日
        (
            {
                "due_on": ["2018-03-01"],
                "applied_on": "2020-03-02",
                "obstacles": [{"from": "2019-06-01", "to": "2019-09-11"}],
            },
            "2020-03-11",
        ),
        # 民法典第194条：自障碍消除之日起满六个月
        (
            {
                "due_on": ["2018-03-01"],
                "applied_on": "2020-03-02",
                "obstacles": [{"from": "2020-01-02", "to": "2020-01-11"}],
                "options": {"suspension": "six_months"},
            },
            "2020-07-13",
        ),
        # 申请执行证书使时效中断
        (
            {
                "due_on": ["2018-11-30"],
                "applied_on": "2022-01-01",
                "kind": "notarial",
                "interruptions": [{"on": "2020-11-30", "kind": "notarial_certificate"}],
            },
            "2022-11-30",
        ),
    ],
)
def test_what_moves_the_last_day(given: Given, last: str) -> None:
    assert _ask(**given)["last_days"] == [last]


def test_lateness_never_blocks_a_civil_filing_and_bars_an_administrative_one() -> None:
    late = {"due_on": ["2018-03-01"], "applied_on": "2020-03-03"}
    assert _ask(**late)["filing_accepted"] is True
    assert _ask(**late, kind="administrative")["filing_accepted"] is False
    assert _ask(**late, kind="administrative", good_cause=True)["filing_accepted"] is True


def test_asking_again_after_the_round_was_ended_has_no_period() -> None:
    result = _ask(due_on=["2010-01-01"], applied_on="2024-05-06", application="after_round_ended")
    assert (result["last_days"], result["late_if_objected"]) == ([], False)
    again = _ask(due_on=["2010-01-01"], applied_on="2024-05-06", application="after_withdrawal")
    assert again["late_if_objected"] is True


def test_the_text_of_1991_is_marked_as_remembered() -> None:
    answered = ask(
        get_topic("limitation"),
        {
            "due_on": ["2006-06-30"],
            "applied_on": "2007-03-01",
            "kind": "civil",
            "natural_person": False,
        },
    )
    result, finding = answered["result"], answered["finding"]
    assert isinstance(result, dict) and isinstance(finding, dict)
    assert result["last_days"] == ["2006-12-30"]
    assert result["filing_accepted"] is False
    marks = finding["marks"]
    assert isinstance(marks, list) and any(str(m).startswith("memory:") for m in marks)


@settings(max_examples=80, deadline=None)
@given(
    st.dates(date(2009, 1, 1), date(2023, 12, 31)),
    st.integers(0, 1500),
    st.lists(st.integers(0, 1500), max_size=3),
    st.lists(st.tuples(st.integers(0, 900), st.integers(0, 90)), max_size=2),
)
def test_events_never_shorten_the_period(
    due_on: date, after: int, demands: list[int], held: list[tuple[int, int]]
) -> None:
    def at(days: int) -> date:
        return due_on + timedelta(days=days)

    given = {"on": at(after), "due_on": (due_on,), "applied_on": at(after)}
    events = tuple(Interrupted(at(d), Interruption.DEMAND) for d in demands)
    obstacles = tuple(Obstacle(at(a), at(a + n)) for a, n in held)
    bare = application_limitation(**given).value.last_days[0]
    moved = application_limitation(
        **given, interruptions=events, obstacles=obstacles
    ).value.last_days[0]
    assert bare.last_day <= moved.last_day
    assert moved.low <= moved.last_day <= moved.high
    assert not calendar().is_day_off(moved.last_day)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.dates(date(2012, 1, 1), date(2023, 12, 31)), min_size=1, max_size=6))
def test_the_last_instalment_never_gives_less_than_each_one(due: list[date]) -> None:
    given = {"on": date(2022, 1, 4), "due_on": tuple(due), "applied_on": date(2022, 1, 4)}
    common = application_limitation(**given).value
    each = application_limitation(**given, kind=LimitationTitle.NOTARIAL).value
    for one, other in zip(common.last_days, each.last_days, strict=True):
        assert one.last_day >= other.last_day
