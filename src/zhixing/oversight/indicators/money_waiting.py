"""Money waiting over 30 days on a day (案款滞留): received, and neither paid out nor taken back."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="MONEY_WAITING",
    version="2",
    name_zh="超过30日未发放案款",
    name_en="Money waiting over 30 days",
    meaning_zh="到账超过30日、至该日尚未发放的案款；发放先抵最早到账的款项，冲正的到账不计。",
    meaning_en="Money received more than 30 days before the day and not paid out by it; what "
    "was paid out counts for the earliest receipts, reversed receipts do not count.",
    unit=Unit.FEN,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "MONEY_WAITING",
        acts(
            "money",
            *("RECEIPT_POSTED", "RECEIPT_REVERSED", "PAYMENT_MADE", "FEE_TAKEN"),
            *("PAYMENT_RETURNED", "FEE_REFUNDED"),
        ),
        rows="""
SELECT court_no, case_id, ''::text AS part, old_in - gone AS amount FROM (
  SELECT m.court_no, m.case_id,
         coalesce(sum((m.payload ->> 'amount')::bigint) FILTER (
           WHERE m.type = 'RECEIPT_POSTED' AND m.occurred_on < %(end_on)s::date - 31
             AND b.receipt IS NULL), 0) AS old_in,
         coalesce(sum((m.payload ->> 'amount')::bigint) FILTER (
           WHERE m.type IN ('PAYMENT_MADE', 'FEE_TAKEN')), 0)
         - coalesce(sum((m.payload ->> 'amount')::bigint) FILTER (
           WHERE m.type IN ('PAYMENT_RETURNED', 'FEE_REFUNDED')), 0) AS gone
    FROM money m
    LEFT JOIN (SELECT DISTINCT court_no, payload ->> 'receipt' AS receipt
                 FROM money WHERE type = 'RECEIPT_REVERSED') b
      ON b.court_no = m.court_no AND m.type = 'RECEIPT_POSTED'
     AND b.receipt = m.payload ->> 'receipt'
   GROUP BY m.court_no, m.case_id) held
 WHERE old_in > gone
""",
    ),
)
