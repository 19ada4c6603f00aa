"""Local nodes of three, seven and fifteen days and three months, and the queries afterwards."""

from __future__ import annotations

from datetime import date

import pytest

from zhixing.kernel.ranges import Days
from zhixing.law.nodes.compute import nodes
from zhixing.law.nodes.node import Node, NodeFacts, Subject, SubjectKind
from zhixing.law.nodes.own_list import NODES, Event, own_node_list
from zhixing.law.policies.policy import sample_policies

FILED = date(2018, 6, 28)
POLICIES = sample_policies(Days(date(2018, 1, 1)), "节点管理办法（虚构）")


@pytest.mark.parametrize(
    ("code", "due"),
    [
        # 三日：7月1日是周日
        ("NATIONAL_QUERY", "2018-07-02"),
        # 七日
        ("PROPERTY_REPORT_ORDER", "2018-07-05"),
        # 十五日
        ("LOCAL_QUERY", "2018-07-13"),
        # 三个月：9月28日是周五
        ("FOUR_CHECKS_TWO_REPORTS", "2018-09-28"),
    ],
)
def test_the_local_nodes_of_a_case_filed_on_28_june_2018(code: str, due: str) -> None:
    facts = NodeFacts({"FILED": FILED}, policies=POLICIES)
    found = {n.code: n for n in nodes(facts, date(2018, 7, 1))}
    node = found[code]
    assert str(node.target_on) == due
    assert any(mark.startswith("policy:") for mark in node.finding.marks)


def test_four_checks_and_two_reports_are_listed() -> None:
    facts = NodeFacts({"FILED": FILED}, policies=POLICIES)
    found = {n.code: n for n in nodes(facts, date(2018, 7, 1))}
    assert len(found["FOUR_CHECKS_TWO_REPORTS"].contents_zh) == 4 + 2


def _query(ruled: str, on: str, queried: str | None = None) -> Node:
    last = date.fromisoformat(queried) if queried else None
    ended = Subject(SubjectKind.ROUND_ENDED, "终本", date.fromisoformat(ruled), last)
    facts = NodeFacts({}, subjects=(ended,))
    return next(n for n in nodes(facts, date.fromisoformat(on)) if n.code == "ROUND_ENDED")


def test_the_query_after_the_round_was_ended_comes_every_six_months() -> None:
    assert str(_query("2017-08-31", "2017-09-01").due_on) == "2018-02-28"
    assert _query("2017-08-31", "2018-03-10").overdue_days(date(2018, 3, 10)) == 10
    assert str(_query("2017-08-31", "2018-03-10", "2018-03-05").due_on) == "2018-08-31"
    assert str(_query("2017-08-31", "2018-03-01", "2018-03-05").due_on) == "2018-02-28"
    last = _query("2017-08-31", "2022-09-10", "2022-08-31")
    assert (str(last.due_on), last.is_overdue(date(2022, 9, 10))) == ("2022-08-31", False)


def test_our_own_list_has_thirty_seven_nodes_and_says_that_it_is_ours() -> None:
    assert [n.number for n in NODES] == list(range(1, 38))
    on = date(2019, 12, 31)
    finding = own_node_list(on=on, events={e.value: date(2019, 3, 1) for e in Event})
    assert "policy:OWN_NODE_LIST" in finding.marks
    assert "并非官方清单" in finding.conclusion_zh
    days = {n.number: n.due_on for n in finding.value}
    assert days[2] == date(2019, 3, 8)
    assert days[22] == date(2019, 4, 1)
    assert days[33] == date(2019, 4, 1)
    assert days[36] == date(2019, 9, 2)
    assert days[37] == date(2019, 9, 1)
    assert days[6] is None
