"""Nodes overdue on a day (超期节点), by the kind of line and of node."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import counting

INDICATOR = Indicator(
    code="OVERDUE_NODES",
    version="1",
    name_zh="超期节点数",
    name_en="Overdue nodes",
    meaning_zh="至该日期限已过而尚未办结的节点，分类别；已结案件不计。期限以现在所知的事实推算。",
    meaning_en="Nodes whose line passed by the day and that were not done by it, by kind; closed "
    "cases are left out. The lines are those that the facts known now give.",
    unit=Unit.NODES,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "OVERDUE_NODES",
        rows="""
SELECT n.court_no, n.case_id, n.kind || ':' || split_part(n.code, ':', 1) AS part, 1 AS amount
  FROM cases_node n
 WHERE n.court_no = ANY(%(courts)s) AND n.due_on < %(end_on)s::date - 1
   AND (n.done_on IS NULL OR n.done_on >= %(end_on)s)
   AND (n.trigger_on IS NULL OR n.trigger_on < %(end_on)s)
   AND NOT EXISTS (
     SELECT FROM cases_node e
      WHERE e.court_no = n.court_no AND e.case_id = n.case_id AND e.code = 'CLOSE_CASE'
        AND e.done_on < %(end_on)s)
""",
    ),
)
