"""Appends acts: the one way in which anything procedural comes to be.

In one transaction: the case is locked, the act takes the next number, the facts
are folded, the nodes are computed, a log leaf is queued, and the reactions of
other rooms are enqueued. Permission was asked before; nothing in here refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from zhixing.cases import models
from zhixing.cases.docket import copying, materialise
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import (
    ANNULLED,
    Recorded,
    apply,
    apply_to_subject,
    fold,
    fold_subject,
)
from zhixing.cases.docket.leaves import leaf_value
from zhixing.cases.docket.registry import type_of
from zhixing.cases.docket.stored import record_of, records_of_case, records_of_cases
from zhixing.cases.docket.values import NewAct, finding_reference
from zhixing.kernel.canonical import to_json
from zhixing.kernel.ids import new_id
from zhixing.kernel.refusal import Impossible
from zhixing.platform.database.scope import current_scope
from zhixing.platform.jobs.reactions import enqueue_reactions
from zhixing.platform.log import queue
from zhixing.platform.principal import Principal

FOLDED_TOGETHER: Final = 200
"""The dockets of so many cases are held at once where they are folded from nothing."""
CORRECTED = "ACT_CORRECTED"
"""Under this name reactions hear of every correction, whatever the type of the act."""


@dataclass(frozen=True, slots=True)
class Appended:
    """Give what an append wrote: the act's id and number, and its case's facts after it all."""

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
    states = {case.id: _State(case, Facts.from_json(known.get(case.id, {}))) for case in cases}
    rows = [states[new.case].take(new, by, at) for new in acts]
    subjects = _fold_all(list(states.values()), by.court_no)
    copying.write(models.Act, rows)
    materialise.subjects(subjects)
    materialise.cases([(state.case, state.facts) for state in states.values()])
    queue.enqueue_leaves(
        [queue.NewLeaf(row.court_no, "act", row.id, leaf_value(row)) for row in rows]
    )
    enqueue_reactions(_news(rows))
    return [Appended(row.id, row.seq, states[row.case_id].facts) for row in rows]


def _news(rows: Sequence[models.Act]) -> list[tuple[int, UUID, str, Any]]:
    """Give what rooms react to: every act by its type, and corrections as such besides."""
    told = [(row.court_no, row.id, row.type, row.payload) for row in rows]
    corrected = (r for r in rows if r.corrects is not None and r.type != ANNULLED)
    return told + [(row.court_no, row.id, CORRECTED, row.payload) for row in corrected]


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
    pending: list[tuple[Recorded, Any]] = field(default_factory=list)
    refold: bool = False

    def take(self, new: NewAct, by: Principal, at: datetime) -> models.Act:
        """Give a new act its row; one that is not the latest, or corrects, has all folded again."""
        row = new_row(new, self.case, by, at)
        latest = self.case.last_occurred_on
        if new.corrects is not None or (latest is not None and new.occurred_on < latest):
            self.refold = True
        self.pending.append((record_of(row), new.payload))
        self.case.last_seq = row.seq
        if new.corrects is None and (latest is None or new.occurred_on > latest):
            self.case.last_occurred_on = new.occurred_on
        return row

    def fold_in(self, before: Sequence[Recorded] | None) -> None:
        """Fold the new acts in, at the end; or all of them, after those recorded ``before``."""
        if before is not None:
            self.facts = fold([*before, *(act for act, _ in self.pending)])
            return
        for act, payload in self.pending:
            self.facts = apply(self.facts, act, payload)

    @property
    def subjects(self) -> dict[UUID, list[Recorded]]:
        """Give the new acts by the subject they are about."""
        found: dict[UUID, list[Recorded]] = {}
        for act, _ in self.pending:
            if act.subject is not None:
                found.setdefault(act.subject, []).append(act)
        return found

    def subject_facts(
        self,
        subject: UUID,
        acts: Sequence[Recorded],
        stored: models.SubjectFacts | None,
        before: Sequence[Recorded] | None,
    ) -> Facts:
        """Give the record of one subject after the new acts; one without a row has no others."""
        if before is None and _breaks_order(stored, acts):
            before = records_of_case(self.case.court_no, self.case.id)
        if before is not None:
            return fold_subject([*before, *(act for act, _ in self.pending)], subject)
        facts = Facts() if stored is None else Facts.from_json(stored.facts)
        for act in acts:
            facts = apply_to_subject(facts, act)
        return facts


Subject = tuple[models.Case, UUID, Recorded, Facts]
"""A case, one of its subjects, the latest act about it, and its record."""


def _fold_all(states: Sequence[_State], court_no: int) -> list[Subject]:
    """Fold the new acts into every case; gives the records of the subjects they are about.

    What has to be folded from nothing is read for many cases at once, and forgotten before
    the next are read.
    """
    wanted = [subject for state in states for subject in state.subjects]
    rows = models.SubjectFacts.objects.filter(court_no=court_no, subject_id__in=wanted)
    stored = {row.subject_id: row for row in rows} if wanted else {}
    found: list[Subject] = []
    for start in range(0, len(states), FOLDED_TOGETHER):
        some = states[start : start + FOLDED_TOGETHER]
        again = [state.case.id for state in some if state.refold]
        before = records_of_cases(court_no, again) if again else {}
        for state in some:
            known = before.get(state.case.id)
            state.fold_in(known)
            found += [
                (state.case, s, acts[-1], state.subject_facts(s, acts, stored.get(s), known))
                for s, acts in state.subjects.items()
            ]
    return found


def _breaks_order(stored: models.SubjectFacts | None, acts: Sequence[Recorded]) -> bool:
    latest = None if stored is None else stored.last_occurred_on
    for act in acts:
        if latest is not None and act.occurred_on < latest:
            return True
        latest = act.occurred_on
    return False
