"""Open cases with an account of their own (一案一账号), of all open cases, on a day."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Ratio, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="ACCOUNT_COVERAGE",
    version="1",
    name_zh="一案一账号覆盖率",
    name_en="Cases with an account of their own",
    meaning_zh="该日未结案件中已开立案款专户的 ÷ 该日全部未结案件。",
    meaning_en="Open cases with an account of their own on the day ÷ all cases open on it.",
    unit=Unit.RATE,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    ratio=Ratio(("WITH",), ("WITH", "WITHOUT")),
    parts={
        "WITH": ("已开立", "with an account"),
        "WITHOUT": ("尚未开立", "without an account"),
    },
    statement=counting(
        "ACCOUNT_COVERAGE",
        acts("filed", "CASE_FILED"),
        acts("closed", "CASE_CLOSED"),
        acts("opened", "CASE_ACCOUNT_OPENED"),
        rows="""
SELECT f.court_no, f.case_id,
       CASE WHEN EXISTS (SELECT FROM opened o
                          WHERE o.court_no = f.court_no AND o.case_id = f.case_id)
            THEN 'WITH' ELSE 'WITHOUT' END AS part, 1 AS amount
  FROM filed f
 WHERE NOT EXISTS (SELECT FROM closed c
                    WHERE c.court_no = f.court_no AND c.case_id = f.case_id)
""",
    ),
)
