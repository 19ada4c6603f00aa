"""Measures, from the docket of a chaos run, how soon a release was proposed after an excess was known.

The court of a run is a rehearsal whose clock stands still, so instants are taken from where they
are real: the receipt of an answer, and the time within the identifiers of acts.
"""

from __future__ import annotations

import math
from collections import Counter
from statistics import median
from typing import Any
from uuid import UUID

from tests.chaos.people import look

TARGET_SECONDS = 60


def minutes_to_proposal(court_no: int) -> dict[str, Any]:
    """Give the seconds from an excess known to its release proposed: median, p95, the most.

    Known is the receipt of the answer that said so; where no answer did (money paid into the
    case), the recording of the act. Each act of the docket that proposes counts.
    """
    seconds, causes, blocked = list[float](), Counter[str](), 0
    for proposal, cause, act, answered, matters in look(_EXCESSES, court_no):
        if not matters:
            blocked += 1
            continue
        known = answered.timestamp() if answered is not None else _made(act)
        seconds.append(_made(proposal) - known)
        causes[cause] += matters
    ordered = sorted(seconds)
    return {
        "releases_proposed": sum(causes.values()),
        "by_cause": dict(causes.most_common()),
        "proposals": len(ordered),
        "could_not_be_drafted": blocked,
        "seconds_median": round(median(ordered), 2) if ordered else None,
        "seconds_p95": round(ordered[math.ceil(0.95 * len(ordered)) - 1], 2) if ordered else None,
        "seconds_most": round(ordered[-1], 2) if ordered else None,
        "within_a_minute": sum(s <= TARGET_SECONDS for s in ordered),
    }


def _made(identifier: UUID) -> float:
    """Give the instant at which an identifier of version 7 was made, in seconds."""
    return (identifier.int >> 80) / 1000


_EXCESSES = """
/* each proposal to release, with the act that made the excess known and the answer behind it */
SELECT e.id, t.type, t.id, a.received_at,
       (SELECT count(*) FROM jsonb_array_elements(e.payload -> 'releases') p
        WHERE p ->> 'matter' IS NOT NULL)
FROM cases_act e
CROSS JOIN LATERAL (
  SELECT x.id, x.type, x.subject_id FROM cases_act x
  WHERE x.court_no = e.court_no AND x.case_id = e.case_id AND x.type = e.payload ->> 'cause'
    AND x.seq < e.seq ORDER BY x.seq DESC LIMIT 1) t
LEFT JOIN LATERAL (
  SELECT min(w.received_at) AS received_at
  FROM inquiry_line l JOIN inquiry_answer w
    ON w.court_no = l.court_no AND w.request_id = l.request_id
  WHERE t.type IN ('ASSET_CONTROLLED', 'PROPERTY_SEALED') AND l.court_no = e.court_no
    AND l.asset_id = t.subject_id AND l.measure IN ('FREEZE', 'SEAL')) a ON true
WHERE e.court_no = %s AND e.type = 'EXCESS_FOUND'
"""
