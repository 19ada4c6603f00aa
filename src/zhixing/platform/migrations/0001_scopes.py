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


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [migrations.RunSQL(FUNCTIONS, migrations.RunSQL.noop)]
