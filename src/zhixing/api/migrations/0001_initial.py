"""The table of idempotency keys, with its row security."""

import django.db.models as models
from django.db import migrations

from zhixing.platform.database.rows import court_rows


class Migration(migrations.Migration):
    initial = True
    dependencies = [("platform", "0001_scopes")]
    operations = [
        migrations.CreateModel(
            "IdempotencyKey",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("court_no", models.IntegerField()),
                ("post", models.UUIDField()),
                ("key", models.CharField(max_length=200)),
                ("body_hash", models.CharField(max_length=64)),
                ("status", models.SmallIntegerField(null=True)),
                ("answer", models.BinaryField(default=b"")),
                ("at", models.DateTimeField()),
            ],
            options={
                "db_table": "api_idempotency",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["court_no", "post", "key"], name="key_is_used_once_by_a_post"
                    )
                ],
                "indexes": [models.Index(fields=["court_no", "at"], name="idempotency_by_age")],
            },
        ),
        court_rows("api_idempotency"),
    ]
