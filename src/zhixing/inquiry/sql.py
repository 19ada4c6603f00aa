"""The request table, the steps between its states, and who may see what, as SQL."""

REQUEST = """
CREATE SEQUENCE inquiry_request_no;
CREATE TABLE inquiry_request (
  id uuid NOT NULL,
  court_no integer NOT NULL,
  institution_id uuid NOT NULL,
  profile varchar(30) NOT NULL,
  kind varchar(8) NOT NULL,
  external_no varchar(30) NOT NULL,
  writ_set_no varchar(30) NOT NULL,
  case_id uuid NOT NULL,
  party_id uuid NOT NULL,
  batch_id uuid,
  matter_id uuid,
  replaces_id uuid,
  state varchar(16) NOT NULL,
  body_sealed bytea NOT NULL,
  files jsonb NOT NULL,
  issued_at timestamptz,
  delivered_at timestamptz,
  writs_at timestamptz,
  docs_at timestamptz,
  fed_back_at timestamptz,
  issued_on date,
  due_on date,
  answered_on date,
  attempts integer NOT NULL,
  outcome varchar(12) NOT NULL,
  hits integer NOT NULL,
  reason_code varchar(40) NOT NULL,
  reason text NOT NULL,
  reason_en text NOT NULL,
  PRIMARY KEY (court_no, id),
  CONSTRAINT request_number_is_unique_for_its_institution
    UNIQUE (court_no, institution_id, external_no),
  CONSTRAINT request_is_of_a_case_of_its_court FOREIGN KEY (court_no, case_id)
    REFERENCES cases_case (court_no, id),
  CONSTRAINT request_is_of_a_batch_of_its_court FOREIGN KEY (court_no, batch_id)
    REFERENCES inquiry_batch (court_no, id),
  CONSTRAINT request_queries_or_controls CHECK (kind IN ('QUERY', 'CONTROL')),
  CONSTRAINT request_out_has_its_documents
    CHECK (state IN ('DRAFT', 'WITHDRAWN', 'QUARANTINED', 'REISSUED')
           OR jsonb_array_length(files) > 0),
  CONSTRAINT request_out_has_its_days
    CHECK (state IN ('DRAFT', 'WITHDRAWN') OR (issued_at IS NOT NULL AND due_on IS NOT NULL))
) PARTITION BY HASH (court_no);
CREATE INDEX inquiry_request_to_collect ON inquiry_request (institution_id, kind, id)
  WHERE state IN ('ISSUED', 'DELIVERED', 'EXPIRED');
CREATE INDEX inquiry_request_by_number ON inquiry_request (institution_id, external_no);
CREATE INDEX inquiry_request_by_writs ON inquiry_request (institution_id, writ_set_no)
  WHERE writ_set_no <> '';
CREATE INDEX inquiry_request_by_case ON inquiry_request (court_no, case_id);
CREATE INDEX inquiry_request_by_batch ON inquiry_request (court_no, batch_id);
CREATE INDEX inquiry_request_by_matter ON inquiry_request (court_no, matter_id);
CREATE INDEX inquiry_request_by_state ON inquiry_request (court_no, state, due_on);
"""

STEPS = """
CREATE FUNCTION inquiry_request_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF zx_kind() = 'INSTITUTION' THEN
      RAISE EXCEPTION 'an institution does not make requests'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state NOT IN ('DRAFT', 'ISSUED', 'QUARANTINED') THEN
      RAISE EXCEPTION 'a request does not begin as %', NEW.state
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.court_no, NEW.institution_id, NEW.kind, NEW.external_no, NEW.case_id,
      NEW.party_id) IS DISTINCT FROM
     (OLD.id, OLD.court_no, OLD.institution_id, OLD.kind, OLD.external_no, OLD.case_id,
      OLD.party_id)
     OR (OLD.state <> 'DRAFT' AND NEW.body_sealed IS DISTINCT FROM OLD.body_sealed
         AND zx_kind() <> 'SYSTEM') THEN
    RAISE EXCEPTION 'what request % says is fixed: issue another', OLD.external_no
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  allowed := CASE OLD.state
    WHEN 'DRAFT' THEN '{ISSUED,WITHDRAWN,QUARANTINED}'
    WHEN 'ISSUED' THEN '{DELIVERED,QUARANTINED,EXPIRED,PARTIAL,FED_BACK,REJECTED}'
    WHEN 'DELIVERED' THEN '{ISSUED,DOCS_FETCHED,QUARANTINED,PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'DOCS_FETCHED' THEN '{ISSUED,PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'PARTIAL' THEN '{FED_BACK,REJECTED,EXPIRED}'
    WHEN 'FED_BACK' THEN '{CLOSED,CORRECTED,REOPENED}'
    WHEN 'CLOSED' THEN '{CORRECTED,REOPENED}'
    WHEN 'CORRECTED' THEN '{REOPENED}'
    WHEN 'REOPENED' THEN '{PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'REJECTED' THEN '{PARTIAL,FED_BACK,REISSUED,REOPENED,CLOSED,WITHDRAWN}'
    WHEN 'EXPIRED' THEN
      '{DELIVERED,QUARANTINED,PARTIAL,FED_BACK,REJECTED,REISSUED,CLOSED,WITHDRAWN}'
    WHEN 'QUARANTINED' THEN '{REISSUED,CLOSED,WITHDRAWN}'
    ELSE '{}' END;
  IF NOT NEW.state = ANY (allowed) THEN
    RAISE EXCEPTION 'request % cannot go from % to %', OLD.external_no, OLD.state, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER inquiry_request_goes_by_steps BEFORE INSERT OR UPDATE ON inquiry_request
  FOR EACH ROW EXECUTE FUNCTION inquiry_request_steps();
"""

