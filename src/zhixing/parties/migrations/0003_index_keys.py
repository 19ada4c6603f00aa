"""A blind index names its key, and a number is looked up under every key that is held.

What is searched by number or account is a list of indexes, parted by commas.
"""

from django.db import migrations, models

SEARCH = """
CREATE OR REPLACE FUNCTION parties_search(
  p_read uuid, p_by text, p_wanted text, p_limit integer
) RETURNS TABLE (id uuid, court_no integer, name varchar, kind varchar)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  low integer := zx_read_low(); high integer := zx_read_high();
  hits uuid[]; part text; matching text;
BEGIN
  IF zx_kind() NOT IN ('COURT', 'SYSTEM') OR low > high THEN
    RAISE EXCEPTION 'parties are searched in the scope of a court'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  part := replace(replace(replace(p_wanted, '\\', '\\\\'), '%', '\\%'), '_', '\\_');
  IF p_by = 'NUMBER' THEN
    SELECT array_agg(f.id) INTO hits FROM (
      SELECT p.id FROM parties_party p WHERE p.number_index = ANY (string_to_array(p_wanted, ','))
        AND p.court_no BETWEEN low AND high LIMIT p_limit) f;
  ELSIF p_by = 'ACCOUNT' THEN
    SELECT array_agg(f.party_id) INTO hits FROM (
      SELECT DISTINCT a.party_id FROM parties_account a
        WHERE a.account_index = ANY (string_to_array(p_wanted, ','))
        AND a.court_no BETWEEN low AND high LIMIT p_limit) f;
  ELSIF p_by IN ('NAME', 'PINYIN') THEN
    matching := CASE p_by
      WHEN 'NAME' THEN 'parties_name_parts(p.name) @> parties_wanted_parts($5) AND p.name'
      ELSE 'p.name_sort' END;
    part := CASE WHEN p_by = 'PINYIN' AND length(p_wanted) < 3 THEN part || '%'
      ELSE '%' || part || '%' END;
    EXECUTE format(
      'SELECT array_agg(f.id) FROM (SELECT p.id FROM parties_party p WHERE %s LIKE $1
         AND p.court_no BETWEEN $2 AND $3 ORDER BY p.name_sort, p.id LIMIT $4) f', matching)
      INTO hits USING part, low, high, p_limit, p_wanted;
  ELSE
    RAISE EXCEPTION 'parties are searched by NAME, PINYIN, NUMBER or ACCOUNT'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO parties_search_read
    (id, court_no, person, post, by_what, wanted_hash, high_no, found, read_at)
  VALUES (
    p_read, low, zx_person(), nullif(current_setting('zx.post', true), '')::uuid, p_by,
    encode(sha256(convert_to(p_read::text || p_wanted, 'UTF8')), 'hex'), high,
    coalesce(cardinality(hits), 0),
    coalesce((SELECT c.at FROM courts_clock c WHERE c.court_no = low), transaction_timestamp()));
  RETURN QUERY SELECT p.id, p.court_no, p.name, p.kind FROM parties_party p
    WHERE p.id = ANY(hits) ORDER BY p.name_sort, p.id;
END $$;
"""

OWN = """
ALTER POLICY party_reads ON parties_party USING (
  (SELECT zx_kind()) = 'PARTY'
  AND number_index = ANY ((SELECT string_to_array(zx_person_index(), ','))::text[]))
"""


def index_key(model: str) -> migrations.AddField:
    """Add the number of the key under which a row is indexed; rows so far have the first."""
    return migrations.AddField(model, "index_key", models.SmallIntegerField(db_default=1))


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_integrity")]
    operations = [
        index_key("party"),
        index_key("account"),
        migrations.RunSQL(SEARCH, migrations.RunSQL.noop),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
