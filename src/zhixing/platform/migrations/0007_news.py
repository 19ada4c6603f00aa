"""The trigger that tells live screens what changed: ids only, heard at the commit."""

from django.db import migrations

TELL = """
CREATE FUNCTION zx_tell_news() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  one record;
  kind text;
BEGIN
  FOR one IN SELECT court_no, count(DISTINCT case_id) AS cases FROM fresh GROUP BY court_no LOOP
    FOREACH kind IN ARRAY TG_ARGV LOOP
      PERFORM pg_notify('zx_news', one.court_no || ' ' || kind || ':' || one.court_no);
    END LOOP;
    IF one.cases > 20 THEN
      PERFORM pg_notify('zx_news', one.court_no || ' cases:' || one.court_no);
    END IF;
  END LOOP;
  FOR one IN
    SELECT DISTINCT f.court_no, f.case_id FROM fresh f
     WHERE f.case_id IS NOT NULL
       AND (SELECT count(DISTINCT g.case_id) FROM fresh g) <= 20
  LOOP
    PERFORM pg_notify('zx_news', one.court_no || ' case:' || one.case_id);
  END LOOP;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0006_reaper_rights")]
    operations = [migrations.RunSQL(TELL, "DROP FUNCTION zx_tell_news()")]
