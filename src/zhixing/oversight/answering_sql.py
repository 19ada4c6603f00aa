"""What institutions were asked and how they answered, as statements; each part has its rows.

The same rows give a figure and the list behind it. Requests taken back, written again or never
sent count nowhere; what an institution got within the days counts, whenever it is answered until
the last. When its time begins and is over is said by ``inquiry.answer_time``: all is as it stands
on the last of the days, which still belongs to whoever must answer on it.
"""

from zhixing.inquiry.answer_time import STARTS_ON
from zhixing.institutions.abilities import COUNTER_PROFILE

BASE = f"""
/* institutions_asked */
WITH sent AS (
  SELECT r.court_no, r.id, r.institution_id, r.case_id, r.external_no, r.kind, r.state, r.outcome,
         r.issued_on, r.due_on,
         CASE WHEN r.answered_on < %(end_on)s THEN r.answered_on END AS answered_on,
         {STARTS_ON} AS served_on
    FROM inquiry_request r
   WHERE r.court_no = ANY(%(courts)s) AND r.issued_on < %(end_on)s
     AND (r.issued_on >= %(first_on)s OR r.profile = '{COUNTER_PROFILE}')
     AND r.state NOT IN ('DRAFT', 'WITHDRAWN', 'REISSUED', 'QUARANTINED')
), timed AS (
  SELECT s.court_no, s.id, s.institution_id, s.case_id, s.external_no, s.kind, s.state, s.outcome,
         s.issued_on, s.due_on, s.answered_on,
         CASE WHEN s.served_on < %(end_on)s THEN s.served_on END AS starts_on
    FROM sent s
), asked AS (
  SELECT * FROM timed
   WHERE coalesce(starts_on, answered_on) >= %(first_on)s
), upheld AS (
  SELECT a.id FROM asked a WHERE EXISTS (
    SELECT FROM inquiry_dispute d WHERE d.court_no = a.court_no AND d.request_id = a.id
       AND d.outcome = 'UPHELD' AND d.settled_on < %(end_on)s)
), judged AS (
  SELECT a.*, u.id IS NOT NULL AS is_upheld,
         a.answered_on IS NULL AND a.due_on < %(end_on)s::date - 1 AS is_unanswered,
         coalesce(a.answered_on > a.due_on, false) AS is_late
    FROM asked a LEFT JOIN upheld u ON u.id = a.id
), parts AS (
  SELECT a.*, 'ASKED' AS part FROM judged a
  UNION ALL
  SELECT a.*, 'HIT' FROM judged a WHERE a.kind = 'QUERY' AND a.outcome = 'FOUND'
     AND a.answered_on IS NOT NULL
  UNION ALL
  SELECT a.*, 'RUNNING' FROM judged a
   WHERE a.answered_on IS NULL AND NOT a.is_unanswered AND NOT a.is_upheld
  UNION ALL
  SELECT a.*, 'UNANSWERED' FROM judged a WHERE a.is_unanswered
  UNION ALL
  SELECT a.*, 'LATE' FROM judged a WHERE a.is_late
  UNION ALL
  SELECT a.*, 'AGAINST' FROM judged a WHERE a.is_unanswered OR a.is_late OR a.is_upheld
  UNION ALL
  SELECT a.*, 'REJECTED' FROM judged a WHERE a.outcome IN ('REJECTED', 'FAILED')
  UNION ALL
  SELECT a.*, 'REVERSED' FROM judged a WHERE EXISTS (
    SELECT FROM inquiry_answer w WHERE w.court_no = a.court_no AND w.request_id = a.id
       AND w.is_correction)
  UNION ALL
  SELECT a.*, 'DISPUTED' FROM judged a WHERE EXISTS (
    SELECT FROM inquiry_dispute d WHERE d.court_no = a.court_no AND d.request_id = a.id
       AND d.raised_on < %(end_on)s)
  UNION ALL
  SELECT a.*, 'UPHELD' FROM judged a WHERE a.is_upheld
  UNION ALL
  SELECT t.*, false, false, false, 'UNSERVED' FROM timed t
   WHERE t.starts_on IS NULL AND t.answered_on IS NULL AND t.issued_on >= %(first_on)s
)
"""

FIGURES = (
    BASE
    + """
SELECT institution_id, part, count(*) FROM parts GROUP BY institution_id, part
"""
)

DAYS = (
    BASE
    + """
SELECT institution_id, percentile_disc(0.5) WITHIN GROUP (ORDER BY answered_on - starts_on)
  FROM asked WHERE answered_on >= starts_on
 GROUP BY institution_id
"""
)

BEHIND = (
    BASE
    + """
SELECT court_no, id, case_id, external_no, kind, state, outcome, issued_on, starts_on, due_on,
       answered_on
  FROM parts
 WHERE institution_id = %(institution)s AND part = %(part)s AND id > %(after)s
 ORDER BY id LIMIT %(limit)s
"""
)

IDLE = """
/* controlled_and_idle */
SELECT a.institution_id, h.court_no, h.case_id, h.asset_id, h.amount_fen, max(c.occurred_on)
  FROM assets_hold h
  JOIN assets_asset a ON a.court_no = h.court_no AND a.id = h.asset_id
  JOIN cases_act c ON c.court_no = h.court_no AND c.case_id = h.case_id
   AND c.subject_id = h.asset_id AND c.occurred_on < %(end_on)s
 WHERE h.court_no = ANY(%(courts)s) AND h.since_on < %(end_on)s
   AND (h.released_on IS NULL OR h.released_on >= %(end_on)s)
   AND a.institution_id IS NOT NULL
 GROUP BY a.institution_id, h.court_no, h.case_id, h.asset_id, h.amount_fen
HAVING max(c.occurred_on) < %(end_on)s::date - 1 - %(days)s::int
 ORDER BY 6, h.asset_id
"""

SETS = """
/* answer_sets_by_days */
SELECT b.tiers, b.ordered_on, b.completed_on, count(*)
  FROM inquiry_batch b
 WHERE b.court_no = ANY(%(courts)s) AND b.ordered_on >= %(first_on)s
   AND b.ordered_on < %(end_on)s
 GROUP BY 1, 2, 3
"""
