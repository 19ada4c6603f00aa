"""The nodes a court has on a day: those of a case received and filed on it, and of acts of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from zhixing.cases.docket.local_rules import local_policies
from zhixing.kernel.refusal import Refusal
from zhixing.law.nodes.compute import nodes
from zhixing.law.nodes.node import Milestone, Node, NodeFacts, Subject, SubjectKind

STATED: Final = frozenset({SubjectKind.CONTROL, SubjectKind.INSTALMENT, SubjectKind.DETENTION})
"""The acts whose own paper states the day: the law counts nothing."""


def model_nodes(court_no: int, on: date) -> Iterator[Node]:
    """Give the nodes the law and the court's rules make of a day, each once."""
    policies = local_policies(court_no)
    milestones = {
        Milestone.APPLICATION_RECEIVED.value: on,
        Milestone.FILED.value: on,
    }
    yield from nodes(NodeFacts(milestones, policies=policies), on)
    for kind in SubjectKind:
        subject = Subject(kind, "", on, on if kind in STATED else None)
        facts = NodeFacts({}, policies=policies, subjects=(subject,))
        try:
            yield from nodes(facts, on)
        except Refusal:
            continue


def is_stated(code: str) -> bool:
    """Say whether the day of a node stands in its paper, so that no term is counted."""
    return code in {k.value for k in STATED}
