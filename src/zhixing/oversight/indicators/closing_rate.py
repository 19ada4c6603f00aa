"""Closing rate (结案率): closed, of all that were pending or filed in the period."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Ratio, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="CLOSING_RATE",
    version="1",
    name_zh="结案率",
    name_en="Closing rate",
    meaning_zh="期间内结案数 ÷（期初未结数＋期间内新收数）。",
    meaning_en="Closed within the period ÷ (pending at its start + filed within it).",
    unit=Unit.RATE,
    span=Span.PERIOD,
    in_force=Days(date(2013, 1, 1)),
    ratio=Ratio(("CLOSED",), ("PENDING", "FILED")),
    parts={
        "CLOSED": ("结案", "closed"),
        "PENDING": ("期初未结", "pending at the start"),
        "FILED": ("新收", "filed"),
    },
    statement=counting(
        "CLOSING_RATE",
        acts("filed", "CASE_FILED"),
        acts("closed", "CASE_CLOSED"),
        rows="""
SELECT court_no, case_id, 'CLOSED'::text AS part, 1 AS amount FROM closed
 WHERE occurred_on >= %(first_on)s
UNION ALL
SELECT court_no, case_id, 'FILED', 1 FROM filed WHERE occurred_on >= %(first_on)s
UNION ALL
SELECT f.court_no, f.case_id, 'PENDING', 1 FROM filed f
 WHERE f.occurred_on < %(first_on)s AND NOT EXISTS (
   SELECT FROM closed c WHERE c.court_no = f.court_no AND c.case_id = f.case_id
      AND c.occurred_on < %(first_on)s)
""",
    ),
)
