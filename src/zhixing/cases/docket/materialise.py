"""Writes what facts amount to: the list's columns, the facts themselves, the nodes.

All of it is a function of the docket and can be thrown away and rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from zhixing.cases import models
from zhixing.cases.docket.chapters import Closure, Debt, Progress, Responsibility
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import Recorded
from zhixing.cases.docket.node_facts import is_standing, nodes_of
from zhixing.cases.docket.registry import get_act_type
from zhixing.kernel.fen import Fen

NODE_SPACE = UUID("6f0c1d1e-6c1b-5a39-9a60-3f0f5b1f7a10")
"""The name space in which a node's id follows from its case and code."""


@dataclass(frozen=True, slots=True)
class NodeRow:
    """Hold what is stored of one node."""

    code: str
    kind: str
    rule: str
    rule_version: str
    input_hash: str
    trigger_on: date | None
    target_on: date | None
    due_on: date | None
    done_on: date | None
    excluded_days: int
    provisional: bool


def case(row: models.Case, facts: Facts) -> None:
    """Store the facts of a locked case, its columns and its nodes."""
    nodes = node_rows(row, facts)
    for name, value in {**columns(facts), **next_due(nodes)}.items():
        setattr(row, name, value)
    row.save()
    models.CaseFacts.objects.update_or_create(
        case_id=row.id, defaults={"court_no": row.court_no, "facts": facts.to_json()}
    )
    _store_nodes(row, nodes)


def subject(row: models.Case, subject_id: UUID, act: Recorded, facts: Facts) -> None:
    """Store the folded record of one subject of a case."""
    models.SubjectFacts.objects.update_or_create(
        subject_id=subject_id,
        defaults={
            "court_no": row.court_no,
            "case_id": row.id,
            "kind": get_act_type(act.type).subject or "",
            "facts": facts.to_json(),
            "last_occurred_on": act.occurred_on,
        },
    )


def columns(facts: Facts) -> dict[str, Any]:
    """Give the columns of the case list that follow from the facts alone."""
    progress, debt, closure = facts.of(Progress), facts.of(Debt), facts.of(Closure)
    handler = facts.of(Responsibility).current
    items = Fen(sum(int(item.amount) for item in debt.obligations))
    claim = items if debt.agreed_total is None else debt.agreed_total
    return {
        "filed_on": progress.reached.get("FILED"),
        "stage": progress.stage,
        "stage_on": progress.stage_on,
        "handler_person": handler.person if handler else None,
        "handler_post": handler.post if handler else None,
        "team": handler.team if handler else None,
        "claim_fen": int(claim),
        "paid_fen": sum(int(p.amount) for p in debt.payments),
        "closed_on": closure.closed_on,
        "close_mode": closure.mode,
    }


def next_due(nodes: Iterable[NodeRow]) -> dict[str, Any]:
    """Give the earliest open node's day and code, for sorting the list."""
    open_nodes = [
        (day, n.code)
        for n in nodes
        if n.done_on is None and (day := n.due_on or n.target_on) is not None
    ]
    day, code = min(open_nodes, default=(None, ""))
    return {"next_due_on": day, "next_due_code": code}


def node_rows(row: models.Case, facts: Facts) -> list[NodeRow]:
    """Give the nodes of a case as they are stored; the law computes each."""
    if row.last_occurred_on is None:
        return []
    return [
        NodeRow(
            code=f"{node.code}:{node.reference}" if node.reference else node.code,
            kind=str(node.kind),
            rule=node.rule,
            rule_version=node.version,
            input_hash=node.finding.input_hash,
            trigger_on=node.trigger_on,
            target_on=None if is_standing(node) else node.target_on,
            due_on=None if is_standing(node) else node.due_on,
            done_on=node.done_on,
            excluded_days=node.excluded_days,
            provisional=node.provisional,
        )
        for node in nodes_of(row.court_no, facts, row.last_occurred_on)
    ]


def node_id(case_id: UUID, code: str) -> UUID:
    """Give the id of a case's node, the same each time it is computed."""
    return uuid5(NODE_SPACE, f"{case_id}/{code}")


def _store_nodes(row: models.Case, nodes: Sequence[NodeRow]) -> None:
    known = stored_nodes(row.court_no, [row.id]).get(row.id, {})
    wanted = {node.code: node for node in nodes}
    changed = [node for code, node in wanted.items() if known.get(code) != node]
    gone = known.keys() - wanted.keys()
    if gone:
        models.CaseNode.objects.filter(
            court_no=row.court_no, case_id=row.id, code__in=gone
        ).delete()
    if changed:
        fields = list(asdict(changed[0]))
        models.CaseNode.objects.bulk_create(
            [node_model(row, node) for node in changed],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=[f for f in fields if f != "code"],
        )


def node_model(row: models.Case, node: NodeRow) -> models.CaseNode:
    """Give the stored form of a node of one case."""
    return models.CaseNode(
        id=node_id(row.id, node.code), court_no=row.court_no, case_id=row.id, **asdict(node)
    )


def stored_nodes(court_no: int, cases: Sequence[UUID]) -> dict[UUID, dict[str, NodeRow]]:
    """Give the stored nodes of some cases, by case and code."""
    found: dict[UUID, dict[str, NodeRow]] = {}
    for node in models.CaseNode.objects.filter(court_no=court_no, case_id__in=cases):
        row = NodeRow(**{name: getattr(node, name) for name in NodeRow.__dataclass_fields__})
        found.setdefault(node.case_id, {})[node.code] = row
    return found
