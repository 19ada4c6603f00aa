"""Reads a court's pool rules, which it keeps as a dated policy."""

from __future__ import annotations

from datetime import date

from zhixing.assignment.cutover import CaseDate, PoolRule
from zhixing.assignment.policies import read_pool_rules
from zhixing.cases.acts import Title
from zhixing.cases.docket.facts import Facts
from zhixing.courts import queries as courts
from zhixing.kernel.ranges import Days

POLICY = "ASSIGNMENT_CUT_OVER"
EVERYBODY = "ALL"


def load_rules(court_no: int, on: date) -> list[PoolRule]:
    """Give the pool rules in force in a court, or the one rule that sends all to one pool."""
    policy = courts.find_policy(court_no, POLICY, on)
    if policy is None:
        everything = Days(date(1949, 10, 1))
        return [PoolRule("全部案件入同一分案池", CaseDate.FILED, everything, EVERYBODY)]
    return list(read_pool_rules({**policy.value}))


def title_kind_of(facts: Facts) -> str:
    """Give the kind of title (JUDGMENT, MEDIATION …) by which some rules tell cases apart."""
    kind = facts.of(Title).kind
    return "" if kind is None else kind.value
