"""The docket in SQL: acts hash-partitioned by court, append-only, gapless; policies for all."""

from django.db import migrations

from zhixing.platform.database.rows import append_only, court_rows, hash_partitions

ACT = """
CREATE TABLE cases_act (
  id uuid NOT NULL,
  court_no integer NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  type varchar(48) NOT NULL,
  occurred_on date NOT NULL,
  occurred_at timestamptz,
  recorded_at timestamptz NOT NULL,
  by_person uuid NOT NULL,
  by_post uuid NOT NULL,
  subject_id uuid,
  payload jsonb NOT NULL,
  findings jsonb NOT NULL,
  refs jsonb NOT NULL,
  correlation uuid,
  corrects uuid,
  PRIMARY KEY (court_no, id),
  CONSTRAINT act_sequence_is_unique_in_its_case UNIQUE (court_no, case_id, seq),
  CONSTRAINT act_belongs_to_a_case_of_its_court FOREIGN KEY (court_no, case_id)
    REFERENCES cases_case (court_no, id),
  CONSTRAINT act_sequence_starts_at_one CHECK (seq >= 1)
) PARTITION BY HASH (court_no);
CREATE INDEX cases_act_by_subject ON cases_act (court_no, subject_id) WHERE subject_id IS NOT NULL;
CREATE INDEX cases_act_by_type ON cases_act (court_no, type, occurred_on);
"""

SEQUENCE = """
CREATE FUNCTION cases_act_before_insert() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE previous integer; driven timestamptz; corrected uuid;
BEGIN
  SELECT max(seq) INTO previous FROM cases_act
    WHERE court_no = NEW.court_no AND case_id = NEW.case_id;
  IF NEW.seq <> coalesce(previous, 0) + 1 THEN
    RAISE EXCEPTION 'act % of case % would leave a gap after %', NEW.seq, NEW.case_id, previous
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NEW.corrects IS NOT NULL THEN
    SELECT corrects INTO corrected FROM cases_act
      WHERE court_no = NEW.court_no AND id = NEW.corrects AND case_id = NEW.case_id;
    IF NOT FOUND OR corrected IS NOT NULL THEN
      RAISE EXCEPTION 'act % corrects an act that is not an original of its case', NEW.id
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  SELECT at INTO driven FROM courts_clock WHERE court_no = NEW.court_no;
  NEW.recorded_at := coalesce(driven, transaction_timestamp());
  RETURN NEW;
END $$;
CREATE TRIGGER cases_act_is_gapless_and_stamped BEFORE INSERT ON cases_act
  FOR EACH ROW EXECUTE FUNCTION cases_act_before_insert();
"""

LINKS = """
ALTER TABLE cases_facts ADD CONSTRAINT facts_are_of_a_case_of_their_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE cases_subject_facts ADD CONSTRAINT subject_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
ALTER TABLE cases_node ADD CONSTRAINT node_is_of_a_case_of_its_court
  FOREIGN KEY (court_no, case_id) REFERENCES cases_case (court_no, id);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("courts", "0003_scopes"),
        ("platform", "0004_reactions"),
    ]
    operations = [
        migrations.RunSQL(ACT, "DROP TABLE cases_act"),
        hash_partitions("cases_act"),
        migrations.RunSQL(SEQUENCE, migrations.RunSQL.noop),
        append_only("cases_act"),
        migrations.RunSQL(LINKS, migrations.RunSQL.noop),
        court_rows("cases_act", rights="SELECT, INSERT"),
        court_rows("cases_case", rights="SELECT, INSERT, UPDATE"),
        court_rows("cases_serial", rights="SELECT, INSERT, UPDATE"),
        court_rows("cases_facts", rights="SELECT, INSERT, UPDATE"),
        court_rows("cases_subject_facts", rights="SELECT, INSERT, UPDATE"),
        court_rows("cases_node"),
    ]
