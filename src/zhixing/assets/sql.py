"""The shared register's two doors, as SQL: totals of a debtor, ranks of a thing."""

REGISTER = """
CREATE FUNCTION assets_lock_debtor(wanted text) RETURNS void LANGUAGE sql VOLATILE AS
  $$ SELECT pg_advisory_xact_lock(hashtextextended('debtor/' || wanted, 0)) $$;

CREATE FUNCTION assets_holds_on_debtor(wanted text)
RETURNS TABLE (court_no integer, asset_index text, rank integer, amount_fen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.court_no, h.asset_index::text, h.rank, h.amount_fen FROM assets_hold h
   WHERE h.debtor_index = wanted AND h.released_on IS NULL
     AND zx_kind() IN ('COURT', 'SYSTEM') AND zx_write_high() >= zx_write_low()
   ORDER BY h.since_on, h.id
$$;

CREATE FUNCTION assets_holds_on_asset(wanted text)
RETURNS TABLE (court_no integer, rank integer, amount_fen bigint, since_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.court_no, h.rank, h.amount_fen, h.since_on, h.until_on FROM assets_hold h
   WHERE h.asset_index = wanted AND h.released_on IS NULL
     AND zx_kind() IN ('COURT', 'SYSTEM') AND zx_write_high() >= zx_write_low()
   ORDER BY h.rank, h.since_on, h.id
$$;
REVOKE ALL ON FUNCTION assets_holds_on_debtor(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION assets_holds_on_asset(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assets_holds_on_debtor(text) TO zhixing_app;
GRANT EXECUTE ON FUNCTION assets_holds_on_asset(text) TO zhixing_app;
"""

LINKS = """
ALTER TABLE assets_asset ADD CONSTRAINT asset_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE assets_hold ADD CONSTRAINT hold_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
"""
