"""Separation of duties as the database guards it: one person with two posts is one person."""

SEPARATION = """
CREATE FUNCTION decisions_refuse_opinion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.verdict = 'APPROVE' AND EXISTS (
    SELECT 1 FROM decisions_matter m WHERE m.court_no = NEW.court_no AND m.id = NEW.matter_id
       AND m.applicant_person = NEW.person) THEN
    RAISE EXCEPTION 'whoever applied for matter % may not approve it', NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'applicant_does_not_approve';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER applicant_does_not_approve AFTER INSERT ON decisions_opinion
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION decisions_refuse_opinion();

CREATE FUNCTION decisions_refuse_execution() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE matter record;
BEGIN
  SELECT * INTO matter FROM decisions_matter m
   WHERE m.court_no = NEW.court_no AND m.id = NEW.matter_id;
  IF matter.state NOT IN ('APPROVED', 'EXECUTED') THEN
    RAISE EXCEPTION 'matter % is not approved', NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_approved_matters_are_executed';
  END IF;
  IF matter.is_coercive AND (matter.applicant_person = NEW.person OR EXISTS (
    SELECT 1 FROM decisions_opinion o WHERE o.court_no = NEW.court_no
       AND o.matter_id = NEW.matter_id AND o.verdict = 'APPROVE' AND o.person = NEW.person)) THEN
    RAISE EXCEPTION 'coercion % needs applicant, approver and executor to be three people',
      NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coercion_needs_three_people';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER coercion_needs_three_people AFTER INSERT ON decisions_execution
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION decisions_refuse_execution();
"""

EXECUTORS = """
CREATE OR REPLACE FUNCTION decisions_refuse_execution() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE matter record;
BEGIN
  SELECT * INTO matter FROM decisions_matter m
   WHERE m.court_no = NEW.court_no AND m.id = NEW.matter_id;
  IF matter.state NOT IN ('APPROVED', 'EXECUTED') THEN
    RAISE EXCEPTION 'matter % is not approved', NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_approved_matters_are_executed';
  END IF;
  IF matter.is_coercive AND (matter.applicant_person = NEW.person OR EXISTS (
    SELECT 1 FROM decisions_opinion o WHERE o.court_no = NEW.court_no
       AND o.matter_id = NEW.matter_id AND o.verdict = 'APPROVE' AND o.person = NEW.person)
    OR EXISTS (SELECT 1 FROM decisions_vote v WHERE v.court_no = NEW.court_no
       AND v.matter_id = NEW.matter_id AND v.person = NEW.person)) THEN
    RAISE EXCEPTION 'coercion % needs applicant, approver and executor to be three people',
      NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coercion_needs_three_people';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION decisions_refuse_executor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM decisions_matter m JOIN decisions_execution e
       ON e.court_no = m.court_no AND e.matter_id = m.id
    WHERE m.court_no = NEW.court_no AND m.id = NEW.matter_id AND m.is_coercive
      AND e.person = NEW.person) THEN
    RAISE EXCEPTION 'whoever executed matter % neither votes on nor approves it', NEW.matter_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'executor_does_not_decide';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER executor_does_not_approve AFTER INSERT ON decisions_opinion
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION decisions_refuse_executor();
CREATE CONSTRAINT TRIGGER executor_does_not_vote AFTER INSERT ON decisions_vote
  DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION decisions_refuse_executor();

CREATE FUNCTION decisions_guard_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.court_no, OLD.case_id, OLD.code, OLD.subject_id, OLD.payload, OLD.payload_hash,
      OLD.is_coercive, OLD.applicant_person, OLD.applicant_post, OLD.opened_on, OLD.route)
     IS DISTINCT FROM
     (NEW.id, NEW.court_no, NEW.case_id, NEW.code, NEW.subject_id, NEW.payload, NEW.payload_hash,
      NEW.is_coercive, NEW.applicant_person, NEW.applicant_post, NEW.opened_on, NEW.route) THEN
    RAISE EXCEPTION 'who put matter % up, and what it says, cannot be changed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matter_stays_as_it_was_put_up';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('OPEN', 'APPROVED'), ('OPEN', 'RETURNED'), ('APPROVED', 'EXECUTED')) THEN
    RAISE EXCEPTION 'matter % cannot go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matter_goes_forward';
  END IF;
  IF NEW.is_coercive AND OLD.state = 'OPEN' AND NEW.state = 'APPROVED' AND NOT EXISTS (
    SELECT 1 FROM decisions_opinion o WHERE o.court_no = NEW.court_no AND o.matter_id = NEW.id
       AND o.verdict = 'APPROVE') THEN
    RAISE EXCEPTION 'nobody approved coercion %', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coercion_is_approved_by_somebody';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER matter_stays_as_it_was_put_up BEFORE UPDATE ON decisions_matter
  FOR EACH ROW EXECUTE FUNCTION decisions_guard_matter();
"""

