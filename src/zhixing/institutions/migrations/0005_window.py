"""The designated window of an institution; everybody may read where it is."""

import django.db.models.deletion
from django.db import migrations, models

SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"
RULES = f"""
ALTER TABLE institutions_window
  ADD CONSTRAINT window_names_its_place
    CHECK (department <> '' AND address <> '' AND contact_post <> '');
ALTER TABLE institutions_window ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON institutions_window FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON institutions_window TO zhixing_app;
CREATE POLICY reads ON institutions_window FOR SELECT USING (
  (SELECT zx_kind()) IN ('COURT', 'SYSTEM'));
CREATE POLICY inserts ON institutions_window FOR INSERT WITH CHECK ({SYSTEM});
CREATE POLICY updates ON institutions_window FOR UPDATE USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_exchange_place")]
    operations = [
        migrations.CreateModel(
            name="Window",
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
                ("department", models.CharField(max_length=80)),
                ("address", models.CharField(max_length=200)),
                ("contact_post", models.CharField(max_length=80)),
                ("phone", models.CharField(blank=True, max_length=40)),
                ("hours", models.JSONField()),
                ("changed_at", models.DateTimeField()),
            ],
            options={"db_table": "institutions_window"},
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
