"""The functions that policies read, and the refusal shared by append-only tables."""

from django.db import migrations

FUNCTIONS = """
CREATE FUNCTION zx_kind() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(current_setting('zx.kind', true), '') $$;
CREATE FUNCTION zx_read_low() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('zx.read_low', true), ''), '1')::int $$;
CREATE FUNCTION zx_read_high() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('zx.read_high', true), ''), '0')::int $$;
CREATE FUNCTION zx_write_low() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('zx.write_low', true), ''), '1')::int $$;
CREATE FUNCTION zx_write_high() RETURNS int LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT coalesce(nullif(current_setting('zx.write_high', true), ''), '0')::int $$;
CREATE FUNCTION zx_institution() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('zx.institution', true), '')::uuid $$;
CREATE FUNCTION zx_person_index() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('zx.person_index', true), '') $$;
CREATE FUNCTION zx_person() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
  $$ SELECT nullif(current_setting('zx.person', true), '')::uuid $$;
CREATE FUNCTION zx_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: record a correction instead', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""


RIGHTS = """
GRANT USAGE ON SCHEMA public TO zhixing_app, zhixing_sequencer, zhixing_reaper;
ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO zhixing_app;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO zhixing_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO zhixing_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO zhixing_app;
"""
"""Tables without court rows (the queue's, Django's own) are the application's as they come;
tables with court rows are revoked and granted one by one by ``court_rows``."""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    run_before = [("contenttypes", "0001_initial"), ("procrastinate", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
