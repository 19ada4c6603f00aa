"""An index on corrections, so that the acts that count are found without reading the docket."""

from django.db import migrations

CORRECTIONS = """
CREATE INDEX act_by_what_it_corrects ON cases_act (court_no, corrects, seq DESC)
 WHERE corrects IS NOT NULL
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("cases", "0002_docket")]
    operations = [migrations.RunSQL(CORRECTIONS, "DROP INDEX act_by_what_it_corrects")]
