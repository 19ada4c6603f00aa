"""The time for each remedy, by the article that sets it, counted by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhixing.law.calendar import calendar
from zhixing.law.remedies.clock import remedy_clock
from zhixing.law.remedies.remedy import RemedyKind
from zhixing.law.topics.asking import ask, get_topic

# 2019-03-01是周五；3月4日周一
CASES = [
    # 民事诉讼法第236条：十五日审查（3月16日是周六），十日复议（3月11日是周一）
    ("conduct_objection", "2019-03-18", ["2019-03-04", "2019-03-07", "2019-03-28"]),
    ("conduct_review", "2019-03-11", ["2019-03-18", "2019-04-10"]),
    # 民事诉讼法第238条：十五日
    ("outsider_objection", "2019-03-18", ["2019-03-04", "2019-04-02"]),
    ("outsider_suit", "2019-03-18", []),
    # 法释〔2016〕3号：六十日
    ("termination_objection", "2019-04-30", []),
    # 失信规定第12条：十五日审查、三个工作日纠正；十日复议、十五日决定
    ("listing_correction", "2019-03-18", ["2019-03-21", "2019-03-28", "2019-04-12"]),
    ("listing_review", "2019-03-11", ["2019-03-26"]),
    # 民诉法解释第185条：三日、五日（3月9日是周六）
    ("fine_detention_review", "2019-03-04", ["2019-03-11"]),
    # 异议复议规定第9条：十日、十五日
    ("exit_ban_review", "2019-03-11", ["2019-03-26"]),
    # 民诉法解释第509条、第510条：十五日三次
    ("distribution_objection", "2019-03-18", ["2019-04-02", "2019-04-17"]),
    # 变更追加规定第30条至第32条
    ("party_change_review", "2019-03-11", ["2019-05-10"]),
    ("party_change_suit", "2019-03-18", []),
    # 公证执行规定第13条、第16条、第21条
    ("notarial_non_enforcement", "2019-03-18", ["2019-05-17", "2019-05-27", "2019-06-26"]),
    # 仲裁执行规定第8条、第9条、第12条：十五日、三十日、两个月（5月18日是周六）
    ("arbitral_non_enforcement", "2019-03-18", ["2019-05-20"]),
    ("arbitral_outsider_non_enforcement", "2019-04-01", ["2019-06-03", "2019-06-13"]),
    # 执行规定第45条：十五日
    ("matured_claim_objection", "2019-03-18", []),
    # 参考价规定第22条、第23条：五日；三日交评估机构，五日说明（3月16日是周六）
    ("reference_price_objection", "2019-03-06", ["2019-03-21"]),
    ("appraisal_objection", "2019-03-06", ["2019-03-11", "2019-03-18"]),
    # 网络查控规定第6条：十五日
    ("institution_objection", "2019-03-18", []),
    # 执行程序解释第3条：十日
    ("jurisdiction_objection", "2019-03-11", []),
    # 行政强制法第56条、第58条：十五日超过十日，按自然日
    ("administrative_refused_review", "2019-03-18", ["2019-04-17"]),
]


@pytest.mark.parametrize(("kind", "last", "following"), CASES)
def test_a_remedy_received_on_the_first_of_march(
    kind: str, last: str, following: list[str]
) -> None:
    answered = ask(get_topic("objection-clock"), {"kind": kind, "received_on": "2019-03-01"})
    result = answered["result"]
    assert isinstance(result, dict)
    assert result["last_day"] == last
    steps = result["next"]
    assert isinstance(steps, list)
    dated = [s["until"] for s in steps if isinstance(s, dict) and s["until"]]
    assert dated[: len(following)] == following


@pytest.mark.parametrize(
    ("kind", "first_day"),
    [
        ("listing_correction", "2017-05-01"),
        ("notarial_non_enforcement", "2018-10-01"),
        ("party_change_suit", "2016-12-01"),
        ("exit_ban_review", "2015-05-05"),
        ("reference_price_objection", "2018-09-01"),
        ("institution_objection", "2013-09-02"),
        ("distribution_objection", "2009-01-01"),
    ],
)
def test_a_remedy_begins_with_its_text(kind: str, first_day: str) -> None:
    topic = get_topic("objection-clock")
    assert "result" in ask(topic, {"kind": kind, "received_on": first_day})
    before = date.fromisoformat(first_day) - timedelta(days=1)
    error = ask(topic, {"kind": kind, "received_on": str(before)})["error"]
    assert isinstance(error, dict)
    assert (error["code"], error["field"]) == ("PARAMETER_MISSING", "received_on")


@pytest.mark.parametrize(
    ("kind", "received", "last"),
    [
        # 法释〔2016〕3号：批复发布（2016-02-14）前终结的，自发布之日起六十日
        ("termination_objection", "2015-06-01", "2016-04-14"),
        ("termination_objection", "2016-02-14", "2016-04-14"),
        ("termination_objection", "2016-02-15", "2016-04-15"),
        # 仲裁执行规定第23条：自施行之日（2018-03-01）起重新计算
        ("arbitral_non_enforcement", "2018-01-02", "2018-03-16"),
        ("arbitral_outsider_non_enforcement", "2017-05-02", "2018-04-02"),
        ("arbitral_non_enforcement", "2018-03-02", "2018-03-19"),
    ],
)
def test_what_was_received_before_the_text(kind: str, received: str, last: str) -> None:
    result = ask(get_topic("objection-clock"), {"kind": kind, "received_on": received})["result"]
    assert isinstance(result, dict)
    assert result["last_day"] == last


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(RemedyKind),
    st.dates(date(2019, 1, 1), date(2025, 12, 31)),
    st.integers(0, 40),
)
def test_no_last_day_is_a_day_off_and_a_later_receipt_never_ends_earlier(
    kind: RemedyKind, received_on: date, later: int
) -> None:
    one = remedy_clock(on=received_on, kind=kind, received_on=received_on).value
    after_on = received_on + timedelta(days=later)
    other = remedy_clock(on=after_on, kind=kind, received_on=after_on).value
    assert one.last_day <= other.last_day
    for day in (one.last_day, *(s.until for s in one.next if s.until)):
        assert not calendar().is_day_off(day)
        assert day >= received_on
