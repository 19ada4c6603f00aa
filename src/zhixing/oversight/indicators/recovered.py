"""Money recovered in a period (执行到位金额): receipts, less those taken back."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="RECOVERED",
    version="1",
    name_zh="执行到位金额",
    name_en="Money recovered",
    meaning_zh="期间内到账的案款，减去期间内冲正的案款；各按其日计。",
    meaning_en="Money received within the period less what was reversed, each on its own day.",
    unit=Unit.FEN,
    span=Span.PERIOD,
    in_force=Days(date(2013, 1, 1)),
    parts={"RECEIVED": ("到账", "received"), "REVERSED": ("冲正", "reversed")},
    statement=counting(
        "RECOVERED",
        acts("money", "RECEIPT_POSTED", "RECEIPT_REVERSED", in_period=True),
        rows="""
SELECT court_no, case_id,
       CASE type WHEN 'RECEIPT_POSTED' THEN 'RECEIVED' ELSE 'REVERSED' END AS part,
       CASE type WHEN 'RECEIPT_POSTED' THEN 1 ELSE -1 END
         * (payload ->> 'amount')::bigint AS amount
  FROM money
""",
    ),
)
