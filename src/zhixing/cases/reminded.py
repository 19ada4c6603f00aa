"""Which open nodes are reminded of these days (催办), by the days the court reminds ahead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from zhixing.cases import models
from zhixing.cases.docket.reminders import Reminders
from zhixing.cases.queries import CaseView, NodeView, list_views_with_nodes
from zhixing.law.clock.reminders import USUAL

STANDS_DAYS: Final = 3
"""For how many days a reminder stands, so that a weekend hides none."""


def list_reminded_nodes(
    court_no: int,
    on: date,
    own: Reminders,
    *,
    due_after: date,
    handlers: Sequence[UUID] | None = None,
    limit: int = 50,
) -> list[tuple[CaseView, NodeView]]:
    """Give open nodes due after a day that are reminded of on ``on``, the earliest due first.

    A reminder stands from its day for three days. ``handlers`` None is the whole court.
    """
    return list_views_with_nodes(
        court_no, _reminded(court_no, on, own, due_after, handlers).order_by("due_on", "id")[:limit]
    )


def count_reminded_nodes(
    court_no: int,
    on: date,
    own: Reminders,
    *,
    due_after: date,
    handlers: Sequence[UUID] | None = None,
) -> int:
    """Count what ``list_reminded_nodes`` would give without a limit."""
    return _reminded(court_no, on, own, due_after, handlers).count()


def _reminded(
    court_no: int, on: date, own: Reminders, due_after: date, handlers: Sequence[UUID] | None
) -> QuerySet[models.CaseNode]:
    wanted, of_own = Q(), Q()
    for code, days in own.days.items():
        of_code = Q(code=code) | Q(code__startswith=f"{code}:")
        of_own |= of_code
        wanted |= of_code & Q(due_on__in=_ends(on, days))
    wanted |= Q(due_on__in=_ends(on, USUAL)) & (~of_own if own.days else Q())
    rows = models.CaseNode.objects.filter(
        wanted, court_no=court_no, done_on__isnull=True, due_on__gt=due_after
    )
    if handlers is None:
        return rows
    cases = models.Case.objects.filter(
        court_no=court_no, handler_person__in=handlers, closed_on__isnull=True
    )
    return rows.filter(case_id__in=cases.values("id"))


def _ends(on: date, days: Iterable[int]) -> list[date]:
    return [on + timedelta(days=d - k) for d in days for k in range(STANDS_DAYS)]
