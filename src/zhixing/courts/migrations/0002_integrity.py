"""What must always hold of courts, posts, teams and rules, kept by the database itself."""

from django.db import migrations

DAYS = "daterange(valid_from, valid_until) WITH &&"

COURTS = f"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE courts_court
  ADD CONSTRAINT court_range_holds_its_own_number CHECK (court_no >= 1 AND last_no >= court_no),
  ADD CONSTRAINT rehearsal_courts_are_numbered_apart CHECK (is_rehearsal = (court_no >= 100000)),
  ADD CONSTRAINT court_level_is_known
    CHECK (level IN ('SUPREME', 'HIGH', 'INTERMEDIATE', 'BASIC')),
  ADD CONSTRAINT court_days_run_forward CHECK (valid_until >= valid_from),
  ADD CONSTRAINT case_code_belongs_to_one_live_court
    EXCLUDE USING gist (case_code WITH =, {DAYS}) WHERE (case_code <> '' AND NOT is_rehearsal);

CREATE FUNCTION courts_keep_nature() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'court % cannot be deleted: end its days instead', OLD.court_no
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.court_no, NEW.code, NEW.is_rehearsal) IS DISTINCT FROM
     (OLD.court_no, OLD.code, OLD.is_rehearsal) THEN
    RAISE EXCEPTION 'court % is live or rehearsal, and has its number, from its creation',
      OLD.court_no USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER court_keeps_its_nature BEFORE UPDATE OR DELETE ON courts_court
  FOR EACH ROW EXECUTE FUNCTION courts_keep_nature();
"""

CLOCKS = """
CREATE FUNCTION courts_drive_clock() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM courts_court WHERE court_no = NEW.court_no AND is_rehearsal) THEN
    RAISE EXCEPTION 'court % is live: its clock cannot be driven', NEW.court_no
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.at < OLD.at OR NEW.court_no <> OLD.court_no) THEN
    RAISE EXCEPTION 'the clock of court % only goes forward', OLD.court_no
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER clock_belongs_to_rehearsal_and_goes_forward BEFORE INSERT OR UPDATE ON courts_clock
  FOR EACH ROW EXECUTE FUNCTION courts_drive_clock();
"""

DATED = (
    "courts_department",
    "courts_post",
    "courts_person",
    "courts_post_holding",
    "courts_team",
    "courts_team_membership",
    "courts_approval_route",
    "courts_capability_grant",
    "courts_policy",
)

ENDS_ONLY = """
CREATE FUNCTION courts_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR coalesce(NEW.valid_until >= OLD.valid_until, NEW.valid_until IS NULL)
     OR to_jsonb(NEW) - 'valid_until' <> to_jsonb(OLD) - 'valid_until' THEN
    RAISE EXCEPTION '% is dated: end the row earlier and enter a new one', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_only_ends BEFORE UPDATE OR DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION courts_only_ends();
ALTER TABLE {table}
  ADD CONSTRAINT {table}_days_run_forward CHECK (valid_until >= valid_from),
  ADD CONSTRAINT {table}_is_named_with_its_court UNIQUE (court_no, id);
"""
    for table in DATED
)

STAFF = f"""
ALTER TABLE courts_department
  ADD CONSTRAINT department_stays_in_its_court
    FOREIGN KEY (court_no, parent_id) REFERENCES courts_department (court_no, id),
  ADD CONSTRAINT department_code_is_used_once_a_day
    EXCLUDE USING gist (court_no WITH =, code WITH =, {DAYS});
ALTER TABLE courts_post
  ADD CONSTRAINT post_stays_in_its_court
    FOREIGN KEY (court_no, department_id) REFERENCES courts_department (court_no, id),
  ADD CONSTRAINT post_kind_is_known CHECK (kind IN
    ('JUDGE', 'ASSISTANT', 'CLERK', 'COURT_POLICE', 'DIRECTOR', 'VICE_PRESIDENT', 'PRESIDENT',
     'COMMAND_CENTRE', 'ACCOUNTANT', 'CASHIER')),
  ADD CONSTRAINT command_role_is_known CHECK (command_role IN
    ('', 'SUPERVISING_VICE_PRESIDENT', 'BUREAU_DIRECTOR', 'DEPUTY_DIRECTOR')),
  ADD CONSTRAINT command_has_one_head_a_day
    EXCLUDE USING gist (court_no WITH =, command_role WITH =, {DAYS})
    WHERE (command_role IN ('SUPERVISING_VICE_PRESIDENT', 'BUREAU_DIRECTOR'));
