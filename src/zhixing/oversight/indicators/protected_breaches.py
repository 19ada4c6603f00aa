"""Freezes and transfers that left a natural person less than must stay (突破应保留生活费用)."""

from __future__ import annotations

from datetime import date

from zhixing.kernel.ranges import Days
from zhixing.oversight.definition import Indicator, Span, Unit
from zhixing.oversight.statements import acts, counting

INDICATOR = Indicator(
    code="PROTECTED_BREACHES",
    version="1",
    name_zh="突破应保留的必需生活费用",
    name_en="Takings below what must stay to live on",
    meaning_zh="至该日，已办结的冻结连同扣划，使该款项剩余少于作出冻结时依法应留在其中的必需生活费用的案件；"
    "金额按查得余额减去冻结额、扣划额计算，未反馈余额的和外币不计。正常应为零。",
    meaning_en="Cases in which by the day a freeze that was carried out, or what was transferred "
    "under it, left less in the thing than had to stay in it by the law when it was ordered, by "
    "the balance told before. What was not told and foreign money do not count. It ought to be "
    "none.",
    unit=Unit.CASES,
    span=Span.DAY,
    in_force=Days(date(2013, 1, 1)),
    statement=counting(
        "PROTECTED_BREACHES",
        acts("told", "ASSET_FOUND", "ASSET_GREW"),
        acts("controlled", "ASSET_CONTROLLED"),
        acts("taken", "DEPOSIT_TRANSFERRED"),
        rows="""
SELECT DISTINCT c.court_no, c.case_id, ''::text AS part, 1 AS amount
  FROM controlled c
  JOIN LATERAL (
    SELECT coalesce(t.payload ->> 'now', t.payload ->> 'balance')::bigint AS balance
      FROM told t
     WHERE t.court_no = c.court_no AND t.case_id = c.case_id AND t.seq < c.seq
       AND t.payload ->> 'asset' = c.payload ->> 'asset'
     ORDER BY t.seq DESC LIMIT 1) b ON b.balance IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT sum((t.payload ->> 'amount')::bigint)::bigint AS gone
      FROM taken t
     WHERE t.court_no = c.court_no AND t.case_id = c.case_id AND t.seq > c.seq
       AND t.payload ->> 'asset' = c.payload ->> 'asset') g ON true
 WHERE coalesce((c.payload ->> 'kept')::bigint, 0) > 0
   AND greatest((c.payload ->> 'amount')::bigint, coalesce(g.gone, 0))
       > greatest(b.balance - (c.payload ->> 'kept')::bigint, 0)
""",
    ),
)
