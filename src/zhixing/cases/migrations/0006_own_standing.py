"""A person sees its own standings by its number under every index key that is held."""

from django.db import migrations

OWN = """
ALTER POLICY party_reads ON cases_party USING (
  (SELECT zx_kind()) = 'PARTY'
  AND party_id IN (SELECT p.id FROM parties_party p WHERE p.number_index
    = ANY ((SELECT string_to_array(zx_person_index(), ','))::text[])))
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_news"), ("parties", "0003_index_keys")]
    operations = [migrations.RunSQL(OWN, migrations.RunSQL.noop)]
