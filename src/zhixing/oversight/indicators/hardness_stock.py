"""Cases in stock on a day, hard (执行难) and impossible (执行不能) to enforce apart."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="HARDNESS_STOCK",
    version="1",
    name_zh="执行难与执行不能存案",
    name_en="Stock: hard and impossible to enforce",
    meaning_zh="至该日已立案而未执行完毕的案件（含终结本次执行程序的），以该日最近一次认定分类；"
    "认定执行不能之后又查得财产的，计入“待重新认定”；没有认定的单列，不推定。"
    "分类标准见规则HARDNESS（《关于严格规范终结本次执行程序的规定（试行）》第3、4条，平台自定）。",
    meaning_en="Cases filed by the day and not fully performed, those whose present procedure "
    "was ended included, by their latest class on that day. A case classed as impossible in which "
    "property was found since is to be classed again; what was never classed stands apart and is "
    "not guessed. The test is rule HARDNESS (TERMINATION arts. 3 and 4; the platform's own).",
    unit=Unit.CASES,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    parts={
        "HARD": ("执行难", "hard to enforce"),
        "IMPOSSIBLE": ("执行不能", "impossible to enforce"),
        "DOUBTED": ("待重新认定", "to be classed again"),
        "UNCLASSED": ("未认定", "not classed"),
    },
    statement=counting(
        "HARDNESS_STOCK",
        acts("filed", "CASE_FILED"),
        acts("closed", "CASE_CLOSED"),
        acts("classed", "HARDNESS_CLASSED"),
        acts("found", "ASSET_FOUND", "ASSET_GREW"),
        rows="""
SELECT f.court_no, f.case_id,
       CASE WHEN k.kind IS NULL THEN 'UNCLASSED'
            WHEN k.kind = 'IMPOSSIBLE' AND EXISTS (
              SELECT FROM found a
               WHERE a.court_no = f.court_no AND a.case_id = f.case_id
                 AND (a.occurred_on, a.seq) > (k.occurred_on, k.seq)) THEN 'DOUBTED'
            ELSE k.kind END AS part, 1 AS amount
  FROM filed f
  LEFT JOIN (
    SELECT DISTINCT ON (court_no, case_id)
           court_no, case_id, payload ->> 'kind' AS kind, occurred_on, seq
      FROM classed ORDER BY court_no, case_id, occurred_on DESC, seq DESC) k
    ON k.court_no = f.court_no AND k.case_id = f.case_id
 WHERE NOT EXISTS (
   SELECT FROM closed c
    WHERE c.court_no = f.court_no AND c.case_id = f.case_id
      AND c.payload ->> 'mode' <> 'PRESENT_PROCEDURE')
""",
    ),
)
