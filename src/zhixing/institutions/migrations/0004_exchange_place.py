"""Where the packages of an institution are put down and collected; for the SYSTEM scope alone."""

import django.db.models.deletion
from django.db import migrations, models

SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"
RULES = f"""
ALTER TABLE institutions_exchange_place
  ADD CONSTRAINT exchange_place_is_a_folder_or_sftp CHECK (address ~ '^(file|sftp)://'),
  ADD CONSTRAINT exchange_by_sftp_knows_the_host CHECK (address LIKE 'file:%' OR host_key <> '');
ALTER TABLE institutions_exchange_place ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON institutions_exchange_place FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON institutions_exchange_place TO zhixing_app;
CREATE POLICY reads ON institutions_exchange_place FOR SELECT USING ({SYSTEM});
CREATE POLICY inserts ON institutions_exchange_place FOR INSERT WITH CHECK ({SYSTEM});
CREATE POLICY updates ON institutions_exchange_place FOR UPDATE
  USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0003_wire_keys")]
    operations = [
        migrations.CreateModel(
            name="ExchangePlace",
            fields=[
                (
                    "institution",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        serialize=False,
                        to="institutions.institution",
                    ),
                ),
                ("address", models.CharField(max_length=300)),
                ("host_key", models.TextField(blank=True)),
                ("changed_at", models.DateTimeField()),
            ],
            options={"db_table": "institutions_exchange_place"},
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
