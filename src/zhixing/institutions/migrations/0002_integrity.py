"""What must always hold of institutions, and who may see and write them.

Institutions are known to every scope; their credentials to the SYSTEM scope alone.
"""

from django.db import migrations

ANY_SCOPE = "(SELECT zx_kind()) <> ''"
SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"

INTEGRITY = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE institutions_institution
  ADD CONSTRAINT institution_code_is_used_once_a_day
    EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_until) WITH &&),
  ADD CONSTRAINT institution_days_run_forward CHECK (valid_until >= valid_from),
  ADD CONSTRAINT institution_tier_is_known CHECK (tier IN ('NATIONAL', 'LOCAL')),
  ADD CONSTRAINT local_institution_names_its_province
    CHECK (tier = 'NATIONAL' OR province <> ''),
  ADD CONSTRAINT service_level_is_at_least_one_hour CHECK (service_level_hours >= 1);
"""

SCOPES = "".join(
    f"""
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON {table} FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON {table} TO zhixing_app;
CREATE POLICY reads ON {table} FOR SELECT USING ({read});
CREATE POLICY inserts ON {table} FOR INSERT WITH CHECK ({SYSTEM});
CREATE POLICY updates ON {table} FOR UPDATE USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""
    for table, read in (
        ("institutions_institution", ANY_SCOPE),
        ("institutions_wire_credential", SYSTEM),
    )
)


class Migration(migrations.Migration):
    dependencies = [("institutions", "0001_initial"), ("platform", "0001_scopes")]
    operations = [
        migrations.RunSQL(INTEGRITY, migrations.RunSQL.noop),
        migrations.RunSQL(SCOPES, migrations.RunSQL.noop),
    ]
