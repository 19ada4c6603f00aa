"""A blind index names its key; the shared register is looked up under every key that is held.

A line of the register names the thing it stands on, from whose sealed number its index
can be made again.
"""

from django.db import migrations, models

FILL = """
UPDATE assets_hold SET asset_id = a.id FROM assets_asset a
WHERE a.court_no = assets_hold.court_no AND a.case_id = assets_hold.case_id
  AND a.asset_index = assets_hold.asset_index
"""

LINK = """
ALTER TABLE assets_hold ADD CONSTRAINT hold_is_on_a_thing_of_its_court
  FOREIGN KEY (court_no, asset_id) REFERENCES assets_asset (court_no, id)
"""

DOORS = """
DROP FUNCTION assets_holds_on_debtor(text);
DROP FUNCTION assets_holds_on_asset(text);
CREATE FUNCTION assets_holds_on_debtor(wanted text[])
RETURNS TABLE (court_no integer, asset_index text, rank integer, amount_fen bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.court_no, h.asset_index::text, h.rank, h.amount_fen FROM assets_hold h
   WHERE h.debtor_index = ANY (wanted) AND h.released_on IS NULL
     AND zx_kind() IN ('COURT', 'SYSTEM') AND zx_write_high() >= zx_write_low()
   ORDER BY h.since_on, h.id
$$;
CREATE FUNCTION assets_holds_on_asset(wanted text[])
RETURNS TABLE (court_no integer, rank integer, amount_fen bigint, since_on date, until_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT h.court_no, h.rank, h.amount_fen, h.since_on, h.until_on FROM assets_hold h
   WHERE h.asset_index = ANY (wanted) AND h.released_on IS NULL
     AND zx_kind() IN ('COURT', 'SYSTEM') AND zx_write_high() >= zx_write_low()
   ORDER BY h.rank, h.since_on, h.id
$$;
REVOKE ALL ON FUNCTION assets_holds_on_debtor(text[]) FROM PUBLIC;
REVOKE ALL ON FUNCTION assets_holds_on_asset(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION assets_holds_on_debtor(text[]) TO zhixing_app;
GRANT EXECUTE ON FUNCTION assets_holds_on_asset(text[]) TO zhixing_app;
"""


class Migration(migrations.Migration):
    dependencies = [("assets", "0002_register")]
    operations = [
        migrations.AddField("asset", "index_key", models.SmallIntegerField(db_default=1)),
        migrations.AddField("hold", "index_key", models.SmallIntegerField(db_default=1)),
        migrations.AddField("hold", "asset_id", models.UUIDField(null=True)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AlterField("hold", "asset_id", models.UUIDField()),
        migrations.RunSQL(LINK, migrations.RunSQL.noop),
        migrations.RunSQL(DOORS, migrations.RunSQL.noop),
    ]
