"""Opens many new cases at once: the same rows as appending gives, written by COPY.

A new case has no acts to read, no facts to fold again and no nodes to compare, so
nothing is asked of the database per case. The effects, the numbering, the nodes,
the leaves and the reactions are those of :mod:`append`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from zhixing.cases import models
from zhixing.cases.docket import materialise
from zhixing.cases.docket.append import Appended, new_row, recording_instant
from zhixing.cases.docket.copying import columns_of, json_text, values_of
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import apply
from zhixing.cases.docket.leaves import leaf_value
from zhixing.cases.docket.stored import record_of
from zhixing.cases.docket.values import NewAct
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.bulk import insert_rows
from zhixing.platform.database.scope import current_scope
from zhixing.platform.jobs.reactions import enqueue_reactions
from zhixing.platform.log import queue
from zhixing.platform.principal import Principal

CASE_COLUMNS = columns_of(models.Case)
ACT_COLUMNS = columns_of(models.Act)
NODE_COLUMNS = ("id", "court_no", "case_id", *(f.name for f in fields(materialise.NodeRow)))


@dataclass(frozen=True, slots=True)
class Opening:
    """Hold a new case's own columns and its first acts, in the order they occurred.

    None of the acts is about a subject or corrects another: a case begins without
    either.
    """

    case: models.Case
    acts: tuple[NewAct, ...]


def open_cases(openings: Sequence[Opening], *, by: Principal) -> list[list[Appended]]:
    """Write new cases with their first acts and give, per case, what was appended.

    The caller's transaction must run in the scope of the cases' own court.
    """
    if current_scope() is None:
        raise Impossible("a case was opened without a scope")
    at = recording_instant(by.court_no)
    memory = materialise.NodeMemory()
    opened = [_Opened.of(opening, by, at, memory) for opening in openings]
    insert_rows("cases_case", CASE_COLUMNS, (values_of(o.case, CASE_COLUMNS) for o in opened))
    acts = [row for o in opened for row in o.rows]
    insert_rows("cases_act", ACT_COLUMNS, (values_of(row, ACT_COLUMNS) for row in acts))
    insert_rows(
        "cases_facts",
        ("case_id", "court_no", "facts"),
        ((o.case.id, o.case.court_no, json_text(o.facts.to_json())) for o in opened),
    )
    insert_rows("cases_node", NODE_COLUMNS, _node_values(opened))
    queue.enqueue_leaves(
        [queue.NewLeaf(row.court_no, "act", row.id, leaf_value(row)) for row in acts]
    )
    enqueue_reactions([(row.court_no, row.id, row.type, row.payload) for row in acts])
    return [[Appended(row.id, row.seq, o.facts) for row in o.rows] for o in opened]


@dataclass(slots=True)
class _Opened:
    case: models.Case
    rows: list[models.Act]
    facts: Facts
    nodes: list[materialise.NodeRow]

    @classmethod
    def of(
        cls, opening: Opening, by: Principal, at: datetime, memory: materialise.NodeMemory
    ) -> _Opened:
        case, facts, rows = opening.case, Facts(), []
        for new in opening.acts:
            latest = case.last_occurred_on
            if new.subject or new.corrects or (latest and new.occurred_on < latest):
                raise Impossible("a case opens with plain acts in their legal order")
            row = new_row(new, case, by, at)
            facts = apply(facts, record_of(row), new.payload)
            case.last_seq, case.last_occurred_on = row.seq, row.occurred_on
            rows.append(row)
        nodes = memory.nodes(case, facts)
        for name, value in {**materialise.columns(facts), **materialise.next_due(nodes)}.items():
            setattr(case, name, value)
        return cls(case, rows, facts, nodes)


def _node_values(opened: Iterable[_Opened]) -> Iterable[tuple[Any, ...]]:
    for o in opened:
        for node in o.nodes:
            yield (
                materialise.node_id(o.case.id, node.code),
                o.case.court_no,
                o.case.id,
                *(getattr(node, name) for name in NODE_COLUMNS[3:]),
            )
