"""Cases closed in a period, by who handled them when they were closed (承办人结案数)."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="HANDLER_CLOSED",
    version="1",
    name_zh="承办人结案数",
    name_en="Cases closed by handler",
    meaning_zh="期间内结案的案件，按结案日的承办人计；部分代码为承办人的人员编号。",
    meaning_en="Cases closed within the period, by who handled them on the day of closing; the "
    "parts are people's ids.",
    unit=Unit.CASES,
    span=Span.PERIOD,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "HANDLER_CLOSED",
        acts("given", "CASE_ASSIGNED", "CASE_DESIGNATED", "CASE_REASSIGNED"),
        acts("closed", "CASE_CLOSED", in_period=True),
        rows="""
SELECT DISTINCT ON (c.court_no, c.case_id, c.id) c.court_no, c.case_id,
       coalesce(g.payload ->> 'person', '') AS part, 1 AS amount
  FROM closed c
  LEFT JOIN given g ON g.court_no = c.court_no AND g.case_id = c.case_id
                   AND (g.occurred_on, g.seq) <= (c.occurred_on, c.seq)
 ORDER BY c.court_no, c.case_id, c.id, g.occurred_on DESC NULLS LAST, g.seq DESC
""",
    ),
)
