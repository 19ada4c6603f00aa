"""Hands the facts of a case to the law of nodes, and remembers answers to equal questions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from zhixing.cases.docket.chapters import Agenda, CaseClock, Progress
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.local_rules import local_policies
from zhixing.law.clock.case_clock import ExcludedRange
from zhixing.law.nodes.compute import nodes
from zhixing.law.nodes.node import Milestone, Node, NodeFacts, Subject
from zhixing.law.policies.policy import Policy

MILESTONES = frozenset(m.value for m in Milestone)


def nodes_of(court_no: int, facts: Facts, on: date) -> tuple[Node, ...]:
    """Give the nodes of a case on a day, under the local rules of its court."""
    reached = facts.of(Progress).reached
    clock = facts.of(CaseClock)
    return _nodes(
        tuple(sorted((k, v) for k, v in reached.items() if k in MILESTONES)),
        clock.excluded,
        clock.extensions,
        local_policies(court_no),
        facts.of(Agenda).subjects,
        on,
    )


@lru_cache(maxsize=20_000)
def _nodes(
    reached: tuple[tuple[str, date], ...],
    excluded: tuple[ExcludedRange, ...],
    extensions: tuple[date, ...],
    policies: tuple[Policy, ...],
    subjects: tuple[Subject, ...],
    on: date,
) -> tuple[Node, ...]:
    facts = NodeFacts(
        milestones=dict(reached),
        excluded=excluded,
        extensions=extensions,
        policies=policies,
        subjects=subjects,
    )
    return nodes(facts, on)


def is_standing(node: Node) -> bool:
    """Say whether a node's clock stands still: its line is then not yet known."""
    return bool(getattr(node.finding.value, "is_standing", False)) and node.done_on is None


def find_node(found: Iterable[Node], code: str) -> Node | None:
    """Give the node of a code, with its reference if it has one, or None."""
    for node in found:
        if code in (node.code, f"{node.code}:{node.reference}"):
            return node
    return None
