"""The case list stays quick with hundreds of thousands of cases: two orders, and parts of names.

``LIKE`` is not leakproof: under a policy an index on it is lost. The function looks
parts of names up as the owner, within the court numbers of the scope, and gives ids
only; whoever reads the rows reads them under the policies.
"""

from django.db import migrations, models

NAMED = """
CREATE FUNCTION cases_named(p_wanted text, p_limit integer) RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  low integer := zx_read_low(); high integer := zx_read_high();
  part text; hits uuid[];
BEGIN
  IF zx_kind() NOT IN ('COURT', 'SYSTEM') OR low > high THEN
    RAISE EXCEPTION 'cases are searched in the scope of a court'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  part := '%' || replace(replace(replace(p_wanted, '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%';
  SELECT array_agg(f.id) INTO hits FROM (
    SELECT c.id FROM cases_case c
    WHERE parties_name_parts(c.creditor_names || '、' || c.debtor_names)
        @> parties_wanted_parts(p_wanted)
      AND (c.creditor_names LIKE part OR c.debtor_names LIKE part)
      AND c.court_no BETWEEN low AND high
    LIMIT p_limit + 1) f;
  RETURN CASE WHEN cardinality(hits) > p_limit THEN NULL ELSE coalesce(hits, '{}') END;
END $$;
REVOKE ALL ON FUNCTION cases_named(text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cases_named(text, integer) TO zhixing_app;
CREATE INDEX case_by_name_part ON cases_case
  USING gin (parties_name_parts(creditor_names || '、' || debtor_names));
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_case_parties"), ("parties", "0002_integrity")]
    operations = [
        migrations.AddIndex(
            "case", models.Index(fields=["court_no", "claim_fen", "id"], name="case_by_claim")
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["court_no", "handler_person", "filed_on", "id"],
                name="case_by_handler_filing",
            ),
        ),
        migrations.RunSQL(
            NAMED, "DROP INDEX case_by_name_part; DROP FUNCTION cases_named(text, integer)"
        ),
    ]