BULK = """
ALTER TABLE inquiry_request ADD COLUMN bulk_id uuid;
ALTER TABLE inquiry_request ADD CONSTRAINT request_is_of_a_bulk_of_its_court
  FOREIGN KEY (court_no, bulk_id) REFERENCES inquiry_bulk (court_no, id);
CREATE INDEX inquiry_request_by_bulk ON inquiry_request (court_no, bulk_id, case_id)
  WHERE bulk_id IS NOT NULL;
"""

LINKS = """
ALTER TABLE inquiry_batch ADD CONSTRAINT batch_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE inquiry_line ADD CONSTRAINT line_is_of_a_request_of_its_court
  FOREIGN KEY (court_no, request_id) REFERENCES inquiry_request (court_no, id);
ALTER TABLE inquiry_line ADD CONSTRAINT line_is_on_a_thing_of_its_court
  FOREIGN KEY (court_no, asset_id) REFERENCES assets_asset (court_no, id);
ALTER TABLE inquiry_answer ADD CONSTRAINT answer_is_to_a_request_of_its_court
  FOREIGN KEY (court_no, request_id) REFERENCES inquiry_request (court_no, id);
ALTER TABLE inquiry_raw_message ADD CONSTRAINT message_is_of_no_court CHECK (court_no = 0);
"""

PRESENCE = """
ALTER TABLE inquiry_presence ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON inquiry_presence FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON inquiry_presence TO zhixing_app;
CREATE POLICY reads ON inquiry_presence FOR SELECT USING (
  (SELECT zx_kind()) IN ('COURT', 'SYSTEM')
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())));
CREATE POLICY inserts ON inquiry_presence FOR INSERT WITH CHECK (
  (SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution()));
CREATE POLICY updates ON inquiry_presence FOR UPDATE
  USING ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution()))
  WITH CHECK ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution()));
"""

PACKAGE = """
ALTER TABLE inquiry_request ADD COLUMN package_no varchar(30) NOT NULL DEFAULT '';
CREATE INDEX inquiry_request_by_package ON inquiry_request (institution_id, package_no)
  WHERE package_no <> '';
ALTER TABLE inquiry_package ENABLE ROW LEVEL SECURITY;
ALTER TABLE inquiry_package
  ADD CONSTRAINT package_holds_something CHECK (items > 0),
  ADD CONSTRAINT package_placed_has_its_hash CHECK (placed_at IS NULL OR sha256 <> '');
REVOKE ALL ON inquiry_package FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON inquiry_package TO zhixing_app;
CREATE POLICY reads ON inquiry_package FOR SELECT USING (
  (SELECT zx_kind()) IN ('COURT', 'SYSTEM')
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())));
CREATE POLICY inserts ON inquiry_package FOR INSERT WITH CHECK (
  (SELECT zx_kind()) = 'COURT' AND jsonb_array_length(notices) > 0
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())));
CREATE POLICY updates ON inquiry_package FOR UPDATE
  USING ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution()))
  WITH CHECK ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution()));
"""

