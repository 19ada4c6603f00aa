"""What orders not yet answered already speak for, and the locks under which it is counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet, Sum

from zhixing.assets import operations as assets
from zhixing.cases.filing.amending import lock_case
from zhixing.inquiry import models
from zhixing.inquiry.states import OPEN_ORDERS
from zhixing.inquiry.wire.model import Measure
from zhixing.kernel.fen import Fen
from zhixing.platform.principal import Principal


def lock_for_order(case: UUID, party: UUID, *, by: Principal) -> None:
    """Take the debtor's lock and then the case's, so that what is counted stays true."""
    assets.lock_debtor(party)
    lock_case(case, by)


def pending_on_case(court_no: int, case: UUID, *, apart_from: UUID | None = None) -> Fen:
    """Sum what freezes of a case were ordered and are not answered, approval pending included."""
    return _pending(court_no, Measure.FREEZE, apart_from, case_id=case)


def pending_on_asset(
    court_no: int, asset: UUID, measure: Measure, *, apart_from: UUID | None = None
) -> Fen:
    """Sum what was ordered on one thing by one measure and is not answered."""
    return _pending(court_no, measure, apart_from, asset_id=asset)


def open_lines(
    court_no: int, measure: Measure, apart_from: UUID | None, **about: object
) -> QuerySet[models.Line]:
    """Give the lines of one measure that are ordered and not answered."""
    open_ones = models.Request.objects.filter(
        court_no=court_no, state__in=[s.value for s in OPEN_ORDERS]
    )
    lines = models.Line.objects.filter(
        court_no=court_no,
        measure=measure.value,
        outcome="",
        request_id__in=open_ones.values("id"),
        **about,
    )
    return lines if apart_from is None else lines.exclude(request_id=apart_from)


def pending_by_case(court_no: int, cases: Iterable[UUID]) -> dict[UUID, int]:
    """Sum, in fen, what freezes of each of some cases were ordered for and are not answered."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_CASE, [court_no, Measure.FREEZE.value, court_no, _OPEN, list(cases)])
        return {case: int(total) for case, total in cursor.fetchall() if total is not None}


def ordered_among(court_no: int, measure: Measure, assets: Iterable[UUID]) -> set[UUID]:
    """Give those of some things on which an order of one measure is not answered."""
    with connection.cursor() as cursor:
        cursor.execute(_AMONG, [list(assets), court_no, measure.value, court_no, _OPEN])
        return {row[0] for row in cursor.fetchall()}


_OPEN: Final = [s.value for s in OPEN_ORDERS]
# Each case and each thing is looked up by itself, and each request by its key: a join is planned
# over statistics that a batch has just outdated, and then reads all requests of the court for
# every line.
_BY_CASE = """
/* pending_by_case */
SELECT c.id, (
  SELECT sum(x.amount_fen) FROM inquiry_line x
  WHERE x.court_no = %s AND x.case_id = c.id AND x.measure = %s AND x.outcome = ''
    AND (SELECT r.state FROM inquiry_request r
         WHERE r.court_no = %s AND r.id = x.request_id) = ANY(%s::text[]))
FROM unnest(%s::uuid[]) AS c (id)
"""
_AMONG = """
/* ordered_among */
SELECT t.id FROM unnest(%s::uuid[]) AS t (id)
WHERE (
  SELECT count(*) FROM inquiry_line x
  WHERE x.court_no = %s AND x.asset_id = t.id AND x.measure = %s AND x.outcome = ''
    AND (SELECT r.state FROM inquiry_request r
         WHERE r.court_no = %s AND r.id = x.request_id) = ANY(%s::text[])) > 0
"""


def _pending(court_no: int, measure: Measure, apart_from: UUID | None, **about: object) -> Fen:
    lines = open_lines(court_no, measure, apart_from, **about)
    return Fen(lines.aggregate(total=Sum("amount_fen"))["total"] or 0)
