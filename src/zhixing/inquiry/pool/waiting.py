"""What waits in the pool: open cases that nobody asked institutions about yet, oldest first.

Nothing is kept for it: a case is in the pool by being filed, open and unasked, and leaves it
by being taken. A page looks at a bounded number of cases whatever the size of the court.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from zhixing.cases.queries import CaseFilter, CaseView, list_cases
from zhixing.inquiry import models
from zhixing.inquiry.pool_models import HELD, PooledCase

POOL_DAYS: Final = 90
"""How far back the pool looks by itself; older unasked cases are reached by their day."""
PAGE: Final = 50
_LOOKED_AT_ONCE: Final = 200
_MOST_LOOKS: Final = 10


@dataclass(frozen=True, slots=True)
class PoolPage:
    """Give cases that wait, and the key to look on from, empty where none is left."""

    cases: tuple[CaseView, ...]
    next_key: str = ""


def list_waiting(
    court_no: int,
    on: date,
    *,
    filed_from: date | None = None,
    after: str = "",
    limit: int = PAGE,
) -> PoolPage:
    """List the cases that wait in the pool, the longest filed first."""
    since = filed_from or on - timedelta(days=POOL_DAYS)
    wanted = CaseFilter(court_no=court_no, is_open=True, filed_from=since, filed_until=on)
    found: list[CaseView] = []
    key = after
    for _ in range(_MOST_LOOKS):
        page = list_cases(wanted, order="filed", descending=False, after=key, limit=_LOOKED_AT_ONCE)
        gone = _asked_or_taken(court_no, [c.id for c in page.cases])
        for place, case in enumerate(page.cases):
            if case.id in gone:
                continue
            if len(found) == limit:
                until = list_cases(wanted, order="filed", descending=False, after=key, limit=place)
                return PoolPage(tuple(found), until.next_key if place else key)
            found.append(case)
        key = page.next_key
        if not key:
            break
    return PoolPage(tuple(found), key)


def _asked_or_taken(court_no: int, cases: Collection[UUID]) -> set[UUID]:
    """Give those of some cases that were asked about, or are in somebody's hands."""
    if not cases:
        return set()
    pooled = PooledCase.objects.filter(court_no=court_no, case_id__in=cases)
    undone = pooled.filter(state="WITHDRAWN", batch_id__isnull=False).values("batch_id")
    asked = models.Batch.objects.filter(court_no=court_no, case_id__in=cases)
    found = set(asked.exclude(id__in=undone).values_list("case_id", flat=True))
    return found | set(pooled.filter(state__in=HELD).values_list("case_id", flat=True))


def is_asked(court_no: int, case: UUID) -> bool:
    """Say whether institutions were asked about a case, orders taken back whole apart."""
    undone = PooledCase.objects.filter(
        court_no=court_no, case_id=case, state="WITHDRAWN", batch_id__isnull=False
    )
    asked = models.Batch.objects.filter(court_no=court_no, case_id=case)
    return asked.exclude(id__in=undone.values("batch_id")).exists()