STEPS_IN_BULK = """
CREATE OR REPLACE FUNCTION inquiry_request_steps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF zx_kind() = 'INSTITUTION' THEN
      RAISE EXCEPTION 'an institution does not make requests'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.state NOT IN ('DRAFT', 'ISSUED', 'QUARANTINED') THEN
      RAISE EXCEPTION 'a request does not begin as %', NEW.state
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.court_no, NEW.institution_id, NEW.kind, NEW.external_no, NEW.case_id,
      NEW.party_id) IS DISTINCT FROM
     (OLD.id, OLD.court_no, OLD.institution_id, OLD.kind, OLD.external_no, OLD.case_id,
      OLD.party_id)
     OR (OLD.state <> 'DRAFT' AND NEW.body_sealed IS DISTINCT FROM OLD.body_sealed
         AND zx_kind() <> 'SYSTEM') THEN
    RAISE EXCEPTION 'what request % says is fixed: issue another', OLD.external_no
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.state = OLD.state THEN RETURN NEW; END IF;
  IF NEW.state = 'CLOSED' AND NEW.kind = 'QUERY' AND NEW.outcome = 'NIL' AND OLD.outcome = ''
     AND OLD.state IN ('ISSUED', 'DELIVERED', 'DOCS_FETCHED', 'EXPIRED') THEN
    RETURN NEW;
  END IF;
  allowed := CASE OLD.state
    WHEN 'DRAFT' THEN '{ISSUED,WITHDRAWN,QUARANTINED}'
    WHEN 'ISSUED' THEN '{DELIVERED,WITHDRAWN,QUARANTINED,EXPIRED,PARTIAL,FED_BACK,REJECTED}'
    WHEN 'DELIVERED' THEN '{ISSUED,DOCS_FETCHED,QUARANTINED,PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'DOCS_FETCHED' THEN '{ISSUED,PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'PARTIAL' THEN '{FED_BACK,REJECTED,EXPIRED}'
    WHEN 'FED_BACK' THEN '{CLOSED,CORRECTED,REOPENED}'
    WHEN 'CLOSED' THEN '{CORRECTED,REOPENED}'
    WHEN 'CORRECTED' THEN '{REOPENED}'
    WHEN 'REOPENED' THEN '{PARTIAL,FED_BACK,REJECTED,EXPIRED}'
    WHEN 'REJECTED' THEN '{PARTIAL,FED_BACK,REISSUED,REOPENED,CLOSED,WITHDRAWN}'
    WHEN 'EXPIRED' THEN
      '{DELIVERED,QUARANTINED,PARTIAL,FED_BACK,REJECTED,REISSUED,CLOSED,WITHDRAWN}'
    WHEN 'QUARANTINED' THEN '{REISSUED,CLOSED,WITHDRAWN}'
    ELSE '{}' END;
  IF NOT NEW.state = ANY (allowed) THEN
    RAISE EXCEPTION 'request % cannot go from % to %', OLD.external_no, OLD.state, NEW.state
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""
"""A query that found nothing is closed by the word that says so, with one step; a query not yet
collected may be taken back."""

INDEXES_IN_BULK = """
DROP INDEX inquiry_request_by_number;
ALTER TABLE inquiry_request DROP CONSTRAINT request_number_is_unique_for_its_institution;
ALTER TABLE inquiry_request ADD CONSTRAINT request_number_is_unique_for_its_institution
  UNIQUE (institution_id, external_no, court_no);
DROP INDEX inquiry_request_by_case;
CREATE INDEX inquiry_request_by_case ON inquiry_request (case_id, court_no);
DROP INDEX inquiry_request_by_batch;
CREATE INDEX inquiry_request_by_batch ON inquiry_request (batch_id, court_no);
DROP INDEX inquiry_request_by_matter;
CREATE INDEX inquiry_request_by_matter ON inquiry_request (matter_id, court_no)
  WHERE matter_id IS NOT NULL;
DROP INDEX inquiry_request_by_state;
CREATE INDEX inquiry_request_by_state ON inquiry_request (state, court_no, due_on);
ALTER TABLE inquiry_answer DROP CONSTRAINT answer_counts_once;
ALTER TABLE inquiry_answer ADD CONSTRAINT answer_counts_once
  UNIQUE (request_id, court_no, content_hash);
"""
"""What tells rows apart leads each index, and not the court: a planner whose statistics are older
than a court's first hundred thousand requests took any index that begins with the court for as
good as the right one, and read all of the court's rows for each."""

TO_COLLECT = """
DROP INDEX inquiry_request_to_collect;
CREATE INDEX inquiry_request_to_collect ON inquiry_request (institution_id, kind, id)
  WHERE state IN ('ISSUED', 'EXPIRED') OR state = 'DELIVERED' AND package_no = '';
"""
"""What went in a package is not given out again by a poll: a look for what waits need not pass by
the hundred thousand that are on their way."""

RECORDED = "UPDATE inquiry_batch SET is_open = false WHERE completed_on IS NOT NULL"

