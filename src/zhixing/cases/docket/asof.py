"""Asks a docket about any day, in both readings: what was known, and how the case stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from zhixing.cases import models
from zhixing.cases.docket.facts import Facts
from zhixing.cases.docket.fold import Recorded, effective, fold, fold_subject
from zhixing.cases.docket.registry import get_act_type
from zhixing.cases.docket.stored import record_of, records_of_case
from zhixing.cases.docket.values import ActView
from zhixing.kernel.finding import Finding
from zhixing.law import registry


def facts_now(court_no: int, case: UUID) -> Facts:
    """Give the materialised facts of a case: every act recorded so far."""
    stored = models.CaseFacts.objects.get(court_no=court_no, case_id=case)
    return Facts.from_json(stored.facts)


def facts_as_of(
    court_no: int, case: UUID, *, known_at: datetime | None = None, on: date | None = None
) -> Facts:
    """Fold the acts recorded until ``known_at`` and occurred until ``on``."""
    return fold(records_of_case(court_no, case), known_at=known_at, on=on)


def subject_facts_as_of(
    court_no: int,
    case: UUID,
    subject: UUID,
    *,
    known_at: datetime | None = None,
    on: date | None = None,
) -> Facts:
    """Fold one subject's record as of a day, in either reading."""
    return fold_subject(records_of_case(court_no, case), subject, known_at=known_at, on=on)


def list_acts(
    court_no: int,
    case: UUID,
    *,
    known_at: datetime | None = None,
    on: date | None = None,
) -> list[ActView]:
    """Give the acts of a docket in legal order; corrections stand beside what they correct."""
    rows = models.Act.objects.filter(court_no=court_no, case_id=case)
    if known_at is not None:
        rows = rows.filter(recorded_at__lte=known_at)
    if on is not None:
        rows = rows.filter(occurred_on__lte=on)
    return [view_of(row) for row in rows.order_by("occurred_on", "seq")]


def get_act(court_no: int, act: UUID) -> ActView:
    """Give one act of a court.

    :raises Act.DoesNotExist: the scope sees no such act.
    """
    return view_of(models.Act.objects.get(court_no=court_no, id=act))


def list_days_of_acts(court_no: int, acts: Sequence[UUID]) -> list[tuple[UUID, date]]:
    """Give the case and the legal day of each of some acts, in the order of their cases."""
    rows = models.Act.objects.filter(court_no=court_no, id__in=acts)
    return list(rows.order_by("case_id", "seq").values_list("case_id", "occurred_on"))


def list_correlations(court_no: int, acts: Sequence[UUID]) -> list[tuple[UUID, UUID, date]]:
    """Give case, correlation and legal day of those of some acts that have a correlation."""
    rows = models.Act.objects.filter(court_no=court_no, id__in=acts, correlation__isnull=False)
    listed = rows.order_by("case_id", "seq").values_list("case_id", "correlation", "occurred_on")
    return [(case, correlation, on) for case, correlation, on in listed if correlation is not None]


def effective_acts(
    court_no: int, case: UUID, *, known_at: datetime | None = None, on: date | None = None
) -> list[Recorded]:
    """Give the acts that count on a day, corrections in their places."""
    return effective(records_of_case(court_no, case), known_at=known_at, on=on)


def execute_findings(act: ActView) -> list[Finding[object]]:
    """Run again every finding that an act rests on, from what the act kept of it."""
    references = act.findings if isinstance(act.findings, list) else []
    return [
        registry.execute(r["rule"], r["inputs"], date.fromisoformat(r["on"]))  # type: ignore[index,arg-type,call-overload]
        for r in references
    ]


def view_of(row: models.Act) -> ActView:
    """Give a stored act as readers get it, with its type's words."""
    kind = get_act_type(row.type)
    record = record_of(row)
    return ActView(
        id=row.id,
        court_no=row.court_no,
        case=row.case_id,
        seq=row.seq,
        type=row.type,
        zh=kind.zh,
        en=kind.en,
        occurred_on=row.occurred_on,
        occurred_at=row.occurred_at,
        recorded_at=row.recorded_at,
        by_person=record.by_person,
        by_post=record.by_post,
        subject=row.subject_id,
        payload=row.payload,
        findings=row.findings,
        references=row.refs,
        correlation=row.correlation,
        corrects=row.corrects,
    )