WITHDRAWAL = """
CREATE OR REPLACE FUNCTION decisions_guard_matter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.court_no, OLD.case_id, OLD.code, OLD.subject_id, OLD.payload, OLD.payload_hash,
      OLD.is_coercive, OLD.applicant_person, OLD.applicant_post, OLD.opened_on, OLD.route)
     IS DISTINCT FROM
     (NEW.id, NEW.court_no, NEW.case_id, NEW.code, NEW.subject_id, NEW.payload, NEW.payload_hash,
      NEW.is_coercive, NEW.applicant_person, NEW.applicant_post, NEW.opened_on, NEW.route) THEN
    RAISE EXCEPTION 'who put matter % up, and what it says, cannot be changed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matter_stays_as_it_was_put_up';
  END IF;
  IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN
     (('OPEN', 'APPROVED'), ('OPEN', 'RETURNED'), ('OPEN', 'WITHDRAWN'),
      ('APPROVED', 'EXECUTED')) THEN
    RAISE EXCEPTION 'matter % cannot go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matter_goes_forward';
  END IF;
  IF NEW.is_coercive AND OLD.state = 'OPEN' AND NEW.state = 'APPROVED' AND NOT EXISTS (
    SELECT 1 FROM decisions_opinion o WHERE o.court_no = NEW.court_no AND o.matter_id = NEW.id
       AND o.verdict = 'APPROVE') THEN
    RAISE EXCEPTION 'nobody approved coercion %', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'coercion_is_approved_by_somebody';
  END IF;
  RETURN NEW;
END $$;
"""

BUNDLE = """
ALTER TABLE decisions_opinion ALTER COLUMN struck SET DEFAULT '[]'::jsonb;
ALTER TABLE decisions_matter ADD CONSTRAINT matter_is_of_a_bundle_of_its_court
  FOREIGN KEY (court_no, bundle_id) REFERENCES decisions_bundle (court_no, id);
CREATE FUNCTION decisions_guard_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.id, OLD.court_no, OLD.code, OLD.contents_hash, OLD.matters, OLD.applicant_person,
      OLD.applicant_post, OLD.opened_on, OLD.route) IS DISTINCT FROM
     (NEW.id, NEW.court_no, NEW.code, NEW.contents_hash, NEW.matters, NEW.applicant_person,
      NEW.applicant_post, NEW.opened_on, NEW.route) THEN
    RAISE EXCEPTION 'who put bundle % up, and what it holds, cannot be changed', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bundle_stays_as_it_was_put_up';
  END IF;
  IF NEW.state <> OLD.state AND OLD.state <> 'OPEN' THEN
    RAISE EXCEPTION 'bundle % cannot go from % to %', OLD.id, OLD.state, NEW.state
      USING ERRCODE = 'check_violation', CONSTRAINT = 'bundle_goes_forward';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER bundle_stays_as_it_was_put_up BEFORE UPDATE ON decisions_bundle
  FOR EACH ROW EXECUTE FUNCTION decisions_guard_bundle();
CREATE FUNCTION decisions_guard_membership() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.bundle_id IS DISTINCT FROM OLD.bundle_id THEN
    RAISE EXCEPTION 'matter % stays in the bundle it was put up in', OLD.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'matter_stays_in_its_bundle';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER matter_stays_in_its_bundle BEFORE UPDATE ON decisions_matter
  FOR EACH ROW EXECUTE FUNCTION decisions_guard_membership();
"""

LINKS = """
ALTER TABLE decisions_matter ADD CONSTRAINT matter_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE decisions_opinion ADD CONSTRAINT opinion_is_on_a_matter_of_its_court
  FOREIGN KEY (court_no, matter_id) REFERENCES decisions_matter (court_no, id);
ALTER TABLE decisions_vote ADD CONSTRAINT vote_is_on_a_matter_of_its_court
  FOREIGN KEY (court_no, matter_id) REFERENCES decisions_matter (court_no, id);
ALTER TABLE decisions_execution ADD CONSTRAINT execution_is_of_a_matter_of_its_court
  FOREIGN KEY (court_no, matter_id) REFERENCES decisions_matter (court_no, id);
"""
