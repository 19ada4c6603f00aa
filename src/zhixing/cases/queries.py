"""Reads of cases: one case, lists with filters and keyset pages, what waits for a handler."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from zhixing.cases import models
from zhixing.cases.docket.asof import (
    effective_acts,
    execute_findings,
    facts_as_of,
    facts_now,
    get_act,
    list_acts,
    list_correlations,
    list_days_of_acts,
    subject_facts_as_of,
)
from zhixing.cases.docket.facts import Facts
from zhixing.platform.database.scope import ScopeKind, current_scope

__all__ = [
    "CaseFilter",
    "CasePage",
    "CaseView",
    "NodeView",
    "count_open_nodes",
    "effective_acts",
    "execute_findings",
    "facts_as_of",
    "facts_now",
    "find_case_by_number",
    "find_subject",
    "get_act",
    "get_case",
    "list_acts",
    "list_cases",
    "list_cases_with",
    "list_correlations",
    "list_days_of_acts",
    "list_facts",
    "list_nodes",
    "list_open_nodes",
    "list_subject_facts",
    "list_unassigned",
    "subject_facts_as_of",
]


@dataclass(frozen=True, slots=True)
class CaseView:
    """Give one line of the case list; everything deeper is in the facts."""

    id: UUID
    court_no: int
    number: str
    kind: str
    year: int
    type_code: str
    serial: int
    title_number: str
    creditor_names: str
    debtor_names: str
    applied_on: date
    filed_on: date | None
    stage: str
    stage_on: date | None
    handler_person: UUID | None
    handler_post: UUID | None
    team: UUID | None
    claim_fen: int
    paid_fen: int
    next_due_on: date | None
    next_due_code: str
    closed_on: date | None
    close_mode: str
    parent_case: UUID | None
    last_seq: int


@dataclass(frozen=True, slots=True)
class NodeView:
    """Give one stored node; whether it is overdue is a comparison with a day."""

    case: UUID
    code: str
    kind: str
    rule: str
    rule_version: str
    trigger_on: date | None
    target_on: date | None
    due_on: date | None
    done_on: date | None
    excluded_days: int
    provisional: bool

    def overdue_days(self, on: date) -> int:
        """Count the days by which the line has passed; zero if done or not yet passed."""
        line = self.due_on or self.target_on
        if line is None or self.done_on is not None:
            return 0
        return max(0, (on - line).days)


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Narrow the case list; every field left out does not narrow it."""

    handler: UUID | None = None
    team: UUID | None = None
    stage: str = ""
    number: str = ""
    name: str = ""
    ids: tuple[UUID, ...] | None = None
    filed_from: date | None = None
    filed_until: date | None = None
    due_by: date | None = None
    is_open: bool | None = None
    court_no: int | None = None


@dataclass(frozen=True, slots=True)
class CasePage:
    """Give one page of the list and the key of the next, empty at the end."""

    cases: tuple[CaseView, ...]
    next_key: str


_COLUMNS = [f.name for f in fields(CaseView)]
MOST_COURTS, MOST_MERGED = 250, 500
"""So many courts, and so many rows of each, are merged; a longer list is sorted as a whole."""
MOST_NAMED = 400
"""Above so many cases of a name the list is walked in its own order instead."""
_ORDERS = {"filed": "filed_on", "due": "next_due_on", "claim": "claim_fen"}


def get_case(court_no: int, case: UUID) -> CaseView:
    """Give one case that the scope sees.

    :raises Case.DoesNotExist: the scope sees no such case.
    """
    return _view(models.Case.objects.get(court_no=court_no, id=case))


def find_case_by_number(number: str) -> CaseView | None:
    """Give the case of a number within the scope, or None."""
    row = models.Case.objects.filter(number=number).order_by("court_no").first()
    return None if row is None else _view(row)


def list_cases(
    wanted: CaseFilter,
    *,
    order: str = "filed",
    descending: bool = True,
    after: str = "",
    limit: int = 50,
) -> CasePage:
    """Give a page of cases, ordered by ``filed``, ``due`` or ``claim``; pages go by key.

    :raises ValueError: ``order`` is none of these or ``after`` is not a page key.
    """
    column = _ORDERS.get(order)
    if column is None:
        raise ValueError(f"order {order!r} is none of {sorted(_ORDERS)}")
    rows = _narrowed(models.Case.objects.all(), wanted).exclude(**{f"{column}__isnull": True})
    if after:
        rows = rows.filter(_beyond(column, after, descending))
    sign = "-" if descending else ""
    found = _earliest(rows, wanted, (f"{sign}{column}", f"{sign}id"), limit + 1)
    more = len(found) > limit
    page = found[:limit]
    key = _key(getattr(page[-1], column), page[-1].id) if more else ""
    return CasePage(tuple(_view(row) for row in page), key)


