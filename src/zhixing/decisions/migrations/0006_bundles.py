"""Matters of many cases may be put up and decided on together; an opinion may strike parts."""

from django.db import migrations, models

from zhixing.decisions.sql import BUNDLE
from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_news")]
    operations = [
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("code", models.CharField(max_length=32)),
                ("summary_zh", models.TextField()),
                ("summary_en", models.TextField()),
                ("contents_hash", models.CharField(max_length=64)),
                ("matters", models.IntegerField()),
                ("applicant_person", models.UUIDField()),
                ("applicant_post", models.UUIDField()),
                ("opened_on", models.DateField()),
                ("route", models.JSONField(default=list)),
                ("step", models.SmallIntegerField(default=0)),
                ("state", models.CharField(default="OPEN", max_length=12)),
                ("waiting_kind", models.CharField(blank=True, max_length=24)),
                ("decided_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "decisions_bundle",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "OPEN")),
                        fields=["court_no", "waiting_kind", "opened_on", "id"],
                        name="bundle_waiting_by_post",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "id"), name="bundle_belongs_to_one_court"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["OPEN", "APPROVED", "RETURNED", "WITHDRAWN"])
                        ),
                        name="bundle_is_in_a_known_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("matters__gt", 0)), name="bundle_holds_something"
                    ),
                ],
            },
        ),
        migrations.AddField("matter", "bundle_id", models.UUIDField(null=True)),
        migrations.AddField("opinion", "struck", models.JSONField(default=list)),
        migrations.AddIndex(
            "matter",
            models.Index(
                condition=models.Q(("bundle_id__isnull", False)),
                fields=["court_no", "bundle_id", "id"],
                name="matter_by_bundle",
            ),
        ),
        migrations.RunSQL(BUNDLE, migrations.RunSQL.noop),
        court_rows("decisions_bundle", rights="SELECT, INSERT, UPDATE"),
    ]
