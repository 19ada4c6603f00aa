"""Row security, append-only records, and the one function that searches parties.

Names are found by their characters and pairs of characters, not by trigrams: what
counts as a letter for trigrams is the server's locale, and under locale C no Chinese
character does. The pinyin of a name is ASCII, so trigrams serve it everywhere.
"""

from django.db import migrations

from zhixing.platform.database.rows import append_only, court_rows

INTEGRITY = """
ALTER TABLE parties_party
  ADD CONSTRAINT party_has_a_name CHECK (name <> ''),
  ADD CONSTRAINT sealed_number_and_index_come_together
    CHECK ((length(number) > 0) = (number_index <> ''));
CREATE INDEX party_by_number ON parties_party (number_index) WHERE number_index <> '';
ALTER TABLE parties_account ADD CONSTRAINT account_belongs_to_a_party_of_its_court
  FOREIGN KEY (court_no, party_id) REFERENCES parties_party (court_no, id);
ALTER TABLE parties_identity_read
  ADD CONSTRAINT identity_read_has_a_purpose CHECK (purpose <> '' AND purpose_text <> '');
ALTER TABLE parties_break_glass ADD CONSTRAINT break_glass_has_its_reading
  FOREIGN KEY (read_id) REFERENCES parties_identity_read (id);
CREATE FUNCTION parties_break_glass_before_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.reviewer IS NOT NULL
     OR (NEW.id, NEW.court_no, NEW.party_id, NEW.read_id, NEW.person, NEW.post, NEW.reason,
         NEW.opened_at)
        IS DISTINCT FROM
        (OLD.id, OLD.court_no, OLD.party_id, OLD.read_id, OLD.person, OLD.post, OLD.reason,
         OLD.opened_at) THEN
    RAISE EXCEPTION 'an emergency look is reviewed once and never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER break_glass_is_reviewed_once BEFORE UPDATE ON parties_break_glass
  FOR EACH ROW EXECUTE FUNCTION parties_break_glass_before_update();
"""

PARTS = """
CREATE FUNCTION parties_name_parts(p_name text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT array_agg(DISTINCT substr(p_name, i, k))
  FROM generate_series(1, length(p_name)) i, (VALUES (1), (2)) v (k)
  WHERE i + k - 1 <= length(p_name)
$$;
CREATE FUNCTION parties_wanted_parts(p_wanted text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT CASE WHEN length(p_wanted) = 1 THEN ARRAY[p_wanted] ELSE (
    SELECT array_agg(DISTINCT substr(p_wanted, i, 2))
    FROM generate_series(1, length(p_wanted) - 1) i) END
$$;
CREATE INDEX party_by_name_part ON parties_party USING gin (parties_name_parts(name));
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX party_by_pinyin ON parties_party USING gin (name_sort gin_trgm_ops);
CREATE INDEX account_by_index ON parties_account (account_index);
"""

SEARCH = """
CREATE FUNCTION parties_search(
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
      SELECT p.id FROM parties_party p WHERE p.number_index = p_wanted AND p_wanted <> ''
        AND p.court_no BETWEEN low AND high LIMIT p_limit) f;
  ELSIF p_by = 'ACCOUNT' THEN
    SELECT array_agg(f.party_id) INTO hits FROM (
      SELECT DISTINCT a.party_id FROM parties_account a WHERE a.account_index = p_wanted
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
REVOKE ALL ON FUNCTION parties_search(uuid, text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION parties_search(uuid, text, text, integer) TO zhixing_app;
"""

OWN = "number_index = (SELECT zx_person_index())"


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial"), ("courts", "0003_scopes")]
    operations = [
        migrations.RunSQL(INTEGRITY, migrations.RunSQL.noop),
        migrations.RunSQL(PARTS, migrations.RunSQL.noop),
        court_rows("parties_party", rights="SELECT, INSERT, UPDATE", party=OWN),
        court_rows("parties_account", rights="SELECT, INSERT, UPDATE"),
        court_rows("parties_identity_read", rights="SELECT, INSERT"),
        court_rows("parties_search_read", rights="SELECT"),
        court_rows("parties_break_glass", rights="SELECT, INSERT, UPDATE"),
        append_only("parties_identity_read"),
        append_only("parties_search_read"),
        migrations.RunSQL(SEARCH, "DROP FUNCTION parties_search(uuid, text, text, integer)"),
    ]
