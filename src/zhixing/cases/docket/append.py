"""Appends acts: the one way in which anything procedural comes to be.

In one transaction: the case is locked, the act takes the next number, the facts
are folded, the nodes are computed, a log leaf is queued, and the reactions of
other rooms are enqueued. Permission was asked before; nothing in here refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from zhixing.cases import models
from zhixing.cases.docket import materialise
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import Recorded, apply, apply_to_subject, fold, fold_subject
from zhixing.cases.docket.leaves import leaf_value
from zhixing.cases.docket.registry import type_of
from zhixing.cases.docket.stored import record_of, records_of_case
from zhixing.cases.docket.values import NewAct, finding_reference
from zhixing.kernel.canonical import to_json
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import current_scope
from zhixing.platform.jobs.reactions import enqueue_reactions
from zhixing.platform.log import queue
from zhixing.platform.principal import Principal

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Appended:
    """Give what an append wrote: the act's id and number, and the facts after it."""

    act: UUID
    seq: int
    facts: Facts


def append(new: NewAct, *, by: Principal) -> Appended:
    """Record one act and everything that follows from it.

    The caller's transaction must run in the scope of the case's own court.
    """
    return append_all([new], by=by)[0]


def append_all(acts: Sequence[NewAct], *, by: Principal) -> list[Appended]:
    """Record several acts, of one case or many, in the order given.

    Cases are locked in the order of their ids, so that two hands never wait for
    each other in a circle.
    """
    if current_scope() is None:
        raise Impossible("an act was appended without a scope")
    at = recording_instant(by.court_no)
    cases = _lock({new.case for new in acts}, by.court_no)
    known = _stored_facts(cases, by.court_no)
    states = {case.id: _State(case, Facts.from_json(known.get(case.id, {})), []) for case in cases}
    rows, results = [], []
    for new in acts:
        state = states[new.case]
        row = new_row(new, state.case, by, at)
        state.take(row, new.payload)
        rows.append(row)
        results.append(Appended(row.id, row.seq, state.facts))
    models.Act.objects.bulk_create(rows, batch_size=BATCH)
    for state in states.values():
        state.write_subjects()
    materialise.cases([(state.case, state.facts) for state in states.values()])
    queue.enqueue_leaves(
        [queue.NewLeaf(row.court_no, "act", row.id, leaf_value(row)) for row in rows]
    )
    enqueue_reactions([(row.court_no, row.id, row.type) for row in rows])
    return results


def recording_instant(court_no: int) -> datetime:
    """Give the instant at which acts are recorded: the transaction's, or the driven clock's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "/* recording_instant */ SELECT coalesce("
            "(SELECT at FROM courts_clock WHERE court_no = %s), transaction_timestamp())",
            [court_no],
        )
        instant: datetime = cursor.fetchone()[0]
        return instant


def _lock(ids: Iterable[UUID], court_no: int) -> list[models.Case]:
    """Lock the cases against other hands, but not against rows that merely point at them.

    The key of a case never changes; without ``no_key`` two hands that each wrote such
    a row before their act would wait for each other.
    """
    wanted = sorted(ids)
    cases = list(
        models.Case.objects.select_for_update(no_key=True)
        .filter(court_no=court_no, id__in=wanted)
        .order_by("id")
    )
    if len(cases) != len(wanted):
        raise Impossible(f"a case of {wanted} is not in the scope of court {court_no}")
    return cases


def _stored_facts(cases: list[models.Case], court_no: int) -> dict[UUID, dict[str, Any]]:
    rows = models.CaseFacts.objects.filter(court_no=court_no, case_id__in=[c.id for c in cases])
    return {row.case_id: row.facts for row in rows}


def new_row(new: NewAct, case: models.Case, by: Principal, at: datetime) -> models.Act:
    """Give the row of an act to come: the next number of its case, the instant of recording."""
    return models.Act(
        id=new_id(),
        court_no=case.court_no,
        case_id=case.id,
        seq=case.last_seq + 1,
        type=type_of(new.payload).code,
        occurred_on=new.occurred_on,
        occurred_at=new.occurred_at,
        recorded_at=at,
        by_person=by.person,
        by_post=by.post,
        subject_id=new.subject,
        payload=to_json(new.payload),
        findings=[finding_reference(f) for f in new.findings],
        refs=[str(r) for r in new.references],
        correlation=new.correlation,
        corrects=new.corrects,
    )


@dataclass(slots=True)
class _State:
    """Carry a locked case's facts through the acts of one append."""

    case: models.Case
    facts: Facts
    pending: list[Recorded]
    refold: bool = False

    def take(self, row: models.Act, payload: Any) -> None:
        """Fold one new act in: at the end if it is the latest, else mark for folding again."""
        act = record_of(row)
        latest = self.case.last_occurred_on
        in_order = act.corrects is None and (latest is None or act.occurred_on >= latest)
        self.pending.append(act)
        if in_order and not self.refold:
            self.facts = apply(self.facts, act, payload)
        else:
            self.refold = True
            self.facts = fold([*records_of_case(self.case.court_no, self.case.id), *self.pending])
        self.case.last_seq = act.seq
        if act.corrects is None and (latest is None or act.occurred_on > latest):
            self.case.last_occurred_on = act.occurred_on

    def write_subjects(self) -> None:
        """Store the record of every subject that the new acts are about."""
        own = [act for act in self.pending if act.subject is not None]
        for subject in {act.subject for act in own if act.subject}:
            self._write_subject(subject, [act for act in own if act.subject == subject])

    def _write_subject(self, subject: UUID, acts: Sequence[Recorded]) -> None:
        stored = models.SubjectFacts.objects.filter(
            subject_id=subject, court_no=self.case.court_no
        ).first()
        if self.refold or stored is None or _breaks_order(stored, acts):
            facts = fold_subject(records_of_case(self.case.court_no, self.case.id), subject)
        else:
            facts = Facts.from_json(stored.facts)
            for act in acts:
                facts = apply_to_subject(facts, act)
        materialise.subject(self.case, subject, acts[-1], facts)


def _breaks_order(stored: models.SubjectFacts, acts: Sequence[Recorded]) -> bool:
    latest = stored.last_occurred_on
    for act in acts:
        if latest is not None and act.occurred_on < latest:
            return True
        latest = act.occurred_on
    return False
