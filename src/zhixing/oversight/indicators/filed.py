"""Cases filed in a period (新收案件)."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="FILED",
    version="1",
    name_zh="新收案件数",
    name_en="Cases filed",
    meaning_zh="期间内立案的执行案件数，按立案日计。",
    meaning_en="Cases filed within the period, by the day of filing.",
    unit=Unit.CASES,
    span=Span.PERIOD,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "FILED",
        acts("filed", "CASE_FILED", in_period=True),
        rows="SELECT court_no, case_id, ''::text AS part, 1 AS amount FROM filed",
    ),
)