NOT_BY_SCOPE = "".join(
    f"ALTER POLICY institution_{policy} ON {table} {how};"
    for own in (
        "((SELECT zx_kind()) = 'INSTITUTION'"
        " AND institution_id IS NOT DISTINCT FROM (SELECT zx_institution()))",
    )
    for table in ("inquiry_request", "inquiry_answer")
    for policy, how in (("reads", f"USING {own}"), ("updates", f"USING {own} WITH CHECK {own}"))
)
"""Whose rows an institution sees is asked in words by which no index can be searched. Where it
could, a planner with old statistics looked for the rows of the scope, all of a court's and all of
an institution's, and then among them for the few a statement names by their keys."""

WORDING = """
ALTER TABLE inquiry_wording ADD CONSTRAINT wording_is_of_a_batch_of_its_court
  FOREIGN KEY (court_no, batch_id) REFERENCES inquiry_batch (court_no, id);
ALTER TABLE inquiry_request ADD COLUMN wording_id uuid;
ALTER TABLE inquiry_request ADD CONSTRAINT request_is_worded_in_its_court
  FOREIGN KEY (court_no, wording_id) REFERENCES inquiry_wording (court_no, id);
ALTER TABLE inquiry_request ADD CONSTRAINT request_says_something
  CHECK (length(body_sealed) > 0 OR wording_id IS NOT NULL);
CREATE POLICY institution_reads ON inquiry_wording FOR SELECT USING (
  (SELECT zx_kind()) = 'INSTITUTION' AND EXISTS (
    SELECT 1 FROM inquiry_request r
    WHERE r.batch_id = inquiry_wording.batch_id AND r.court_no = inquiry_wording.court_no
      AND r.wording_id = inquiry_wording.id
      AND r.institution_id IS NOT DISTINCT FROM (SELECT zx_institution())));
CREATE FUNCTION inquiry_wording_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF zx_kind() = 'SYSTEM' AND (NEW.id, NEW.court_no, NEW.batch_id) IS NOT DISTINCT FROM
     (OLD.id, OLD.court_no, OLD.batch_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'what was asked is fixed: issue another request'
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER inquiry_wording_stays BEFORE UPDATE ON inquiry_wording
  FOR EACH ROW EXECUTE FUNCTION inquiry_wording_is_fixed();
"""
"""What is asked in the same words lies once; only a rotation of keys seals it anew."""

STEPS_WITH_WORDING = STEPS_IN_BULK.replace(
    "NEW.body_sealed IS DISTINCT FROM OLD.body_sealed",
    "(NEW.body_sealed, NEW.wording_id) IS DISTINCT FROM (OLD.body_sealed, OLD.wording_id)",
)

DUE = """
UPDATE inquiry_batch b SET is_due = true
WHERE b.is_open AND NOT EXISTS (
  SELECT FROM inquiry_request r
  WHERE r.batch_id = b.id AND r.court_no = b.court_no
    AND r.outcome NOT IN ('FOUND', 'NIL') AND r.state NOT IN ('REISSUED', 'WITHDRAWN'))
"""
"""Orders answered whole whose record still waits for its job."""

UNSEARCHED = "".join(
    f"ALTER TABLE {table} ALTER COLUMN {column} SET STATISTICS 0;"
    for table, columns in {
        "inquiry_request": "body_sealed files reason reason_en reason_code issued_at writs_at "
        "docs_at fed_back_at issued_on attempts hits",
        "inquiry_answer": "lines content_hash problem problem_en settled_note",
    }.items()
    for column in columns.split()
)
"""No statement searches by these, and to compare thirty thousand documents of one column takes
longer than all that a planner can use: a young court's tables are looked at again every minute."""

NOT_BY_COURT = """
ALTER POLICY court_reads ON inquiry_raw_message
  USING (court_no + 0 BETWEEN (SELECT zx_read_low()) AND (SELECT zx_read_high()));
ALTER POLICY court_updates ON inquiry_raw_message
  USING (court_no + 0 BETWEEN (SELECT zx_write_low()) AND (SELECT zx_write_high()));
"""
"""Raw messages are of no court. Whether a scope sees them is asked in words by which no index can
be searched, as of institutions in ``NOT_BY_SCOPE``: a planner took the range of courts for the
rarest thing about a message, and read all of them by their time for the few a statement names."""

PRESENCE_TOGETHER = """
ALTER POLICY inserts ON inquiry_presence WITH CHECK (
  (SELECT zx_kind()) = 'SYSTEM'
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())));
ALTER POLICY updates ON inquiry_presence USING (
  (SELECT zx_kind()) = 'SYSTEM'
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())))
WITH CHECK (
  (SELECT zx_kind()) = 'SYSTEM'
  OR ((SELECT zx_kind()) = 'INSTITUTION' AND institution_id = (SELECT zx_institution())));
"""
"""Calls of several institutions that come together are counted with one statement."""