ALTER TABLE courts_person
  ADD CONSTRAINT login_is_written_small CHECK (login = lower(login) AND login <> ''),
  ADD CONSTRAINT login_belongs_to_one_person UNIQUE (login);
ALTER TABLE courts_post_holding
  ADD CONSTRAINT holding_stays_in_its_court
    FOREIGN KEY (court_no, post_id) REFERENCES courts_post (court_no, id),
  ADD CONSTRAINT post_has_one_holder_a_day EXCLUDE USING gist (post_id WITH =, {DAYS});
ALTER TABLE courts_team
  ADD CONSTRAINT team_stays_in_its_court
    FOREIGN KEY (court_no, department_id) REFERENCES courts_department (court_no, id),
  ADD CONSTRAINT team_code_is_used_once_a_day
    EXCLUDE USING gist (court_no WITH =, code WITH =, {DAYS});
ALTER TABLE courts_team_membership
  ADD CONSTRAINT membership_stays_in_its_court
    FOREIGN KEY (court_no, team_id) REFERENCES courts_team (court_no, id),
  ADD CONSTRAINT team_role_is_known
    CHECK (role IN ('OFFICER', 'ASSISTANT', 'CLERK', 'COURT_POLICE')),
  ADD CONSTRAINT person_serves_once_in_a_team_a_day
    EXCLUDE USING gist (team_id WITH =, person_id WITH =, {DAYS});
"""

RULES = f"""
ALTER TABLE courts_approval_route
  ADD CONSTRAINT route_has_steps
    CHECK (jsonb_typeof(steps) = 'array' AND jsonb_array_length(steps) > 0),
  ADD CONSTRAINT matter_has_one_route_a_day
    EXCLUDE USING gist (court_no WITH =, matter WITH =, {DAYS});
ALTER TABLE courts_capability_grant
  ADD CONSTRAINT grant_is_for_a_kind_or_a_post CHECK ((kind = '') <> (post_id IS NULL)),
  ADD CONSTRAINT grant_stays_in_its_court
    FOREIGN KEY (court_no, post_id) REFERENCES courts_post (court_no, id),
  ADD CONSTRAINT kind_has_one_grant_a_day
    EXCLUDE USING gist (court_no WITH =, kind WITH =, capability WITH =, {DAYS})
    WHERE (kind <> ''),
  ADD CONSTRAINT post_has_one_grant_a_day
    EXCLUDE USING gist (post_id WITH =, capability WITH =, {DAYS}) WHERE (post_id IS NOT NULL);
ALTER TABLE courts_policy
  ADD CONSTRAINT policy_code_is_written_large CHECK (code ~ '^[A-Z][A-Z0-9_]*$'),
  ADD CONSTRAINT policy_names_its_basis CHECK (legal_basis <> ''),
  ADD CONSTRAINT policy_is_in_force_once_a_day
    EXCLUDE USING gist (court_no WITH =, code WITH =, {DAYS});
"""

ACCESS = """
ALTER TABLE courts_token
  ADD CONSTRAINT token_stays_in_its_court
    FOREIGN KEY (court_no, post_id) REFERENCES courts_post (court_no, id);
ALTER TABLE courts_session
  ADD CONSTRAINT session_stays_in_its_court
    FOREIGN KEY (court_no, post_id) REFERENCES courts_post (court_no, id);
CREATE INDEX session_by_end ON courts_session (expires_at) WHERE ended_at IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("courts", "0001_initial")]
    operations = [
        migrations.RunSQL(sql, migrations.RunSQL.noop)
        for sql in (COURTS, CLOCKS, ENDS_ONLY, STAFF, RULES, ACCESS)
    ]