def _earliest(
    rows: QuerySet[models.Case], wanted: CaseFilter, order: tuple[str, str], most: int
) -> list[models.Case]:
    """Take the first rows of an order, from each court by its index where several are seen."""
    scope = current_scope()
    is_range = scope is not None and scope.kind is ScopeKind.COURT
    if wanted.court_no is None and is_range and _only_court() is None and most <= MOST_MERGED:
        courts = _courts_with_cases()
        if len(courts) <= MOST_COURTS:
            parts = [rows.filter(court_no=c).order_by(*order)[:most] for c in courts]
            if len(parts) <= 1:
                return [row for part in parts for row in part]
            return list(parts[0].union(*parts[1:], all=True).order_by(*order)[:most])
    return list(rows.order_by(*order)[:most])


def _courts_with_cases() -> list[int]:
    """Give the courts of the scope that have cases, skipping from one to the next."""
    with connection.cursor() as cursor:
        cursor.execute(_COURTS)
        return [row[0] for row in cursor.fetchall()]


_COURTS = """
/* courts_with_cases */
WITH RECURSIVE found AS (
  (SELECT court_no FROM cases_case WHERE court_no >= (SELECT zx_read_low())
   ORDER BY court_no LIMIT 1)
  UNION ALL
  SELECT (SELECT court_no FROM cases_case WHERE court_no > found.court_no
          ORDER BY court_no LIMIT 1)
  FROM found WHERE found.court_no IS NOT NULL
)
SELECT court_no FROM found WHERE court_no IS NOT NULL
"""


def _narrowed(rows: QuerySet[models.Case], wanted: CaseFilter) -> QuerySet[models.Case]:
    court_no = _only_court() if wanted.court_no is None else wanted.court_no
    if court_no is not None:
        rows = rows.filter(court_no=court_no)
    if wanted.handler is not None:
        rows = rows.filter(handler_person=wanted.handler)
    if wanted.team is not None:
        rows = rows.filter(team=wanted.team)
    if wanted.stage:
        rows = rows.filter(stage=wanted.stage)
    if wanted.number:
        rows = rows.filter(number=wanted.number)
    if wanted.name:
        rows = rows.filter(
            Q(creditor_names__contains=wanted.name) | Q(debtor_names__contains=wanted.name)
        )
        named = _find_named(wanted.name)
        if named is not None:
            rows = rows.filter(id__in=named)
    if wanted.ids is not None:
        rows = rows.filter(id__in=wanted.ids)
    if wanted.filed_from is not None:
        rows = rows.filter(filed_on__gte=wanted.filed_from)
    if wanted.filed_until is not None:
        rows = rows.filter(filed_on__lte=wanted.filed_until)
    if wanted.due_by is not None:
        rows = rows.filter(next_due_on__lte=wanted.due_by)
    if wanted.is_open is not None:
        rows = rows.filter(closed_on__isnull=wanted.is_open)
    return rows


def _only_court() -> int | None:
    """Give the court whose rows alone the scope sees, so that an index can give their order.

    The policy compares with a range, and over a range no index is in the order of the list.
    """
    scope = current_scope()
    if scope is None or scope.kind is not ScopeKind.COURT or scope.read_low != scope.read_high:
        return None
    return scope.read_low


def _find_named(name: str) -> list[UUID] | None:
    """Find the scope's cases with a part of a name, or None where they are too many to list."""
    scope = current_scope()
    if scope is None or scope.kind not in (ScopeKind.COURT, ScopeKind.SYSTEM) or len(name) < 2:
        return None
    with connection.cursor() as cursor:
        cursor.execute("/* cases_named */ SELECT cases_named(%s, %s)", [name, MOST_NAMED])
        found: list[UUID] | None = cursor.fetchone()[0]
        return found


def _key(value: object, case: UUID) -> str:
    return base64.urlsafe_b64encode(json.dumps([str(value), str(case)]).encode()).decode()


def _beyond(column: str, key: str, descending: bool) -> Q:
    try:
        value, case = json.loads(base64.urlsafe_b64decode(key.encode()))
        at: date | int = int(value) if column == "claim_fen" else date.fromisoformat(value)
        last = UUID(case)
    except (ValueError, TypeError):
        raise ValueError(f"{key!r:.60} is not a page key") from None
    way = "lt" if descending else "gt"
    beyond = Q(**{f"{column}__{way}": at}) | Q(**{column: at, f"id__{way}": last})
    return Q(**{f"{column}__{way}e": at}) & beyond  # the bound lets an index begin there


