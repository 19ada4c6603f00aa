"""Writes what facts amount to: the list's columns, the facts themselves, the nodes.

All of it is a function of the docket and can be thrown away and rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db import connection

from zhixing.cases import models
from zhixing.cases.docket import copying
from zhixing.cases.docket.chapters import (
    Agenda,
    CaseClock,
    Closure,
    Debt,
    Progress,
    Responsibility,
)
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import Recorded
from zhixing.cases.docket.node_facts import is_standing, nodes_of
from zhixing.cases.docket.registry import get_act_type
from zhixing.kernel.fen import Fen
from zhixing.kernel.refusal import Impossible

NODE_SPACE = UUID("6f0c1d1e-6c1b-5a39-9a60-3f0f5b1f7a10")
"""The name space in which a node's id follows from its case and code."""


BATCH = 1000
FOLLOWING_COLUMNS = (
    *("filed_on", "stage", "stage_on", "handler_person", "handler_post", "team"),
    *("claim_fen", "paid_fen", "closed_on", "close_mode"),
    *("next_due_on", "next_due_code", "last_seq", "last_occurred_on"),
)
"""The columns of the case list that an append may change."""


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


def cases(changed: Sequence[tuple[models.Case, Facts]]) -> None:
    """Store the facts of locked cases, their columns and their nodes, in a few statements."""
    memory = NodeMemory()
    nodes = {row.id: memory.nodes(row, facts) for row, facts in changed}
    for row, facts in changed:
        for name, value in {**columns(facts), **next_due(nodes[row.id])}.items():
            setattr(row, name, value)
    rows = [row for row, _ in changed]
    for start in range(0, len(rows), BATCH):
        _store_columns(rows[start : start + BATCH])
    facts_rows = [
        models.CaseFacts(case_id=row.id, court_no=row.court_no, facts=facts.to_json())
        for row, facts in changed
    ]
    copying.write(models.CaseFacts, facts_rows, replacing=["facts"], by="case_id")
    _store_nodes(rows, nodes)


def _store_columns(rows: Sequence[models.Case]) -> None:
    """Write the following columns of cases of one court with one statement."""
    if not rows:
        return
    values = [[getattr(row, name) for row in rows] for name in FOLLOWING_COLUMNS]
    with connection.cursor() as cursor:
        cursor.execute(_store_statement(), [[r.id for r in rows], *values, rows[0].court_no])
        if cursor.rowcount != len(rows):
            raise Impossible(f"{cursor.rowcount} of {len(rows)} cases were updated")


@cache
def _store_statement() -> str:
    kinds = {f.attname: str(f.db_type(connection)) for f in models.Case._meta.concrete_fields}
    arrays = ", ".join(f"%s::{kinds[name]}[]" for name in ("id", *FOLLOWING_COLUMNS))
    return (
        "/* follow_facts: the list's columns of many cases */ UPDATE cases_case AS c SET "
        + ", ".join(f"{name} = n.{name}" for name in FOLLOWING_COLUMNS)
        + f" FROM unnest({arrays}) AS n (id, {', '.join(FOLLOWING_COLUMNS)})"
        + " WHERE c.court_no = %s AND c.id = n.id"
    )


def subjects(changed: Sequence[tuple[models.Case, UUID, Recorded, Facts]]) -> None:
    """Store the folded records of subjects, each with its case and its latest act."""
    rows = [
        models.SubjectFacts(
            subject_id=subject,
            court_no=row.court_no,
            case_id=row.id,
            kind=get_act_type(act.type).subject or "",
            facts=facts.to_json(),
            last_occurred_on=act.occurred_on,
        )
        for row, subject, act, facts in changed
    ]
    anew = ["kind", "facts", "last_occurred_on"]
    copying.write(models.SubjectFacts, rows, replacing=anew, by="subject_id")


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


class NodeMemory:
    """Remember the nodes of cases that put the same question to the law.

    Nodes follow from the milestones, the clock, the agenda and the day alone; the cases
    of one batch mostly share them. It must not outlive its transaction, for a court's
    local rules are part of the answer.
    """

    def __init__(self) -> None:
        self._nodes: dict[tuple[object, ...], list[NodeRow]] = {}

    def nodes(self, row: models.Case, facts: Facts) -> list[NodeRow]:
        """Give the nodes of a case, computed once for each question."""
        question = (
            row.court_no,
            row.last_occurred_on,
            tuple(sorted(facts.of(Progress).reached.items())),
            facts.of(CaseClock),
            facts.of(Agenda),
        )
        if question not in self._nodes:
            self._nodes[question] = node_rows(row, facts)
        return self._nodes[question]


def node_id(case_id: UUID, code: str) -> UUID:
    """Give the id of a case's node, the same each time it is computed."""
    return uuid5(NODE_SPACE, f"{case_id}/{code}")


def _store_nodes(rows: Sequence[models.Case], wanted: Mapping[UUID, Sequence[NodeRow]]) -> None:
    if not rows:
        return
    known = stored_nodes(rows[0].court_no, [row.id for row in rows])
    changed, gone = [], []
    for row in rows:
        stored = known.get(row.id, {})
        changed += [node_model(row, n) for n in wanted[row.id] if stored.get(n.code) != n]
        codes = {n.code for n in wanted[row.id]}
        gone += [node_id(row.id, code) for code in stored if code not in codes]
    if gone:
        models.CaseNode.objects.filter(court_no=rows[0].court_no, id__in=gone).delete()
    anew = [name for name in NodeRow.__dataclass_fields__ if name != "code"]
    copying.write(models.CaseNode, changed, replacing=anew, by="id")


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
