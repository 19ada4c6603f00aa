"""What the database itself holds together, and what is counted in one statement."""

LINKS = """
ALTER TABLE inquiry_search ADD CONSTRAINT search_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE inquiry_standing_order ADD CONSTRAINT standing_order_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE inquiry_standing_look ADD CONSTRAINT look_is_of_an_order_of_its_court
  FOREIGN KEY (court_no, order_id) REFERENCES inquiry_standing_order (court_no, id);
ALTER TABLE inquiry_dispute ADD CONSTRAINT dispute_is_of_a_request_of_its_court
  FOREIGN KEY (court_no, request_id) REFERENCES inquiry_request (court_no, id);
"""

TALLIES = """
/* yields_of_institutions */
SELECT r.institution_id, count(*), count(*) FILTER (WHERE r.outcome = 'FOUND')
  FROM inquiry_request r
  JOIN parties_party p ON p.court_no = r.court_no AND p.id = r.party_id
 WHERE r.court_no = %(court)s AND r.kind = 'QUERY' AND r.outcome IN ('FOUND', 'NIL')
   AND p.kind = %(debtor)s
 GROUP BY r.institution_id
"""

WORTHS = """
/* worth_found_by_institution */
SELECT a.institution_id, a.kind, count(*) FILTER (WHERE a.balance_fen IS NULL),
       coalesce(sum(a.balance_fen), 0)::bigint
  FROM assets_asset a
  JOIN parties_party p ON p.court_no = a.court_no AND p.id = a.party_id
 WHERE a.court_no = %(court)s AND p.kind = %(debtor)s AND a.institution_id IS NOT NULL
   AND NOT a.is_exempt
 GROUP BY a.institution_id, a.kind
"""

ARRIVALS = """
/* arrivals_under_standing_orders */
SELECT coalesce(sum(coalesce(o.ended_on, %(on)s) - o.from_on), 0)::bigint,
       coalesce(sum((SELECT count(*) FROM assets_asset a
                      WHERE a.court_no = o.court_no AND a.case_id = o.case_id
                        AND a.found_on > o.from_on
                        AND a.found_on <= coalesce(o.ended_on, %(on)s))), 0)::bigint
  FROM inquiry_standing_order o
 WHERE o.court_no = %(court)s AND o.from_on < %(on)s
"""
