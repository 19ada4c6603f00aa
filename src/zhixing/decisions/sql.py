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
