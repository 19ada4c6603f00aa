"""Single days on which an institution is closed; everybody may read them."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import zhixing.kernel.ids

SYSTEM = "(SELECT zx_kind()) = 'SYSTEM'"
RULES = f"""
ALTER TABLE institutions_closing_day ENABLE ROW LEVEL SECURITY;
REVOKE ALL ON institutions_closing_day FROM zhixing_app;
GRANT SELECT, INSERT, UPDATE ON institutions_closing_day TO zhixing_app;
CREATE POLICY reads ON institutions_closing_day FOR SELECT USING (
  (SELECT zx_kind()) IN ('COURT', 'SYSTEM'));
CREATE POLICY inserts ON institutions_closing_day FOR INSERT WITH CHECK ({SYSTEM});
CREATE POLICY updates ON institutions_closing_day FOR UPDATE
  USING ({SYSTEM}) WITH CHECK ({SYSTEM});
"""


class Migration(migrations.Migration):
    dependencies = [("institutions", "0005_window")]
    operations = [
        migrations.AddField(
            "institution",
            "closed_days",
            django.contrib.postgres.fields.ArrayField(
                base_field=models.DateField(), default=list, size=None
            ),
        ),
        migrations.CreateModel(
            name="ClosingDay",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=zhixing.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("day", models.DateField()),
                ("reason", models.CharField(max_length=120)),
                ("told_on", models.DateField()),
                ("court_no", models.IntegerField(null=True)),
                ("person", models.UUIDField(null=True)),
                ("taken_back_on", models.DateField(null=True)),
                (
                    "institution",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "db_table": "institutions_closing_day",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_on__isnull", True)),
                        fields=("institution", "day"),
                        name="closing_day_is_told_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="closing_day_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_back_on__isnull", True),
                            ("taken_back_on__lt", models.F("day")),
                            _connector="OR",
                        ),
                        name="closing_day_is_taken_back_before_it_comes",
                    ),
                ],
            },
        ),
        migrations.RunSQL(RULES, migrations.RunSQL.noop),
    ]
