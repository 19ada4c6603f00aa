"""Open cases of each handler on a day (在办案件数)."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="HANDLER_LOAD",
    version="1",
    name_zh="承办人在办案件数",
    name_en="Open cases by handler",
    meaning_zh="至该日未结的案件，按当日承办人计；部分代码为承办人的人员编号。",
    meaning_en="Cases not closed by the day, by who handled them then; the parts are people's ids.",
    unit=Unit.CASES,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "HANDLER_LOAD",
        acts("given", "CASE_ASSIGNED", "CASE_DESIGNATED", "CASE_REASSIGNED"),
        acts("closed", "CASE_CLOSED"),
        rows="""
SELECT h.court_no, h.case_id, h.person AS part, 1 AS amount FROM (
  SELECT DISTINCT ON (court_no, case_id) court_no, case_id, payload ->> 'person' AS person
    FROM given ORDER BY court_no, case_id, occurred_on DESC, seq DESC) h
 WHERE NOT EXISTS (
   SELECT FROM closed c WHERE c.court_no = h.court_no AND c.case_id = h.case_id)
""",
    ),
)
