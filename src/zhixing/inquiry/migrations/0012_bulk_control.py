"""Batches of control orders, and which batch a request is of."""

from django.db import migrations, models

from zhixing.inquiry.sql import BULK
from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0011_corrections")]
    operations = [
        migrations.CreateModel(
            name="Bulk",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("key", models.CharField(max_length=120)),
                ("body_hash", models.CharField(max_length=64)),
                ("measure", models.CharField(max_length=16)),
                ("bundle_id", models.UUIDField()),
                ("undoes", models.UUIDField(null=True)),
                ("rows", models.IntegerField()),
                ("ordered", models.IntegerField()),
                ("refused", models.JSONField(default=list)),
                ("ordered_on", models.DateField()),
                ("by_person", models.UUIDField()),
            ],
            options={
                "db_table": "inquiry_bulk",
                "indexes": [models.Index(fields=["court_no", "-ordered_on"], name="bulk_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("court_no", "id"), name="bulk_belongs_to_one_court"
                    ),
                    models.UniqueConstraint(
                        fields=("court_no", "key"), name="bulk_key_is_used_once"
                    ),
                    models.UniqueConstraint(
                        fields=("court_no", "bundle_id"), name="bulk_is_decided_in_one_bundle"
                    ),
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(BULK, migrations.RunSQL.noop),
            ],
            state_operations=[
                migrations.AddField("request", "bulk_id", models.UUIDField(null=True))
            ],
        ),
        court_rows("inquiry_bulk", rights="SELECT, INSERT"),
    ]
