"""Packages of the file channel, and which package a request went out in."""

from django.db import migrations, models

from zhixing.inquiry.sql import PACKAGE


class Migration(migrations.Migration):
    dependencies = [("inquiry", "0004_signed_messages")]
    operations = [
        migrations.CreateModel(
            name="Package",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("institution_id", models.UUIDField()),
                ("business", models.CharField(max_length=4)),
                ("package_no", models.CharField(max_length=30)),
                ("notices", models.JSONField(default=list)),
                ("items", models.IntegerField()),
                ("made_at", models.DateTimeField()),
                ("placed_at", models.DateTimeField(null=True)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("size", models.BigIntegerField(default=0)),
            ],
            options={
                "db_table": "inquiry_package",
                "constraints": [
                    models.UniqueConstraint(
                        fields=["institution_id", "business", "package_no"],
                        name="package_number_is_once",
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["institution_id", "made_at"],
                        condition=models.Q(placed_at__isnull=True),
                        name="package_not_yet_placed",
                    )
                ],
            },
        ),
        migrations.AddField(
            "rawmessage",
            "file_name",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            "request",
            "package_no",
            models.CharField(blank=True, default="", max_length=30),
            preserve_default=False,
        ),
        migrations.RunSQL(PACKAGE, migrations.RunSQL.noop),
    ]