def list_nodes(court_no: int, case: UUID) -> list[NodeView]:
    """Give the stored nodes of a case by their lines."""
    rows = models.CaseNode.objects.filter(court_no=court_no, case_id=case)
    return sorted((_node(row) for row in rows), key=lambda n: (n.due_on or date.max, n.code))


def list_open_nodes(
    court_no: int,
    *,
    due_by: date,
    due_from: date | None = None,
    handler: UUID | None = None,
    limit: int = 200,
) -> list[tuple[CaseView, NodeView]]:
    """Give what is due between two days, or until one, the earliest first, with its case."""
    rows = models.CaseNode.objects.filter(
        court_no=court_no, due_on__lte=due_by, done_on__isnull=True
    ).order_by("due_on", "id")
    if due_from is not None:
        rows = rows.filter(due_on__gte=due_from)
    if handler is not None:
        own = models.Case.objects.filter(
            court_no=court_no, handler_person=handler, closed_on__isnull=True
        )
        rows = rows.filter(case_id__in=own.values("id"))
    return list_views_with_nodes(court_no, rows[:limit])


def list_views_with_nodes(
    court_no: int, rows: Iterable[models.CaseNode]
) -> list[tuple[CaseView, NodeView]]:
    """Give stored nodes of this room's own queries, each with its case."""
    found = list(rows)
    cases = models.Case.objects.filter(court_no=court_no).in_bulk({n.case_id for n in found})
    return [(_view(cases[n.case_id]), _node(n)) for n in found if n.case_id in cases]


def list_subject_facts(court_no: int, case: UUID, kind: str) -> list[tuple[UUID, Facts]]:
    """Give the folded record of every subject of one kind in a case."""
    rows = models.SubjectFacts.objects.filter(court_no=court_no, case_id=case, kind=kind)
    return [(row.subject_id, Facts.from_json(row.facts)) for row in rows.order_by("subject_id")]


def list_facts(court_no: int, cases: Sequence[UUID]) -> dict[UUID, Facts]:
    """Give the materialised facts of some cases, by case."""
    rows = models.CaseFacts.objects.filter(court_no=court_no, case_id__in=cases)
    return {row.case_id: Facts.from_json(row.facts) for row in rows}


def list_numbers(court_no: int, cases: Iterable[UUID]) -> dict[UUID, str]:
    """Give the numbers of some cases, by case."""
    rows = models.Case.objects.filter(court_no=court_no, id__in=list(cases))
    return dict(rows.values_list("id", "number"))


def count_open_nodes(
    court_no: int, *, due_from: date | None, due_by: date, handlers: Sequence[UUID] | None = None
) -> int:
    """Count what is due between two days, both included, of some handlers or of all."""
    rows = models.CaseNode.objects.filter(
        court_no=court_no, due_on__lte=due_by, done_on__isnull=True
    )
    if due_from is not None:
        rows = rows.filter(due_on__gte=due_from)
    if handlers is not None:
        own = models.Case.objects.filter(
            court_no=court_no, handler_person__in=handlers, closed_on__isnull=True
        )
        rows = rows.filter(case_id__in=own.values("id"))
    return rows.count()


def list_cases_with(court_no: int, act_type: str) -> tuple[UUID, ...]:
    """Give the cases of a court in whose docket an act of one type stands."""
    rows = models.Act.objects.filter(court_no=court_no, type=act_type)
    return tuple(rows.order_by("case_id").values_list("case_id", flat=True).distinct())


def find_subject(subject: UUID) -> tuple[int, UUID] | None:
    """Give the court and the case of a subject (asset, measure) within the scope, or None."""
    row = models.SubjectFacts.objects.filter(subject_id=subject).first()
    return None if row is None else (row.court_no, row.case_id)


def list_unassigned(court_no: int) -> Iterator[CaseView]:
    """Give filed and open cases without a handler, in the fixed order of their numbers."""
    rows = models.Case.objects.filter(
        court_no=court_no,
        handler_person__isnull=True,
        filed_on__isnull=False,
        closed_on__isnull=True,
    )
    for row in rows.order_by("year", "type_code", "serial").iterator(chunk_size=2000):
        yield _view(row)


def _view(row: models.Case) -> CaseView:
    return CaseView(**{name: getattr(row, name) for name in _COLUMNS})


def _node(row: models.CaseNode) -> NodeView:
    own = {f.name: getattr(row, f.name) for f in fields(NodeView) if f.name != "case"}
    return NodeView(case=row.case_id, **own)
