"""What each institution has of a court: counted over what is still out, not over all ever asked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from zhixing.inquiry import models
from zhixing.inquiry.answer_time import AWAITED_STATES
from zhixing.inquiry.clock import wire_instant
from zhixing.inquiry.views import InstitutionLoad
from zhixing.institutions import queries as institutions
from zhixing.institutions.abilities import COUNTER_PROFILE


def list_institution_loads(court_no: int, on: date) -> list[InstitutionLoad]:
    """Give the board: what each institution asked has of this court, and when it last called.

    The cost grows with what is still out, by the index of states; who was ever asked is found
    by one look into an index for each institution. Late first, then by name.
    """
    out = _out(court_no, on)
    views = {v.id: v for v in institutions.list_institutions(on)}
    asked = {*_asked(court_no, list(views)), *out}
    views |= institutions.list_institutions_by_id(asked - set(views))
    calls = dict(
        models.Presence.objects.filter(institution_id__in=list(asked))
        .values_list("institution_id")
        .annotate(latest=Max("latest_at"))
    )
    now = wire_instant()
    loads = []
    for institution in asked:
        by_state, unserved, overdue, oldest = out.get(institution, ({}, 0, 0, None))
        view, call = views[institution], calls.get(institution)
        loads.append(
            InstitutionLoad(
                institution,
                view.name,
                view.name_en,
                by_state,
                overdue,
                oldest,
                call,
                view.profile,
                _quiet(call, now),
                unserved,
            )
        )
    return sorted(loads, key=lambda load: (-load.overdue, load.name))


_OUT = """
/* institution_loads: requests still out by institution and state */
WITH waiting AS (
  SELECT r.institution_id, r.state, r.due_on, r.answered_on,
         r.profile = %(window)s AND r.delivered_at IS NULL AND r.answered_on IS NULL AS unserved
    FROM inquiry_request r
   WHERE r.court_no = %(court)s AND r.state = ANY(%(states)s)
)
SELECT w.institution_id, w.state, count(*), count(*) FILTER (WHERE w.unserved),
       count(*) FILTER (WHERE NOT w.unserved AND w.answered_on IS NULL AND w.due_on < %(on)s),
       min(w.due_on) FILTER (WHERE NOT w.unserved AND w.answered_on IS NULL)
  FROM waiting w GROUP BY 1, 2
"""
_ASKED = """
/* institution_loads: who was ever asked, one look for each */
SELECT i FROM unnest(%(institutions)s::uuid[]) i
 WHERE EXISTS (SELECT FROM inquiry_request r WHERE r.court_no = %(court)s
                  AND r.institution_id = i AND r.state NOT IN ('DRAFT', 'WITHDRAWN'))
"""


def _out(court_no: int, on: date) -> dict[UUID, tuple[dict[str, int], int, int, date | None]]:
    found: dict[UUID, tuple[dict[str, int], int, int, date | None]] = {}
    given = {
        "court": court_no,
        "on": on,
        "window": COUNTER_PROFILE,
        "states": list(AWAITED_STATES),
    }
    for institution, state, count, unserved, late, oldest in _rows(_OUT, given):
        by_state, before, overdue, first = found.get(institution, ({}, 0, 0, None))
        days = [d for d in (first, oldest) if d is not None]
        found[institution] = (
            {**by_state, state: count},
            before + unserved,
            overdue + late,
            min(days, default=None),
        )
    return found


def _asked(court_no: int, known: Collection[UUID]) -> set[UUID]:
    rows = _rows(_ASKED, {"court": court_no, "institutions": list(known)})
    return {institution for (institution,) in rows}


def _rows(statement: str, given: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        found: list[Any] = cursor.fetchall()
        return found


def _quiet(latest: datetime | None, now: datetime) -> int | None:
    return None if latest is None else max(0, int((now - latest).total_seconds()))
