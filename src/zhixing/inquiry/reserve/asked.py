"""What the court's own orders take of known money beside what stands in the shared register."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.db import connection

from zhixing.inquiry.states import OPEN_ORDERS

_SPOKEN_FOR: Final = """
/* spoken_for: freezes not answered yet, and what transfers took since it was told */
SELECT t.id, (
  SELECT sum(CASE WHEN x.measure = 'TRANSFER' THEN x.actual_fen ELSE x.amount_fen END)
  FROM inquiry_line x
  WHERE x.court_no = %s AND x.asset_id = t.id AND (
    (x.measure = 'TRANSFER' AND x.outcome IN ('DONE', 'PARTIAL'))
    OR (x.measure = 'FREEZE' AND x.outcome = ''
        AND (SELECT r.state FROM inquiry_request r
             WHERE r.court_no = %s AND r.id = x.request_id) = ANY(%s::text[]))))
FROM unnest(%s::uuid[]) AS t (id)
"""


def spoken_for(court_no: int, assets: Iterable[UUID]) -> dict[UUID, int]:
    """Sum, in fen, what orders of the court ask for or took of each of some things.

    Each is looked up by itself: a join would be planned over statistics that a batch has just
    outdated. What was told of a thing carries no day, so that a transfer counts even where the
    balance was told after it: then more stays with the debtor, never less.
    """
    states = [s.value for s in OPEN_ORDERS]
    with connection.cursor() as cursor:
        cursor.execute(_SPOKEN_FOR, [court_no, court_no, states, list(assets)])
        return {asset: int(total) for asset, total in cursor.fetchall() if total is not None}
